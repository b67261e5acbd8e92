"""How a page is put together: templates, the policy for scripts, data for scripts, the stamp. No content here."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.model.visible import visible
from timeline.model.whole import write_whole
from timeline.report.glyphs import GLYPHS
from timeline.report.signs import said, seen

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_ESCAPED = re.compile(r"\\[bfu]")
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def asset(name: str) -> str:
    """The text of a file of ``timeline/report/assets``, with newlines as HTML counts them."""
    return files("timeline.report").joinpath("assets", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def shown_json(value: Any) -> str:
    """JSON of what a page shows: unseen signs are told by their number."""
    text = _json(value)
    return visible(_json(_seen_within(value)) if _ESCAPED.search(text) else text)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _seen_within(value: Any) -> Any:
    """Control signs, which JSON escapes, are told by their number before."""
    if isinstance(value, dict):
        return {_seen_within(key): _seen_within(one) for key, one in value.items()}
    return [_seen_within(one) for one in value] if isinstance(value, list | tuple) else seen(value)


def script_json(value: Any) -> str:
    """The same as it may stand inside a script element: nothing in it can end the element or open a comment."""
    text = shown_json(value)
    for char, escaped in _ESCAPES.items():
        text = text.replace(char, escaped)
    return text


def script_source(text: str) -> str:
    """A script as it may stand inline; raises ValueError where it would end its own element."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "</script" in text.lower():
        raise ValueError("the script holds </script and cannot stand inline")
    return text


def policy(scripts: list[str]) -> str:
    """A Content-Security-Policy under which only these inline scripts run and nothing is fetched.

    Styles may be inline because plotly writes them.
    """
    hashes = [f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts]
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(hashes) or chr(39) + 'none' + chr(39)}",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def tool_version() -> str:
    """The version of this package as installed."""
    try:
        return version("timeline")
    except PackageNotFoundError:
        return "unknown"


def common(rules: str, as_of: date, known_at: datetime, ledger_hash: str) -> dict[str, Any]:
    """What every page states: its policy, its look, its two clocks, the tool and the ledger."""
    return {
        "policy": rules,
        "css": asset("report.css") + asset("paper.css"),
        "glyphs": GLYPHS,
        "as_of": as_of,
        "known_at": known_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "known_at_words": known_at.strftime("%Y-%m-%d %H:%M:%S UTC"),
        "ledger_hash": ledger_hash,
        "version": tool_version(),
    }


def render(template: str, **values: Any) -> str:
    """A template of ``timeline/report/templates`` with autoescape on and every missing value an error."""
    return _environment().get_template(template).render(**values)


def css_string(text: object) -> Markup:
    """Text as a string of a style sheet: every sign that is no letter or digit is escaped, so none can end it."""
    from markupsafe import Markup

    plain = unescape(str(text))  # what a block of a template yields is escaped for HTML already
    return Markup('"' + "".join(c if c.isalnum() else f"\\{ord(c):06x}" for c in plain) + '"')


def write_page(page: str, path: Path) -> None:
    """Write ``page`` as UTF-8, whole or not at all; raises ProblemError where that is not possible."""
    write_whole(path, page.encode())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from timeline.report import locales, words

    environment = Environment(
        loader=PackageLoader("timeline.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=seen,
    )
    environment.filters["css_string"] = css_string
    environment.filters["said"] = said
    environment.filters["first_capital"] = words.first_capital
    for name in ("label", "date_words", "beginning_words", "day_words", "join"):
        environment.globals[name] = getattr(words, name)
    for name in ("_", "ngettext", "pgettext", "locale"):
        environment.globals[name] = getattr(locales, name)
    return environment
