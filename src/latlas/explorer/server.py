"""The explorer's server: the static site's files made on demand, and what a browser cannot do by itself.

It serves the bundle and the atlas and nothing else: bundle files come from a list made at start, atlas files from
`Atlas.read`, which matches names against patterns, so that no path of a request ever reaches the file system.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hmac import compare_digest
from pathlib import PurePosixPath
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import JSONResponse

from latlas.atlas.atlas import MEDIA_TYPES as ATLAS_MEDIA_TYPES
from latlas.atlas.atlas import Atlas
from latlas.errors import LatlasError
from latlas.explorer import groups
from latlas.explorer.bundle import MEDIA_TYPES as BUNDLE_MEDIA_TYPES
from latlas.explorer.bundle import bundle_files
from latlas.explorer.files import SiteFiles

SEARCHES_PER_SECOND = 50.0
SEARCH_BURST = 100.0
SEARCH_SECONDS = 10.0
COMPARISONS_PER_SECOND = 2.0
COMPARISON_BURST = 10.0
LONGEST_GROUP = 7_000
"""Characters in which a request names a group of images: two of them fit into an address."""
LONGEST_TARGET = 16_000
"""Characters of a path with its query."""
CACHED_FILES = 64
AT_A_TIME = {"files": 4, "searches": 4, "comparisons": 1}
"""How many of each kind are worked on at once: each may hold a column of the atlas in memory. The others wait."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

Handler = Callable[[Request], Awaitable[Response]]
Result = TypeVar("Result")


