"""A user's SQL: it can change nothing, reach nothing, and run away with nothing; and its errors are one clear line."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from timeline.model.problems import ProblemError, UsageProblem
from timeline.store import sandbox
from timeline.store.query import canned, canned_queries, parameters_of, read_canned, run_query, sql_problem
from timeline.store.store import Store

SECRET = "the secret word of this test"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds a table of its own, and a file that no query may read."""
    folder = tmp_path_factory.mktemp("sql")
    with Store(folder / "s.duckdb").writing("tester", create=True) as writer:
        writer.connection.execute("CREATE TABLE fruit AS SELECT 'apple' AS name, 3 AS number").fetchall()
    (folder / "secret.csv").write_text(f"word\n{SECRET}\n")
    (folder / "other.duckdb").write_bytes((folder / "s.duckdb").read_bytes())
    return folder


@pytest.fixture
def db(home: Path) -> Path:
    return home / "s.duckdb"


def traces(folder: Path) -> dict[str, str]:
    """Every file below ``folder`` with the hash of its bytes."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture
def untouched(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails the test when any file of the folder, or of the working directory, is changed, made or gone."""
    monkeypatch.chdir(home)
    monkeypatch.setenv("TIMELINE_TEST_SECRET", SECRET)
    before = traces(home)
    yield
    assert traces(home) == before


