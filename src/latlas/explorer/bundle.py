"""The page's own files: built from `web/` and committed, so that no Node is needed to use them."""

from __future__ import annotations

from pathlib import Path

from latlas.errors import LatlasError

STATIC = Path(__file__).parent / "static"
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}


def bundle_files() -> dict[str, Path]:
    """Every file of the page by its URL path. Raises `LatlasError` when the bundle is missing."""
    files = {path.relative_to(STATIC).as_posix(): path for path in sorted(STATIC.rglob("*")) if path.is_file()}
    if "index.html" not in files:
        raise LatlasError("the explorer's page is not in this installation; build it with: make web")
    return files
