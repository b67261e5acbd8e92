"""A full disk, a folder that may not be written, a damaged file, a clock that goes back: one clear line, and a way back."""

from __future__ import annotations

import contextlib
import io
import os
import random
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.processes import command, finished
from tests.text_ledger import TextLedger
from timeline.cli.main import main
from timeline.store import backup, clock
from timeline.store.backup import KEPT_DAYS, backups
from timeline.store.store import Store, rebuild

STORY = """
2025-09-10  meeting   KR+US  swap  #first
2025-09-11  proposal  KR>US  swap  act=request #ask
"""
WRITES = ("register", "actor", "Han Duck-soo", "--party", "KR")


@pytest.fixture
def made(tmp_path: Path) -> TextLedger:
    (tmp_path / "store").mkdir()
    return TextLedger.copied(tmp_path / "store" / "s.duckdb", STORY)


def run(store: Path, *words: str, limit: int | None = None) -> tuple[int, str]:
    """Exit code and standard error of a command; ``limit`` bounds the size of each file it writes, in bytes."""
    if limit is not None:
        bound = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))}
        code, _, err = finished(command(*words, "--db", store, folder=store.parent.parent, **bound))
        return code, err
    told = io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        code = main([*words, "--db", str(store)])
    return code, told.getvalue()


def one_line(err: str, *parts: str) -> None:
    assert err.startswith("timeline: ") and err.count("\n") == 1, err
    assert all(part in err for part in parts), err


def actors(store: Store) -> list[str]:
    with store.reading() as reader:
        return reader.ids("actor")


@pytest.mark.parametrize("limit", [pytest.param(0, marks=pytest.mark.slow), 1000])
def test_no_room_to_write_is_told_and_nothing_is_half_there(made: TextLedger, limit: int) -> None:
    code, err = run(made.store.path, *WRITES, limit=limit)
    assert code == 1
    one_line(err, "s.duckdb: there is no room left to write; make room; what was recorded before is kept")
    assert made.store.check() == [] and actors(made.store) == []
    assert run(made.store.path, *WRITES)[0] == 0, "the next command works without repair"


def test_what_was_acknowledged_is_kept_though_the_file_itself_could_not_grow(made: TextLedger) -> None:
    code, err = run(made.store.path, *WRITES, limit=20_000)
    assert code == 0, err
    assert actors(made.store) == ["han-duck-soo"] and made.store.check() == []


def test_a_store_that_cannot_be_made_is_not_left_half_made(tmp_path: Path) -> None:
    place = tmp_path / "store" / "new.duckdb"
    code, err = run(place, "init", "talks", "--parties", "KR,US", limit=1000)
    assert code == 1
    one_line(err, "there is no room left to write")
    assert list(place.parent.iterdir()) == []
    assert run(place, "init", "talks", "--parties", "KR,US")[0] == 0


