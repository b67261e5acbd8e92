"""``timeline restore``: make a backup the store again; what was there is moved aside, never removed."""

from __future__ import annotations

import argparse

from timeline.cli.narration import say
from timeline.model.wording import count


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
        found = backups(args.db)
        for each in found:
            print(each.label, each.made.isoformat(" ", "minutes"), each.size, each.path, sep="\t")
        if found:
            say(f"{count(len(found), 'backup')} of {args.db}; `timeline restore {found[0].label}` puts that one back")
        else:
            say(f"no backups of {args.db}; one is made before the first write of a day")
        return 0
    entries, aside = restore(args.db, args.backup)
    put_back = f"; what was there is now {aside}: `timeline restore {aside}` takes it back" if aside else ""
    say(f"{args.db} holds {count(entries, 'entry', 'entries')} again{put_back}")
    return 0
