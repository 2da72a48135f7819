"""Attack the explorer on an atlas and report what it did; the worker of `hostile_server`, and of its test.

    python -m benchmarks.hostile ATLAS REQUESTS SEED [ROUNDS [HOLD]]    print one JSON object

The atlas is copied, a file with a secret is put beside the copy, and links to it into the copy. Then `latlas explore` is started in
a process of its own. A fifth of the connections that never end by themselves stays open, and all heavy calls come at once, while
the other requests come, twelve at a time; the rest of those connections follow, all at once. Honest requests are timed before and
after, ROUNDS of each, in turn with those to a second server that nobody attacks when there is more than one round. With a HOLD of
less than 20 seconds the connections that never end are given up before the server has to end them, and are not judged by that.
"""

from __future__ import annotations

import http.client
import json
import re
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.hostile_requests import LINKS, NOTHING, OUTSIDE, Hostile, draw
from latlas.explorer.bundle import bundle_files

AT_A_TIME = 12
LARGE_FILE = 8_000_000
"""Bytes; more than the system takes from a server for a client that does not read."""
PATIENCE = 30.0
"""Seconds in which every answer has to be complete."""
HOLD = 20.0
"""Seconds in which every connection that never ends by itself has to be ended by the server."""
REPEATED = 0.5
"""Seconds between repetitions of a part that is sent again and again."""
HONEST = ("/", "/atlas/atlas.json", "/atlas/thumbnails/0.webp", "/api/neighbours?row=7")
PAUSE = 0.025
"""Seconds between honest rounds; without it they would come more often than searches are answered."""
STATUS = re.compile(rb"HTTP/1\.1 ([0-9]{3}) ")


@dataclass(frozen=True)
class Answered:
    """What one hostile request got."""

    request: Hostile
    raw: bytes
    ended: bool
    """Whether the server ended the connection in time."""
    seconds: float

    @property
    def statuses(self) -> list[int]:
        """Of every answer on the connection; `[NOTHING]` where there was none."""
        return [int(status) for status in STATUS.findall(self.raw) if status != b"100"] or [NOTHING]

    @property
    def is_right(self) -> bool:
        """Whether all statuses are right."""
        return self.request.right.issuperset(self.statuses)


def send(request: Hostile, port: int, hold: float = PATIENCE) -> Answered:
    """Send one request and read all that comes, until the server ends the connection or `hold` seconds are over."""
    start, raw, ended = time.monotonic(), bytearray(), False
    with socket.socket() as connection:
        connection.settimeout(PATIENCE)
        if request.then == "deaf":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        try:
            connection.connect(("127.0.0.1", port))
            for part in request.sent:
                connection.sendall(part)
            if request.then == "end":
                connection.shutdown(socket.SHUT_WR)
            if request.then == "deaf":
                time.sleep(hold)
            connection.settimeout(REPEATED if request.then == "repeat" else hold)
            while time.monotonic() - start < hold or request.then == "deaf":
                try:
                    got = connection.recv(1 << 20)
                except TimeoutError:
                    if request.then != "repeat":
                        break
                    connection.sendall(request.sent[-1])
                    continue
                raw += got
                if not got:
                    ended = True
                    break
        except OSError:
            ended = True  # it hung up while we were still sending
    if request.then == "deaf":  # what the system had taken over still comes after the server has given up
        announced = re.search(rb"content-length: ([0-9]+)", raw)
        ended = announced is None or int(announced[1]) < LARGE_FILE or len(raw) < int(announced[1])
    return Answered(request, bytes(raw), ended, time.monotonic() - start)


@contextmanager
def attacked(atlas: Path) -> Iterator[tuple[subprocess.Popen[str], int, str, Path]]:
    """The server's process and port, the secret beside its atlas, and the file that holds what it complains of."""
    secret = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        folder, outside, log = shutil.copytree(atlas, place / "atlas"), place / OUTSIDE, place / "log.txt"
        outside.write_text(secret)
        (place / "0" / "0").mkdir(parents=True)
        shutil.copy(outside, place / "0" / "0.webp")
        for link, target in zip(LINKS, (outside, outside, place / "0"), strict=True):
            path = folder / (link if target is outside else "tiles/7/0")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(target)
        command = [sys.executable, "-c", "from latlas.cli import main; main()", "explore", str(folder), "--no-open", "--port", "0"]
        with log.open("w") as complaints, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process:
            try:
                assert process.stdout is not None
                line = process.stdout.readline()
                if not line:
                    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
                yield process, int(line.strip().rstrip("/").rpartition(":")[2]), secret, log
                process.send_signal(signal.SIGINT)
                process.wait(PATIENCE)
            finally:
                process.kill()


