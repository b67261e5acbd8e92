"""``timeline restore``: make a backup the store again; what was there is moved aside, never removed."""

from __future__ import annotations

import argparse

from timeline.cli.narration import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument(
        "backup", nargs="?", metavar="BACKUP", help="its day, schema-N, or a file (default: list what there is)"
    )


def run(args: argparse.Namespace) -> int:
    """Put the backup in the store's place, or list the backups."""
    from timeline.store.backup import backups
    from timeline.store.connection import restore

    if args.backup is None:
        for each in backups(args.db):
            print(f"{each.label}\t{each.made:%Y-%m-%d %H:%M}\t{each.size}\t{each.path}")
        say(f"{len(backups(args.db)) or 'no'} backups of {args.db}; `timeline restore LABEL` puts one back")
        return 0
    entries, aside = restore(args.db, args.backup)
    say(f"{args.db} holds {entries} entries again" + (f"; what was there is now {aside}" if aside else ""))
    return 0
