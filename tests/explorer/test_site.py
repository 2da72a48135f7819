"""The export: a whole site or the one that was there before, and nothing else touched."""

from __future__ import annotations

import json
import re
import shutil
import threading
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from latlas.api import export_site
from latlas.atlas.atlas import Atlas, open_atlas
from latlas.errors import AtlasError, LatlasError, UsageError
from latlas.explorer import bundle
from latlas.explorer.bundle import bundle_files


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_site_is_the_page_and_the_atlas(atlas_folder: Path, tmp_path: Path) -> None:
    atlas = open_atlas(atlas_folder)
    export_site(atlas, tmp_path / "new" / "site", quiet=True)
    site = contents(tmp_path / "new" / "site")
    mark = site.pop(".latlas-site")
    assert b"latlas export" in mark
    page = {name: path.read_bytes() for name, path in bundle_files().items()}
    assert site == page | {f"atlas/{name}": atlas.read(name) for name in atlas.names()}
    assert {"index.html", "atlas/atlas.json", "atlas/decoder.onnx", "atlas/latents.f32", "atlas/tiles/1/1/1.webp"} <= site.keys()
    assert json.loads(site["atlas/atlas.json"])["server"] is False
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["site"], "nothing is left beside it"


def test_nothing_in_the_page_is_loaded_from_elsewhere() -> None:
    index = bundle_files()["index.html"].read_text()
    assert re.search(r"""(src|href)=["']""", index)
    assert not re.findall(r"""(?:src|href|import|url)\W{1,3}(?:https?:)?//""", index)


def test_any_web_host_shows_it(atlas_folder: Path, tmp_path: Path) -> None:
    """As `python -m http.server` does."""
    export_site(open_atlas(str(atlas_folder)), str(tmp_path / "site"), quiet=True)

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "site"))) as host:
        thread = threading.Thread(target=host.serve_forever)
        thread.start()
        try:
            for name, content in contents(tmp_path / "site").items():
                with urllib.request.urlopen(f"http://127.0.0.1:{host.server_port}/{name}", timeout=30) as answer:
                    assert answer.read() == content
        finally:
            host.shutdown()
            thread.join()


def test_a_second_export_replaces_the_first(atlas_folder: Path, wide_atlas_folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    export_site(open_atlas(atlas_folder), site, quiet=True)
    export_site(open_atlas(wide_atlas_folder), site, quiet=True)
    again = contents(site)
    export_site(open_atlas(wide_atlas_folder), tmp_path / "fresh", quiet=True)
    assert again == contents(tmp_path / "fresh")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "site"]


@pytest.mark.parametrize("kind", ["folder", "file", "atlas"])
def test_what_is_no_site_is_not_touched(atlas_folder: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "file":
        out.write_text("precious")
    elif kind == "folder":
        out.mkdir()
        (out / "index.html").write_text("precious")
    else:
        shutil.copytree(atlas_folder, out)
    before = contents(tmp_path)
    with pytest.raises(UsageError, match="exists and is no exported site; give another --out"):
        export_site(open_atlas(atlas_folder), out, quiet=True)
    assert contents(tmp_path) == before


def test_a_failed_export_leaves_the_old_site(
    atlas_folder: Path, wide_atlas_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    export_site(open_atlas(atlas_folder), site, quiet=True)
    before = contents(site)
    read = Atlas.read

    def failing(atlas: Atlas, name: str, server: bool = False) -> bytes:
        if name.startswith("thumbnails"):
            raise AtlasError("the store broke")
        return read(atlas, name, server)

    with monkeypatch.context() as patch:
        patch.setattr(Atlas, "read", failing)
        with pytest.raises(AtlasError):
            export_site(open_atlas(wide_atlas_folder), site, quiet=True)
    assert contents(site) == before
    export_site(open_atlas(wide_atlas_folder), site, quiet=True)
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "what the failed one left is gone"
    assert contents(site) != before


def test_a_failed_first_export_leaves_no_site(atlas_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(atlas: Atlas, name: str, server: bool = False) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Atlas, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        export_site(open_atlas(atlas_folder), tmp_path / "site", quiet=True)
    assert not (tmp_path / "site").exists()


def test_an_installation_without_the_page_says_so(atlas_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "STATIC", tmp_path / "static")
    with pytest.raises(LatlasError, match="make web"):
        export_site(open_atlas(atlas_folder), tmp_path / "site", quiet=True)
    assert not list(tmp_path.iterdir())
