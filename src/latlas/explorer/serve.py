"""Run the server until Ctrl-C, on loopback unless told otherwise."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from contextlib import suppress

from latlas.atlas.atlas import Atlas
from latlas.errors import UsageError
from latlas.explorer.pair import matching_rows

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FIRST_PORT = 8765
PORTS_TRIED = 20


def serve(atlas: Atlas, host: str = "127.0.0.1", port: int | None = None, open_browser: bool = True, compare: Atlas | None = None) -> None:
    """Serve an atlas, and beside it one that it is compared with, and print the address; returns after Ctrl-C.

    Without a port the first free one from 8765 on is taken. Raises `UsageError` when the port is taken, or when the two are not
    of the same images.
    """
    import uvicorn

    from latlas.explorer.connection import configuration
    from latlas.explorer.server import make_app

    if compare is not None:
        matching_rows(atlas, compare)  # refused before anything listens
    listener = listen(host, port)
    number = listener.getsockname()[1]
    names = {host, *LOOPBACK} if host in LOOPBACK else {host, *LOOPBACK, socket.gethostname()}
    app = make_app(atlas, frozenset(with_port(name, number) for name in names), compare)
    address = f"http://{with_port('127.0.0.1' if host == '0.0.0.0' else host, number)}/"  # noqa: S104 - compared, not bound
    print(f"explorer: {address}", flush=True)
    if host not in LOOPBACK:
        print(f"warning: listening on {host}: everyone who reaches this machine can see the atlas", file=sys.stderr, flush=True)
    if open_browser and has_display():
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    print("press Ctrl-C to stop", file=sys.stderr, flush=True)
    with listener, suppress(KeyboardInterrupt):
        uvicorn.Server(configuration(app)).run(sockets=[listener])


def with_port(name: str, port: int) -> str:
    """A host and a port as the Host header gives them."""
    return f"[{name}]:{port}" if ":" in name else f"{name}:{port}"


def has_display() -> bool:
    """Whether a browser window could be seen."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens; without a port on the first free one. Raises `UsageError` when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    candidates = [port] if port is not None else [*range(FIRST_PORT, FIRST_PORT + PORTS_TRIED), 0]
    reason = ""
    for candidate in candidates:
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen()
        except (OSError, OverflowError) as error:
            listener.close()
            reason = str(error)
            continue
        return listener
    raise UsageError(f"cannot listen on {host}:{port if port is not None else FIRST_PORT} ({reason}); give another --port or --host")
