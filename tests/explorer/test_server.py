"""The server: the site's files and no others, for requests of its own page only, whatever the request looks like."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import numpy as np
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from latlas.api import export_site
from latlas.atlas import store
from latlas.atlas.atlas import open_atlas
from latlas.atlas.store import Items
from latlas.errors import UsageError
from latlas.explorer import serve as serving
from latlas.explorer import server
from latlas.explorer.bundle import bundle_files
from latlas.explorer.server import TokenBucket, make_app

HOST = "127.0.0.1:8765"


class Answer:
    """What an application sent."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.status: int = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.content = b"".join(message.get("body", b"") for message in messages[1:])

    def json(self) -> Any:
        return json.loads(self.content)


def ask(app: FastAPI, target: str, method: str = "GET", host: str | None = HOST, **headers: str) -> Answer:
    """Send one request just as it is written: a client would tidy paths such as `/../x` first."""
    return asyncio.run(asked(app, target, method, host, **headers))


async def asked(app: FastAPI, target: str, method: str = "GET", host: str | None = HOST, **headers: str) -> Answer:
    """The same amid other requests."""
    path, _, query = target.partition("?")
    names = {**({} if host is None else {"host": host}), **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path, errors="replace"),
        "raw_path": path.encode("utf-8", "replace"),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("utf-8", "replace")) for name, value in names.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8765),
    }
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    await app(scope, receive, send)
    return Answer(messages)


@pytest.fixture
def app(atlas_folder: Path) -> FastAPI:
    return make_app(open_atlas(atlas_folder), frozenset({HOST}))


@pytest.fixture(scope="module")
def whole(atlas_folder: Path) -> dict[str, bytes]:
    """Every file the server may give, by its path."""
    atlas = open_atlas(atlas_folder)
    pages = {name: path.read_bytes() for name, path in bundle_files().items()}
    return pages | {f"atlas/{name}": atlas.read(name, server=True) for name in atlas.names()}


# Files


def test_every_file_of_the_static_site_is_served_alike(app: FastAPI, atlas_folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    export_site(open_atlas(atlas_folder), site, quiet=True)
    files = [path for path in site.rglob("*") if path.is_file() and path.name != ".latlas-site"]
    assert len(files) > 15
    for path in files:
        name = path.relative_to(site).as_posix()
        answer = ask(app, f"/{name}")
        assert answer.status == 200, name
        if name == "atlas/atlas.json":
            assert answer.json() == {**json.loads(path.read_text()), "server": True}
        else:
            assert answer.content == path.read_bytes(), name
        assert int(answer.headers["content-length"]) == len(answer.content)
    assert ask(app, "/").content == (site / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("atlas/atlas.json", "application/json"),
        ("atlas/positions.f32", "application/octet-stream"),
        ("atlas/decoder.onnx", "application/octet-stream"),
        ("atlas/tiles/0/0/0.webp", "image/webp"),
        ("api/neighbours?row=0", "application/json"),
    ],
)
def test_media_types(app: FastAPI, name: str, media_type: str) -> None:
    assert ask(app, f"/{name}").headers["content-type"] == media_type


def test_every_page_file_has_a_media_type(app: FastAPI) -> None:
    for name in bundle_files():
        assert ask(app, f"/{name}").headers["content-type"] != "application/octet-stream", name


