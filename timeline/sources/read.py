"""Read files, folders and standard input into articles; everything that is not taken is told with its reason."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.model.article import article_id, same_id
from timeline.model.ledger import CHAIN, FILES
from timeline.model.problems import Problem, ProblemError, UsageProblem, did_you_mean
from timeline.sources.address import is_url, place_of
from timeline.sources.fetch import Visit, fetch
from timeline.sources.formats import CONTENT_TYPES, MOST_BYTES, SUFFIXES, read_form, too_large
from timeline.sources.found import Found, SourceDefaults, Undated, differences, make
from timeline.sources.records import Records

_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".ico")
_STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class SourcesRead:
    """All that came of reading some sources. A caller that finds problems takes none of it."""

    articles: tuple[Found, ...] = ()
    """In the order read; no text twice."""
    undated: tuple[Undated, ...] = ()
    """Texts that say no publication date; ``Undated.dated`` makes an article of one."""
    problems: tuple[Problem, ...] = ()
    """What could not be read, each with file, line, field or byte offset."""
    skipped: tuple[Problem, ...] = ()
    """Files in folders that are no articles, and second copies of a text, each with the reason."""
    notes: tuple[Problem, ...] = ()
    """Fields that are not kept, and citations that the command line overruled."""

    @property
    def refused(self) -> list[Problem]:
        """Why none of it can be taken: what could not be read, and what has no date."""
        return [*self.problems, *(undated.problem for undated in self.undated)]


def read_sources(
    paths: Sequence[str | Path], *, defaults: SourceDefaults | None = None, visit: Visit | None = None
) -> SourcesRead:
    """Read ``paths``: files, folders (walked in sorted order), web addresses, and ``-`` for standard input.

    A web address is fetched, by ``visit`` where one is given; nothing else opens a connection.
    Nothing is raised for what the sources hold; UsageProblem where ``defaults`` gives a title or
    URL, which only one article can have, and there is more than one.
    """
    defaults = defaults or SourceDefaults()
    skipped: list[Problem] = []
    records = _records(paths, visit or Visit(), skipped)
    articles, undated = _made(records, defaults)
    articles, undated = _single(articles, undated, skipped, records.problems)
    count = len(articles) + len(undated)
    if (defaults.title or defaults.url) and count > 1:
        raise UsageProblem(
            Problem(f"--title and --url belong to one article, and {count} were given", hint="read them one by one")
        )
    problems, notes = tuple(records.problems), tuple(records.notes)
    return SourcesRead(tuple(articles), tuple(undated), problems, tuple(skipped), notes)


def _records(paths: Sequence[str | Path], visit: Visit, skipped: list[Problem]) -> Records:
    """The texts of all sources, and what cannot be read; files of folders that are no articles go to ``skipped``."""
    found = Records()
    for path in dict.fromkeys(map(str, paths)):
        for where, file in [(path, None)] if is_url(path) else _files(path, skipped, found.problems):
            try:
                records = _fetched(path, visit) if is_url(path) else _read(where, file)
            except ProblemError as error:
                found.problems += error.problems
                continue
            except OSError as error:
                found.problems.append(Problem(f"cannot be read: {error.strerror}", where))
                continue
            found.texts += records.texts
            found.problems += records.problems
            found.notes += records.notes
    return found


def _made(records: Records, defaults: SourceDefaults) -> tuple[list[Found], list[Undated]]:
    """The articles of texts, and those without a date; what is wrong or overruled is added to the records."""
    articles: list[Found] = []
    undated: list[Undated] = []
    for text in records.texts:
        try:
            made = make(text, defaults)
        except ProblemError as error:
            records.problems += error.problems
            continue
        records.notes += made.notes
        if isinstance(made.found, Found):
            articles.append(made.found)
        else:
            undated.append(made.found)
    return articles, undated


def _read(where: str, file: Path | None) -> Records:
    """The texts of one file, or of standard input."""
    if file is None:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        if file.stat().st_size > MOST_BYTES:
            raise too_large(file.stat().st_size, where)
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)  # a pipe tells no size
    return read_form(data, where, SUFFIXES.get(file.suffix.lower()) if file else None)


def _fetched(url: str, visit: Visit) -> Records:
    """The texts at a web address. A text that does not say where it stands, or names another host, stands there."""
    answer = fetch(url, visit)
    form = CONTENT_TYPES.get(answer.content_type)
    if form is None and answer.content_type:
        raise ProblemError(Problem(f"is {answer.content_type[:60]}, not an article", answer.url))
    records = read_form(answer.data, answer.url, form, answer.charset)
    stand_at(records, answer.url)
    return records


def stand_at(records: Records, url: str) -> None:
    """Say of texts that came from a web address, and name none or one of another site, that they stand there."""
    for number, text in enumerate(records.texts):
        if text.stated.url is None or not _same_site(text.stated.url, url):
            if text.stated.url is not None:
                told = f"url: the page says {text.stated.url[:200]}, which is another site"
                records.notes.append(Problem(told, text.where, f"{url} is taken"))
            records.texts[number] = replace(text, stated=replace(text.stated, url=url))


def _same_site(one: str, other: str) -> bool:
    """Whether two web addresses have one host, but for www. and the like before it."""
    try:
        hosts = sorted((place_of(one).host.lower(), place_of(other).host.lower()), key=len)
    except ProblemError:
        return False
    return hosts[0] == hosts[1] or hosts[1].endswith("." + hosts[0].removeprefix("www."))


def _files(path: str, skipped: list[Problem], problems: list[Problem]) -> Iterator[tuple[str, Path | None]]:
    """The files that ``path`` stands for, each with its address."""
    if path == "-":
        yield _STANDARD_INPUT, None
        return
    given = Path(path)
    try:
        is_folder, is_there = given.is_dir(), given.exists()
    except OSError as error:  # such as a name that is too long for a file
        problems.append(Problem(f"cannot be read: {error.strerror}", path))
        return
    if is_folder:
        yield from _walk(given, skipped, problems)
    elif is_there:
        yield path, given
    else:
        problems.append(no_such_file(given))


def no_such_file(path: Path) -> Problem:
    """That nothing is there, with what has nearly that name beside it."""
    siblings = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return Problem("no such file or folder", str(path), did_you_mean(path.name, siblings))


def _walk(folder: Path, skipped: list[Problem], problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(Problem(f"cannot be read: {error.strerror}", str(folder)))
        return
    names = {entry.name for entry in entries}
    ledger = {*FILES.values(), CHAIN} if names >= {FILES["event"], CHAIN} else set()
    for entry in entries:
        reason = _of_ledger(folder) if entry.name in ledger else _reason_to_skip(entry)
        if reason:
            skipped.append(Problem(reason, str(entry)))
        elif entry.is_dir():
            yield from _walk(entry, skipped, problems)
        else:
            yield str(entry), entry


def _of_ledger(folder: Path) -> str:
    return f"a file of a ledger, not an article; `timeline rebuild {folder}` makes a store of it"


def _reason_to_skip(entry: Path) -> str:
    """Why a file in a folder is not taken; empty where it is. A file that is named itself is always tried."""
    suffix = entry.suffix.lower()
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_dir():
        return "a link to a folder" if entry.is_symlink() else ""
    if not entry.exists():
        return "a link to nothing"
    if not stat.S_ISREG(entry.stat().st_mode):
        return "no regular file"
    if suffix in _IMAGES:
        return "an image"
    if entry.stem.lower() == "readme":
        return "a read-me, not an article; name the file itself to take it"
    if suffix not in SUFFIXES:
        return f"{suffix or 'no suffix'}: not a format read from folders; name the file itself to try it"
    return ""


def _single(
    articles: list[Found], undated: list[Undated], skipped: list[Problem], problems: list[Problem]
) -> tuple[list[Found], list[Undated]]:
    """Every text once. Copies are skipped and say how they differ; one source id for two texts is a problem."""
    first: dict[str, Found] = {}
    ids: dict[tuple[str | None, str], Found] = {}
    for found in articles:
        known = first.get(found.article.article_id)
        if known is not None and known.article.text != found.article.text:
            problems.append(same_id(known.article.article_id, found.where))
            continue
        if known is not None:
            differ = differences(known.article, found.article)
            message = f"the same text as {known.where}" + (f", but {differ}" if differ else "")
            skipped.append(Problem(message, found.where, "the first is taken" if differ else ""))
            continue
        first[found.article.article_id] = found
        if found.article.source_id is None:
            continue
        key = (found.article.publisher, found.article.source_id)
        if key in ids:
            message = f"id: {found.article.source_id!r} is also that of {ids[key].where}, which has another text"
            problems.append(Problem(message, found.where, "give each article its own id"))
        ids.setdefault(key, found)
    waiting: dict[str, Undated] = {}
    for text in undated:
        id = article_id(text.text)
        other = first.get(id) or waiting.get(id)
        if other is not None and text.text != (other.article.text if isinstance(other, Found) else other.text):
            problems.append(same_id(id, text.where))
        elif other is not None:
            skipped.append(Problem(f"the same text as {other.where}", text.where))
        else:
            waiting[id] = text
    return list(first.values()), list(waiting.values())
