"""Data sets of a hub: from local folders by the library `datasets` where it is installed, and from a stand-in for it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import torch
from hub_stand_in import ClassLabel, Split, Value
from hub_stand_in import Hub as Served
from hub_stand_in import Image as ImageFeature
from PIL import Image

from latlas.cli import run
from latlas.data import cachewriter, decoding, options
from latlas.data.cachewriter import CacheWriter
from latlas.data.hub import Hub
from latlas.data.imageset import ImageSet
from latlas.errors import DataError, UsageError
from latlas.runs import data_options

NAMES = ("cat", "dog", "eel")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    monkeypatch.setenv("LATLAS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "images"


def pixels(number: int, shape: tuple[int, ...] = (6, 8, 3)) -> np.ndarray:
    return np.random.default_rng(number).integers(0, 256, shape, dtype=np.uint8)


def encoded(array: np.ndarray) -> dict[str, Any]:
    file = io.BytesIO()
    Image.fromarray(array).save(file, "PNG")
    return {"bytes": file.getvalue(), "path": None}


def rows(count: int, first: int = 0) -> list[dict[str, Any]]:
    return [{"photo": encoded(pixels(first + n)), "id": n, "kind": n % 3} for n in range(count)]


FEATURES = {"photo": ImageFeature(), "id": Value("int64"), "kind": ClassLabel(list(NAMES))}


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A hub with one data set, someone/pets, of 20 training and 7 test images."""
    served = Served({"someone/pets": {"train": Split(rows(20), FEATURES), "test": Split(rows(7, 20), FEATURES)}})
    monkeypatch.setitem(sys.modules, "datasets", served.module())
    return served


def load(**asked: Any) -> ImageSet:
    return Hub(**{"repository": "someone/pets", **asked}).load()


@pytest.mark.usefixtures("hub")
@pytest.mark.parametrize("streaming", [False, True])
def test_splits_columns_and_order(streaming: bool) -> None:
    images = load(streaming=streaming)
    assert images.name == "pets"
    assert images.shape == (3, 6, 8)
    for number in range(27):
        assert torch.equal((images.images(np.array([number]))[0] * 255).round().byte(), torch.from_numpy(pixels(number)).permute(2, 0, 1))
    assert images.split["test"].tolist() == list(range(20, 27))
    assert len(images.split["validation"]) == 2
    assert sorted([*images.split["train"], *images.split["validation"]]) == list(range(20))
    assert images.label_names == NAMES
    assert images.labels.tolist() == [n % 3 for n in range(20)] + [n % 3 for n in range(7)]  # type: ignore[union-attr]  # there are labels
    assert images.metadata["row"][19:21] == ("train/19", "test/0")


def test_streamed_and_downloaded_are_the_same_images(hub: Served) -> None:
    assert load(streaming=True).fingerprint() == load().fingerprint()
    assert [asked["streaming"] for asked in hub.asked] == [True, False]