@pytest.mark.parametrize(
    "target", ["/", "/atlas/atlas.json", "/api/neighbours?row=0", "/nothing", "/api/neighbours?row=-1", "/api/neighbours?row=100000"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_headers_that_keep_other_pages_out_are_everywhere(app: FastAPI, target: str, method: str) -> None:
    answer = ask(app, target, method)
    for name, value in server.HEADERS.items():
        assert answer.headers[name.lower()] == value


@pytest.mark.parametrize("target", ["/", "/atlas/atlas.json", "/atlas/tiles/0/0/0.webp", "/api/neighbours?row=3&k=2", "/atlas/nothing"])
def test_head_is_get_without_a_body(app: FastAPI, target: str) -> None:
    get, head = ask(app, target), ask(app, target, "HEAD")
    assert (head.status, head.headers) == (get.status, get.headers)


def test_hostile_metadata_passes_as_json(atlas_folder: Path, tmp_path: Path) -> None:
    text = "</script><script>alert(1)</script>\u2028\"'\\\0../é"
    folder = shutil.copytree(atlas_folder, tmp_path / "atlas")
    manifest = json.loads((folder / "atlas.json").read_text())
    manifest["name"] = manifest["model"]["summary"] = text
    (folder / "atlas.json").write_text(json.dumps(manifest))
    answer = ask(make_app(open_atlas(folder), frozenset({HOST})), "/atlas/atlas.json")
    assert answer.json()["name"] == answer.json()["model"]["summary"] == text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


# Who may ask


@pytest.mark.parametrize(
    "host",
    [None, "", "127.0.0.1", "127.0.0.1:80", "localhost:8765", "evil.example", "evil.example:8765", f"{HOST}.evil.example", f" {HOST}"],
)
@pytest.mark.parametrize("target", ["/", "/atlas/atlas.json", "/api/neighbours?row=0", "/nothing"])
def test_unknown_hosts_are_refused(app: FastAPI, host: str | None, target: str) -> None:
    answer = ask(app, target, host=host)
    assert (answer.status, answer.json()) == (421, {"error": "unknown host"})


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "",
        "http://127.0.0.1",
        "http://127.0.0.1:8766",
        f"http://{HOST}.evil.example",
        f"http://evil.example/{HOST}",
        f"http://user@{HOST}@evil.example",
        "http://[",
        "file://",
        "é",
    ],
)
def test_pages_from_elsewhere_are_refused(app: FastAPI, origin: str) -> None:
    answer = ask(app, "/atlas/atlas.json", origin=origin)
    assert (answer.status, answer.json()) == (403, {"error": "unknown origin"})


@pytest.mark.parametrize("own_first", [True, False])
def test_every_origin_has_to_be_its_own(app: FastAPI, own_first: bool) -> None:
    own, foreign = f"http://{HOST}", "http://evil.example"
    answer = ask(app, "/atlas/atlas.json", **({"origin": own, "Origin": foreign} if own_first else {"Origin": foreign, "origin": own}))
    assert answer.status == 403


def test_its_own_page_is_answered(app: FastAPI) -> None:
    assert ask(app, "/atlas/atlas.json", origin=f"http://{HOST}").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("target", ["/", "/atlas/atlas.json", "/api/neighbours?row=0"])
