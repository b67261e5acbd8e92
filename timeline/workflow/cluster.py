"""The engine of a cluster: Ray Data reads the parts of an archive, harvests their chunks and writes Parquet of drafts.

A task gets a part of a file and what to read it for, and keeps nothing; so a task that died with its machine is
run again elsewhere, with the same outcome. What was written is then read back in the order of the archive.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.model.problems import Problem, ProblemError
from timeline.sources.archive import Position, chunks, parts
from timeline.workflow.harvest import Harvest, Task, harvest, packed, unpacked

if TYPE_CHECKING:
    from timeline.workflow.archive import Engine

PART_BYTES = 4_000_000
"""Bytes of JSON Lines in a part; other forms are one part a file."""


def on_cluster(address: str | None, folder: Path) -> Engine:
    """An engine that reads on the cluster at an address (None: one on this machine), by way of a folder of Parquet.

    Every machine must reach the archives and the folder under the same names. Raises ProblemError where Ray is not
    installed or its cluster does not answer.
    """

    def engine(path: Path, begin: Position, task: Task) -> Iterator[Harvest]:
        written = folder.resolve() / path.name
        if written.exists():
            shutil.rmtree(written)  # of a run that was cut off: what it had stored is passed over as known
        _write(path.resolve(), str(path), task, written, address)
        try:
            yield from _read(written)
        finally:
            shutil.rmtree(written, ignore_errors=True)

    return engine


def _write(path: Path, named: str, task: Task, written: Path, address: str | None) -> None:
    try:
        import ray
    except ImportError as error:
        hint = "pip install -e '.[cluster]' -c constraints.txt, or leave out --engine ray"
        raise ProblemError(Problem("Ray is not installed", hint=hint)) from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise ProblemError(
                Problem(f"the Ray cluster does not answer: {str(error)[:200]}", address or "")
            ) from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    cut = [
        {"part": n, "byte": begin.byte, "records": begin.records, "end": -1 if end is None else end}
        for n, (begin, end) in enumerate(parts(path, PART_BYTES))
    ]
    shared = ray.put((str(path), named, task))

    def read(batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
        place, called, what = ray.get(shared)
        for n, byte, records, end in zip(batch["part"], batch["byte"], batch["records"], batch["end"], strict=True):
            yield from _tables(Path(place), called, what, int(n), Position(int(byte), int(records)), int(end))

    read_parts = ray.data.from_items(cut, override_num_blocks=max(len(cut), 1))
    read_parts.map_batches(read, batch_size=1).write_parquet(str(written), mode="overwrite")


def _tables(path: Path, named: str, task: Task, part: int, begin: Position, end: int) -> Iterator[dict[str, list[Any]]]:
    number = 0
    try:
        for number, chunk in enumerate(chunks(path, begin, None if end < 0 else end)):
            yield _table(harvest(chunk, task), part, number, str(path), named)
    except ProblemError as error:
        broken = json.dumps([asdict(problem) for problem in error.problems])
        yield {**_table(Harvest(begin), part, number + 1, "", ""), "broken": [broken]}


def _table(found: Harvest, part: int, number: int, path: str, named: str) -> dict[str, list[Any]]:
    """A chunk's harvest as one row."""

    def told(problems: list[Problem]) -> list[list[str]]:
        return [[p.message, p.where.replace(path, named, 1) if path else p.where, p.hint] for p in problems]

    shown = {**packed(found), "problems": told(found.problems), "notes": told(found.notes)}
    return {
        "part": [part],
        "chunk": [number],
        "harvest": [json.dumps(shown, ensure_ascii=False)],
        "broken": [""],
    }


def _read(written: Path) -> Iterator[Harvest]:
    """The harvests of a folder of Parquet files, in the order of the archive; each once, though a task ran twice."""
    import polars

    files = sorted(written.rglob("*.parquet"))
    if not files:
        return
    places = polars.scan_parquet(files, include_file_paths="file").select("part", "chunk", "file").collect()
    places = places.unique(["part", "chunk"], keep="first").sort("part", "chunk")
    for (part,), group in places.group_by(["part"], maintain_order=True):
        rows = polars.scan_parquet(group["file"].unique().to_list()).filter(polars.col("part") == part).collect()
        for row in rows.unique(["part", "chunk"], keep="first").sort("chunk").iter_rows(named=True):
            if row["broken"]:
                raise ProblemError([Problem(**problem) for problem in json.loads(row["broken"])])
            yield unpacked(json.loads(row["harvest"]))