ATTACKS = [
    # writing over the store itself, which DuckDB counts as an allowed path (2.0.0 did write)
    "COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false)",
    "COPY (SELECT 42) TO '{db}'",
    "COPY (SELECT 42) TO '{db}.wal' (USE_TMP_FILE false)",
    "EXPLAIN ANALYZE COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false)",
    "EXPLAIN ANALYZE COPY (SELECT 42) TO '{db}.wal' (USE_TMP_FILE false)",
    "WITH q AS (COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false)) SELECT 1",
    "WITH q AS (COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false)) SELECT * FROM q",
    "WITH q AS MATERIALIZED (COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false)) SELECT * FROM q",
    "EXPLAIN ANALYZE WITH q AS (COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false)) SELECT * FROM q",
    "SELECT * FROM (COPY (SELECT 42) TO '{db}' (USE_TMP_FILE false))",
    # writing elsewhere
    "COPY fruit TO 'out.csv'",
    "COPY fruit TO '{home}/out.parquet' (FORMAT parquet)",
    "COPY fruit TO 'out' (PARTITION_BY (name))",
    "EXPLAIN ANALYZE COPY fruit TO 'out.csv'",
    "WITH q AS (COPY fruit TO 'out.csv') SELECT * FROM q",
    "COPY FROM DATABASE s TO other",
    "COPY fruit FROM 'secret.csv'",
    "EXPORT DATABASE 'dump'",
    "IMPORT DATABASE 'dump'",
    # opening and loading
    "ATTACH 'other.duckdb'",
    "ATTACH '{home}/new.duckdb' AS n",
    "ATTACH ':memory:' AS m",
    "ATTACH '{db}' AS again (READ_WRITE)",
    "ATTACH OR REPLACE '{db}' AS s",
    "DETACH s",
    "USE memory",
    "INSTALL httpfs",
    "FORCE INSTALL httpfs FROM 'http://example.org'",
    "LOAD httpfs",
    "LOAD '{home}/evil.duckdb_extension'",
    # reading files, folders, addresses and the environment
    "FROM read_csv('{home}/secret.csv')",
    "FROM read_csv('/etc/passwd', header = false)",
    "FROM 'secret.csv'",
    "FROM '{home}/secret.csv'",
    "FROM read_text('secret.csv')",
    "FROM read_blob('{db}')",
    "FROM read_text('{db}')",
    "FROM read_json('secret.csv')",
    "FROM read_parquet('secret.parquet')",
    "FROM parquet_metadata('secret.parquet')",
    "FROM sniff_csv('secret.csv')",
    "FROM glob('*')",
    "FROM glob('{home}/**')",
    "FROM read_csv('http://127.0.0.1:9/x.csv')",
    "FROM read_csv('https://example.org/x.csv')",
    "FROM read_text('/proc/self/environ')",
    "FROM read_text('/proc/' || 'self/environ')",
    "FROM query('COPY fruit TO ''out.csv''')",
    "FROM query_table('secret.csv')",
    "SELECT getenv('TIMELINE_TEST_SECRET')",
    "FROM duckdb_secrets(); CREATE SECRET x (TYPE s3)",
    # Python variables of the process as tables
    "FROM request",
    "FROM relation",
    "FROM os",
    # unlocking
    "PRAGMA enable_external_access",
    "PRAGMA memory_limit = '100GB'",
    "PRAGMA database_list",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET disabled_filesystems = ''",
    "SET memory_limit = '100GB'",
    "SET allowed_paths = ['/etc/passwd']",
    "SET temp_directory = '{home}/tmp'",
    "SET GLOBAL threads = 64",
    "RESET disabled_filesystems",
    "RESET lock_configuration",
    "SET VARIABLE x = 1",
    # changing data and structure
    "CREATE TABLE t AS SELECT 1",
    "CREATE OR REPLACE TABLE fruit AS SELECT 1",
    "CREATE TEMP TABLE t AS SELECT 1",
    "CREATE VIEW v AS SELECT 1",
    "CREATE MACRO f(x) AS x",
    "CREATE SEQUENCE q",
    "CREATE SCHEMA other",
    "CREATE TYPE mood AS ENUM ('sour')",
    "CREATE INDEX i ON fruit (name)",
    "INSERT INTO fruit VALUES ('pear', 1)",
    "INSERT OR REPLACE INTO setting VALUES ('views', '')",
    "EXPLAIN ANALYZE INSERT INTO fruit VALUES ('pear', 1)",
    "WITH q AS (INSERT INTO fruit VALUES ('pear', 1) RETURNING *) SELECT * FROM q",
    "UPDATE fruit SET number = 0",
    "DELETE FROM fruit",
    "EXPLAIN ANALYZE DELETE FROM fruit",
    "MERGE INTO fruit USING (SELECT 1 AS number) n USING (number) WHEN MATCHED THEN DELETE",
    "TRUNCATE fruit",
    "DROP TABLE fruit",
    "DROP VIEW events",
    "ALTER TABLE fruit ADD COLUMN colour VARCHAR",
    "COMMENT ON TABLE fruit IS 'x'",
    "CHECKPOINT",
    "FORCE CHECKPOINT",
    "VACUUM",
    "ANALYZE",
    "CALL force_checkpoint('s')",
    "CALL enable_logging(storage = 'file', storage_path = '{home}/log')",
    "CALL checkpoint()",
    "FROM force_checkpoint()",
    "BEGIN; DELETE FROM fruit; COMMIT",
    "SELECT 1; DROP TABLE fruit",
    "SELECT 1; COPY fruit TO 'out.csv'",
    "PREPARE p AS DELETE FROM fruit",
    "EXECUTE p",
    "PIVOT (FROM read_csv('secret.csv')) ON word",
    "PIVOT fruit ON (SELECT content FROM read_text('secret.csv'))",
    # other databases, and what this one is told of its surroundings
    "SELECT * FROM other.main.fruit",
    "SELECT * FROM postgres_scan('host=127.0.0.1', 'public', 't')",
    "SELECT * FROM sqlite_scan('{home}/secret.csv', 't')",
    "SELECT * FROM delta_scan('{home}')",
    "FROM read_duckdb('other.duckdb', table_name := 'fruit')",
    "FROM read_csv_auto(getvariable('x'))",
    "SELECT * FROM read_blob(['{home}/secret.csv', '{db}'])",
    "SELECT * FROM read_csv('/dev/stdin')",
    "SELECT * FROM '/dev/fd/0'",
    "EXPLAIN ANALYZE ATTACH 'other.duckdb'",
    "SUMMARIZE 'secret.csv'",
    "DESCRIBE FROM read_csv('secret.csv')",
    "DESCRIBE 'secret.csv'",
    "SHOW TABLES FROM other",
    "SELECT * FROM duckdb_logs_parsed('FileSystem') WHERE path = (SELECT content FROM read_text('secret.csv'))",
]
FEW = ATTACKS[:1] + ATTACKS[3:4] + ATTACKS[19:20] + ATTACKS[30:31] + ATTACKS[49:50] + ATTACKS[-8:-7]
"""Those of the fast suite: writing over the store, opening, reading, looking around."""


