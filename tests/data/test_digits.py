import numpy as np
import pytest
from sklearn.datasets import load_digits

from latlas.data.digits import Digits
from latlas.errors import DataError


def test_digits_are_scikit_learns_on_the_scale_of_bytes() -> None:
    images = Digits().load()
    original = load_digits()
    assert images.shape == (1, 8, 8)
    pixels = images.images(np.arange(len(images))).numpy()[:, 0]
    np.testing.assert_allclose(pixels, original.images / 16, atol=0.5 / 255)
    assert np.array_equal(images.labels, original.target)
    assert [len(images.split[part]) for part in ("train", "validation", "test")] == [1437, 180, 180]


def test_the_limit_is_common_to_all_options() -> None:
    images = Digits(limit=200, validation=0.2, test=0.3).load()
    assert [len(images.split[part]) for part in ("train", "validation", "test")] == [100, 40, 60]
    assert not np.array_equal(images.labels, Digits(limit=200, validation=0.2, test=0.3, split_seed=1).load().labels)
    assert Digits(limit=200).load().fingerprint() == Digits(limit=200).load().fingerprint()
    with pytest.raises(DataError, match="negative"):
        Digits(limit=-1).load()
