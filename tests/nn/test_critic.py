"""Critics answer every image, or code, with one number of its own."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from latlas.errors import UsageError
from latlas.nn.critic import code_critic, image_critic

SIDES = st.integers(8, 40)


@given(channels=st.integers(1, 4), height=SIDES, width=SIDES, spectral=st.booleans(), count=st.integers(1, 3))
@settings(max_examples=25)
def test_critics_fit_any_image(channels: int, height: int, width: int, spectral: bool, count: int) -> None:
    critic = image_critic((channels, height, width), (4, 6, 8, 10), spectral)
    assert critic(torch.rand(count, channels, height, width)).shape == (count,)


@given(inputs=st.integers(1, 9), hidden=st.lists(st.integers(1, 8), max_size=3), count=st.integers(1, 3))
@settings(max_examples=25)
def test_critics_fit_any_code(inputs: int, hidden: list[int], count: int) -> None:
    critic = code_critic(inputs, tuple(hidden))
    assert critic(torch.randn(count, inputs)).shape == (count,)
    assert [layer.out_features for layer in critic if isinstance(layer, nn.Linear)] == [*hidden, 1]


@pytest.mark.parametrize("spectral", [False, True])
def test_each_image_is_judged_alone(spectral: bool) -> None:
    """There is no batch norm: real and made images may come in any company. In eval mode, as spectral norm moves in training."""
    critic = image_critic((3, 16, 12), (4, 8), spectral).eval()
    images = torch.rand(5, 3, 16, 12)
    alone = torch.cat([critic(image[None]) for image in images])
    torch.testing.assert_close(critic(images), alone)


def test_spectral_norm_bounds_every_weight() -> None:
    """The largest singular value, by torch's decomposition, is 1 once the power iteration has run; without the norm it is not."""
    largest = []
    for spectral in (True, False):
        torch.manual_seed(0)
        critic = image_critic((1, 16, 16), (8, 16), spectral)
        for layer in critic:
            if isinstance(layer, nn.Conv2d | nn.Linear):
                with torch.no_grad():
                    (layer.parametrizations.weight.original if spectral else layer.weight).mul_(5)
        for _ in range(200):
            critic(torch.rand(2, 1, 16, 16))
        critic.eval()
        weights = [layer.weight.detach().flatten(1) for layer in critic if isinstance(layer, nn.Conv2d | nn.Linear)]
        largest.append([float(torch.linalg.matrix_norm(weight, 2)) for weight in weights])
    assert largest[0] == pytest.approx([1.0] * 3, abs=1e-3)
    assert min(largest[1]) > 1.5


@pytest.mark.parametrize("widths", [(0,), (8, -3)])
def test_widths_below_one_are_refused(widths: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match="critic_channels is"):
        image_critic((1, 16, 16), widths)
    with pytest.raises(UsageError, match="critic_hidden is"):
        code_critic(3, widths)
