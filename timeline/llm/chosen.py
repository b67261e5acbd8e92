"""Which model reads: ``provider:model`` as pydantic-ai names them, or any model at an OpenAI-compatible endpoint."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from timeline.model.problems import Problem, UsageProblem

if TYPE_CHECKING:
    from pydantic_ai.models import Model

ENDPOINT_KEY = "TIMELINE_LLM_KEY"
"""The variable with the key of an endpoint; a provider's key is never sent to an endpoint."""
INSTALL = 'pip install "pydantic-ai-slim[openai]"'
_COMPATIBLE = "openai-compatible"
_AT_AN_ENDPOINT = ("ollama", "vllm", "litellm", _COMPATIBLE)
_OPENAI = ("openai", "openai-chat")
_PIP = re.compile(r"pip install ['\"]?[\w.\[\]-]+['\"]?")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model by name."""

    provider: str
    name: str
    endpoint: str | None = None
    """Base address of an OpenAI-compatible server, such as http://127.0.0.1:11434/v1."""

    def __str__(self) -> str:
        return f"{self.provider}:{self.name}"


def chosen(model: str, endpoint: str | None = None) -> Chosen:
    """Read the two options; raises UsageProblem where they are not of the right form.

    With an endpoint the whole of ``model`` is the model's name (``qwen3:8b``), less a prefix that only
    says that the server speaks OpenAI's protocol.
    """
    prefix, colon, name = model.strip().partition(":")
    if endpoint is None:
        if not (prefix and colon and name):
            hint = "write provider:model, such as openai:gpt-5.2, or name a server with --endpoint"
            raise UsageProblem(Problem(f'"{model}" names no provider and model', "--llm", hint))
        return Chosen(prefix, name)
    try:
        address = urlsplit(endpoint)
        right = address.scheme in ("http", "https") and bool(address.hostname) and not address.query
        _ = address.port
    except ValueError:
        right = False
    if not right:
        raise UsageProblem(Problem("is no address of a server", "--endpoint", "write http://127.0.0.1:11434/v1"))
    if address.username or address.password:
        raise UsageProblem(Problem("holds a user or password", "--endpoint", f"put the key into {ENDPOINT_KEY}"))
    if colon and name and prefix in (*_AT_AN_ENDPOINT, *_OPENAI):
        return Chosen(_COMPATIBLE if prefix in _OPENAI else prefix, name, endpoint.rstrip("/"))
    if not model.strip():
        raise UsageProblem(Problem("names no model", "--llm"))
    return Chosen(_COMPATIBLE, model.strip(), endpoint.rstrip("/"))


def model_of(choice: Chosen) -> Model:
    """The model that pydantic-ai speaks to. Keys come from the environment.

    Raises UsageProblem where pydantic-ai or the provider's package is not installed, the provider is not
    known, or its key is not set.
    """
    try:
        from pydantic_ai.exceptions import UserError
        from pydantic_ai.models import infer_model
    except ImportError:
        raise UsageProblem(Problem("needs pydantic-ai, which is not installed", "--llm", INSTALL)) from None
    make: Callable[[], Model] = _at_endpoint(choice) if choice.endpoint else lambda: infer_model(str(choice))
    try:
        return make()
    except ImportError as error:
        command = _PIP.search(str(error))
        hint = command.group() if command else INSTALL
        raise UsageProblem(Problem(f"{choice.provider} needs a package that is not installed", "--llm", hint)) from None
    except UserError as error:
        raise UsageProblem(Problem(without_secrets(str(error)), f"--llm {choice}")) from None
    except Exception as error:  # each provider's own package complains about a missing key in a way of its own
        said = without_secrets(f"{type(error).__name__}: {error}")
        raise UsageProblem(Problem(f"cannot be set up: {said}", f"--llm {choice}")) from None


def _at_endpoint(choice: Chosen) -> Callable[[], Model]:
    def make() -> Model:
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

        assert choice.endpoint is not None
        key = os.environ.get(ENDPOINT_KEY) or None
        provider = OpenAICompatibleProvider(choice.provider, base_url=choice.endpoint, api_key=key)
        return OpenAIChatModel(choice.name, provider=provider)

    return make


_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.I)


def without_secrets(text: str) -> str:
    """``text`` on one line, cut where it is long, without any value of the environment that has a secret's name."""
    for name, value in os.environ.items():
        if len(value) >= 6 and _SECRET.search(name):
            text = text.replace(value, f"${name}")
    line = " ".join(text.split())
    return line if len(line) <= 300 else line[:300] + " ..."
