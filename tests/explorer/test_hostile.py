"""The server under requests that no honest client sends, and what a client may cost it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from benchmarks.hostile_requests import KINDS, draw
from latlas.explorer import connection, serve
from latlas.explorer.connection import PIECE, configuration, in_pieces

ROOT = Path(__file__).resolve().parents[2]


def attacked(atlas: Path, requests: int, seed: int, hold: int) -> dict[str, Any]:
    """What `benchmarks.hostile` says of a server that was attacked."""
    command = [sys.executable, "-m", "benchmarks.hostile", str(atlas), str(requests), str(seed), "1", str(hold)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def check(found: dict[str, Any], requests: int) -> None:
    """Every answer is right, nothing got out, and the server is as well as before."""
    assert sum(found["requests"].values()) == requests
    assert len(found["requests"]) == len(KINDS) + 1
    assert found["wrong"] == []
    assert found["leaks"] == []
    assert found["tracebacks"] == 0, found["complaints"]
    assert (found["alive"], found["exit_code"]) == (True, 0)
    assert found["memory_mib"]["peak"] - found["memory_mib"]["before"] < 200


def test_a_hundred_hostile_requests(atlas_folder: Path) -> None:
    """Clients that never end are held for a second only: that they are cut off is seen below, and in the slow test."""
    check(attacked(atlas_folder, 100, seed=0, hold=1), 100)


@pytest.mark.slow
def test_hostile_clients_that_never_end(atlas_folder: Path) -> None:
    """They cost nothing for long: without limits, 50 clients that do not read took 1.2 GB."""
    check(attacked(atlas_folder, 1000, seed=1, hold=20), 1000)


def test_requests_are_drawn_from_the_seed() -> None:
    first, again, other = (draw(200, 8765, ["/large"], seed) for seed in (3, 3, 4))
    assert first == again != other
    assert {one.kind for one in first} == {one.kind for one in other}
    counts = [sum(one.kind == kind for one in first) for kind in {one.kind for one in first}]
    assert counts == [10] * (len(KINDS) + 1)


# One connection


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def small(scope: Any, receive: Any, send: Any) -> None:
    """Answers at once."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def large(scope: Any, receive: Any, send: Any) -> None:
    """Answers with more than the system takes for a client that does not read."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"30000000")]})
    await send({"type": "http.response.body", "body": bytes(30_000_000)})


def visit(app: Any, talk: Talk) -> None:
    """Run an application as the explorer is run, and talk to it on one connection."""

    async def run() -> None:
        with serve.listen("127.0.0.1", 0) as listener:
            server = uvicorn.Server(configuration(app))
            running = asyncio.create_task(server.serve([listener]))
            reader, writer = await asyncio.open_connection(*listener.getsockname(), limit=1024)
            async with asyncio.timeout(60):
                await talk(reader, writer)
            writer.close()
            server.should_exit = True
            await running

    asyncio.run(run())


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """What comes until the server ends the connection."""
    parts = []
    try:
        while part := await reader.read(65536):
            parts.append(part)
    except ConnectionError:
        pass
    return b"".join(parts)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "CLIENT_SECONDS", 0.2)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("sent", [b"", b"G", b"GET / HTTP/1.1\r\nHost: x\r\n", b"POST / HTTP/1.1\r\n"])
def test_who_does_not_say_what_it_wants_is_cut_off(sent: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(sent)
        assert await all_of(reader) == b""

    visit(small, talk)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("start", "more", "answered"),
    [
        (b"GET / HTTP/1.1\r\nX: ", b"y", False),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\ny\r\n", True),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n", b"y", True),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nX: ", b"y", True),
    ],
)
def test_who_never_ends_is_cut_off(start: bytes, more: bytes, answered: bool) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def go_on() -> None:
            while not writer.is_closing():
                writer.write(more)
                await asyncio.sleep(0.02)

        writer.write(start)
        going_on = asyncio.create_task(go_on())
        said = await all_of(reader)
        going_on.cancel()
        assert said.startswith(b"HTTP/1.1 200") == answered
        assert said.count(b"HTTP/1.1") == answered

    visit(small, talk)


@pytest.mark.usefixtures("impatient")
def test_who_does_not_read_is_cut_off() -> None:
    ended = asyncio.Event()

    async def told(scope: Any, receive: Any, send: Any) -> None:
        await large(scope, receive, send)
        ended.set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await ended.wait()
        assert len(await all_of(reader)) < 30_000_000

    visit(told, talk)


@pytest.mark.usefixtures("impatient")
def test_who_reads_is_waited_for() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await all_of(reader)).partition(b"\r\n\r\n")[2] == bytes(30_000_000)

    visit(large, talk)


@pytest.mark.usefixtures("impatient")
def test_work_that_takes_long_is_not_cut_off() -> None:
    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(1)  # five times what a client may take
        await small(scope, receive, send)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await all_of(reader)).endswith(b"ok")

    visit(slow, talk)


def test_too_many_connections_are_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 2)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place = writer.get_extra_info("peername")
        _, second = await asyncio.open_connection(*place)
        refused, third = await asyncio.open_connection(*place)
        assert await all_of(refused) == b""
        for other in (second, third):
            other.close()
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await all_of(reader)).endswith(b"ok")

    visit(small, talk)


def test_a_body_that_breaks_amid_an_answer_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        await reader.readexactly(1000)  # the answer is under way
        writer.write(b"no chunk\r\n")
        assert len(await all_of(reader)) < 30_000_000

    visit(large, talk)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_answers_go_out_in_pieces(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": content})

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(in_pieces(app)({}, None, send))
    assert sent[0] == {"type": "http.response.start", "status": 200, "headers": []}
    assert b"".join(message["body"] for message in sent[1:]) == content
    assert len(sent) - 1 == max(1, -(-size // PIECE))
    assert [message.get("more_body", False) for message in sent[1:]] == [True] * (len(sent) - 2) + [False]
