"""Requests that no honest client sends, drawn from a seed: what `benchmarks.hostile_server` and its test attack the explorer with.

Each kind is a function of `KINDS` that draws one request. A request is bytes, since a client library would tidy it first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from urllib.parse import quote

from benchmarks.hostile_bodies import images, jsons

NOTHING = 0
"""Stands among the right statuses where hanging up without an answer is right."""
ONLY_READING = frozenset({405})
NOT_FOUND = frozenset({404})
NO_HTTP = frozenset({400, NOTHING})
TOO_LONG = frozenset({400, 414, NOTHING})
BUSY = frozenset({429, 503})
OUTSIDE = "outside.txt"
"""A file beside the atlas; no answer may hold what is in it."""
LINKS = ("inverse.onnx", "tiles/0/0/9.webp", "tiles/7/0/0.webp")
"""Names in the atlas folder that lead out of it."""
UP = (
    *("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..\\", "..%5c", "..%255c"),
    *("..%c0%af", "%c0%ae%c0%ae/", "....//", "..;/", "..%00/", "%uff0e%uff0e/", "./"),
)
"""Spellings of "one folder up" that one server or another has fallen for."""


@dataclass(frozen=True)
class Hostile:
    """One request, and what is right to answer."""

    kind: str
    sent: tuple[bytes, ...]
    """Sent one after another; the last again and again where the request has no end."""
    right: frozenset[int]
    """Statuses that are right; every answer on the connection has to have one of them."""
    then: str = "read"
    """What the client does then: "read" all, "end" its side and read, "wait" in silence, "repeat" the last part, or be "deaf"."""

    @property
    def is_held(self) -> bool:
        """Whether the client never ends by itself, so that the server has to hang up."""
        return self.then in ("wait", "repeat", "deaf")


def head(port: int, target: str, method: str = "GET", *lines: str, host: str | None = None) -> bytes:
    """The head of a request that is the last on its connection."""
    named = f"127.0.0.1:{port}" if host is None else host
    return "\r\n".join([f"{method} {target} HTTP/1.1", f"Host: {named}", *lines, "Connection: close", "", ""]).encode("latin-1")


def path(random: Random, port: int) -> Hostile:
    """Up and out of the folder, in every spelling."""
    start = random.choice(["/", "//", "/atlas/", "/atlas/tiles/", "/atlas/tiles/0/0/", "/compare/atlas/", "/assets/"])
    goal = random.choice([OUTSIDE, "etc/passwd", "items.lance", "model/model.safetensors", "server.py"])
    end = random.choice(["", "%00", "%00.webp", ".webp", "%0a", "/.", "/", "#"])
    return Hostile("path", (head(port, start + random.choice(UP) * random.randint(1, 12) + goal + end),), NOT_FOUND)


def absolute(random: Random, port: int) -> Hostile:
    """Absolute paths, drives, shares and other hosts."""
    goal = random.choice(
        [
            "/etc/passwd",
            "%2fetc%2fpasswd",
            "C:\\Windows\\win.ini",
            "c%3a%5cwindows%5cwin.ini",
            "\\\\host\\share",
            "file:///etc/passwd",
            "CON",
        ]
    )
    target = random.choice(["/", "/atlas/", "/atlas/tiles/", "//"]) + goal
    other = random.choice([goal, "http://evil.example/", "*", "@[", f"http://127.0.0.1:{port}@evil.example/", "/atlas/"])
    return Hostile("absolute", (head(port, random.choice([target, other])),), frozenset({400, 404}))


def link(random: Random, port: int) -> Hostile:
    """Links in the atlas folder that lead out of it."""
    return Hostile("link", (head(port, f"/atlas/{random.choice(LINKS)}"),), NOT_FOUND)


def overlong(random: Random, port: int) -> Hostile:
    """Targets up to a hundred times as long as any of ours."""
    piece = random.choice(["a", "../", "%00", "a/", "&a=", "%f0%9f%92%a3"])
    target = random.choice(["/", "/atlas/", "/nothing?"]) + piece * (random.randint(1_000, 200_000) // len(piece))
    return Hostile("overlong", (head(port, target),), TOO_LONG if len(target) > 16_000 else NOT_FOUND)


def unicode(random: Random, port: int) -> Hostile:
    """Any code points, ill-formed ones too, encoded or as they are."""
    if random.random() < 0.3:
        return Hostile(
            "unicode", (head(port, "/atlas/" + bytes(random.randrange(128, 256) for _ in range(20)).decode("latin-1")),), NO_HTTP
        )
    points = random.choices(["ﬀ", "‮", "．．／", "\ud800", "\U0010ffff", "é", "\x7f", "\x01", "%", "\ufeff"], k=random.randint(1, 40))
    text = quote("".join(points).encode("utf-8", "surrogatepass"), safe="")
    return Hostile("unicode", (head(port, random.choice(["/", "/atlas/", "/atlas/tiles/0/"]) + text),), NOT_FOUND)


def host(random: Random, port: int) -> Hostile:
    """A page elsewhere whose name was pointed at this machine, and clients that do not say whom they ask."""
    own = f"127.0.0.1:{port}"
    named = [
        "evil.example",
        f"evil.example:{port}",
        f"{own}.evil.example",
        f"x@{own}",
        f"{own}, evil.example",
        "",
        "127.0.0.1",
        f"[::]:{port}",
    ]
    target = random.choice(["/", "/atlas/atlas.json", "/api/neighbours?row=0"])
    if random.random() < 0.2:
        more = random.choice([f"Host: {own}", "Host: evil.example"])
        return Hostile("host", (head(port, target, "GET", more),), frozenset({400, 421}))
    if random.random() < 0.2:
        version = random.choice(["1.0", "1.1"])
        return Hostile("host", (f"GET {target} HTTP/{version}\r\nX-Forwarded-Host: {own}\r\n\r\n".encode(),), frozenset({400, 421}))
    return Hostile("host", (head(port, target, host=random.choice(named)),), frozenset({421}))


def origin(random: Random, port: int) -> Hostile:
    """Pages of other origins, and requests that claim two."""
    own = f"http://127.0.0.1:{port}"
    foreign = random.choice(
        ["http://evil.example", "null", "", "http://[", f"http://127.0.0.1:{port + 1}", f"{own}.evil.example", f"{own}@evil"]
    )
    lines = random.choice([[f"Origin: {foreign}"], [f"Origin: {own}", f"Origin: {foreign}"], [f"Origin: {foreign}", f"Origin: {own}"]])
    return Hostile(
        "origin", (head(port, random.choice(["/", "/atlas/atlas.json", "/api/analogy?a=1&b=2&c=3"]), "GET", *lines),), frozenset({403})
    )


def header(random: Random, port: int) -> Hostile:
    """Headers that are doubled, contradict each other, have the wrong form, or are too many."""
    smuggled = b"0\r\n\r\nGET /atlas/atlas.json HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    lines = random.choice(
        [
            ["Content-Length: 5", "Content-Length: 6"],
            ["Content-Length: 4", "Transfer-Encoding: chunked"],
            ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
            ["Transfer-Encoding: xchunked"],
            ["Transfer-Encoding : chunked"],
            ["Content-Length: -1"],
            ["Content-Length: +5"],
            [f"Content-Length: 1{'0' * random.randint(20, 60)}"],
            ["X: a\0b"],
            ["X: a\rb"],
            [" folded: yes"],
            [": no name"],
            ["no colon"],
            [f"X-{number}: {'y' * 100}" for number in range(random.randint(200, 2000))],
            [f"X: {'y' * random.randint(20_000, 200_000)}"],
            ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="],
            ["Expect: 100-continue", "Content-Length: 100000"],
        ]
    )
    return Hostile("header", (head(port, "/", "POST", *lines) + smuggled,), frozenset({400, 405, 421, 501, NOTHING}))


def method(random: Random, port: int) -> Hostile:
    """Verbs that are none of ours, and none at all."""
    known = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW", "get", "GETT", "X" * 3000]
    target = random.choice(["/", "/atlas/atlas.json", "/api/attribute?a=label:0&b=rest"])
    if random.random() < 0.2:
        return Hostile("method", (head(port, target, random.choice(["G@T", "G E T", "\x01", "", "X" * 30_000])),), NO_HTTP | ONLY_READING)
    return Hostile("method", (head(port, target, random.choice(known)),), ONLY_READING)


def body(random: Random, port: int) -> Hostile:
    """Bodies that nobody asked for: large, of another length than announced, or in broken chunks."""
    target = random.choice(["/", "/atlas/atlas.json", "/api/neighbours?row=0", "/atlas/decoder.onnx"])
    size = random.choice([10, 70_000, 3_000_000])
    content = bytes(size)
    way = random.choice(["whole", "short", "long", "chunks", "broken", "negative"])
    right = ONLY_READING | {400} | ({NOTHING} if size > 60_000 else set())
    if way in ("whole", "short", "long"):
        length = {"whole": size, "short": 3, "long": size * 1000}[way]
        return Hostile("body", (head(port, target, "POST", f"Content-Length: {length}"), content), right)
    chunk = {"chunks": b"%x\r\n%s\r\n0\r\n\r\n" % (size, content), "broken": b"zz\r\n" + content, "negative": b"-1\r\n" + content}[way]
    return Hostile("body", (head(port, target, "POST", "Transfer-Encoding: chunked"), chunk), right)


def upload(random: Random, port: int, contents: Callable[[Random], bytes], kind: str) -> Hostile:
    """What a careless server would decode."""
    content = contents(random)
    target = random.choice(["/", "/api/encode", "/api/neighbours", "/api/attribute", "/atlas/thumbnails/0.webp", "/atlas/atlas.json"])
    mime = random.choice(
        ["application/json", "image/png", "text/plain", "multipart/form-data; boundary=x", "x" * 500, "application/x-pickle", "\xff"]
    )
    lines = [f"Content-Type: {mime}", f"Content-Length: {len(content)}"]
    right = ONLY_READING | ({NOTHING} if len(content) > 60_000 else set())
    return Hostile(kind, (head(port, target, random.choice(["POST", "PUT", "PATCH"]), *lines) + content,), right)


def query(random: Random, port: int) -> Hostile:
    """Questions with values of the wrong type, size or shape."""
    value = random.choice(
        [
            "",
            "-1",
            "1e3",
            "NaN",
            "Infinity",
            "9" * 18,
            "9" * 5000,
            "0x10",
            "1.5",
            "%00",
            "[1,2]",
            "{}",
            "null",
            "true",
            "1;2",
            "%f0%9f",
            "٣x",
        ]
    )
    group = random.choice(
        ["label:99", "label:-1", "rows:", f"rows:{'1.' * 3000}x", "rows:999999999", "factor:x:1~2", "rest", "x" * 7001, value]
    )
    call = random.choice(
        [
            f"neighbours?row={value}",
            "neighbours",
            f"neighbours?row=0&k={value or 0}",
            f"analogy?a=0&b=1&c={value}",
            f"analogy?a=0&b=1&c=2&k={value or 1000}",
            f"attribute?a={group}&b={group}",
            f"attribute?a={group}",
        ]
    )
    return Hostile("query", (head(port, f"/api/{quote(call, safe='?=&;:%.,~')}"),), frozenset({404, 422}) | BUSY)


def part(random: Random, port: int) -> Hostile:
    """Parts of files that are not there; the server gives whole files."""
    value = random.choice(
        ["bytes=-1", "bytes=9999999999-", "bytes=5-2", "bytes=" + "0-," * 2000 + "0-", "x", "bytes=-", "items=1-2", "bytes=a-b"]
    )
    lines = [f"Range: {value}", f"If-Range: {value}", "Accept-Encoding: " + "gzip;q=9," * random.randint(1, 100), "If-None-Match: *"]
    return Hostile(
        "part",
        (head(port, random.choice(["/", "/atlas/positions.f32", "/atlas/thumbnails/0.webp"]), "GET", *lines[: random.randint(1, 4)]),),
        frozenset({200, 416}),
    )


def noise(random: Random, port: int) -> Hostile:
    """Bytes that are no HTTP."""
    text = random.choice(
        [
            random.randbytes(random.randint(1, 50_000)),
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + random.randbytes(500),
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"SSH-2.0-OpenSSH_9\r\n",
            b"GET /\r\n\r\n",
            b"\r\n" * 20_000,
            b"\0" * 20_000,
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\nHost: x\n\n"[: random.randint(1, 24)],
        ]
    )
    return Hostile("noise", (text,), NO_HTTP | {421}, "end")


def pipeline(random: Random, port: int) -> Hostile:
    """Many requests at once on one connection."""
    one = f"GET /atlas/tiles/0/0/{random.randint(100, 999)}.webp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    return Hostile("pipeline", (one * random.randint(10, 200) + head(port, "/nothing"),), NOT_FOUND)


def heavy(random: Random, port: int) -> Hostile:
    """The dearest calls there are."""
    rows = ".".join(str(number) for number in random.sample(range(300), 300))
    call = random.choice(
        [
            f"neighbours?row={random.randrange(300)}&k=100",
            f"analogy?a={random.randrange(300)}&b=1&c=2&k=100",
            f"attribute?a=rows:{rows}&b=rows:{rows}",
            "attribute?a=label:0&b=rest",
        ]
    )
    return Hostile("heavy", (head(port, f"/api/{call}"),), frozenset({200}) | BUSY)


def slow(random: Random, port: int) -> Hostile:
    """Connections that say nothing, stop amid the head, or go on byte by byte."""
    whole = head(port, "/")
    start = whole[: random.choice([0, 1, 30, len(whole) - 2])]
    if random.random() < 0.5:
        return Hostile("slow", (start,), NO_HTTP, "wait")
    return Hostile("slow", (f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX: ".encode(), b"y"), NO_HTTP, "repeat")


def endless(random: Random, port: int) -> Hostile:
    """Bodies without an end."""
    length = random.choice(["Transfer-Encoding: chunked", "Content-Length: 1000000000000"])
    start = f"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{length}\r\n\r\n".encode()
    return Hostile("endless", (start, b"1\r\ny\r\n"), ONLY_READING | {503}, "repeat")


def deaf(random: Random, port: int, large: Sequence[str] = ()) -> Hostile:
    """Clients that ask for a large file and never read it."""
    return Hostile("deaf", (head(port, random.choice(large)),), frozenset({200, 503, NOTHING}), "deaf")


KINDS: tuple[Callable[[Random, int], Hostile], ...] = (
    path,
    absolute,
    link,
    overlong,
    unicode,
    host,
    origin,
    header,
    method,
    body,
    partial(upload, contents=jsons, kind="json"),
    partial(upload, contents=images, kind="image"),
    query,
    part,
    noise,
    pipeline,
    heavy,
    slow,
    endless,
)


def draw(count: int, port: int, large: Sequence[str], seed: int = 0) -> list[Hostile]:
    """`count` requests to the server on a port, each kind as often as any other, in random order; `large` are targets of large files."""
    random = Random(seed)  # noqa: S311 - drawn to be repeated
    kinds = [*KINDS, partial(deaf, large=large)]
    drawn = [kinds[number % len(kinds)](random, port) for number in range(count)]
    random.shuffle(drawn)
    return drawn
