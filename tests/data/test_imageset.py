from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from latlas.data.imageset import PARTS, ArraySource, ImageSet, RenderedSource, SubsetSource, limited, random_split, to_unit
from latlas.data.options import in_memory_when_small
from latlas.errors import DataError


def example(n: int = 40, seed: int = 0) -> ImageSet:
    random = np.random.default_rng(seed)
    return ImageSet(
        name="example",
        source=ArraySource(random.integers(0, 256, (n, 1, 4, 5), dtype=np.uint8)),
        split={"train": np.arange(0, n - 8), "validation": np.arange(n - 8, n - 4), "test": np.arange(n - 4, n)},
        labels=np.arange(n) % 3,
        label_names=("a", "b", "c"),
        factors=np.arange(n, dtype=np.float32)[:, None],
        factor_names=("row",),
        metadata={"file": tuple(f"{i}.png" for i in range(n))},
    )


@given(count=st.integers(3, 500), seed=st.integers(0, 2**32), validation=st.floats(0, 0.4), test=st.floats(0, 0.4))
def test_a_split_covers_every_row_once_and_keeps_the_shares(count: int, seed: int, validation: float, test: float) -> None:
    parts = random_split(count, seed, validation, test)
    assert np.array_equal(np.sort(np.concatenate([parts[part] for part in PARTS])), np.arange(count))
    assert abs(len(parts["test"]) - test * count) <= 0.5
    assert abs(len(parts["validation"]) - validation * count) <= 0.5
    assert all((np.diff(rows) > 0).all() for rows in parts.values())


