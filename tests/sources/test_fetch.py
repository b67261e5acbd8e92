"""Pages by address: fetched from public hosts only, within bounds, by the rules of robots.txt. Servers are local."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from timeline.model.problems import ProblemError
from timeline.sources import fetch as fetching
from timeline.sources import read_sources
from timeline.sources.address import INTERNET, IP, Network, addresses_of, is_public, place_of
from timeline.sources.fetch import Visit, fetch

LOOPBACK = ipaddress.ip_address("127.0.0.1")
PAGE = """<!doctype html><html lang="en"><head><meta property="og:title" content="Ministers meet">
<meta property="og:site_name" content="A Paper"><meta property="article:published_time" content="2025-09-25">{head}
</head><body><article><p>The two trade ministers met in Geneva on September 24, 2025 for the first time.</p>
<p>They discussed the ceiling on steel, agreed on nothing, and promised to meet again.</p></article></body></html>"""


@dataclass
class Site:
    """A web server on this machine, and what was asked of it."""

    port: int
    pages: dict[str, object] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def url(self, path: str, host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def visit(self) -> Visit:
        """Every name is this machine, but for those of ``names``; of addresses that are not public only 127.0.0.1."""

        def resolve(host: str, port: int) -> list[IP]:
            with contextlib.suppress(ValueError):
                return [ipaddress.ip_address(host)]
            return [ipaddress.ip_address(self.names.get(host, "127.0.0.1"))]

        return Visit(Network(resolve, lambda ip: ip == LOOPBACK or is_public(ip)), sleep=lambda seconds: None)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def served(wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[Site]:
    site = Site(0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = site.pages.get(self.path, (404, {}, b"none"))
            with contextlib.suppress(OSError):
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
                self.send_response(status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if wrap:
        server.socket = wrap(server.socket)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site(only_this_machine: None) -> Iterator[Site]:
    yield from served()


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the code did wrong, these tests speak to nobody else."""
    real = socket.create_connection

    def connect(address: tuple[str, int], *args: object, **more: object) -> socket.socket:
        assert address[0] == "127.0.0.1", f"a connection to {address}"
        return real(address, *args, **more)

    monkeypatch.setattr(socket, "create_connection", connect)
    look_up = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: look_up(host, *a, **k) if host == "127.0.0.1" else pytest.fail(f"a look-up of {host}"),
    )


def refused(url: str, visit: Visit) -> str:
    with pytest.raises(ProblemError) as raised:
        fetch(url, visit)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_page_becomes_an_article_with_what_it_says_of_itself(site: Site) -> None:
    site.pages["/17?q=%C3%BC"] = PAGE.format(head="")
    result = read_sources([site.url("/17?q=ü#part")], visit=site.visit())
    assert result.problems == ()
    article = result.articles[0].article
    assert (article.title, article.publisher, str(article.published)) == ("Ministers meet", "A Paper", "2025-09-25")
    assert (article.url, article.language) == (site.url("/17?q=%C3%BC"), "en")
    assert "agreed on nothing" in article.text
    asked = dict(site.asked)["/17?q=%C3%BC"]
    assert asked["host"] == f"news.example:{site.port}" and asked["user-agent"] == fetching.WHO
    assert not {"cookie", "referer", "authorization"} & set(asked)


@pytest.mark.parametrize(
    ("stated", "kept"),
    [("https://www.news.example/17", "https://www.news.example/17"), ("https://bank.example/x", None)],
)
def test_a_page_may_name_its_own_address_but_not_that_of_another_site(site: Site, stated: str, kept: str) -> None:
    site.pages["/a"] = PAGE.format(head=f'<link rel="canonical" href="{stated}">')
    result = read_sources([site.url("/a")], visit=site.visit())
    assert result.articles[0].article.url == (kept or site.url("/a"))
    assert ("which is another site" in str(result.notes)) == (kept is None)


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({"Content-Type": "text/plain; charset=euc-kr"}, "한국과 미국".encode("euc-kr"), "한국과 미국"),
        ({"Content-Type": "text/html; charset=windows-1252"}, PAGE.format(head="").replace("steel", "“steel”").encode("cp1252"), "“steel”"),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE.format(head="").encode()), "ceiling on steel"),
        ({"Content-Type": "application/json"}, b'{"text": "They met.", "published": "2025-09-25"}', "They met."),
        ({"Content-Type": "message/rfc822"}, b"Subject: x\nDate: Thu, 25 Sep 2025 08:00:00 +0900\n\nThey met.", "They met."),
    ],
)  # fmt: skip
def test_what_the_server_says_of_the_form_counts(site: Site, headers: dict, body: bytes, words: str) -> None:
    from timeline.model.edtf import Edtf
    from timeline.sources import SourceDefaults

    site.pages["/a"] = (200, headers, body)
    result = read_sources(
        [site.url("/a")], visit=site.visit(), defaults=SourceDefaults(published=Edtf.parse("2025-09-25"))
    )
    assert words in result.articles[0].article.text


