"""A stand-in for a model's server on 127.0.0.1: speaks OpenAI's protocol and answers what a test has lined up."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """What the server does with one request."""

    body: str | None = None
    """The whole body; None for the protocol's answer around ``text``."""
    text: str = ""
    """What the model says."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    delay: float = 0
    """Seconds before anything is sent."""
    cut: bool = False
    """Whether the connection breaks in the middle of the body."""
    usage: tuple[int, int] | None = (1000, 100)
    """Tokens in and out that the server says it counted."""


@dataclass
class StandIn:
    """Replies in order, the last one for all that follow; and every request as it came."""

    address: str = ""
    reply: Callable[[dict[str, Any]], Reply] = lambda request: Reply()
    requests: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    _now: int = 0

    def answer(self, *replies: Reply) -> None:
        """Line up replies."""
        left = list(replies)
        self.reply = lambda request: left.pop(0) if len(left) > 1 else left[0]

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self.lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        yield
        with self.lock:
            self._now -= 1


def said(*events: Any) -> str:
    """What a model says that lists these events."""
    return json.dumps({"events": list(events)})


def user_text(request: dict[str, Any]) -> str:
    """What the user's messages of a chat request say."""
    return "\n".join(str(m["content"]) for m in request["messages"] if m["role"] == "user")


def system_text(request: dict[str, Any]) -> str:
    return "\n".join(str(m["content"]) for m in request["messages"] if m["role"] in ("system", "developer"))


def _chat(reply: Reply, request: dict[str, Any]) -> dict[str, Any]:
    tools = request.get("tools") or []
    message: dict[str, Any] = {"role": "assistant", "content": reply.text}
    finish = reply.finish
    if tools:
        call = {"name": tools[0]["function"]["name"], "arguments": reply.text}
        message = {
            "role": "assistant",
            "content": None,
            "tool_calls": [{"id": "call_1", "type": "function", "function": call}],
        }
        finish = "tool_calls" if finish == "stop" else finish
    whole = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1758800000,
        "model": request["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if reply.usage is not None:
        took, gave = reply.usage
        whole["usage"] = {"prompt_tokens": took, "completion_tokens": gave, "total_tokens": took + gave}
    return whole


def _responses(reply: Reply, request: dict[str, Any]) -> dict[str, Any]:
    call = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "status": "completed"}
    took, gave = reply.usage or (0, 0)
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1758800000,
        "status": "completed",
        "model": request["model"],
        "output": [{**call, "name": request["tools"][0]["name"], "arguments": reply.text}],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": took,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens": gave,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": took + gave,
        },
    }


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """A running server; its address ends in /v1."""
    seen = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = self.rfile.read(size)
            if len(body) < size:
                return  # who asked was killed meanwhile
            request = json.loads(body)
            with seen.lock:
                seen.requests.append(request)
                seen.paths.append(self.path)
                seen.headers.append(dict(self.headers))
                seen.times.append(time.monotonic())
                reply = seen.reply(request)
            with seen.counted():
                time.sleep(reply.delay)
                self.send(reply, request)

        def send(self, reply: Reply, request: dict[str, Any]) -> None:
            whole = _responses if self.path.endswith("/responses") else _chat
            text = reply.body if reply.body is not None else json.dumps(whole(reply, request))
            body = text.encode()
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body[: len(body) // 2] if reply.cut else body)
                self.close_connection = self.close_connection or reply.cut
            except OSError:
                self.close_connection = True  # the other side did not wait

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    seen.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
