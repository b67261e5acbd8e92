"""The process that reads pages, letters and PDFs, run as ``python -m timeline.sources.worker MEGABYTES``.

Reads requests from standard input, each one line of JSON and the bytes it announces; answers each with one
line of JSON. It writes no file, and takes no more memory than it is given. See :mod:`timeline.sources.confined`.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from timeline.model.bounds import bound_process
from timeline.model.problems import Problem, ProblemError
from timeline.sources.records import Records


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is answered by the process that waits for this one
    bound_process(int(sys.argv[1]) * 1_000_000)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["size"])
        answer = json.dumps(_answer(request["form"], data, request["where"]))
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()


def _answer(form: str, data: bytes, where: str) -> dict[str, Any]:
    try:
        found = _reader(form)(data, where)
    except ProblemError as error:
        return {"refused": [asdict(problem) for problem in error.problems]}
    except MemoryError:
        return {"memory": True}
    except RecursionError:
        return {"refused": [asdict(Problem("is nested too deeply", where))]}
    except Exception as error:  # whatever a library finds no better word for: the source is what it broke on
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return {"refused": [asdict(Problem(f"cannot be read: {reason}", where))]}
    return asdict(found)


def _reader(form: str) -> Callable[[bytes, str], Records]:
    match form:
        case "page":
            from timeline.sources.page import read_page

            return lambda data, where: Records([read_page(data.decode("utf-8", "surrogatepass"), where)])
        case "mail":
            from timeline.sources.mail import read_mail

            return read_mail
        case _:
            from timeline.sources.pdf import read_pdf

            return read_pdf


if __name__ == "__main__":
    main()
