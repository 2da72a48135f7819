"""Export an atlas as a static folder that any web host shows, with no Python behind it."""

from __future__ import annotations

import shutil
from pathlib import Path

from latlas.atlas.atlas import Atlas
from latlas.errors import UsageError
from latlas.explorer.bundle import bundle_files
from latlas.explorer.files import SiteFiles
from latlas.explorer.view import checked_view
from latlas.training.files import naming
from latlas.training.progress import Progress

MARK = ".latlas-site"


def export_site(atlas: Atlas, out: str | Path, quiet: bool = False, compare: Atlas | None = None, view: str | None = None) -> None:
    """Write page and atlas under the name `out`, replacing an earlier export there and nothing else.

    `compare` is an atlas of the same images to show beside it; `view` an address of the page, or its part from # on, to open in.
    Raises `UsageError` when `out` holds something that is not an exported site, when the atlases are not of the same images, and
    for a view that the page could not show.
    """
    out = Path(out)
    if out.exists() and not (out / MARK).exists():
        raise UsageError(f"{out} exists and is no exported site; give another --out")
    files = SiteFiles(atlas, compare, None if view is None else checked_view(view, atlas.manifest))
    bundle, names = bundle_files(), list(files.names())
    work = out.with_name(f".{out.name}.exporting")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        with naming(out), Progress(len(bundle) + len(names), "files", "export", quiet=quiet) as progress:
            for name, source in bundle.items():
                _write(work / name, source.read_bytes())
                progress.advance()
            for name in names:
                _write(work / name, files.read(name))
                progress.advance()
            (work / MARK).write_text("written by latlas export; exported again, this folder is replaced\n")
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)  # on a full disk it would keep what others need
        raise
    old = out.with_name(f".{out.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    work.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