def memory(process: subprocess.Popen[str], field: str) -> float:
    """MiB that a process has (VmRSS) or had at most (VmHWM); 0 where the system does not say."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(rf"{field}:\s+([0-9]+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


def honest(ports: Sequence[int], rounds: int) -> list[dict[str, list[float]]]:
    """For each server the seconds that each honest request took, a new connection each, until it was answered with 200.

    In a round every server is asked, in turn, so that what slows the machine down slows all of them.
    """
    spent: list[dict[str, list[float]]] = [{target: [] for target in HONEST} for _ in ports]
    for number in range(rounds):
        for port, own in list(zip(ports, spent, strict=True))[:: 1 if number % 2 else -1]:
            for target, seconds in own.items():
                start = time.perf_counter()
                while (status := ask(port, target)) != 200:
                    if status not in (429, 503) or time.perf_counter() - start > PATIENCE:
                        raise RuntimeError(f"{target} was answered with {status}")
                    time.sleep(0.005)
                seconds.append(round(time.perf_counter() - start, 6))
        time.sleep(PAUSE)
    return spent


def medians(spent: dict[str, list[float]]) -> dict[str, float]:
    """The median time of each honest request."""
    return {target: statistics.median(seconds) for target, seconds in spent.items()}


def ask(port: int, target: str) -> int:
    """The status of an honest request, once its answer is complete."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except ConnectionError:
        return 503  # too many connections
    finally:
        connection.close()


def attack(port: int, requests: Sequence[Hostile], hold: float) -> list[Answered]:
    """Send all requests: a fifth of those that never end, and all heavy ones at once, beside the others; then the rest that never end."""
    held = [request for request in requests if request.is_held]
    heavy = [request for request in requests if request.kind == "heavy"]
    brief = [request for request in requests if not (request.is_held or request.kind == "heavy")]
    beside, flood = held[: len(held) // 5], held[len(held) // 5 :]
    with ThreadPoolExecutor(len(requests) + 1) as waiting, ThreadPoolExecutor(AT_A_TIME) as busy:
        first = [waiting.submit(send, request, port, hold) for request in beside + heavy]
        done = list(busy.map(lambda request: send(request, port), brief))
        then = [waiting.submit(send, request, port, hold) for request in flood]
        return done + [future.result() for future in first + then]


def report(atlas: Path, count: int, seed: int, rounds: int = 1, hold: float = HOLD) -> dict[str, Any]:
    """What a server did under `count` requests, as JSON."""
    large = [f"/{name}" for name, path in bundle_files().items() if path.stat().st_size > LARGE_FILE]
    with ExitStack() as servers:
        process, port, secret, log = servers.enter_context(attacked(atlas))
        ports = [port] if rounds == 1 else [port, servers.enter_context(attacked(atlas))[1]]
        honest(ports, 3)
        before = honest(ports, rounds)
        calm = memory(process, "VmRSS")
        answered = attack(port, draw(count, port, large, seed), hold)
        first = honest([port], 1)[0]
        after = honest(ports, rounds)
        peak, rest = memory(process, "VmHWM"), memory(process, "VmRSS")
        alive = process.poll() is None
        threads = len(list(Path(f"/proc/{process.pid}/task").iterdir())) if Path("/proc").exists() else 0
        complaints = log.read_text()
        process.send_signal(signal.SIGINT)
        code = process.wait(PATIENCE)
    kinds = sorted({one.request.kind for one in answered})
    has_to_end = [one for one in answered if hold >= HOLD or not one.request.is_held]
    wrong = [one for one in answered if not one.is_right] + [one for one in has_to_end if not one.ended]
    return {
        "requests": {kind: sum(one.request.kind == kind for one in answered) for kind in kinds},
        "answers": {
            kind: Counter(str(status) for one in answered if one.request.kind == kind for status in one.statuses) for kind in kinds
        },
        "wrong": [describe(one) for one in wrong],
        "leaks": [describe(one) for one in answered if secret.encode() in one.raw or b"root:x:0:0" in one.raw],
        "tracebacks": complaints.count("Traceback"),
        "complaints": complaints[:2000] if "Traceback" in complaints else "",
        "alive": alive,
        "exit_code": code,
        "threads_after": threads,
        "longest_seconds": {kind: max(one.seconds for one in answered if one.request.kind == kind) for kind in kinds},
        "memory_mib": {"before": calm, "peak": peak, "after": rest},
        "first_after_seconds": {target: seconds[0] for target, seconds in first.items()},
        "before_seconds": [medians(spent) for spent in before],
        "after_seconds": [medians(spent) for spent in after],
        "repeats": {"before": before, "after": after} if rounds > 1 else {},
    }


def describe(one: Answered) -> str:
    """One line for a request that was not answered rightly."""
    state = "" if one.ended else ", not ended"
    return f"{one.request.kind}: {one.statuses[:5]}{state}, right {sorted(one.request.right)}: {b' + '.join(one.request.sent)[:150]!r}"


if __name__ == "__main__":
    print(json.dumps(report(Path(sys.argv[1]), *map(int, sys.argv[2:]))))
