"""How fast an archive is taken in, from the file to the store, beside what the extractor alone could do.

``python -m tests.benchmarks.archive [ARTICLES]`` makes articles of 3 KB from the corpus, its words exchanged so that they
differ as news does, and prints rate, processor time and memory of one ``timeline ingest``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.benchmarks.extraction import articles
from timeline.extract.reading import extract
from timeline.lexicon import load
from timeline.model.article import Article, article_id
from timeline.model.edtf import Edtf
from timeline.model.registry import Negotiation, Registry
from timeline.sources import normalise
from timeline.workflow.pool import cores

SIZE = 3000


def write(path: Path, count: int, seed: int = 1) -> None:
    """An archive of synthetic articles over a year."""
    chosen = random.Random(seed)
    paragraphs = [part for one in articles() for part in one.text.split("\n\n") if len(part) > 80]
    words = [word for part in paragraphs for word in part.split() if _plain(word)]
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            text = ""
            while len(text) < SIZE:
                part = chosen.choice(paragraphs).split()
                changed = [chosen.choice(words) if _plain(w) and chosen.random() < 0.35 else w for w in part]
                text += " ".join(changed) + "\n\n"
            day = f"2025-{chosen.randint(1, 12):02d}-{chosen.randint(1, 28):02d}"
            record = {"id": f"s{number}", "publisher": "Synthetic", "published": day, "text": text}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _plain(word: str) -> bool:
    return word.isalpha() and word.islower() and len(word) > 4


def memory_of(process: int) -> int:
    """Bytes that a process and its children hold together, each page that they share counted once (Linux)."""
    total = 0
    for child in [process, *_below(process)]:
        try:
            lines = Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
        except (OSError, StopIteration):
            continue
    return total


def _below(process: int) -> list[int]:
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [child for each in told for child in (int(each), *_below(int(each)))]


def extractor_alone(archive: str, begin: int, count: int) -> tuple[float, float]:
    """Processor time and time by the clock that the extractor takes for some articles, with talks but no registry."""
    with Path(archive).open(encoding="utf-8") as lines:
        said = [json.loads(line) for line in itertools.islice(lines, begin, begin + count)]
    texts = [normalise(each["text"]) for each in said]
    sample = [
        Article(article_id=article_id(text), text=text, published=Edtf.parse(each["published"]))
        for text, each in zip(texts, said, strict=True)
    ]
    lexicon, talks = load(), Negotiation(negotiation_id="talks", title="Talks", parties=("KR", "US"))
    registry = Registry.of([talks])
    extract(sample[0], lexicon, talks, registry)
    processor, clock = time.process_time(), time.perf_counter()
    for one in sample:
        extract(one, lexicon, talks, registry)
    return time.process_time() - processor, time.perf_counter() - clock


def alone(archive: Path, count: int) -> tuple[float, float]:
    """Milliseconds an article that the extractor takes with all cores at work, of processor time and by the clock."""
    each = min(max(count // 20, 100), 1000, count // cores())
    begins = [n * (count // cores()) for n in range(cores())]
    with ProcessPoolExecutor(cores(), multiprocessing.get_context("spawn")) as pool:
        took = list(pool.map(extractor_alone, [str(archive)] * cores(), begins, [each] * cores()))
    processor, clock = (sum(column) / cores() / each * 1000 for column in zip(*took, strict=True))
    return processor, clock


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.archive", description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=20_000)
    parser.add_argument(
        "--kill", type=float, help="kill -9 it after so many seconds, measure how it goes on, and check"
    )
    chosen = parser.parse_args()
    count = chosen.articles
    with tempfile.TemporaryDirectory() as folder:
        archive, db = Path(folder) / "archive.jsonl", Path(folder) / "t.duckdb"
        write(archive, count)
        command = [sys.executable, "-m", "timeline"]
        environment = {**os.environ, "TIMELINE_DB": str(db), "TIMELINE_AUTHOR": "benchmark"}
        start = [*command, "init", "talks", "--parties", "KR,US", "--title", "Talks"]
        subprocess.run(start, env=environment, check=True, capture_output=True)
        before = alone(archive, count)
        ingest = [*command, "ingest", str(archive), "--engine", "local"]
        first_peak = 0
        if chosen.kill:
            _, first_peak = watched(ingest, environment, chosen.kill)
        load_before = os.getloadavg()[0]
        begun, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        told, peak = watched(ingest, environment)
        clock = time.perf_counter() - begun
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        counted = re.search(r"\t(\d+) new", told)
        if counted is None:
            raise SystemExit(f"ingest counted no new articles: {told}")
        new = int(counted[1])
        clock *= 1000 / new
        processor = (now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime) / new * 1000
        loaded = f"load {load_before:.1f} before, {os.getloadavg()[0]:.1f} after"
        after = alone(archive, count)
        print(told.split("\t", 1)[1].strip())
        if chosen.kill:
            print(f"killed after {chosen.kill:.0f} s with {count - new} articles stored; the figures are of the rest")
            check = subprocess.run([*command, "check"], env=environment, capture_output=True, text=True)
            print(f"timeline check: {(check.stdout + check.stderr).strip()}")
        size = db.stat().st_size
    only, only_clock = ((one + other) / 2 for one, other in zip(before, after, strict=True))
    print(f"cores {cores()}, {loaded}; milliseconds an article, of processor time and by the clock times cores")
    print(f"extractor alone, all cores, before  {before[0]:6.2f} {before[1]:6.2f}")
    print(f"extractor alone, all cores, after   {after[0]:6.2f} {after[1]:6.2f}")
    print(f"end to end                          {processor:6.2f} {clock * cores():6.2f}")
    print(f"of cores times the extractor's rate {only / processor:6.0%} {only_clock / clock / cores():6.0%}")
    print(f"{1000 / clock:.0f} articles a second, {new} in {clock * new / 1000:.0f} s")
    print(f"memory at most {max(peak, first_peak) / 1e6:.0f} MB, store {size / count / 1e3:.1f} KB an article")


def watched(command: list[str], environment: dict[str, str], kill: float | None = None) -> tuple[str, int]:
    """What a command says on standard output, and the memory that it and its processes held at most, in bytes."""
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    begun, peak = time.monotonic(), 0
    while running.poll() is None:
        peak = max(peak, memory_of(running.pid))
        if kill is not None and time.monotonic() - begun > kill:
            running.kill()
        time.sleep(1)
    said = running.communicate()[0]
    if kill is not None:
        time.sleep(5)  # its processes see that it is gone
    elif running.returncode != 0:
        raise SystemExit(f"it failed with exit code {running.returncode}")
    return said, peak


if __name__ == "__main__":
    main()
