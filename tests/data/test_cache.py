"""Folders too large for memory: the same images from the cache on disk, whatever happens on the way there."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from latlas.data import cachewriter, decoding, folder, options
from latlas.data.cache import PIXELS, cache_folder, entry_folder, find_entry
from latlas.data.cachewriter import PARTIAL, CacheWriter
from latlas.data.folder import Folder
from latlas.data.imageset import ArraySource, ImageSet
from latlas.data.stored import StoredSource
from latlas.errors import DataError

COUNT = 24


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("LATLAS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "images"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every set counts as too large for memory, and is written in parts of three images."""
    monkeypatch.setattr(options, "SMALL", 0)
    monkeypatch.setattr(cachewriter, "PART", 3 * 3 * 8 * 10)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """24 colour images of noise, 8×10, in two folders."""
    random = np.random.default_rng(0)
    for number in range(COUNT):
        path = tmp_path / "photos" / f"class{number % 2}" / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(random.integers(0, 256, (8, 10, 3), dtype=np.uint8)).save(path)
    return tmp_path / "photos"


def entries(cache: Path) -> list[str]:
    """Names in the cache, without locks."""
    return sorted(path.name for path in cache.iterdir() if not path.name.endswith(".lock")) if cache.exists() else []


def decodes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are decoded from now on."""
    seen: list[str] = []
    real = decoding.Frame.decode

    def noting(self: decoding.Frame, image: Image.Image, name: str) -> np.ndarray:
        seen.append(name)
        return real(self, image, name)

    monkeypatch.setattr(decoding.Frame, "decode", noting)
    return seen


def equal(one: ImageSet, other: ImageSet) -> bool:
    every = np.arange(len(one))
    return (
        one.fingerprint() == other.fingerprint()
        and torch.equal(one.images(every), other.images(every))
        and dict(one.metadata) == dict(other.metadata)
        and one.skipped == other.skipped
    )


@pytest.mark.parametrize(
    "asked", [{}, {"size": 6, "image_channels": 1}, {"limit": 17}, {"limit": 17, "split_seed": 3, "validation": 0.3}], ids=str
)
def test_a_cached_folder_is_the_folder_in_memory(asked: dict[str, Any], photos: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (photos / "class0" / "cut.png").write_bytes((photos / "class0" / "0.png").read_bytes()[:90])
    (photos / "class1" / "no.png").write_bytes(b"no image")
    in_memory = Folder(photos, **asked).load()
    assert in_memory.source.in_memory
    assert not cache.exists()
    monkeypatch.setattr(options, "SMALL", 0)
    for images in (Folder(photos, **asked).load(), Folder(photos, **asked).load()):
        assert isinstance(images.source, StoredSource)
        assert equal(images, in_memory)
    assert len(entries(cache)) == 1


@pytest.mark.parametrize("depth", [np.uint16, np.float32])
def test_deep_images_keep_their_depth_in_the_cache(depth: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep").mkdir()
    for number in range(5):
        values = np.random.default_rng(number).random((4, 6), dtype=np.float32)
        Image.fromarray(values if depth is np.float32 else (values * 65535).astype(np.uint16)).save(tmp_path / "deep" / f"{number}.tif")
    in_memory = Folder(tmp_path / "deep", test=0.0).load()
    monkeypatch.setattr(options, "SMALL", 0)
    assert equal(Folder(tmp_path / "deep", test=0.0).load(), in_memory)


@pytest.mark.usefixtures("large")
def test_only_the_images_within_a_limit_are_decoded(photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = decodes(monkeypatch)
    images = Folder(photos, limit=9).load()
    assert len(images) == 9
    assert sorted(seen) == sorted(str(photos / name) for name in images.metadata["file"])
    monkeypatch.setattr(options, "SMALL", 2**20)
    seen.clear()
    assert len(Folder(photos, limit=8).load()) == 8
    assert len(seen) == 8, "also in memory"


@pytest.mark.usefixtures("large")
def test_what_is_in_the_cache_is_decoded_once(photos: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = decodes(monkeypatch)
    first = Folder(photos).load()
    assert len(seen) == COUNT
    monkeypatch.setattr(folder, "read_header", None)  # nor is a header read
    assert equal(Folder(photos).load(), first)
    assert len(seen) == COUNT
    monkeypatch.undo()


@pytest.mark.usefixtures("large")
def test_a_changed_folder_is_noticed(photos: Path, cache: Path) -> None:
    first = Folder(photos).load()
    shutil.copy(photos / "class0" / "0.png", photos / "class1" / "0.png")
    more = Folder(photos).load()
    assert len(more) == COUNT + 1
    path = photos / "class0" / "2.png"
    times = path.stat()
    Image.fromarray(np.zeros((8, 10, 3), np.uint8)).save(path)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a copy that keeps times would have it
    changed = Folder(photos).load()
    assert changed.images(np.array([1])).max() == 0
    path.unlink()
    assert len(Folder(photos).load()) == COUNT
    assert len(entries(cache)) == 1, "the old ones are gone"
    assert torch.equal(first.images(np.arange(COUNT))[1], first.images(np.array([1]))[0]), "who had it open reads on"
    assert first.images(np.array([1])).max() > 0


@pytest.mark.usefixtures("large")
def test_options_that_change_pixels_have_entries_of_their_own(photos: Path, cache: Path) -> None:
    for number, asked in enumerate([{}, {"size": 4}, {"size": 4, "fit": "pad"}, {"image_channels": 1}, {"limit": 5}, {"limit": 6}]):
        Folder(photos, **asked).load()
        assert len(entries(cache)) == number + 1
    Folder(photos, split_seed=4, validation=0.2).load()
    assert len(entries(cache)) == 6, "the split of a whole folder changes no pixel"


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("deaths", [[1], [23], [4, 12, 22]], ids=str)
def test_an_interrupted_decoding_goes_on(deaths: list[int], photos: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was written in whole parts of three is not decoded again."""
    (photos / "class0" / "cut.png").write_bytes((photos / "class0" / "0.png").read_bytes()[:90])
    monkeypatch.setattr(decoding, "THREADS", 1)
    monkeypatch.setattr(decoding, "MOST_AHEAD", 1)
    real = CacheWriter.add
    for death in deaths:

        def dying(self: CacheWriter, image: np.ndarray, death: int = death) -> None:
            if self.done >= death:
                raise KeyboardInterrupt
            real(self, image)

        monkeypatch.setattr(CacheWriter, "add", dying)
        with pytest.raises(KeyboardInterrupt):
            Folder(photos).load()
        assert entries(cache)[0].endswith(".partial")
        assert len(entries(cache)) == 1
    monkeypatch.setattr(CacheWriter, "add", real)
    seen = decodes(monkeypatch)
    images = Folder(photos).load()
    assert len(seen) <= COUNT + 1 - (deaths[-1] - 3)
    assert len(entries(cache)) == 1
    assert not entries(cache)[0].startswith(".")
    monkeypatch.setattr(options, "SMALL", 2**20)
    assert equal(images, Folder(photos).load())


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("harm", ["text", "json", "pixels", "gone", "request"])
def test_a_damaged_rest_is_begun_anew(harm: str, photos: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(self: CacheWriter, *arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(CacheWriter, "finish", dying)
    with pytest.raises(KeyboardInterrupt):
        Folder(photos).load()
    monkeypatch.undo()
    monkeypatch.setenv("LATLAS_CACHE", str(cache.parent))
    monkeypatch.setattr(options, "SMALL", 0)
    (left,) = (cache / name for name in entries(cache))
    partial = json.loads((left / PARTIAL).read_text())
    match harm:
        case "text":
            (left / PARTIAL).write_bytes(b"\xff\xff")
        case "json":
            (left / PARTIAL).write_text("[]")
        case "pixels":
            os.truncate(left / PIXELS, 100)
        case "gone":
            (left / PIXELS).unlink()
        case "request":
            (left / PARTIAL).write_text(json.dumps({**partial, "request": {**partial["request"], "content": "another"}}))
    seen = decodes(monkeypatch)
    images = Folder(photos).load()
    assert len(seen) == COUNT
    monkeypatch.setattr(options, "SMALL", 2**20)
    assert equal(images, Folder(photos).load())


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("name", ["entry.json", "pixels.raw"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", None], ids=str)
def test_a_damaged_entry_is_made_anew(name: str, content: bytes | None, photos: Path, cache: Path) -> None:
    first = Folder(photos).load()
    (entry,) = (cache / found for found in entries(cache))
    (entry / name).unlink()
    if content is not None:
        (entry / name).write_bytes(content)
    assert equal(Folder(photos).load(), first)


@pytest.mark.usefixtures("large")
def test_a_disk_without_room_is_told_before_anything_is_decoded(photos: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(photos)
    monkeypatch.setattr(cachewriter.shutil, "disk_usage", lambda path: usage._replace(free=cachewriter.ROOM_LEFT + COUNT * 240 - 1))
    seen = decodes(monkeypatch)
    with pytest.raises(DataError, match=r"take 0\.00576 MB in .*, where 268 MB are free: make room, set LATLAS_CACHE .*--limit"):
        Folder(photos).load()
    assert seen == []


@pytest.mark.usefixtures("large")
def test_a_disk_that_fills_up_is_told_and_the_rest_is_kept(photos: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cachewriter.os.fsync
    calls = 0

    def full(file: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise OSError(28, "No space left on device")
        real(file)

    monkeypatch.setattr(cachewriter.os, "fsync", full)
    with pytest.raises(DataError, match=r"cannot be kept in .* \(the disk is full\): make room"):
        Folder(photos).load()
    monkeypatch.setattr(cachewriter.os, "fsync", real)
    seen = decodes(monkeypatch)
    assert len(Folder(photos).load()) == COUNT
    assert 0 < len(seen) < COUNT


@pytest.mark.usefixtures("large")
def test_a_cache_that_cannot_be_written_is_told(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("LATLAS_CACHE", str(tmp_path / "file"))
    with pytest.raises(DataError, match=r"decoded images cannot be kept in .*: make room, set LATLAS_CACHE to a folder elsewhere"):
        Folder(photos).load()


@pytest.mark.usefixtures("large")
def test_mostly_damaged_images_are_refused_again(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (9, 9), dtype=np.uint8)).save(tmp_path / "bad" / "0.png")
    whole = (tmp_path / "bad" / "0.png").read_bytes()
    for number in range(1, 4):
        (tmp_path / "bad" / f"{number}.png").write_bytes(whole[:60])
    for _ in range(2):
        with pytest.raises(DataError, match="3 of 4 images cannot be read"):
            Folder(tmp_path / "bad").load()


@pytest.mark.usefixtures("large")
def test_the_size_is_said_first(photos: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Folder(photos).load(progress=True)
    assert "keeping the decoded images (24 of 0.00024 MB, 0.00576 MB in all) in " in capfd.readouterr().err
    Folder(photos).load(progress=True)
    assert capfd.readouterr() == ("", "")


def load_and_say(root: Path, say: Any) -> None:
    """What another process does."""
    options.SMALL = 0
    say.put(Folder(root).load().fingerprint())


@pytest.mark.slow
@pytest.mark.usefixtures("large")
def test_two_processes_write_one_entry(photos: Path, cache: Path) -> None:
    context = multiprocessing.get_context("spawn")
    say = context.Queue()
    processes = [context.Process(target=load_and_say, args=(photos, say)) for _ in range(2)]
    for process in processes:
        process.start()
    fingerprints = {say.get(timeout=120) for _ in processes}
    for process in processes:
        process.join()
    assert fingerprints == {Folder(photos).load().fingerprint()}
    assert len(entries(cache)) == 1


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_a_stored_source_reads_like_an_array(dtype: type, tmp_path: Path) -> None:
    array = (np.random.default_rng(0).random((40, 2, 3, 5)) * (1 if dtype is np.float32 else 250)).astype(dtype)
    array.tofile(tmp_path / "pixels")
    source = StoredSource(tmp_path / "pixels", array.shape, np.dtype(dtype), b"digest")
    for index in ([], [7], [3, 4, 5, 6], [39, 0, 7, 7, 8, 20], list(range(40))):
        rows = np.array(index, np.int64)
        assert torch.equal(source.read(rows), ArraySource(array).read(rows))
    assert (len(source), source.shape, source.fingerprint()) == (40, (2, 3, 5), b"digest")
    for index in ([-1], [40], [0, 99]):
        with pytest.raises(IndexError):
            source.read(np.array(index))
    os.truncate(tmp_path / "pixels", 100)
    with pytest.raises(DataError, match="was cut off"):
        source.read(np.array([39]))


def test_the_cache_lives_where_platforms_want_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert cache_folder() == tmp_path / "cache"
    monkeypatch.delenv("LATLAS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg" / "latlas"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == tmp_path / ".cache" / "latlas"
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "latlas"


@pytest.mark.parametrize("name", ["photos", "my photos/été", "", "..", "a" * 300])
def test_names_of_entries_are_harmless(name: str, cache: Path) -> None:
    found = entry_folder(name, {"root": name})
    assert found.parent == cache
    assert found.name.isascii()
    assert 0 < len(found.name) < 64
    assert not found.name.startswith(".")
    assert find_entry(found, "content") is None
