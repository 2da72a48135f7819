"""What one client may cost the server: time that it is waited for, connections, and memory for answers that it does not read.

uvicorn waits without end for a request to begin, to be complete, or to be read, and hands an answer to the system whole.
"""

from __future__ import annotations

import asyncio
from typing import Any, final

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

CLIENT_SECONDS = 10.0
"""A client that in this time has not sent a complete head, or not read a piece of its answer, is cut off."""
CONNECTIONS = 100
"""Requests on more connections than this are answered with 503."""
MOST_CONNECTIONS = 200
"""More connections than this are ended at once; common systems let a process open 256 files."""
LONGEST_HEAD = 16_384
"""Bytes of a request's target and headers."""
PIECE = 65_536
"""Bytes of an answer that this process keeps while a client does not read."""


def configuration(app: Any) -> uvicorn.Config:
    """How uvicorn runs an application for clients that nobody vouches for.

    The HTTP parser is named: another that is installed by chance would have other limits.
    """
    return uvicorn.Config(
        in_pieces(app),
        http=Connection,
        ws="none",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        timeout_keep_alive=5,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )


def in_pieces(app: Any) -> Any:
    """An ASGI application whose answers are sent piece by piece, the next when the client has taken the one before."""

    async def run(scope: Any, receive: Any, send: Any) -> None:
        async def send_pieces(message: Any) -> None:
            rest = memoryview(message.get("body", b""))
            while len(rest) > PIECE:
                await send({"type": message["type"], "body": rest[:PIECE], "more_body": True})
                rest = rest[PIECE:]
            await send({**message, "body": rest} if "body" in message else message)

        await app(scope, receive, send_pieces)

    return run


@final
class Connection(asyncio.Protocol):
    """uvicorn's connection, ended when the client keeps it waiting."""

    def __init__(self, config: uvicorn.Config, server_state: Any, app_state: dict[str, Any], _loop: Any = None) -> None:
        self._loop = _loop or asyncio.get_event_loop()
        self._inner = H11Protocol(config, server_state, app_state, self._loop)
        self._transport: Any = None
        self._is_unread = False
        self._limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has come."""
        self._transport = transport
        self._transport.set_write_buffer_limits(0)  # to hear of every answer that is not read at once
        self._inner.connection_made(self._transport)
        if len(self._inner.connections) > MOST_CONNECTIONS:
            self._transport.abort()
        self._wait_anew()

    def data_received(self, data: bytes) -> None:
        """A client sent bytes. They stop the clock only when they complete a request."""
        try:
            self._inner.data_received(data)
        except h11.LocalProtocolError:  # uvicorn wants to say "400" amid an answer
            self._transport.abort()
        if self._transport.is_closing() and self._inner.cycle is not None:
            self._inner.cycle.disconnected = True  # it has said "400": the request's own answer has no place to go to
        if self._limit is None or not self._is_waiting():
            self._wait_anew()

    def eof_received(self) -> None:
        """A client will send no more."""
        self._inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """A client has gone."""
        self._stop_waiting()
        self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        """An answer is not read as fast as it is sent."""
        self._is_unread = True
        self._inner.pause_writing()
        self._wait_anew()

    def resume_writing(self) -> None:
        """An answer is read on."""
        self._is_unread = False
        self._inner.resume_writing()
        self._wait_anew()

    def _is_waiting(self) -> bool:
        """Whether it is the client's turn."""
        cycle = self._inner.cycle
        return self._is_unread or cycle is None or bool(cycle.response_complete)

    def _wait_anew(self) -> None:
        self._stop_waiting()
        if self._is_waiting():
            self._limit = self._loop.call_later(CLIENT_SECONDS, self._transport.abort)

    def _stop_waiting(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