class TokenBucket:
    """Allows `rate` calls a second, and bursts of `burst`."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self._tokens, self._last = burst, time.monotonic()

    def take(self) -> bool:
        """Whether one more call is allowed now."""
        now = time.monotonic()
        self._tokens = min(self.burst, self._tokens + (now - self._last) * self.rate)
        self._last = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


def make_app(atlas: Atlas, hosts: frozenset[str], other: Atlas | None = None, frame: str | None = None) -> FastAPI:
    """The application over one atlas, and over another of the same images that it is compared with.

    `hosts` are the values of the Host header to answer to, port included ("127.0.0.1:8765"): any other is refused with 421,
    any Origin that is not one of them with 403, so that no web page elsewhere can read an atlas through a browser.
    `frame` is a secret: other pages may show this one in a frame only at the address `/?frame=SECRET`.
    """
    app = FastAPI(redirect_slashes=False, title="latlas explorer", docs_url=None, redoc_url=None, openapi_url=None)
    bundle = bundle_files()
    buckets = {
        "searches": TokenBucket(SEARCHES_PER_SECOND, SEARCH_BURST),
        "comparisons": TokenBucket(COMPARISONS_PER_SECOND, COMPARISON_BURST),
    }
    workers = {kind: ThreadPoolExecutor(number, f"latlas {kind}") for kind, number in AT_A_TIME.items()}
    files = SiteFiles(atlas, other)
    read = lru_cache(CACHED_FILES)(lambda name: files.read(name, server=True))
    read_page = lru_cache(None)(lambda name: bundle[name].read_bytes())
    unit = lru_cache(1)(lambda: groups.spread(atlas))

    async def work(kind: str, task: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(workers[kind], task)

    async def calculate(kind: str, task: Callable[[], dict[str, Any]]) -> Response:
        if not buckets[kind].take():
            return _refuse(429, f"too many {kind}; wait a moment")
        try:
            return JSONResponse(await asyncio.wait_for(work(kind, task), SEARCH_SECONDS))
        except TimeoutError:
            return _refuse(503, f"{kind} took longer than {SEARCH_SECONDS:g} s")

    def search(searched: Atlas, row: int, k: int) -> dict[str, Any]:
        rows, distances = searched.items.nearest(row, k)
        return {"rows": rows.tolist(), "distances": distances.tolist(), "latent": searched.items.latent(row).tolist()}

    async def answer(searched: Atlas, row: int, k: int) -> Response:
        if row >= len(searched.items):
            return _refuse(404, f"the atlas has {len(searched.items)} items, there is no row {row}")
        return await calculate("searches", lambda: search(searched, row, k))

    async def give(name: str) -> Response:
        try:
            content = await work("files", lambda: read(name))
        except KeyError:
            return _refuse(404, "no such file")
        return Response(content, media_type=ATLAS_MEDIA_TYPES[PurePosixPath(name).suffix])

    @app.middleware("http")
    async def guard(request: Request, call_next: Handler) -> Response:
        if request.headers.get("host", "") not in hosts:
            return _refuse(421, "unknown host")
        if not all(_is_own(origin, hosts) for origin in request.headers.getlist("origin")):
            return _refuse(403, "unknown origin")
        if request.method not in ("GET", "HEAD"):
            return _refuse(405, "only GET and HEAD are answered", {"Allow": "GET, HEAD"})
        if len(request.scope["raw_path"]) + len(request.scope["query_string"]) > LONGEST_TARGET:
            return _refuse(414, f"an address has at most {LONGEST_TARGET} characters")
        response = await call_next(request)
        response.headers.update(HEADERS)
        if (
            frame is not None
            and request.scope["path"] == "/"
            and compare_digest(request.query_params.get("frame", "").encode(), frame.encode())
        ):
            del response.headers["X-Frame-Options"]
        return response

    @app.exception_handler(LatlasError)
    async def unanswerable(request: Request, error: LatlasError) -> Response:
        return _refuse(422, str(error))

    @app.api_route("/api/neighbours", methods=["GET", "HEAD"])
    async def neighbours(row: Annotated[int, Query(ge=0)], k: Annotated[int, Query(ge=1, le=100)] = 12) -> Response:
        """The k items nearest to an item by their latents, and its own latent."""
        return await answer(atlas, row, k)

    @app.api_route("/compare/api/neighbours", methods=["GET", "HEAD"])
    async def other_neighbours(row: Annotated[int, Query(ge=0)], k: Annotated[int, Query(ge=1, le=100)] = 12) -> Response:
        """The same in the other atlas."""
        return _refuse(404, "no such file") if other is None else await answer(other, row, k)

    @app.api_route("/api/attribute", methods=["GET", "HEAD"])
    async def attribute(a: Annotated[str, Query(max_length=LONGEST_GROUP)], b: Annotated[str, Query(max_length=LONGEST_GROUP)]) -> Response:
        """Mean latents of two groups of images, how well the vector between them tells them apart, and the spread of all latents."""
        return await calculate("comparisons", lambda: {**groups.compare(a, b, atlas), "spread": unit()})

    @app.api_route("/api/analogy", methods=["GET", "HEAD"])
    async def analogy(
        a: Annotated[int, Query(ge=0)],
        b: Annotated[int, Query(ge=0)],
        c: Annotated[int, Query(ge=0)],
        k: Annotated[int, Query(ge=1, le=100)] = 6,
    ) -> Response:
        """The latent a − b + c of three items, and the k other items nearest to it."""
        if max(a, b, c) >= len(atlas.items):
            return _refuse(404, f"the atlas has {len(atlas.items)} items, there is no row {max(a, b, c)}")
        return await calculate("searches", lambda: groups.analogy(a, b, c, k, atlas))

    @app.api_route("/atlas/{name:path}", methods=["GET", "HEAD"])
    async def atlas_file(name: str) -> Response:
        """One file of the atlas."""
        return await give(f"atlas/{name}")

    @app.api_route("/compare/atlas/{name:path}", methods=["GET", "HEAD"])
    async def other_file(name: str) -> Response:
        """One file of the other atlas."""
        return await give(f"compare/atlas/{name}")

    @app.api_route("/{name:path}", methods=["GET", "HEAD"])
    async def page_file(name: str) -> Response:
        """One file of the page."""
        name = name or "index.html"
        if name not in bundle:
            return _refuse(404, "no such file")
        media_type = BUNDLE_MEDIA_TYPES.get(bundle[name].suffix, "application/octet-stream")
        return Response(await work("files", lambda: read_page(name)), media_type=media_type)

    return app


def _is_own(origin: str, hosts: frozenset[str]) -> bool:
    """Whether an Origin header names a page of ours."""
    try:
        return urlsplit(origin).netloc in hosts
    except ValueError:  # no address at all, such as http://[
        return False


def _refuse(status: int, message: str, more: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"error": message}, status_code=status, headers={**HEADERS, **(more or {})})