@pytest.mark.parametrize("words", [("export", "out"), ("rebuild", "out")])
@pytest.mark.slow
def test_export_and_rebuild_without_room_leave_what_was_there(made: TextLedger, words: tuple[str, str]) -> None:
    folder = made.store.path.parent.parent
    made.store.export(folder / "out")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".wal"}
    db = made.store.path if words[0] == "export" else folder / "again.duckdb"
    code, _, err = finished(
        command(
            *words, "--db", db, folder=folder, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
        )
    )
    assert code == 1
    one_line(err, "make room")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder that may not be written: for root, who may write everywhere, it is mounted read-only."""
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    bound = subprocess.run(["mount", "--bind", folder, folder], capture_output=True)
    if bound.returncode:
        pytest.skip("root may write everywhere, and may not mount here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_folder_that_may_not_be_written_can_still_be_read(made: TextLedger) -> None:
    with unwritable(made.store.path.parent):
        assert run(made.store.path, "list", "events")[0] == 0
        assert run(made.store.path, "sql", "SELECT 1")[0] == 0
        code, err = run(made.store.path, *WRITES)
        assert code == 1
        one_line(err, "may not be written")
        code, err = run(made.store.path.with_name("new.duckdb"), "init", "talks", "--parties", "KR,US")
        assert code == 1
        one_line(err)
    assert run(made.store.path, *WRITES)[0] == 0


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def flipped(place: int) -> Callable[[bytes], bytes]:
    return lambda data: data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


DAMAGED = {
    "nothing left": cut(0),
    "the header cut": cut(0.001),
    "half of it": cut(0.5),
    "the last byte gone": lambda data: data[:-1],
    "a bit of the first header": flipped(5),
    "a bit of another header": flipped(4100),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=list(DAMAGED))
@pytest.mark.fast_cases(1)
def test_a_damaged_store_is_told_and_a_backup_or_the_ledger_brings_it_back(
    made: TextLedger, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    store = made.store.path
    made.store.export(tmp_path / "out")
    before = (tmp_path / "out/chain.jsonl").read_bytes()
    shutil.copy(store, store.with_name("s.duckdb.2025-11-24.backup"))
    store.write_bytes(damage(store.read_bytes()))
    for words in (("list", "events"), WRITES):
        code, err = run(store, *words)
        assert code == 1
        one_line(err, "s.duckdb", "`timeline restore`")
    assert run(store, "restore", "2025-11-24")[0] == 0
    made.store.export(tmp_path / "again")
    assert (tmp_path / "again/chain.jsonl").read_bytes() == before and made.store.check() == []
    assert list(store.parent.glob("s.duckdb.replaced-*")), "the damaged file is moved aside, not removed"
    rebuild(tmp_path / "out", tmp_path / "rebuilt.duckdb").export(tmp_path / "more")
    assert (tmp_path / "more/chain.jsonl").read_bytes() == before


@pytest.mark.parametrize("count", [3, pytest.param(60, marks=pytest.mark.slow)])
def test_a_bit_flipped_anywhere_is_either_told_or_without_effect(made: TextLedger, tmp_path: Path, count: int) -> None:
    whole = made.store.path.read_bytes()
    draw = random.Random(2025)
    for number in range(count):
        place = tmp_path / f"{number}.duckdb"
        place.write_bytes(flipped(draw.randrange(len(whole)))(whole))
        from timeline.model.problems import ProblemError

        try:
            assert Store(place).check() == []
        except ProblemError as error:
            assert "timeline restore" in str(error)


def yesterday(path: Path, days: int) -> date:
    """Pretend that a store was last written so many days ago."""
    then = datetime.now() - timedelta(days=days)
    os.utime(path, (then.timestamp(), then.timestamp()))
    return then.date()


@pytest.mark.slow
def test_the_store_as_it_was_on_an_earlier_day_is_kept_before_the_first_write(made: TextLedger) -> None:
    store = made.store.path
    assert run(store, *WRITES)[0] == 0
    assert backups(store) == [], "what was made today has no earlier day"
    as_before = actors(made.store)
    day = yesterday(store, 1)
    for name in ("Cho Hyun", "Wi Sung-lac"):
        assert run(store, "register", "actor", name, "--party", "KR")[0] == 0
    assert [backup.label for backup in backups(store)] == [str(day)]
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert main(["restore", "--db", str(store)]) == 0
    label, copied, *_ = told.getvalue().split("\t")
    assert label == str(day) and datetime.fromisoformat(copied).tzinfo is not None, "whose clock it is by is told"
    code, err = run(store, "restore", str(day))
    assert code == 0 and "entries again; what was there is now" in err
    assert actors(made.store) == as_before and made.store.check() == []
    aside = err.partition("`timeline restore ")[2].partition("`")[0]
    assert run(store, "restore", aside)[0] == 0, "what was put back can be taken back"
    assert len(actors(made.store)) == len(as_before) + 2


def test_only_the_last_days_are_kept(made: TextLedger) -> None:
    days = []
    for ago in (9, 7, 5, 3, 1):
        days.append(str(yesterday(made.store.path, ago)))
        with made.store.writing("ann"):
            pass
    assert [backup.label for backup in backups(made.store.path)] == days[-KEPT_DAYS:]


def test_a_backup_and_its_log_come_and_go_together(tmp_path: Path) -> None:
    store = tmp_path / "s"

    def stands(text: str, log: str | None, days_ago: int) -> None:
        for file, content, age in (
            (store, text, days_ago + 5 if log else days_ago),
            (backup.wal_of(store), log, days_ago),
        ):
            file.unlink(missing_ok=True)
            if content is not None:
                file.write_text(content)
                then = datetime.now().timestamp() - age * 86_400
                os.utime(file, (then, then))

    for days_ago in range(KEPT_DAYS + 2, 0, -1):
        stands(f"{days_ago} days ago", f"log of {days_ago} days ago", days_ago)
        backup.keep_day(store)
    kept = [each.path for each in backups(store)]
    assert [path.read_text() for path in kept] == [f"{n} days ago" for n in range(KEPT_DAYS, 0, -1)]
    assert sorted(tmp_path.glob("*.wal")) == sorted([backup.wal_of(store), *map(backup.wal_of, kept)])

    for text, log in (("old", "old log"), ("new", None)):
        stands(text, log, 0)
        backup.keep_schema(store, 1)
    (schema,) = tmp_path.glob("s.schema-1.backup*")
    assert schema.read_text() == "new"


def test_a_store_is_checked_though_an_apostrophe_is_in_the_path_of_what_is_kept_for_now(
    made: TextLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ann's").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "ann's"))
    assert made.store.check() == []


@pytest.mark.parametrize("named", ["2025-01-01", "schema-1", "nowhere"])
def test_a_backup_that_is_not_there_changes_nothing(made: TextLedger, named: str) -> None:
    before = made.store.path.read_bytes()
    code, err = run(made.store.path, "restore", named)
    assert code == 1
    one_line(err, f'there is no backup "{named}"')
    assert made.store.path.read_bytes() == before


def test_a_damaged_backup_is_not_put_back(made: TextLedger) -> None:
    store = made.store.path
    bad = store.with_name("s.duckdb.2025-11-24.backup")
    bad.write_bytes(store.read_bytes()[:-1])
    before = store.read_bytes()
    code, err = run(store, "restore", "2025-11-24")
    assert code == 1
    one_line(err, "2025-11-24.backup", "is damaged")
    assert store.read_bytes() == before


def test_a_clock_that_goes_back_changes_nothing_about_the_order(
    made: TextLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.model.ledger import Change
    from timeline.model.registry import Actor

    with made.store.reading() as reader:
        before = reader.log(limit=1)["recorded_at"].item()
    monkeypatch.setattr(clock, "_now", lambda: datetime(2001, 1, 1, tzinfo=UTC))
    for name in ("a", "b"):
        made.store.write([Change.of(Actor(actor_id=name, name=name))], "ann")
    with made.store.reading() as reader:
        instants = reader.log(limit=2)["recorded_at"].to_list()
    assert instants[0] > instants[1] > before
    assert made.store.check() == []
