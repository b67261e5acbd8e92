"""Archives of articles, read as a stream: JSON Lines (also gzipped), Parquet, and WARC of a news crawl.

An archive is cut into chunks of some dozen records, which any process can make articles of
(:func:`texts_of`). What is wrong with one record is told with its place and costs the others nothing;
a file that is broken as a whole is refused.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Literal

from timeline.model.problems import Problem, ProblemError
from timeline.sources.formats import CONTENT_TYPES, MOST_BYTES, MOST_PAGE_BYTES, read_form
from timeline.sources.read import no_such_file, stand_at
from timeline.sources.records import FIELDS, Records, read_line, take

Form = Literal["jsonl", "jsonl.gz", "parquet", "warc"]
SUFFIXES: dict[str, Form] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl.gz",
    ".ndjson.gz": "jsonl.gz",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wet": "warc",
    ".wet.gz": "warc",
}
CHUNK_RECORDS = 32
CHUNK_BYTES = 256_000
"""A chunk ends with the record that reaches one of these."""
MOST_LINE_BYTES = 16_000_000
"""A longer line is passed over without being held in memory."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far an archive has been read: the next byte or, where a form has no such thing, 0; and the records before."""

    byte: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it lies in the archive."""

    where: str
    data: bytes | dict[str, Any]
    """A line of JSON, the body of a web page, or the fields of a row."""
    url: str | None = None
    form: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some records in a row, and the place behind them."""

    items: tuple[Item, ...]
    after: Position
    passed: tuple[Problem, ...] = ()
    """Records that no article can be made of, such as a line that is too long or an answer that is an image."""


def form_of(path: Path) -> Form | None:
    """Which kind of archive a file is by its name; None where it is none."""
    name = path.name.lower()
    return next((form for suffix, form in SUFFIXES.items() if name.endswith(suffix)), None)


def is_archive(path: Path) -> bool:
    """Whether a file can only be read as a stream: a JSONL that is short enough is read whole instead."""
    form = form_of(path)
    return form is not None and path.is_file() and (form != "jsonl" or path.stat().st_size > MOST_BYTES)


def length(path: Path) -> tuple[int | None, bool]:
    """How long an archive is, and whether in bytes or records; None where only reading tells."""
    form = form_of(path)
    if form == "parquet":
        import polars

        return int(polars.scan_parquet(path).select(polars.len()).collect().item()), False
    return (None if form == "jsonl.gz" else path.stat().st_size), True


def chunks(path: Path, begin: Position = Position(), end: int | None = None) -> Iterator[Chunk]:
    """The records of an archive from a place on, in order; of plain JSONL up to the byte ``end``.

    Raises ProblemError where the file as a whole cannot be read, or not any further.
    """
    form = form_of(path)
    with _as_problem(path):
        if form == "parquet":
            yield from _rows(path, begin)
        elif form == "warc":
            yield from _chunked(_each_answer(path, begin))
        elif form == "jsonl.gz":
            with gzip.open(path, "rb") as opened:
                yield from _chunked(_each_line(opened, path, begin, None))
        elif form == "jsonl":
            with path.open("rb") as opened:
                opened.seek(begin.byte)
                yield from _chunked(_each_line(opened, path, begin, end))
        else:
            raise ProblemError(Problem("is no archive by its name", str(path), f"one of {', '.join(SUFFIXES)}"))


def parts(path: Path, size: int) -> Iterator[tuple[Position, int | None]]:
    """Where an archive can be cut for several machines: plain JSONL every ``size`` bytes, others not at all."""
    if form_of(path) != "jsonl":
        yield Position(), None
        return
    with _as_problem(path), path.open("rb") as opened:
        begin, length = Position(), path.stat().st_size
        while begin.byte < length:
            block = opened.read(size)
            rest = opened.readline() if block and not block.endswith(b"\n") else b""
            end = begin.byte + len(block) + len(rest)
            yield begin, end
            lines = block.count(b"\n") + rest.count(b"\n")
            begin = Position(end, begin.records + lines)


def texts_of(chunk: Chunk) -> Iterator[tuple[str, Records]]:
    """The texts of each record of a chunk, with what is wrong or not kept, and its place."""
    for item in chunk.items:
        try:
            yield item.where, _texts(item)
        except ProblemError as error:
            yield item.where, Records(problems=list(error.problems))
        except Exception as error:  # whatever a reader breaks on: one record among many thousands
            told = f"a fault of this program: {type(error).__name__}: {error}"[:300]
            yield item.where, Records(problems=[Problem(told, item.where, "please report it with the text")])


def _texts(item: Item) -> Records:
    found = Records()
    if isinstance(item.data, dict):
        take(found, item.data, item.where)
    elif item.form is None:
        try:
            line = item.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            told = f"is not UTF-8 text: byte 0x{item.data[error.start]:02x} at byte {error.start} of the line"
            raise ProblemError(Problem(told, item.where)) from error
        read_line(found, line, item.where)
    else:
        found = read_form(item.data, item.where, item.form, item.charset)
        if item.url:
            stand_at(found, item.url)
    return found


Placed = tuple[Item | Problem | None, int, Position]
"""A record, None where it says nothing; its size; and the place behind it."""