def test_nothing_but_reading(app: FastAPI, method: str, target: str) -> None:
    answer = ask(app, target, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_no_headers_open_it_to_others(app: FastAPI) -> None:
    answer = ask(app, "/atlas/atlas.json", origin=f"http://{HOST}")
    assert not [name for name in answer.headers if name.startswith("access-control")]


# Path tricks

TRICKS = [
    "/../pyproject.toml",
    "/atlas/../atlas.json",
    "/atlas/../../atlas.json",
    "/atlas/tiles/../atlas.json",
    "/atlas/%2e%2e/atlas.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/%2fetc%2fpasswd",
    "//etc/passwd",
    "/etc/passwd",
    "/atlas//etc/passwd",
    "/atlas/%2fetc%2fpasswd",
    "/atlas/..%5c..%5catlas.json",
    "/atlas\\atlas.json",
    "/atlas/atlas.json%00",
    "/atlas/atlas.json%00.webp",
    "/atlas/%00",
    "/atlas/tiles/0/0/0.webp%0a%0a",
    "/atlas/tiles/00000000/0/0.webp",
    "/atlas/model/model.safetensors",
    "/atlas/model/config.json",
    "/atlas/items.lance",
    "/atlas/items/-1.json",
    "/atlas/items/1e3.json",
    "/atlas/thumbnails/99999999999999999999.webp",
    "/atlas/",
    "/atlas",
    "//",
    "/./index.html",
    "/assets",
    "/assets/",
    "/server.py",
    "/../server.py",
    "/docs",
    "/openapi.json",
    "/redoc",
    "/.latlas-site",
]


@pytest.mark.parametrize("target", TRICKS)
def test_path_tricks_are_not_found(app: FastAPI, target: str) -> None:
    answer = ask(app, target)
    assert answer.status == 404
    assert answer.json() in ({"error": "no such file"}, {"detail": "Not Found"})


PIECE = st.sampled_from(
    [
        "..",
        ".",
        "",
        "atlas",
        "tiles",
        "0",
        "items",
        "items.lance",
        "etc",
        "passwd",
        "%2e%2e",
        "%2f",
        "%5c",
        "\\",
        "%00",
        "atlas.json",
        "index.html",
    ]
) | st.text(max_size=3)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECE, max_size=7))
@example(pieces=["atlas", "atlas.json"])
@example(pieces=["\n", ""])
def test_any_path_gives_a_known_file_or_none(app: FastAPI, whole: dict[str, bytes], pieces: list[str]) -> None:
    path = quote("/".join(pieces), safe="/%\\", errors="replace")
    answer = ask(app, f"/{path}")
    name = unquote(path, errors="replace").removesuffix("\n") or "index.html"  # the router forgives one line end
    if name in whole:
        assert (answer.status, answer.content) == (200, whole[name])
    else:
        assert answer.status in (404, 422) if name.startswith("api/") else answer.status == 404


# Neighbours


def test_neighbours_are_the_nearest(app: FastAPI, atlas_folder: Path) -> None:
    latents = open_atlas(atlas_folder).items.column("latent").astype(np.float64)
    for row, k in ((0, 12), (150, 5), (299, 100)):
        answer = ask(app, f"/api/neighbours?row={row}&k={k}").json()
        distances = np.linalg.norm(latents - latents[row], axis=1)
        assert row not in answer["rows"]
        assert answer["latent"] == pytest.approx(latents[row])
        assert answer["distances"] == pytest.approx(np.sort(np.delete(distances, row))[:k], abs=1e-5)
        assert distances[answer["rows"]] == pytest.approx(answer["distances"], abs=1e-5)
    assert len(ask(app, "/api/neighbours?row=0").json()["rows"]) == 12


@pytest.mark.parametrize("row", [300, 10**6, 10**18])
def test_a_row_that_is_not_there(app: FastAPI, row: int) -> None:
    answer = ask(app, f"/api/neighbours?row={row}")
    assert (answer.status, answer.json()) == (404, {"error": f"the atlas has 300 items, there is no row {row}"})


@pytest.mark.parametrize(
    "query",
    [
        "",
        "row=",
        "row=x",
        "row=-1",
        "row=1.5",
        "row=1&k=0",
        "row=1&k=101",
        "row=1&k=x",
        "row=NaN",
        "k=3",
        f"row={'9' * 5000}",
        "row=%00",
        "row=1;k=2",
    ],
)
def test_queries_that_make_no_sense(app: FastAPI, query: str) -> None:
    assert 400 <= ask(app, f"/api/neighbours?{query}").status < 500


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30).map(lambda text: quote(text, safe="=&;%")))
def test_any_query_is_answered(app: FastAPI, query: str) -> None:
    assert ask(app, f"/api/neighbours?{query}").status in (200, 404, 422, 429)


def test_too_many_searches_are_put_off(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TokenBucket, "take", lambda bucket: False)
    answer = ask(app, "/api/neighbours?row=0")
    assert answer.status == 429
    assert "wait" in answer.json()["error"]
    assert ask(app, "/atlas/atlas.json").status == 200, "files are given on"


