"""Which addresses are fetched from: public ones over HTTP, judged after the name is looked up, never before."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from timeline.model.problems import Problem, ProblemError

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?")
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&~+!$,;'@()*[]|"
"""Signs that stand in a path as they are."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Network:
    """How names become addresses, and which addresses may be spoken to."""

    resolve: Callable[[str, int], list[IP]]
    may_reach: Callable[[IP], bool]


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A web address in its parts: what is connected to, and what is asked for there."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, as far as they are not the usual one."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port, as far as it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def is_url(text: str) -> bool:
    """Whether ``text`` is written as an address of the web, or of something like it."""
    return _SCHEME.match(text) is not None


def place_of(url: str) -> WebAddress:
    """The parts of a web address; raises ProblemError where it is none that is fetched from."""
    shown = re.sub(r"//[^/?#]*@", "//...@", url)  # a password stands there
    scheme = (found[1].lower() if (found := _SCHEME.match(url)) else url.partition(":")[0])[:40]
    if scheme not in _PORTS:
        raise ProblemError(Problem(f"{scheme}: is not fetched from", shown, "only http and https are"))
    if re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise ProblemError(Problem("is no web address: it holds a blank or control character", shown))
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[scheme]
        host = (parts.hostname or "").rstrip(".")
        if ":" in host:
            ipaddress.IPv6Address(host)
        else:
            host = host if host.isascii() else host.encode("idna").decode("ascii")
        asked = f"?{quote(parts.query, safe=f'{_SAFE}?')}" if parts.query else ""
        target = quote(parts.path or "/", safe=_SAFE) + asked
    except ValueError:
        raise ProblemError(Problem("is no web address", shown, "write https://...")) from None
    if "@" in parts.netloc:
        raise ProblemError(Problem("holds a user name or password, which would be kept", shown, "leave it out"))
    if ":" not in host and not _HOST.fullmatch(host):
        raise ProblemError(Problem("is no web address: it names no host", shown, "write https://..."))
    return WebAddress(scheme, host, port, target)


def addresses_of(place: WebAddress, network: Network) -> list[IP]:
    """What the host's name stands for; raises ProblemError where that is nothing, or anything that is not public.

    One private address among public ones refuses them all: a name that mixes them is set to mislead.
    """
    try:
        found = network.resolve(place.host, place.port)
    except (OSError, ValueError):
        found = []
    if not found:
        raise ProblemError(Problem(f"there is no host {place.host}, or its name cannot be looked up now", place.url))
    for address in found:
        if not network.may_reach(address):
            named = "" if str(address) == place.host else f"{place.host} is {address}, which "
            told = f"{named or f'{address} '}is no public address"
            raise ProblemError(
                Problem(told, place.url, "only the public web is fetched from; save the page and read it")
            )
    return found


def looked_up(host: str, port: int) -> list[IP]:
    """The addresses of a host, by the system's own look-up, which also reads 127.1 and 0x7f000001."""
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in entries))


def is_public(address: IP) -> bool:
    """Whether an address is on the public internet, also where it carries another one inside."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.is_site_local:
            return False
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(each is not None and not is_public(each) for each in inner):
            return False
        if address.ipv4_mapped is not None:
            return True
    return address.is_global and not address.is_multicast and not address.is_reserved


INTERNET = Network(looked_up, is_public)