def _chunked(found: Iterable[Placed]) -> Iterator[Chunk]:
    """Records in chunks."""
    items: list[Item] = []
    passed: list[Problem] = []
    size, after, begun = 0, Position(), False
    broken: ProblemError | None = None
    each = iter(found)
    while True:
        try:
            one, length, after = next(each)
        except StopIteration:
            break
        except ProblemError as error:
            broken = error  # what stands before the break is handed out first
            break
        begun = True
        if isinstance(one, Item):
            items.append(one)
            size += length
        elif one is not None:
            passed.append(one)
        if len(items) >= CHUNK_RECORDS or size >= CHUNK_BYTES or len(passed) >= CHUNK_BYTES // 100:
            yield Chunk(tuple(items), after, tuple(passed))
            items, passed, size, begun = [], [], 0, False
    if begun:
        yield Chunk(tuple(items), after, tuple(passed))
    if broken is not None:
        raise broken


def _each_line(opened: IO[bytes] | gzip.GzipFile, path: Path, begin: Position, end: int | None) -> Iterator[Placed]:
    place = begin
    if opened.seekable() and not isinstance(opened, gzip.GzipFile):
        number, byte = begin.records, begin.byte
    else:
        number, byte = 0, 0
    while end is None or byte < end:
        try:
            line = opened.readline(MOST_LINE_BYTES + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            told = f"breaks off: {_first(error)}"
            raise ProblemError(Problem(told, f"{path}: after line {number}", "records before it are read")) from error
        if not line:
            return
        number, length = number + 1, len(line)
        where = f"{path}:{number}"
        one: Item | Problem | None = None
        if length > MOST_LINE_BYTES:
            while line and not line.endswith(b"\n"):
                line = opened.readline(MOST_LINE_BYTES)
                length += len(line)
            told = f"is {length / 1e6:.0f} MB long, and a record has {MOST_LINE_BYTES // 1_000_000} MB at most"
            one = Problem(told, where)
        elif line.strip():
            one = Item(where, line)
        byte += length
        place = Position(byte, number)
        if number > begin.records:  # of a gzipped archive that is read on, what was read before is passed over
            yield one, length, place


def _rows(path: Path, begin: Position) -> Iterator[Chunk]:
    """The rows of a Parquet file with the fields of an article."""
    import polars

    table = polars.scan_parquet(path, low_memory=True)
    try:
        columns = table.collect_schema().names()
    except polars.exceptions.PolarsError as error:
        raise ProblemError(Problem(f"is no Parquet file: {_first(error)}", str(path))) from error
    if "text" not in columns:
        hint = f"name the columns {', '.join(FIELDS)}; there are {', '.join(columns[:20])}"
        raise ProblemError(Problem("has no column text", str(path), hint))
    kept = [name for name in columns if name in FIELDS]
    passed = tuple(Problem(f"{name}: is not kept", str(path)) for name in columns if name not in FIELDS)
    if passed and not begin.records:
        yield Chunk((), begin, passed)

    def each() -> Iterator[Placed]:
        number = begin.records
        wanted = table.select(kept)
        if number:
            wanted = wanted.slice(number)
        try:
            for batch in wanted.collect_batches(chunk_size=500, maintain_order=True):
                for row in batch.iter_rows(named=True):
                    number += 1
                    values = {name: _as_written(value) for name, value in row.items() if value is not None}
                    item = Item(f"{path}: row {number}", values)
                    yield item, len(str(values.get("text", ""))), Position(0, number)
        except polars.exceptions.PolarsError as error:
            raise ProblemError(Problem(f"breaks off: {_first(error)}", f"{path}: after row {number}")) from error

    yield from _chunked(each())


def _as_written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _each_answer(path: Path, begin: Position) -> Iterator[Placed]:
    """The pages of a WARC: answers of web servers that are text, and texts that a crawl has made of them."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with path.open("rb") as opened:
        head = opened.read(10)
        if not head.startswith((b"WARC/", b"\x1f\x8b")):
            raise ProblemError(Problem("is no WARC file: it does not begin as one", str(path)))
        opened.seek(begin.byte)
        wanted = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
        number, byte = begin.records, begin.byte
        records = iter(ArchiveIterator(opened, record_types=WarcRecordType.any_type, auto_decode="all"))
        while True:
            try:
                record = next(records, None)
                if record is None:
                    if number == 0:
                        raise ProblemError(Problem("is no WARC file: there is no record in it", str(path)))
                    return
                # the place of a record is the one to go on from when those before it are done
                byte = begin.byte + record.stream_pos
                number += 1
                one = _answer(record, f"{path}: byte {byte}") if record.record_type & wanted else None
                record.consume()
            except (OSError, ValueError) as error:
                told = f"breaks off: {_first(error)}"
                raise ProblemError(Problem(told, f"{path}: byte {byte}", "records before it are read")) from error
            size = len(one.data) if isinstance(one, Item) else 0
            yield one, size, Position(byte, number)


def _answer(record: Any, where: str) -> Item | Problem | None:
    url = record.headers.get("WARC-Target-URI") or None
    address = f"{where} ({url[:200]})" if url else where
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return Problem(f"is the answer {http.status_code}, not a page", address)
    kind = (record.http_content_type if http is not None else record.headers.get("Content-Type")) or ""
    kind = kind.partition(";")[0].strip().lower()
    form = CONTENT_TYPES.get(kind)
    if form not in ("page", "text"):
        return Problem(f"is {kind[:60] or 'of no stated kind'}, not a page", address)
    data = record.reader.read(MOST_PAGE_BYTES + 1)
    if len(data) > MOST_PAGE_BYTES:
        return Problem(f"is larger than {MOST_PAGE_BYTES // 1_000_000} MB", address)
    charset = record.http_charset if http is not None else None
    return Item(address, bytes(data), url if url and url.startswith(("http://", "https://")) else None, form, charset)


@contextmanager
def _as_problem(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ProblemError(no_such_file(path)) from error
    except OSError as error:
        raise ProblemError(Problem(f"cannot be read: {error.strerror or _first(error)}", str(path))) from error


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