def test_searches_are_counted(atlas_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SEARCHES_PER_SECOND", 0.0)
    app = make_app(open_atlas(atlas_folder), frozenset({HOST}))
    monkeypatch.setattr(Items, "nearest", lambda items, row, k: (np.zeros(0), np.zeros(0)))
    found = [ask(app, "/api/neighbours?row=0").status for _ in range(102)]
    assert found == [200] * 100 + [429] * 2


def test_a_bucket_fills_again(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(server.time, "monotonic", lambda: clock[0])
    bucket = TokenBucket(rate=2.0, burst=3.0)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    clock[0] += 0.5
    assert [bucket.take() for _ in range(2)] == [True, False]
    clock[0] += 1000
    assert [bucket.take() for _ in range(4)] == [True, True, True, False], "never more than a burst"


def test_slow_searches_are_given_up(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SEARCH_SECONDS", 0.05)
    monkeypatch.setattr(Items, "nearest", lambda items, row, k: time.sleep(0.3))
    answer = ask(app, "/api/neighbours?row=0")
    assert (answer.status, answer.json()) == (503, {"error": "searches took longer than 0.05 s"})


def test_addresses_longer_than_any_of_ours_are_refused(app: FastAPI) -> None:
    longest = "/" + "a" * (server.LONGEST_TARGET - 1)
    assert [ask(app, target).status for target in (longest, longest + "a", f"/?{longest}")] == [404, 414, 414]


def test_a_file_that_cannot_be_read_is_a_clear_refusal(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    answer = ask(app, "/atlas/decoder.onnx")
    assert answer.status == 422
    assert "Permission denied" in answer.json()["error"]


def test_an_address_that_is_none_at_a_framed_page(atlas_folder: Path) -> None:
    framed = make_app(open_atlas(atlas_folder), frozenset({HOST}), frame="secret")
    assert ask(framed, "@[").status == 404


def test_comparisons_are_worked_on_one_at_a_time(atlas_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, latents, at_once = make_app(open_atlas(atlas_folder), frozenset({HOST})), Items.latents, []
    working = threading.Semaphore(0)

    def watched(items: Items, rows: np.ndarray) -> np.ndarray:
        working.release()
        at_once.append(working._value)
        time.sleep(0.01)
        working.acquire()
        return latents(items, rows)

    monkeypatch.setattr(Items, "latents", watched)

    async def together() -> list[int]:
        return [
            answer.status for answer in await asyncio.gather(*(asked(app, f"/api/attribute?a=label:0&b=rows:{row}") for row in range(8)))
        ]

    assert asyncio.run(together()) == [200] * 8
    assert max(at_once) == 1


def test_a_store_that_breaks_is_a_clear_refusal_and_the_server_goes_on(atlas_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(atlas_folder, tmp_path / "atlas")
    app = make_app(open_atlas(folder), frozenset({HOST}))
    for path in folder.glob("items.lance/data/*"):
        path.write_bytes(b"broken")
    for target in ("/atlas/positions.f32", "/atlas/items/0.json", "/atlas/thumbnails/0.webp", "/api/neighbours?row=0"):
        answer = ask(app, target)
        assert answer.status == 422, target
        assert "cannot be read" in answer.json()["error"]
    assert ask(app, "/atlas/decoder.onnx").status == 200
    (folder / "decoder.onnx").unlink()
    assert ask(app, "/atlas/encoder.onnx").status == 200


def test_latents_that_json_cannot_say(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "to_numpy", lambda column: np.full((1, 2), np.nan))
    answer = ask(app, "/api/neighbours?row=0")
    assert answer.status == 422
    assert "not finite" in answer.json()["error"]


# Attributes and analogies


def test_an_attribute_is_the_difference_of_means(app: FastAPI, atlas_folder: Path) -> None:
    items = open_atlas(atlas_folder).items
    latents, labels = items.column("latent").astype(np.float64), items.column("label")
    answer = ask(app, "/api/attribute?a=rest&b=label:2").json()
    assert answer["a"]["mean"] == pytest.approx(latents[labels != 2].mean(0), rel=1e-5)
    assert answer["b"]["count"] == (labels == 2).sum()
    assert answer["spread"] == pytest.approx(np.sqrt(latents.var(axis=0).sum()), rel=1e-6)
    answer = ask(app, "/api/analogy?a=1&b=2&c=3&k=4").json()
    assert answer["latent"] == pytest.approx(latents[1] - latents[2] + latents[3], abs=1e-5)
    assert len(answer["rows"]) == 4


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("attribute", 422),
        ("attribute?a=label:0", 422),
        ("attribute?a=label:0&b=label:77", 422),
        ("attribute?a=label:0&b=wrong", 422),
        (f"attribute?a=label:0&b=rows:{'1.' * 4000}1", 422),
        ("analogy?a=1&b=2", 422),
        ("analogy?a=1&b=2&c=-3", 422),
        ("analogy?a=1&b=2&c=300", 404),
        ("analogy?a=1&b=2&c=3&k=1000", 422),
    ],
)
def test_groups_and_rows_that_are_none(app: FastAPI, query: str, status: int) -> None:
    assert ask(app, f"/api/{query}").status == status


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a=st.text(max_size=20), b=st.sampled_from(["rest", "label:0", "rows:1", "factor:column:1~9"]))
def test_any_groups_are_answered(app: FastAPI, a: str, b: str) -> None:
    assert ask(app, f"/api/attribute?a={quote(a, safe='', errors='replace')}&b={quote(b)}").status in (200, 422, 429)


@pytest.mark.parametrize("target", ["/api/attribute?a=label:0&b=label:1", "/api/analogy?a=1&b=2&c=3"])
def test_calculations_are_counted_and_given_up(app: FastAPI, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(TokenBucket, "take", lambda bucket: False)
        assert ask(app, target).status == 429
    with monkeypatch.context() as patched:
        patched.setattr(server, "SEARCH_SECONDS", 0.05)
        patched.setattr(Items, "latents", lambda items, rows: time.sleep(0.3))
        answer = ask(app, target)
        assert answer.status == 503
        assert "took longer than 0.05 s" in answer.json()["error"]
    assert ask(app, target).status == 200


# Listening


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be run: the configuration and sockets of each server, none of which starts."""
    import uvicorn

    runs: list[Any] = []

    def pretend(self: uvicorn.Server, sockets: list[socket.socket]) -> None:
        runs.append((self.config.app, sockets[0].getsockname()))

    monkeypatch.setattr(uvicorn.Server, "run", pretend)
    monkeypatch.setattr(serving, "has_display", lambda: False)
    return runs


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of loopback that something listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_it_listens_on_loopback_and_says_where(atlas_folder: Path, started: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    serving.serve(open_atlas(atlas_folder), open_browser=True)
    ((app, (address, port)),) = started
    shown = capsys.readouterr()
    assert address == "127.0.0.1"
    assert shown.out == f"explorer: http://127.0.0.1:{port}/\n"
    assert "warning" not in shown.err
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert ask(app, "/", host=f"{host}:{port}").status == 200
    for host in (f"0.0.0.0:{port}", f"{socket.gethostname()}:{port}", f"evil.example:{port}", "127.0.0.1"):
        assert ask(app, "/", host=host).status == 421


def test_it_takes_the_next_free_port(atlas_folder: Path, started: list[Any], taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "FIRST_PORT", taken)
    serving.serve(open_atlas(atlas_folder))
    ((_, (_, port)),) = started
    assert port != taken


def test_a_taken_port_is_refused(atlas_folder: Path, started: list[Any], taken: int) -> None:
    with pytest.raises(UsageError, match=rf"cannot listen on 127\.0\.0\.1:{taken} .* give another --port"):
        serving.serve(open_atlas(atlas_folder), port=taken)
    assert not started


@pytest.mark.parametrize("port", [-1, 65536, 10**12])
def test_a_port_that_is_none(atlas_folder: Path, port: int) -> None:
    with pytest.raises(UsageError, match="cannot listen"):
        serving.serve(open_atlas(atlas_folder), port=port)


def test_two_servers_never_share_a_port() -> None:
    # Both sockets exist before either serves: the second must see the first at once.
    with serving.listen("127.0.0.1", 0) as first, pytest.raises(UsageError, match="cannot listen"):
        serving.listen("127.0.0.1", first.getsockname()[1])


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("192.0.2.1", "192.0.2.1"), ("::", "[::]")])  # noqa: S104 - never bound
def test_it_warns_where_others_can_reach_it(
    atlas_folder: Path, started: list[Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, host: str, shown: str
) -> None:
    listen = serving.listen
    monkeypatch.setattr(serving, "listen", lambda asked, port: listen("127.0.0.1", port))
    serving.serve(open_atlas(atlas_folder), host=host, port=0)
    ((app, (_, port)),) = started
    printed = capsys.readouterr()
    assert printed.out == f"explorer: http://{shown}:{port}/\n"
    assert f"warning: listening on {host}: everyone who reaches this machine can see the atlas" in printed.err
    assert ask(app, "/", host=f"{shown}:{port}").status == 200
    assert ask(app, "/", host=f"evil.example:{port}").status == 421


def test_the_page_is_opened_where_there_is_a_display(
    atlas_folder: Path, started: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Any] = []

    class Timer:
        def __init__(self, seconds: float, function: Any, arguments: Any) -> None:
            self.arguments = arguments

        def start(self) -> None:
            opened.append(self.arguments)

    monkeypatch.setattr(serving.threading, "Timer", Timer)
    monkeypatch.setattr(serving, "has_display", lambda: True)
    serving.serve(open_atlas(atlas_folder), open_browser=False)
    assert not opened
    capsys.readouterr()
    serving.serve(open_atlas(atlas_folder))
    assert opened == [(capsys.readouterr().out.split()[1],)]


# The real thing


def test_a_real_server_serves_and_ends_at_ctrl_c(atlas_folder: Path, whole: dict[str, bytes]) -> None:
    command = [sys.executable, "-c", "from latlas.cli import main; main()", "explore", str(atlas_folder), "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            address = line.removeprefix("explorer: ").strip()
            assert address.startswith("http://127.0.0.1:"), process.stderr.read() if process.poll() is not None else line
            for name in ("index.html", "atlas/atlas.json", "atlas/positions.f32"):
                with urllib.request.urlopen(address + name, timeout=30) as answer:  # noqa: S310 - our own server
                    assert answer.read() == whole[name]
            port = int(address.rstrip("/").rpartition(":")[2])
            for target in ("/../../etc/passwd", "//etc/passwd", "/atlas/..%2f..%2fetc/passwd", "/%00", "/" + "a" * 5000):
                assert raw(port, f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 4")
            for request in (
                "GET / HTTP/1.1\r\n\r\n",
                "nonsense\r\n\r\n",
                f"GET / HTTP/1.1\r\nHost: {'x' * 100_000}\r\n\r\n",
                "\x16\x03\x01\0",
            ):
                assert b"200 OK" not in raw(port, request)
            foreign = f"GET / HTTP/1.1\r\nHost: evil.example:{port}\r\nConnection: close\r\n\r\n"
            assert raw(port, foreign).startswith(b"HTTP/1.1 421")
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
                assert answer.status == 200, "it goes on"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
            assert "Traceback" not in process.stderr.read()
        finally:
            process.kill()


def raw(port: int, request: str) -> bytes:
    """Send bytes and read what comes within a second or until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
        parts = []
        try:
            connection.sendall(request.encode("latin-1"))
            while part := connection.recv(65536):
                parts.append(part)
        except (TimeoutError, ConnectionError):
            pass
        return b"".join(parts)