@pytest.mark.fast_cases(2)
@pytest.mark.parametrize(
    "attack", [attack if attack in FEW else pytest.param(attack, marks=pytest.mark.slow) for attack in ATTACKS]
)
@pytest.mark.usefixtures("untouched")
def test_nothing_is_changed_and_nothing_leaks(attack: str, home: Path, db: Path) -> None:
    with pytest.raises(ProblemError) as raised:
        run_query(db, attack.format(db=db, home=home), timeout_s=20)
    told = str(raised.value)
    assert SECRET not in told
    assert "\n" not in told


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT current_setting('home_directory') AS x",
        "SELECT value FROM duckdb_settings()",
        "FROM duckdb_secrets()",
        "FROM duckdb_temporary_files()",
        "FROM duckdb_extensions()",
        "FROM duckdb_variables()",
        "FROM duckdb_logs()",
        "SELECT write_log('x', scope := 'database')",  # to a log that is off
        "FROM duckdb_databases()",
        "FROM pragma_database_list()",
        "SELECT * FROM information_schema.schemata",
        "SELECT current_database(), current_user, version(), current_query()",
    ],
)
@pytest.mark.usefixtures("untouched")
@pytest.mark.fast_cases(1)
def test_what_may_be_asked_of_duckdb_itself_leaks_nothing_either(sql: str, db: Path) -> None:
    try:
        shown = str(run_query(db, sql).rows())
    except ProblemError as error:
        shown = str(error)
    assert SECRET not in shown


@pytest.mark.usefixtures("untouched")
def test_the_locks_are_on_and_not_only_the_check_of_the_statement(db: Path) -> None:
    wanted = {
        "enable_external_access": "false",
        "lock_configuration": "true",
        "python_enable_replacements": "false",  # that the file system is away shows in the attacks, not here
        "temp_directory": "",
        "access_mode": "read_only",
        "TimeZone": "UTC",
    }
    rows = run_query(db, "SELECT name, value FROM duckdb_settings()").rows()
    settings = {name.lower(): value for name, value in rows}
    assert {name: settings[name.lower()].lower() for name in wanted} == {n: v.lower() for n, v in wanted.items()}


def test_the_process_could_not_write_a_byte_even_if_a_statement_got_past(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; from timeline.model.bounds import bound_process; bound_process(500 * 1024 * 1024, 10);"
        "pathlib.Path(sys.argv[1]).write_text('x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x")], capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert (tmp_path / "x").read_bytes() == b""


# --- limits


@pytest.mark.slow
@pytest.mark.parametrize(
    "bomb",
    [
        "SELECT length(repeat('x', 4000000000))",
        "SELECT repeat('x', 2000000000) || repeat('y', 2000000000)",
        "SELECT list(range) FROM range(300000000)",
        "FROM range(300000000)",
        "FROM range(300000000) ORDER BY hash(range)",
    ],
)
@pytest.mark.usefixtures("untouched")
def test_a_memory_bomb_is_stopped(bomb: str, db: Path) -> None:
    with pytest.raises(ProblemError, match="needed more than 300 MB of memory and was stopped"):
        run_query(db, bomb, memory_mb=300, timeout_s=60)


@pytest.mark.slow
@pytest.mark.parametrize(
    "endless",
    [
        "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range, b.range) = 1",
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r",
        "SELECT levenshtein(repeat('a', 200000), repeat('b', 200000))",  # one call that no interrupt reaches
    ],
)
@pytest.mark.usefixtures("untouched")
def test_an_endless_query_is_stopped(endless: str, db: Path) -> None:
    began = time.monotonic()
    with pytest.raises(ProblemError, match="longer than 1 seconds and was stopped") as raised:
        run_query(db, endless, timeout_s=1)
    assert time.monotonic() - began < 10
    assert raised.value.exit_code == 1


@pytest.mark.slow
def test_a_large_result_is_passed_on_without_being_held_twice(db: Path) -> None:
    result = run_query(db, "SELECT repeat('x', 2000) AS x FROM range(50000)", memory_mb=450)
    assert result.height == 50_000 and result["x"].str.len_bytes().sum() == 100_000_000


def test_a_real_query_fits_into_little_memory(db: Path) -> None:
    assert run_query(db, "SELECT count(*) AS n FROM events", memory_mb=300)["n"].to_list() == [0]