def test_a_split_is_decided_by_its_seed() -> None:
    first, again, other = (random_split(100, seed, 0.1, 0.2)["test"] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize(("validation", "test"), [(-0.1, 0.1), (0.5, 0.5), (1.0, 0.0), (0.1, float("nan"))])
def test_shares_that_leave_nothing_are_refused(validation: float, test: float) -> None:
    with pytest.raises(DataError, match="share"):
        random_split(10, 0, validation, test)


@given(sizes=st.tuples(st.integers(1, 60), st.integers(0, 60), st.integers(0, 60)), data=st.data())
def test_a_limit_is_met_exactly_and_keeps_the_shares(sizes: tuple[int, int, int], data: st.DataObject) -> None:
    n = sum(sizes)
    limit = data.draw(st.integers(1, n))
    ends = np.cumsum(sizes)
    split = {part: np.arange(end - size, end) for part, size, end in zip(PARTS, sizes, ends, strict=True)}
    array = np.arange(n, dtype=np.float32)[:, None, None, None] / max(n, 1)
    images = ImageSet("numbers", ArraySource(array), split, metadata={"file": tuple(map(str, range(n)))})
    try:
        small = limited(images, limit, seed=3)
    except DataError:
        assert sizes[0] * limit < n  # not even one image of the training part
        return
    assert len(small) == limit
    for part, size in zip(PARTS, sizes, strict=True):
        assert abs(len(small.split[part]) - size * limit / n) < 1
        originals = {int(small.metadata["file"][row]) for row in small.split[part]}
        assert originals <= set(split[part].tolist())
    assert torch.equal(
        small.images(np.arange(limit)).flatten(), torch.tensor([array[int(name), 0, 0, 0] for name in small.metadata["file"]])
    )


def test_a_limited_set_keeps_labels_factors_and_files_beside_their_images() -> None:
    whole = example()
    part = limited(whole, 17, seed=5)
    rows = part.factors[:, 0].astype(int)  # type: ignore[index]  # the example has factors
    assert torch.equal(part.images(np.arange(17)), whole.images(rows))
    assert np.array_equal(part.labels, rows % 3)
    assert part.metadata["file"] == tuple(f"{row}.png" for row in rows)
    assert limited(whole, None, 0) is whole
    assert limited(whole, 40, 0) is whole


def test_the_fingerprint_is_the_same_on_every_machine_and_day() -> None:
    images = replace(example(12), source=ArraySource(np.arange(240, dtype=np.uint8).reshape(12, 1, 4, 5)))
    assert images.fingerprint() == "bc72ccc6802e091cf5a9b348a386e589"


def test_the_fingerprint_changes_with_whatever_a_training_sees() -> None:
    base = example()
    pixel = np.array(base.source.array)  # type: ignore[attr-defined]  # the example's source is an array
    pixel[7, 0, 3, 4] ^= 1
    labels = np.array(base.labels)
    labels[3] = 1 - labels[3] if labels[3] < 2 else 0
    changed = [
        replace(base, source=ArraySource(pixel)),
        replace(base, labels=labels),
        replace(base, labels=None),
        replace(base, label_names=("a", "b", "d")),
        replace(base, factors=base.factors + np.float32(1)),  # type: ignore[operator]  # the example has factors
        replace(base, split={**base.split, "test": base.split["test"][:-1]}),
        replace(base, split={**base.split, "test": base.split["validation"], "validation": base.split["test"]}),
        limited(base, 39, 0),
    ]
    fingerprints = [base.fingerprint(), *(images.fingerprint() for images in changed)]
    assert len(set(fingerprints)) == len(fingerprints)
    assert replace(base, name="other").fingerprint() == base.fingerprint()


def test_a_rendered_set_is_known_by_its_recipe() -> None:
    def render(index: np.ndarray) -> np.ndarray:
        return np.broadcast_to(index[:, None, None, None].astype(np.uint8), (len(index), 1, 2, 2)).copy()

    source = RenderedSource(300, (1, 2, 2), render, "numbers 1")
    assert source.fingerprint() != RenderedSource(300, (1, 2, 2), render, "numbers 2").fingerprint()
    assert source.read(np.array([3, 9]))[:, 0, 0, 0].tolist() == [3, 9]
    assert SubsetSource(source, np.array([5, 250])).read(np.array([1]))[0, 0, 0, 0] == 250


def test_small_sets_move_into_memory_unchanged() -> None:
    def render(index: np.ndarray) -> np.ndarray:
        return np.repeat(index.astype(np.uint8), 4).reshape(-1, 1, 2, 2)

    images = ImageSet("numbers", RenderedSource(2500, (1, 2, 2), render, "numbers"), random_split(2500, 0, 0.1, 0.1))
    held = in_memory_when_small(images)
    assert held.source.in_memory
    assert torch.equal(held.images(np.arange(2500)), images.images(np.arange(2500)))
    assert in_memory_when_small(held) is held
    huge = replace(images, source=RenderedSource(2**27, (1, 2, 2), render, "numbers"))
    assert in_memory_when_small(huge) is huge


@pytest.mark.parametrize(("dtype", "peak"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1)])
def test_every_type_becomes_the_unit_interval(dtype: type, peak: int) -> None:
    array = np.array([0, peak], dtype).reshape(2, 1, 1, 1)
    assert to_unit(ArraySource(array).read(np.array([1, 0]))).flatten().tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"labels": np.zeros(3, np.int64)}, "3 labels"),
        ({"factors": np.zeros((40, 2), np.float32)}, "names 1"),
        ({"metadata": {"file": ("a",)}}, "1 file"),
        ({"source": ArraySource(np.zeros((0, 1, 4, 4), np.uint8))}, "no images"),
        ({"split": {"train": np.arange(0), "validation": np.arange(20), "test": np.arange(20, 40)}}, "too few"),
    ],
)
def test_a_set_that_contradicts_itself_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        replace(example(), **change)  # type: ignore[arg-type]  # one field of each kind


def test_wrong_arrays_are_refused() -> None:
    for array in (np.zeros((3, 4, 4), np.uint8), np.zeros((3, 1, 4, 4), np.float64)):
        with pytest.raises(DataError, match="must be uint8"):
            ArraySource(array)
