"""What stands between the server and Django: whole requests with honest headers, so that no thread waits for a body."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

LARGEST_BODY = 25 * 1024 * 1024
PATIENCE = 20.0  # seconds without a byte
TOO_LARGE = (413, b"That was more than this site takes at once. Send less, or in parts.")
TOO_SLOW = (408, b"Nothing more arrived for a while. Please try again.")


class Gate:
    """An ASGI application that lets a request through to `inner` when its body has arrived.

    A body above LARGEST_BODY is answered with 413, one that stops for PATIENCE seconds with 408. Header names with an
    underscore are dropped: WSGI cannot tell them from those with a hyphen, so they could forge X-Forwarded-For.
    """

    def __init__(self, inner: Application) -> None:
        self.inner = inner

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        scope["headers"] = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        try:
            body = await _whole_body(receive)
        except _Refused as refused:
            await _answer(send, *refused.answer)
            return
        if body is not None:
            await self.inner(scope, _replay(body, receive), send)


class _Refused(Exception):  # noqa: N818 - it is an answer
    def __init__(self, answer: tuple[int, bytes]) -> None:
        super().__init__(answer)
        self.answer = answer


async def _whole_body(receive: Receive) -> bytes | None:
    """Return the body, or None when the client left before it was whole."""
    body, more = bytearray(), True
    while more:
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError:
            raise _Refused(TOO_SLOW) from None
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise _Refused(TOO_LARGE)
        more = message.get("more_body", False)
    return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _answer(send: Send, status: int, sentence: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence})