# --- what comes back


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1 AS a, NULL AS b, true AS c, 1.5 AS d", "[(1, None, True, Decimal('1.5'))]"),
        ("SELECT DATE '2025-09-24' AS d", "[(datetime.date(2025, 9, 24),)]"),
        ("SELECT ['KR', 'US'] AS p, {'a': 1} AS s", "[(['KR', 'US'], {'a': 1})]"),
        ("SELECT sum(range) AS s FROM range(5)", "[(10,)]"),
        ("SELECT INTERVAL 1 DAY AS i, [INTERVAL 2 MONTH] AS l", "[('1 day', '[2 months]')]"),
        ("SELECT 'x'::ENUM('x', 'y') AS e, uuid()::VARCHAR IS NULL AS u", "[('x', False)]"),
        ("SELECT DATE 'infinity' AS i, DATE '9999-12-31' AS d", "[('infinity', datetime.date(9999, 12, 31))]"),
        ("SELECT TIMESTAMPTZ '-infinity' AS i, '101'::BIT AS b", "[('-infinity', '101')]"),
        ("FROM fruit", "[('apple', 3)]"),
        ("PIVOT fruit ON name USING sum(number)", "[(3,)]"),
        ("SELECT 1 WHERE false", "[]"),
    ],
)
@pytest.mark.fast_cases(1)
def test_values_arrive_as_what_they_are(db: Path, sql: str, expected: str) -> None:
    rows = run_query(db, sql).rows()
    assert repr(rows) == expected


def test_times_are_in_utc(db: Path) -> None:
    frame = run_query(db, "SELECT TIMESTAMPTZ '2025-09-25 00:30:00+09' AS t, TIMESTAMPTZ '2025-01-01'::VARCHAR AS s")
    assert frame.rows()[0][0] == datetime(2025, 9, 24, 15, 30, tzinfo=UTC)
    assert frame["s"].to_list() == ["2025-01-01 00:00:00+00"]


def test_columns_of_one_name_are_told_apart(db: Path) -> None:
    assert run_query(db, "SELECT 1 AS a, 2 AS a, 3 AS A, INTERVAL 1 DAY AS a").columns == ["a", "a_1", "A_2", "a_3"]


@pytest.mark.slow
def test_a_result_of_many_rows_is_whole_and_in_order(db: Path) -> None:
    frame = run_query(db, "SELECT range AS n, INTERVAL 1 DAY AS i FROM range(300000) ORDER BY n DESC")
    assert frame["n"].equals(pl.Series("n", range(299_999, -1, -1)))


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        ("SELECT DATE '2025-09-24' >= $since AS x", {"since": date(2025, 9, 24)}, True),
        ("SELECT DATE '2025-09-24' >= $since AS x", {"since": "2025-09-25"}, False),
        ("SELECT number = $n AS x FROM fruit", {"n": "3"}, True),
        ("SELECT $p IS NULL AS x", {"p": None}, True),
        ("SELECT list_contains($p, 'KR') AS x", {"p": ["KR", "US"]}, True),
        ("SELECT ? || ? AS x", ["a", "b"], "ab"),
        ("SELECT $p AS x", {"p": "'; DROP TABLE fruit; --"}, "'; DROP TABLE fruit; --"),
    ],
)
@pytest.mark.fast_cases(1)
def test_parameters(db: Path, sql: str, params: Any, expected: object) -> None:
    assert run_query(db, sql, params)["x"].to_list() == [expected]


# --- errors


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT * FORM fruit", 'SQL line 1 column 15: syntax error at or near "fruit"'),
        ("SELECT 1,\n  FROM WHERE", 'SQL line 2 column 8: syntax error at or near "WHERE"'),
        ("FROM fruits", 'SQL: Table with name fruits does not exist; did you mean "fruit"?'),
        (
            "SELECT nmae FROM fruit",
            'SQL: Referenced column "nmae" not found in FROM clause; there is "name"',
        ),
        ("SELECT 'a'::INT", "SQL line 1 column 11: Could not convert string 'a' to INT32"),
        ("SELECT $a", "SQL: no value for the parameter a; give it with --param name=value"),
        ("", "SQL: there is no statement; write SELECT ..."),
        ("-- nothing", "SQL: there is no statement; write SELECT ..."),
        ("SELECT 1; SELECT 2", "SQL: 2 statements were given; give one at a time"),
        ("DELETE FROM fruit", "SQL: DELETE is refused: this reads the store and never changes anything"),
        ("PRAGMA x", "SQL: PRAGMA is refused: this reads the store and never changes anything; DESCRIBE and SHOW"),
        (
            "FROM 'a.csv'",
            "SQL: files, network and extensions are out of reach of a query; `timeline publish duckdb --out copy.duckdb` "
            "writes a copy that DuckDB itself joins with other files",
        ),
        (
            "FROM gaps('talks', asof := DATE '2025-09-30')",
            "SQL: Macro gaps() does not take these arguments; write gaps(negotiation, as_of := NULL, known_at := NULL)",
        ),
    ],
)
@pytest.mark.fast_cases(3)
def test_an_error_is_one_line_with_place_and_hint(db: Path, sql: str, told: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        run_query(db, sql)
    assert str(raised.value)[: len(told)] == told
    assert "\n" not in str(raised.value)
    assert "^" not in str(raised.value)


def test_a_parameter_too_many_is_told(db: Path) -> None:
    with pytest.raises(UsageProblem, match="the query has no parameter zz"):
        run_query(db, "SELECT $a AS a", {"a": 1, "zz": 2})


def test_a_long_line_has_no_false_column() -> None:
    message = 'Parser Error: syntax error at or near "y"\n\nLINE 2: ...eeee form x y z\n                       ^'
    assert str(sql_problem(message)) == 'SQL line 2: syntax error at or near "y"'


def test_there_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="there is no store here; start one with"):
        run_query(tmp_path / "none.duckdb", "SELECT 1")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("content", "told"), [(b"some text", "is not a DuckDB file"), (b"", "DuckDB file")])