NOT_PUBLIC = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fd12::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "193.99.144.80", "2606:4700::1111", "2a00:1450:4001:80b::200e", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public_are_refused_after_the_look_up(address: str) -> None:
    ip = ipaddress.ip_address(address)
    visit = Visit(Network(lambda host, port: [ipaddress.ip_address("8.8.8.8"), ip], INTERNET.may_reach))
    told = refused("https://intranet.example/", visit)
    assert told.startswith(f"https://intranet.example/robots.txt: intranet.example is {ip}, which is no public address")


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_may_be_reached(address: str) -> None:
    ip = ipaddress.ip_address(address)
    assert addresses_of(place_of("https://a.example/"), Network(lambda h, p: [ip], is_public)) == [ip]


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_no_way_of_writing_this_machine_gets_past(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the system's own look-up, which asks nobody for these
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("a connection"))
    assert "no public address" in refused(f"http://{host}/", Visit())


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://news.example/a", "ftp: is not fetched from; only http and https are"),
        ("file:///etc/passwd", "file: is not fetched from"),
        ("gopher://news.example/", "gopher: is not fetched from"),
        ("javascript://news.example/%0aalert(1)", "javascript: is not fetched from"),
        ("http://user:pass@news.example/", "holds a user name or password"),
        ("http://news.example@127.0.0.1/", "holds a user name or password"),
        ("http:///a", "names no host"),
        ("http://news.example:99999/", "is no web address"),
        ("http://[::1/", "is no web address"),
        ("http://news.example/\udcff", "is no web address"),
        ("http://a\r\nHost: b/", "holds a blank or control character"),
        ("http://a/ b", "holds a blank or control character"),
        ("http://a\\@b/", "holds a blank or control character"),
        ("http://" + "a" * 300 + "/", "names no host"),
    ],
)
def test_what_is_no_web_address_is_refused_unasked(url: str, told: str) -> None:
    result = read_sources([url])
    assert told in str(result.problems[0])


def test_rebinding_is_in_vain_since_the_checked_address_is_connected_to(site: Site) -> None:
    site.pages["/a"] = PAGE.format(head="")
    answers = iter([LOOPBACK, LOOPBACK, ipaddress.ip_address("10.0.0.1")])
    visit = Visit(Network(lambda host, port: [next(answers)], lambda ip: ip == LOOPBACK))
    assert fetch(site.url("/a"), visit).data  # robots.txt and the page: two look-ups, each connected to what it gave
    assert "10.0.0.1, which is no public address" in refused(site.url("/a"), visit)


def redirect(to: str, status: int = 302) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": to}, b""


def test_redirects_are_followed_and_the_last_address_is_kept(site: Site) -> None:
    site.pages |= {"/1": redirect("/2", 301), "/2": redirect("3?x=1", 308), "/3?x=1": PAGE.format(head="")}
    assert fetch(site.url("/1"), site.visit()).url == site.url("/3?x=1")


def test_five_redirects_are_followed_and_not_six(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": PAGE.format(head="")}
    assert fetch(site.url("/1"), site.visit()).url.endswith("/6")
    assert "leads on more than 5 times" in refused(site.url("/0"), site.visit())
    site.pages["/circle"] = redirect("/circle")
    assert "leads on more than 5 times" in refused(site.url("/circle"), site.visit())


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("http://10.0.0.1/", "10.0.0.1 is no public address"),
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is no public address"),
        ("//inside.example/", "inside.example is 192.168.0.1, which is no public address"),
        ("file:///etc/passwd", "file: is not fetched from"),
        ("ftp://news.example/", "ftp: is not fetched from"),
        ("", "does not say where to"),
    ],
)
def test_a_redirect_leads_nowhere_that_could_not_be_asked_for(site: Site, to: str, told: str) -> None:
    site.names["inside.example"] = "192.168.0.1"
    site.pages["/a"] = redirect(to)
    assert told in refused(site.url("/a"), site.visit())


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500, 503])
def test_an_answer_that_is_no_page_is_told(site: Site, status: int) -> None:
    site.pages["/a"] = (status, {}, b"no")
    assert f"answers {status}" in refused(site.url("/a"), site.visit())


