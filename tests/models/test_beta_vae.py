"""β in its two normalisations, and its place in the loss."""

from __future__ import annotations

import pytest
import torch

from latlas.errors import UsageError
from latlas.functional.randomness import Randomness
from latlas.models.beta_vae import BetaVAE, BetaVAEConfig
from latlas.models.gaussian import AutoencoderConfig
from latlas.models.vae import VAE
from latlas.training.step import weighted_sum
from latlas.types import Batch


def test_both_normalisations_say_the_same() -> None:
    raw = BetaVAE(BetaVAEConfig(beta=4.0, latent_dim=10), (1, 64, 64))
    assert raw.facts == {"beta": 4.0, "beta_normalised": pytest.approx(4 * 10 / 4096)}
    normalised = BetaVAE(BetaVAEConfig(beta_normalised=4 * 10 / 4096, latent_dim=10), (1, 64, 64))
    assert normalised.facts["beta"] == pytest.approx(4.0)


def test_normalised_beta_weighs_the_means() -> None:
    """reconstruction sum + β · KL sum is N times (reconstruction mean + β_norm · KL mean), N the number of inputs."""
    model = BetaVAE(BetaVAEConfig(beta=6.0, latent_dim=5, hidden=(16,)), (1, 8, 8))
    batch = Batch(torch.rand(4, 1, 8, 8), torch.arange(4))
    terms = model.losses("autoencoder", batch, Randomness.at(0, 0, 0, batch.index))
    total = weighted_sum(model.players()[0], terms, 0)
    means = terms["reconstruction"] / 64 + model.facts["beta_normalised"] * terms["kl"] / 5
    torch.testing.assert_close(total, 64 * means)


def test_beta_one_is_the_vae() -> None:
    torch.manual_seed(0)
    beta = BetaVAE(BetaVAEConfig(beta=1.0, latent_dim=2, hidden=(16,)), (1, 8, 8))
    vae = VAE(AutoencoderConfig(hidden=(16,)), (1, 8, 8))
    vae.load_state_dict(beta.state_dict())
    batch = Batch(torch.rand(4, 1, 8, 8), torch.arange(4))
    losses = [weighted_sum(m.players()[0], m.losses("autoencoder", batch, Randomness.at(0, 0, 0, batch.index)), 0) for m in (beta, vae)]
    assert torch.equal(*losses)


def test_warmup_raises_the_weight_linearly() -> None:
    weight = BetaVAE(BetaVAEConfig(beta=8.0, beta_warmup_steps=4), (1, 8, 8)).players()[0].weights["kl"]
    assert callable(weight)
    assert [weight(step) for step in (0, 1, 2, 4, 100)] == [0, 2, 4, 8, 8]


def test_negative_beta_is_refused() -> None:
    with pytest.raises(UsageError, match="must not be negative"):
        BetaVAE(BetaVAEConfig(beta=-1.0), (1, 8, 8))