def test_the_file_is_no_store(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "x.duckdb").write_bytes(content)
    with pytest.raises(ProblemError, match=told):
        run_query(tmp_path / "x.duckdb", "SELECT 1")
    assert (tmp_path / "x.duckdb").read_bytes() == content


def test_a_duckdb_file_of_somebody_else_is_refused_and_kept(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "x.duckdb")) as connection:
        connection.execute("CREATE TABLE t AS SELECT 1").fetchall()
    before = (tmp_path / "x.duckdb").read_bytes()
    with pytest.raises(ProblemError, match="not a store of this tracker"):
        run_query(tmp_path / "x.duckdb", "SELECT 1")
    assert (tmp_path / "x.duckdb").read_bytes() == before


HOLD = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(float(sys.argv[2]))
"""


def hold(db: Path, seconds: float) -> subprocess.Popen[str]:
    """Another process that has the store open for writing."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(db), str(seconds)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_short_lock_is_waited_for(db: Path) -> None:
    with hold(db, 1):
        assert run_query(db, "SELECT 1 AS x")["x"].to_list() == [1]


def test_a_store_that_is_held_is_read_as_it_was_last_committed(db: Path) -> None:
    holder = hold(db, 60)
    try:
        assert run_query(db, "SELECT 1 AS x")["x"].to_list() == [1]
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()


def test_no_process_is_left_behind(db: Path) -> None:
    before = children()
    with pytest.raises(ProblemError):
        run_query(db.with_name("none.duckdb"), "SELECT 1")
    run_query(db, "SELECT 1")
    assert children() == before


def children() -> set[str]:
    """The processes that this one has started and not yet seen end."""
    return {pid for tasks in Path("/proc/self/task").glob("*/children") for pid in tasks.read_text().split()}


# --- canned queries


def test_a_canned_query_has_a_question_and_parameters() -> None:
    query = read_canned(
        "who", "-- Who met whom since a day?\nSELECT '$no' FROM x -- $nor\nWHERE a > $since AND $since < $to"
    )
    assert (query.question, query.parameters) == ("Who met whom since a day?", ("since", "to"))


def test_a_canned_query_without_a_question_is_refused() -> None:
    with pytest.raises(ProblemError, match="begins with no comment that says the question"):
        read_canned("who", "SELECT 1")


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("SELECT $a, $b, $a", ("a", "b")),
        ("SELECT '$a', \"$b\", /* $c */ $d -- $e", ("d",)),
        ("SELECT 'it''s $a'", ()),
        ("SELECT $1", ()),
    ],
)
def test_parameters_are_found_where_they_count(sql: str, names: tuple[str, ...]) -> None:
    assert parameters_of(sql) == names


def test_an_unknown_canned_query_is_told() -> None:
    with pytest.raises(UsageProblem, match="there is no canned query @nosuch"):
        canned("nosuch")


@pytest.mark.parametrize("name", sorted(canned_queries()))
@pytest.mark.fast_cases(1)
def test_every_canned_query_runs_on_an_empty_store(db: Path, name: str) -> None:
    query = canned(name)
    frame = run_query(db, query.sql, dict.fromkeys(query.parameters))
    assert frame.width > 1
    assert query.question.endswith("?")


def test_a_file_that_cannot_be_opened_is_not_waited_for_because_its_name_says_lock(tmp_path: Path) -> None:
    before = time.monotonic()
    with pytest.raises(sandbox.Refused) as refused:
        sandbox._connect(str(tmp_path / "locks.duckdb"), 100, 5.0, patience_s=5.0)
    assert refused.value.args[0] == "open" and time.monotonic() - before < 2