@pytest.mark.parametrize(
    ("headers", "body", "told"),
    [
        ({"Content-Type": "image/png"}, b"\x89PNG", "is image/png, not an article"),
        ({}, b"  \n", "answers nothing"),
        ({"Content-Encoding": "gzip"}, b"no gzip", "its answer breaks off, or is no HTTP"),
        ({}, b"x" * 2_000_001, "is larger than 2 MB"),
        ({"Content-Encoding": "gzip"}, gzip.compress(b"x" * 60_000_000), "is larger than 2 MB"),
    ],
)
def test_what_an_answer_may_be_is_bounded(
    site: Site, headers: dict, body: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 2_000_000)
    site.pages["/a"] = (200, headers, body)
    assert told in str(read_sources([site.url("/a")], visit=site.visit()).problems[0])


def drip(handler: BaseHTTPRequestHandler, start: bytes) -> None:
    handler.wfile.write(start)
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize(
    "start", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"]
)
@pytest.mark.slow
def test_an_answer_that_drips_is_given_up(site: Site, start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST_SECONDS", 1.0)
    site.pages["/a"] = lambda handler: drip(handler, start)
    began = time.monotonic()
    assert "took longer than 1 seconds" in refused(site.url("/a"), site.visit())
    assert time.monotonic() - began < 4


def test_no_host_and_no_server_are_told() -> None:
    def nobody(host: str, port: int) -> list[IP]:
        raise socket.gaierror(-2, "unknown")

    assert "there is no host none.example" in refused("https://none.example/", Visit(Network(nobody, is_public)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    visit = Visit(Network(lambda host, port: [LOOPBACK], lambda ip: True))
    assert "cannot be fetched: Connection refused" in refused(f"http://a.example:{port}/", visit)


# --- robots.txt


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private", "/a", True),
        ("User-agent: *\nDisallow: /*.html$", "/a.html", False),
        ("User-agent: timeline-tracker\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /news\nAllow: /news/open", "/news/open/1", True),
        ("<html>not a robots.txt</html>", "/a", True),
        ("\0\xff" * 1000, "/a", True),
    ],
)
def test_robots_txt_is_obeyed(site: Site, robots: str, path: str, allowed: bool) -> None:
    site.pages |= {"/robots.txt": robots, path: PAGE.format(head="")}
    if allowed:
        assert fetch(site.url(path), site.visit()).data
    else:
        assert "its robots.txt asks programs not to fetch this page" in refused(site.url(path), site.visit())
        assert site.paths == ["/robots.txt"]


def test_robots_txt_that_cannot_be_read_forbids_and_one_that_is_not_there_allows(site: Site) -> None:
    site.pages |= {"/a": PAGE.format(head=""), "/robots.txt": (503, {}, b"")}
    assert "its robots.txt cannot be read now (503)" in refused(site.url("/a"), site.visit())
    site.pages["/robots.txt"] = (403, {}, b"")
    assert fetch(site.url("/a"), site.visit()).data


def test_robots_txt_is_asked_for_once_a_host_and_also_where_a_redirect_leads(site: Site) -> None:
    site.pages |= {"/a": PAGE.format(head=""), "/b": redirect(site.url("/a", "other.example")), "/c": redirect("/a")}
    visit = site.visit()
    fetch(site.url("/c"), visit)
    fetch(site.url("/b"), visit)
    hosts = [asked["host"].partition(":")[0] for path, asked in site.asked if path == "/robots.txt"]
    assert hosts == ["news.example", "other.example"]


def test_the_pause_that_a_host_asks_for_is_kept(site: Site) -> None:
    site.pages |= {"/robots.txt": "User-agent: *\nCrawl-delay: 7", "/a": PAGE.format(head="")}
    visit = site.visit()
    slept: list[float] = []
    visit.sleep = slept.append
    fetch(site.url("/a"), visit)
    fetch(site.url("/a"), visit)
    assert len(slept) == 1 and 6 < slept[0] <= 7
    site.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 3600"
    visit = site.visit()
    fetch(site.url("/a"), visit)
    assert "asks for 3600 seconds between two pages" in refused(site.url("/a"), visit)


# --- encryption


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example",
         "-addext", "subjectAltName=DNS:news.example", "-keyout", str(key), "-out", str(cert)],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, cert


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Site]:
    key, cert = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    yield from served(lambda plain: context.wrap_socket(plain, server_side=True))


def test_the_host_must_prove_its_name(
    secure: Site, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    secure.pages["/a"] = PAGE.format(head="")
    assert "its certificate or encryption is not in order: self-signed certificate" in refused(
        secure.url("/a", scheme="https"), secure.visit()
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    assert fetch(secure.url("/a", scheme="https"), secure.visit()).data
    assert "Hostname mismatch" in refused(secure.url("/a", "other.example", "https"), secure.visit())
