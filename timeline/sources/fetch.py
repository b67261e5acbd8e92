"""Fetch a page, where a person names its address: from public hosts only, within bounds, by the rules of robots.txt.

The name is looked up once and the connection made to the address that was checked, so that a second
look-up cannot lead elsewhere. urllib3 does the HTTP: it lets us bring the connected socket, and
unpacks in bounded steps.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

from timeline.model.problems import Problem, ProblemError
from timeline.sources import address
from timeline.sources.address import Network, WebAddress, addresses_of, place_of

if TYPE_CHECKING:
    from protego import Protego
    from urllib3.response import BaseHTTPResponse

AGENT = "timeline-tracker"
"""The name that a robots.txt may speak to."""
WHO = f"{AGENT} (fetches single articles that a person asked for)"
"""What a server is told of who asks."""
MOST_REDIRECTS = 5
MOST_BYTES = 16_000_000
MOST_SECONDS = 30.0
"""For one page, redirects and all."""
MOST_ROBOTS_BYTES = 512_000
MOST_DELAY_SECONDS = 30.0
"""A host that asks for a longer pause between two pages is not fetched from in one run."""
_REDIRECTS = (301, 302, 303, 307, 308)
_SAVE = "save the page in a browser and read the file"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str
    """Where it came from in the end."""
    data: bytes
    content_type: str
    """Without parameters, in small letters; empty where none was named."""
    charset: str | None


@dataclass(slots=True)
class Visit:
    """One run's fetching: what each host's robots.txt said, and when the host was last asked."""

    network: Network | None = None
    """The internet where None."""
    rules: dict[str, Protego | Problem] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep


def fetch(url: str, visit: Visit) -> Fetched:
    """What ``url`` answers; raises ProblemError where it may not be fetched, or answers nothing usable."""
    end = time.monotonic() + MOST_SECONDS
    here = place_of(urldefrag(url)[0])
    for _ in range(MOST_REDIRECTS + 1):
        end += _obey_robots(here, visit, end)
        answer = _ask(here, visit, end, MOST_BYTES)
        if answer.status not in _REDIRECTS:
            break
        if not answer.location:
            raise ProblemError(Problem(f"answers {answer.status} and does not say where to", url))
        here = place_of(urljoin(here.url, urldefrag(answer.location)[0]))
    else:
        raise ProblemError(Problem(f"leads on more than {MOST_REDIRECTS} times", url, _SAVE))
    if answer.status != 200:
        raise ProblemError(Problem(f"answers {answer.status} {answer.reason}".strip(), here.url, _SAVE))
    if not answer.data.strip():
        raise ProblemError(Problem("answers nothing", here.url, _SAVE))
    kind = Message()
    kind["content-type"] = answer.content_type or "application/octet-stream"
    charset = kind.get_param("charset")
    said = kind.get_content_type() if answer.content_type else ""
    return Fetched(here.url, answer.data, said, charset if isinstance(charset, str) else None)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    reason: str
    location: str
    content_type: str
    data: bytes


def _obey_robots(here: WebAddress, visit: Visit, end: float) -> float:
    """Raise ProblemError where robots.txt forbids a page; wait as long as it asks for, and return how long that was."""
    if here.origin not in visit.rules:
        visit.rules[here.origin] = _robots(here, visit, end)
    rules = visit.rules[here.origin]
    if isinstance(rules, Problem):
        raise ProblemError(Problem(rules.message, here.url, rules.hint))
    if not rules.can_fetch(here.url, AGENT):
        raise ProblemError(Problem("its robots.txt asks programs not to fetch this page", here.url, _SAVE))
    delay, before = float(rules.crawl_delay(AGENT) or 0), visit.last.get(here.origin)
    wait = 0.0
    if before is not None:
        if delay > MOST_DELAY_SECONDS:
            told = f"its robots.txt asks for {delay:.0f} seconds between two pages"
            raise ProblemError(Problem(told, here.url, "take its pages in one by one"))
        wait = max(0.0, before + delay - time.monotonic())
        visit.sleep(wait)
    visit.last[here.origin] = time.monotonic()
    return wait


def _robots(here: WebAddress, visit: Visit, end: float) -> Protego | Problem:
    """The rules of a host (RFC 9309): everything may be fetched where it has none, nothing where it cannot say."""
    from protego import Protego

    there = WebAddress(here.scheme, here.host, here.port, "/robots.txt")
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _ask(there, visit, end, MOST_ROBOTS_BYTES, whole=False)
        except ProblemError as error:
            if there.origin == here.origin:
                raise  # the page itself would fail in the same way; say it of the host
            answer = _Answer(599, error.problems[0].message, "", "", b"")
        if answer.status not in _REDIRECTS or not answer.location:
            break
        there = place_of(urljoin(there.url, urldefrag(answer.location)[0]))
    if answer.status >= 500:
        told = "leads nowhere" if answer.status == 599 else f"cannot be read now ({answer.status})"
        return Problem(f"its robots.txt {told}", hint="try again later")
    text = answer.data.decode("utf-8", "replace") if answer.status == 200 else ""
    return Protego.parse(text)


def _ask(here: WebAddress, visit: Visit, end: float, most: int, whole: bool = True) -> _Answer:
    """One request; raises ProblemError where the host may not be spoken to, or the answer passes a bound.

    An answer that is longer than ``most`` bytes is refused where the ``whole`` is wanted, else cut.
    """
    from urllib3.connection import HTTPConnection
    from urllib3.exceptions import HTTPError

    addresses = addresses_of(here, visit.network or address.INTERNET)
    late = threading.Event()
    sockets: list[socket.socket] = []

    def stop() -> None:
        late.set()
        for each in sockets:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), stop)  # also ends an answer that drips byte by byte
    timer.daemon = True
    timer.start()
    connection = HTTPConnection(here.host, here.port)
    try:
        connection.sock = _connected(here, addresses, end, sockets)
        headers = {"Host": here.authority, "User-Agent": WHO, "Accept-Encoding": "gzip", "Connection": "close"}
        connection.request("GET", here.target, headers=headers, preload_content=False)
        response = connection.getresponse()
        data = b""
        if response.status == 200:
            data = _body(response, here, most, whole)
        if late.is_set():
            raise TimeoutError
        head = response.headers
        return _Answer(
            response.status,
            " ".join((response.reason or "").split())[:80],
            head.get("location") or "",
            head.get("content-type") or "",
            data,
        )
    except (OSError, HTTPException, HTTPError, ValueError) as error:
        raise ProblemError(_unanswered(TimeoutError() if late.is_set() else error, here)) from None
    finally:
        timer.cancel()
        connection.close()
        for each in sockets:
            each.close()


def _unanswered(error: Exception, here: WebAddress) -> Problem:
    """Why there is no answer, in words."""
    if isinstance(error, TimeoutError):
        return Problem(f"took longer than {MOST_SECONDS:.0f} seconds", here.url, _SAVE)
    if isinstance(error, ssl.SSLError):
        reason = getattr(error, "verify_message", "") or error.reason or "no secure connection"
        return Problem(f"its certificate or encryption is not in order: {reason}", here.url)
    reason = (error.strerror if isinstance(error, OSError) else None) or "its answer breaks off, or is no HTTP"
    return Problem(f"cannot be fetched: {reason}", here.url, _SAVE)


def _connected(
    here: WebAddress, addresses: list[address.IP], end: float, sockets: list[socket.socket]
) -> socket.socket:
    """A socket to the first of the checked ``addresses`` that answers; under TLS the host proves its name."""
    for number, each in enumerate(addresses, 1):
        left = max(0.1, end - time.monotonic())
        try:
            plain = socket.create_connection((str(each), here.port), timeout=min(10.0, left))
            break
        except OSError:
            if number == len(addresses):
                raise
    plain.settimeout(left)
    if here.scheme == "http":
        sockets.append(plain)
        return plain
    secure = _trust().wrap_socket(plain, server_hostname=here.host, do_handshake_on_connect=False)
    sockets.append(secure)
    secure.do_handshake()
    return secure


def _trust() -> ssl.SSLContext:
    """The certificates that the system trusts, and Mozilla's."""
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _body(response: BaseHTTPResponse, here: WebAddress, most: int, whole: bool) -> bytes:
    """The unpacked answer. Counted as it comes, so that a small one that unpacks to a huge one is stopped."""
    parts, size = [], 0
    for part in response.stream(65536, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > most:
            if whole:
                told = f"is larger than {most // 1_000_000} MB"
                raise ProblemError(Problem(told, here.url, "save the text of the article alone"))
            break
    return b"".join(parts)[:most]