def test_the_hub_is_asked_once(hub: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load(subset="small", revision="v1")
    assert hub.asked == [{"name": "someone/pets", "subset": "small", "revision": "v1", "streaming": False}]
    monkeypatch.setitem(sys.modules, "datasets", None)  # not even the library is needed
    again = load(subset="small", revision="v1")
    assert again.fingerprint() == first.fingerprint()
    assert again.metadata == first.metadata
    with pytest.raises(UsageError, match=r"pip install 'latlas\[hub\]'"):
        load(subset="small", revision="v2")


def test_a_limit_downloads_all_and_decodes_few(hub: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load()
    decoded = []
    real = decoding.Frame.decode
    monkeypatch.setattr(decoding.Frame, "decode", lambda *arguments: decoded.append(arguments[2]) or real(*arguments))
    few = load(limit=8)
    assert len(few) == len(decoded) == 8
    assert len(few.split["test"]) == 2, "the shares of the split"
    place = {name: number for number, name in enumerate(whole.metadata["row"])}
    same = np.array([place[name] for name in few.metadata["row"]])
    assert torch.equal(few.images(np.arange(8)), whole.images(same))
    assert np.array_equal(few.labels, whole.labels[same])  # type: ignore[arg-type, index]  # there are labels
    parts = [{few.metadata["row"][row] for row in few.split[part]} for part in ("train", "validation", "test")]
    assert all(name.startswith("test/") for name in parts[2])


def test_a_limit_of_a_stream_takes_the_first(hub: Served) -> None:
    images = load(limit=4, streaming=True)
    assert len(images) == 4
    assert hub.given["train"] <= 4 + 1
    assert set(images.metadata["row"]) <= {f"{split}/{n}" for split in ("train", "test") for n in range(4)}


@pytest.mark.parametrize("streaming", [False, True])
def test_damaged_images_are_left_out_with_their_labels(streaming: bool, hub: Served) -> None:
    train = hub.sets["someone/pets"]["train"].rows
    train[0]["photo"] = {"bytes": b"no image", "path": None}
    train[4]["photo"] = None
    train[5]["photo"] = {"bytes": None, "path": "/no/such/file.png"}
    images = load(streaming=streaming)
    assert len(images) == 24
    assert images.metadata["row"][:3] == ("train/1", "train/2", "train/3")
    assert images.labels[:6].tolist() == [1, 2, 0, 0, 1, 2]  # type: ignore[index]  # there are labels
    assert [line.partition(": ")[0] for line in images.skipped] == ["train/0", "train/4", "train/5"]
    assert sorted(np.concatenate(list(images.split.values()))) == list(range(24))
    assert images.split["test"].tolist() == list(range(17, 24))
    limited = load(streaming=streaming, limit=12)
    for name, label in zip(limited.metadata["row"], limited.labels, strict=True):  # type: ignore[arg-type]  # there are labels
        assert int(name.split("/")[1]) % 3 == label


def test_an_interrupted_download_goes_on(hub: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cachewriter, "PART", 3 * 6 * 8 * 3)
    whole = load(test=0.3)
    real = CacheWriter.add

    def dying(self: CacheWriter, image: np.ndarray) -> None:
        if self.done >= 11:
            raise KeyboardInterrupt
        real(self, image)

    monkeypatch.setattr(CacheWriter, "add", dying)
    with pytest.raises(KeyboardInterrupt):
        load(revision="v1")
    monkeypatch.setattr(CacheWriter, "add", real)
    hub.given.clear()
    again = load(revision="v1")
    assert hub.given["train"] <= 12, "the first image, and those that are left"
    assert again.fingerprint() == whole.fingerprint()


@pytest.mark.parametrize(
    ("values", "names", "expected", "expected_names"),
    [
        ([2, 0, None, -1], ["a", "b", "c"], [2, 0, 3, 3], ("a", "b", "c", "unlabelled")),
        ([0, 1, 1, 0], ["a", "b"], [0, 1, 1, 0], ("a", "b")),
        ([-1, -1, None, -1], ["a", "b"], None, ()),
        (["y", "x", None, "y"], None, [1, 0, 2, 1], ("x", "y", "unlabelled")),
        ([10, 9, 10, -3], None, [2, 1, 2, 0], ("-3", "9", "10")),
    ],
    ids=str,
)
def test_labels(values: list, names: list | None, expected: list | None, expected_names: tuple, hub: Served) -> None:
    examples = [{"photo": encoded(pixels(n)), "tag": value} for n, value in enumerate(values)]
    tag = Value("string") if names is None else ClassLabel(names)
    hub.sets["x/y"] = {"train": Split(examples, {"photo": ImageFeature(), "tag": tag})}
    images = load(repository="x/y", test=0.0, validation=0.0, label_column="tag")
    assert (None if images.labels is None else images.labels.tolist()) == expected
    assert images.label_names == expected_names
    if names is None:
        assert load(repository="x/y", test=0.0, validation=0.0).labels is None, "only classes are taken unasked"


@pytest.mark.parametrize(
    ("splits", "asked", "sizes"),
    [
        ({"train": 10, "test": 5, "validation": 3}, (), (10, 3, 5)),
        ({"train": 10, "val": 3}, (), (9, 3, 1)),
        ({"train": 10, "unlabeled": 50}, (), (8, 1, 1)),
        ({"train": 10, "unlabeled": 50}, ("train", "unlabeled"), (48, 6, 6)),
        ({"test": 20}, (), (16, 2, 2)),
        ({"full": 20, "more": 10}, (), (24, 3, 3)),
    ],
    ids=str,
)
def test_the_parts_of_a_split(splits: dict[str, int], asked: tuple[str, ...], sizes: tuple[int, ...], hub: Served) -> None:
    hub.sets["x/y"] = {name: Split(rows(count), FEATURES) for name, count in splits.items()}
    images = load(repository="x/y", splits=asked)
    assert tuple(len(images.split[part]) for part in ("train", "validation", "test")) == sizes
    assert sorted(np.concatenate(list(images.split.values()))) == list(range(sum(sizes)))


def test_what_cannot_be_is_told(hub: Served, tmp_path: Path) -> None:
    two = {"photo": ImageFeature(), "mask": ImageFeature(), "kind": ClassLabel(["a"]), "kind2": ClassLabel(["a"])}
    example = {"photo": encoded(pixels(0)), "mask": encoded(pixels(1)), "kind": 0, "kind2": 0}
    hub.sets |= {
        "two/columns": {"train": Split([example] * 4, two)},
        "no/images": {"train": Split([{"text": "a"}] * 4, {"text": Value("string")})},
        "all/broken": {"train": Split([{"photo": {"bytes": b"", "path": None}, "id": 0, "kind": 0}] * 4, FEATURES)},
        "most/broken": {"train": Split(rows(1) + [{"photo": {"bytes": b"", "path": None}, "id": 0, "kind": 0}] * 4, FEATURES)},
        "two/sizes": {"train": Split([*rows(3), {"photo": encoded(pixels(1, (9, 9, 3))), "id": 0, "kind": 0}], FEATURES)},
        "gray/first": {"train": Split([{"photo": encoded(pixels(1, (6, 8))), "id": 0, "kind": 0}, *rows(3)], FEATURES)},
        "not/said": {"train": Split(rows(3), None)},
    }
    for asked, message in (
        ({"repository": ""}, "hub:OWNER/NAME, for example hub:ylecun/mnist"),
        ({"size": 0}, "size 0 is not between"),
        ({"repository": "no/body"}, "hub:no/body cannot be had: .*--revision"),
        ({"splits": ("train", "tset")}, "has no split tset; its splits are train, test"),
        ({"image_column": "picture"}, "has no column 'picture'; its columns are photo, id, kind"),
        ({"image_column": "id"}, "column 'id' does not hold images"),
        ({"repository": "two/columns"}, "say --image-column with one of photo, mask"),
        ({"repository": "two/columns", "image_column": "mask"}, "say --label-column with one of kind, kind2"),
        ({"repository": "no/images"}, "has no column of images; its columns are text"),
        ({"repository": "all/broken"}, "holds no image that can be read"),
        ({"repository": "most/broken"}, "4 of 5 images cannot be read"),
        ({"repository": "two/sizes"}, r"train/3 is 9×9, the first image 8×6; bring them to one with --size 64"),
        ({"repository": "gray/first"}, "train/1 is in colour, the first image gray: say --image-channels 3"),
        ({"repository": "not/said", "streaming": True}, "does not say which columns it has: leave out --streaming"),
        ({"label_column": "photo"}, "labels are classes, whole numbers or text, not dict"),
    ):
        with pytest.raises(UsageError, match=message):
            load(**asked)
    assert load(repository="gray/first", image_channels=1).shape[0] == 1
    assert load(repository="two/sizes", size=4).shape == (3, 4, 4)


def test_without_the_library_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    assert run(["train", "vae", "hub:someone/pets", "--out", str(tmp_path / "run")]) == 2
    assert capsys.readouterr().err == "latlas train: hub:someone/pets needs the package datasets: pip install 'latlas[hub]'\n"
    assert not (tmp_path / "run").exists()


def test_names_of_the_hub_are_names_of_image_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_options("hub:someone/pets", limit=5) == Hub(repository="someone/pets", limit=5)
    assert data_options("hub", repository="a/b") == Hub(repository="a/b")
    (tmp_path / "pets").mkdir()
    monkeypatch.chdir(tmp_path)
    assert data_options("hub:pets") == Hub(repository=str(tmp_path / "pets"))
    with pytest.raises(UsageError, match="has no option sise"):
        data_options("hub:someone/pets", sise=5)


def test_a_run_on_a_data_set_of_the_hub(hub: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from latlas.api import load as load_run
    from latlas.api import train

    trained = train("ae", "hub:someone/pets", tmp_path / "run", quiet=True, size=8, epochs=1, batch_size=4, hidden=(4,), body="dense")
    assert trained.run.record["data"]["name"] == "hub"
    monkeypatch.setitem(sys.modules, "datasets", None)
    assert len(load_run(tmp_path / "run").images) == 27
    with pytest.raises(UsageError, match="no option root"):
        _ = load_run(tmp_path / "run", root=tmp_path).images


# What follows needs the library itself: the stand-in above must not agree with itself only.


@pytest.fixture
def datasets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The library, offline, with a cache of its own."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    library = pytest.importorskip("datasets")
    monkeypatch.setattr(library.config, "HF_DATASETS_CACHE", tmp_path / "hf")
    monkeypatch.setattr(library.config, "HF_HUB_OFFLINE", True)
    return library


@pytest.mark.parametrize("streaming", [False, True])
def test_a_local_folder_of_images(streaming: bool, datasets: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for split, count in (("train", 9), ("test", 3)):
        for number in range(count):
            path = tmp_path / "pets" / split / NAMES[number % 3] / f"{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels(number if split == "train" else 100 + number)).save(path)
    images = Hub(repository=str(tmp_path / "pets"), streaming=streaming, validation=0.0).load()
    assert images.label_names == NAMES
    assert tuple(len(images.split[part]) for part in ("train", "validation", "test")) == (9, 0, 3)
    seen = {(images.images(np.array([row])) * 255).round().byte().numpy().tobytes(): images.labels[row] for row in range(12)}  # type: ignore[index]
    expected = {pixels(n).transpose(2, 0, 1).tobytes(): n % 3 for n in range(9)}
    expected |= {pixels(100 + n).transpose(2, 0, 1).tobytes(): n for n in range(3)}
    assert seen == expected
    assert capfd.readouterr() == ("", "")
    assert not datasets.utils.are_progress_bars_disabled()


def test_local_files_of_parquet(datasets: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pets").mkdir()
    features = datasets.Features({"photo": datasets.Image(), "id": datasets.Value("int64"), "kind": datasets.ClassLabel(names=list(NAMES))})
    for split, count in (("train", 20), ("validation", 7)):
        table = datasets.Dataset.from_list(rows(count, 0 if split == "train" else 20), features=features)
        table.to_parquet(tmp_path / "pets" / f"{split}.parquet")
    downloaded = Hub(repository=str(tmp_path / "pets"), test=0.0).load()
    assert downloaded.label_names == NAMES
    assert downloaded.split["validation"].tolist() == list(range(20, 27))
    for number in range(27):
        found = (downloaded.images(np.array([number]))[0] * 255).round().byte()
        assert torch.equal(found, torch.from_numpy(pixels(number)).permute(2, 0, 1))
    assert Hub(repository=str(tmp_path / "pets"), test=0.0, streaming=True).load().fingerprint() == downloaded.fingerprint()
    few = Hub(repository=str(tmp_path / "pets"), test=0.0, limit=8).load()
    place = {name: number for number, name in enumerate(downloaded.metadata["row"])}
    assert torch.equal(few.images(np.arange(8)), downloaded.images(np.array([place[name] for name in few.metadata["row"]])))
    assert len(Hub(repository=str(tmp_path / "pets"), test=0.0, limit=3, streaming=True).load()) == 3
    monkeypatch.setattr(options, "SMALL", 0)
    assert Hub(repository=str(tmp_path / "pets"), test=0.0).load().fingerprint() == downloaded.fingerprint()
    table.to_parquet(tmp_path / "pets" / "train.parquet")
    assert len(Hub(repository=str(tmp_path / "pets"), test=0.0).load()) == 14, "a changed file is noticed"


@pytest.mark.usefixtures("datasets")
def test_a_data_set_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"hub:nobody-here/nothing cannot be had: .*--revision, and at the network$"):
        Hub(repository="nobody-here/nothing").load()
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match=r"cannot be had"):
        Hub(repository=str(tmp_path / "empty")).load()
