"""One question to a model: typed answer, retries with back-off, and what it cost."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from timeline.llm.answer import KEEP_THE_REST, Answer
from timeline.llm.chosen import ENDPOINT_KEY, Chosen, model_of, without_secrets
from timeline.model.problems import Problem

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.exceptions import ModelAPIError
    from pydantic_ai.usage import RunUsage


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait and how often to try."""

    timeout: float = 180
    """Seconds for one request."""
    tries: int = 5
    """Requests for one question while the server is busy or out of reach."""
    corrections: int = 2
    """Times that the model is shown what is wrong with the form of its answer."""
    first_wait: float = 1
    """Seconds before the second try; doubled for each further one."""
    longest_wait: float = 60
    """Seconds; a server that asks for a longer wait is given up."""


@dataclass
class Tally:
    """What a run used. Unknown stays unknown: a part without a price is counted, not taken for free."""

    requests: int = 0
    """Answers that came, whether of use or not."""
    retries: int = 0
    """Requests sent again because the server was busy, failed or did not answer."""
    input_tokens: int = 0
    output_tokens: int = 0
    unmeasured: int = 0
    """Answers that did not say how many tokens they took."""
    cost: Decimal = Decimal(0)
    """US dollars, of the answers whose price is known."""
    unpriced: int = 0
    """Questions whose price is not known."""

    def add(self, usage: RunUsage, priced: bool) -> None:
        """Count one run of the agent."""
        self.requests += usage.requests
        self.input_tokens += usage.input_tokens
        self.output_tokens += usage.output_tokens
        self.unmeasured += usage.unmeasured_requests
        if not usage.requests:
            return
        if priced and usage.cost is not None and not usage.unmeasured_requests:
            self.cost += usage.cost
        else:
            self.unpriced += 1


class TooLongError(Exception):
    """The question or its answer does not fit the model; a shorter question may."""


class RefusedError(Exception):
    """No question will be answered: the key, the model's name, the account or the address is wrong."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class UnansweredError(Exception):
    """This question was not answered, though others may be."""


@dataclass
class Asker:
    """A model ready to be asked; use within ``async with asker.agent``."""

    agent: Agent[object, Answer]
    priced: bool
    patience: Patience
    choice: Chosen
    tally: Tally = field(default_factory=Tally)

    async def ask(self, message: str) -> Answer:
        """The answer to ``message``. Raises TooLongError, RefusedError or UnansweredError."""
        from pydantic_ai.exceptions import ModelAPIError, OutputTokenLimitExceeded, UnexpectedModelBehavior

        for attempt in range(1, self.patience.tries + 1):
            try:
                return await self._once(message)
            except OutputTokenLimitExceeded as error:
                raise TooLongError("the answer was cut off at the model's limit") from error
            except UnexpectedModelBehavior as error:
                reason = without_secrets(str(error.__cause__ or error))
                raise UnansweredError(f"no answer in the right form: {reason}") from error
            except ModelAPIError as error:
                wait = self._wait(error, attempt)
            self.tally.retries += 1
            await asyncio.sleep(wait)
        raise AssertionError("the last try either answers or raises")

    async def _once(self, message: str) -> Answer:
        from pydantic_ai.usage import RunUsage

        usage = RunUsage()
        try:
            return (await self.agent.run(message, usage=usage)).output
        finally:
            self.tally.add(usage, self.priced)

    def _wait(self, error: ModelAPIError, attempt: int) -> float:
        """Seconds to wait before the next try; raises where there is no sense in one."""
        from pydantic_ai import exceptions as e

        said = without_secrets(_said(error))
        key = ENDPOINT_KEY if self.choice.endpoint else "the provider's key"
        if isinstance(error, e.ModelContextWindowExceededError):
            raise TooLongError(said) from error
        for kind, what, hint in (
            (e.ModelAuthenticationError, "the key was refused", f"set {key} in the environment"),
            (e.ModelNotFoundError, "there is no such model or address", "check both against the server's list"),
            (e.ModelQuotaExceededError, "the account has nothing left", ""),
        ):
            if isinstance(error, kind):
                raise RefusedError(Problem(f"{what}: {said}", f"--llm {self.choice}", hint)) from error
        passing = isinstance(
            error,
            e.ModelRateLimitError
            | e.ModelUnavailableError
            | e.ModelServerError
            | e.ModelConnectionError
            | e.ModelRequestTimeout,
        )
        # A bare error is a body that is no answer of the protocol, such as a proxy's page.
        passing = passing or type(error) is e.ModelAPIError or getattr(error, "status_code", None) in (408, 425)
        asked = float(error.retry_after or 0)
        if not passing:
            raise UnansweredError(said) from error
        if attempt == self.patience.tries:
            if isinstance(error, e.ModelConnectionError) and error.phase == "connect":
                where = f"--endpoint {self.choice.endpoint}" if self.choice.endpoint else f"--llm {self.choice}"
                raise RefusedError(Problem(f"cannot be reached: {said}", where)) from error
            raise UnansweredError(f"{said} ({attempt} tries)") from error
        if asked > self.patience.longest_wait:
            raise UnansweredError(f"{said} (the server asks to wait {asked:.0f} s)") from error
        backoff = min(self.patience.longest_wait, self.patience.first_wait * 2.0 ** (attempt - 1))
        spread: float = random.uniform(0.75, 1.25)
        return max(asked, backoff * spread)


def asker(choice: Chosen, instructions: str, patience: Patience) -> Asker:
    """Make a model ready; raises UsageProblem as :func:`timeline.llm.chosen.model_of` does."""
    model = model_of(choice)
    from pydantic_ai import Agent, NativeOutput
    from pydantic_ai.settings import ModelSettings

    settings = ModelSettings(request_timeout=patience.timeout)
    if "timeout" not in model.unsupported_settings:
        settings["timeout"] = patience.timeout
    if "max_retries" not in model.unsupported_settings:
        settings["max_retries"] = 0  # tries are counted and spaced here
    if choice.endpoint:
        settings["temperature"] = 0.0  # servers of open models sample by default
    # Servers of open models hold the answer to a JSON schema whatever the model; calling tools they often cannot.
    form: Any = NativeOutput(Answer, name="events") if choice.endpoint else Answer
    agent: Agent[object, Answer] = Agent(
        model,
        output_type=form,
        instructions=instructions,
        model_settings=settings,
        retries={"output": patience.corrections, "tools": 0},
        # The last time, one entry in the wrong form does not cost the others.
        validation_context=lambda context: KEEP_THE_REST if context.run_step > patience.corrections else None,
    )
    return Asker(agent, not choice.endpoint, patience, choice)


def _said(error: ModelAPIError) -> str:
    """What went wrong, in a line: the server's own message where it sent one."""
    status = getattr(error, "status_code", None)
    body = error.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        body = inner.get("message", inner) if isinstance(inner, dict) else inner
    if status is not None:
        return f"HTTP {status}" + (f": {body}" if body else "")
    return str(error)
