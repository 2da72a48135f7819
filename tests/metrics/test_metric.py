"""The streaming mean against NumPy, and what every built-in metric must state."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from latlas import catalog
from latlas.metrics.metric import EachImage, Mean, Metric

numbers = st.lists(st.lists(st.floats(-1e3, 1e3, width=32), max_size=7), min_size=1, max_size=6)


@given(batches=numbers)
def test_mean_does_not_depend_on_how_numbers_arrive(batches: list[list[float]]):
    mean = Mean()
    for batch in batches:
        mean.update(torch.tensor(batch, dtype=torch.float32))
    values = np.array([value for batch in batches for value in batch], dtype=np.float64)
    if len(values) == 0:
        with pytest.raises(ValueError, match="no numbers"):
            mean.score("")
        return
    score = mean.score("how")
    assert (score.n, score.protocol) == (len(values), "how")
    assert score.value == pytest.approx(values.mean(), rel=1e-9, abs=1e-9)
    if len(values) == 1:
        assert score.standard_error is None
    else:
        assert score.standard_error == pytest.approx(values.std(ddof=1) / math.sqrt(len(values)), rel=1e-9, abs=1e-9)


def test_mean_keeps_a_small_spread_about_a_large_mean():
    mean, values = Mean(), 1e6 + np.random.default_rng(0).random(1000)
    for batch in np.array_split(values, 30):
        mean.update(torch.from_numpy(batch))
    assert mean.standard_error == pytest.approx(values.std(ddof=1) / math.sqrt(1000), rel=1e-6)


@pytest.mark.parametrize("name", catalog.BUILT_IN["metrics"])
def test_every_metric_states_what_tables_and_lists_need(name: str):
    metric = catalog.get("metrics", name)
    assert isinstance(metric, Metric)
    assert metric.name == name
    assert metric.summary == catalog.BUILT_IN["metrics"][name].summary
    assert metric.range[0] < metric.range[1]
    assert metric.protocol
    if "train_latents" in metric.needs:
        assert not isinstance(metric.compute, EachImage), "only a metric of the whole part is given the training latents"
