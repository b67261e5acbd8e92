"""``timeline ingest`` of archives: told with rate and remaining time on a terminal, quiet in a pipe."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.cli.narration import interactive, say
from timeline.cli.options import author, lexicon
from timeline.model.problems import Problem, UsageProblem
from timeline.model.visible import visible
from timeline.model.wording import count

if TYPE_CHECKING:
    from timeline.sources import SourceDefaults
    from timeline.sources.archive import Position
    from timeline.store.store import Store
    from timeline.workflow.archive import ArchiveResult, Engine


MANY = 10_000
"""Articles after which putting the store in order takes so long that it is told."""


def archive_options(parser: argparse.ArgumentParser) -> None:
    """How archives are read."""
    parser.add_argument(
        "--engine",
        choices=("local", "ray"),
        help="read JSON Lines, Parquet or WARC record by record, passing over those that are wrong; local: on all "
        "cores of this machine (so are Parquet, WARC and long JSON Lines always); ray: on a Ray cluster",
    )
    parser.add_argument("--address", help="of the Ray cluster (default: one started on this machine)")
    parser.add_argument(
        "--drafts",
        type=Path,
        metavar="FOLDER",
        help="where a cluster writes drafts as Parquet; every machine of it must reach the folder (default: beside the "
        "store)",
    )


def archives(args: argparse.Namespace) -> list[Path]:
    """The archives that the arguments name; empty where they name other things.

    Raises UsageProblem where they name both, or options that do not go with archives.
    """
    from timeline.sources.archive import form_of, is_archive

    if args.engine != "ray" and (args.address or args.drafts):
        raise UsageProblem(Problem("--address and --drafts go with --engine ray"))
    named = [Path(path) for path in args.paths]
    found = [path for path in named if (form_of(path) if args.engine else is_archive(path))]
    if args.engine:
        for path in (path for path in named if path.is_dir()):
            found += sorted(each for each in path.iterdir() if each.is_file() and form_of(each))
    if not found and not args.engine:
        return []
    others = [str(path) for path in named if path not in found and not (args.engine and path.is_dir())]
    if others or args.list or args.coded or not found:
        told = f"is no archive: {others[0]}" if others else "archives stand alone"
        hint = "archives are .jsonl, .jsonl.gz, .parquet, .warc and .warc.gz; take other files in by themselves"
        raise UsageProblem(Problem(told, hint=hint))
    if args.llm or args.again or args.title or args.url:
        told = "--llm, --again, --title and --url do not go with archives"
        raise UsageProblem(Problem(told, hint="leave them out"))
    return found


def take_in(
    args: argparse.Namespace, store: Store, negotiation: str, paths: list[Path], defaults: SourceDefaults
) -> int:
    """Take archives in, one after the other; report each on standard output."""
    from timeline.workflow.archive import ingest_archive, settle

    lexicon(args)  # what is wrong with its files is told before the first article
    engine = _engine(args, store)
    waiting = new = 0
    for path in paths:
        with _progress(path) as progress:
            done = ingest_archive(
                store,
                author(args),
                negotiation,
                path,
                engine,
                defaults,
                lambda problem: say(str(problem)),
                progress,
                args.lexicon,
                args.rules_only,
            )
        if done.begun_at:
            say(
                f"{path}: went on after record {done.begun_at:,}, where it was cut off; those before are not told again"
            )
        for what, times in sorted(done.notes.items()):
            say(f"{path}: {what} ({count(times, 'time')})")
        print(
            f"{visible(str(path))}\t{done.new} new\t{done.copies} of them copies\t{done.known} already stored"
            f"\t{done.skipped} passed over\t{count(done.drafts, 'draft')}"
        )
        waiting += done.drafts
        new += done.new
    if new > MANY:
        say("putting the store in order")
    if new:
        settle(store, author(args))
    if waiting:
        say(f"next: timeline review --negotiation {negotiation}")
    return 0


def _engine(args: argparse.Namespace, store: Store) -> Engine:
    if args.engine == "ray":
        from timeline.workflow.cluster import on_cluster

        return on_cluster(args.address, args.drafts or store.path.with_name(f"{store.path.name}.drafts"))
    from timeline.workflow.pool import pooled

    return pooled


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[Position, ArchiveResult], None]]:
    """A bar on a terminal, with the articles a second and the time that is left; nothing in a pipe."""
    if not interactive():
        yield lambda place, done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from timeline.sources.archive import length

    total, in_bytes = length(path)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(path.name, total=total, told="")

        def show(place: Position, done: ArchiveResult) -> None:
            seconds = bar.tasks[0].elapsed or 0.0
            rate = done.records / seconds if seconds else 0.0
            at = place.byte if in_bytes else place.records
            bar.update(task, completed=at, told=f"{done.records:,} records, {rate:,.0f} a second")

        yield show
