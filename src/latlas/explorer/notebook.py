"""The explorer in a notebook: the same page in a frame, served to this machine only, with its selection readable from Python."""

from __future__ import annotations

import secrets
import threading
import weakref
from functools import cache
from pathlib import Path
from typing import Any, final

import numpy as np

from latlas.atlas.atlas import Atlas, open_atlas
from latlas.errors import UsageError
from latlas.explorer.pair import matching_rows
from latlas.explorer.serve import LOOPBACK, listen, with_port

WIDGET = Path(__file__).parent / "widget.js"


@cache
def _widget_class() -> Any:
    """The widget's class; made when it is needed, since it comes from a package that only notebooks need."""
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise UsageError("the notebook widget needs anywidget: pip install 'latlas[notebook]'") from error

    class ExplorerWidget(anywidget.AnyWidget):  # type: ignore[misc, unused-ignore]  # the package may not be there
        _esm = WIDGET
        _address = traitlets.Unicode().tag(sync=True)
        _height = traitlets.Int().tag(sync=True)
        selected = traitlets.Int(None, allow_none=True).tag(sync=True)

    return ExplorerWidget


@final
class _Chosen:
    """What the page last said that is chosen together; apart from the explorer, which the widget must not keep alive."""

    def __init__(self) -> None:
        self.rows = np.empty(0, np.int32)

    def hear(self, _: Any, content: Any, buffers: Any) -> None:
        """Take a message of the page: the rows as int32 in one buffer, the lowest byte first."""
        if isinstance(content, dict) and content.get("kind") == "selection" and len(buffers) == 1:
            self.rows = np.frombuffer(bytes(buffers[0]), "<i4").astype(np.int32)


@final
class Explorer:
    """The explorer's page as the result of a notebook's cell.

    `atlas` and `compare` are open atlases or their folders, `height` pixels of the cell. The page comes from a server in this process
    that listens on the loopback and ends with the object, so kernel and browser have to be on one machine, or the port forwarded.
    Raises `UsageError` without the extra `notebook`, and when the atlases are not of the same images.
    """

    def __init__(self, atlas: Atlas | str | Path, *, compare: Atlas | str | Path | None = None, height: int = 640) -> None:
        make_widget = _widget_class()
        opened = _opened(atlas)
        other = None if compare is None else _opened(compare)
        if other is not None:
            matching_rows(opened, other)
        self.address, stop = _serve(opened, other)
        self.widget = make_widget(_address=self.address, _height=height)
        self._chosen = _Chosen()
        self.widget.on_msg(self._chosen.hear)
        self._stop = weakref.finalize(self, stop)

    @property
    def selected(self) -> int | None:
        """Row of the selected item, or None. Set it to select an item on the page."""
        return None if self.widget.selected is None else int(self.widget.selected)

    @selected.setter
    def selected(self, row: int | None) -> None:
        self.widget.selected = row

    @property
    def selection(self) -> np.ndarray:
        """Rows of the items that were chosen together, such as with the lasso, ascending `(k,)` int32."""
        return self._chosen.rows.copy()

    def close(self) -> None:
        """Stop the server and take the page off the notebook."""
        self._stop()
        self.widget.close()

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """What a notebook shows."""
        return self.widget._repr_mimebundle_(**options)


def _opened(atlas: Atlas | str | Path) -> Atlas:
    return atlas if isinstance(atlas, Atlas) else open_atlas(Path(atlas))


def _serve(atlas: Atlas, other: Atlas | None) -> tuple[str, Any]:
    """The page's address, and a function that ends its server.

    The address carries a secret: without it the server lets no page put it into a frame.
    """
    import uvicorn

    from latlas.explorer.connection import configuration
    from latlas.explorer.server import make_app

    listener = listen("127.0.0.1", 0)
    number = listener.getsockname()[1]
    secret = secrets.token_urlsafe(16)
    app = make_app(atlas, frozenset(with_port(name, number) for name in LOOPBACK), other, secret)
    server = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="latlas explorer", daemon=True)
    thread.start()

    def stop() -> None:
        server.should_exit = True
        thread.join(5)
        listener.close()

    return f"http://127.0.0.1:{number}/?frame={secret}", stop
