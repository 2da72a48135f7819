"""Collapse report: on posteriors whose living and dead parts are known."""

import pytest
import torch
from torch import Tensor
from torch.distributions import Normal, kl_divergence

from latlas.errors import DataError, LatlasError, UsageError
from latlas.metrics.collapse import collapse_report, describe
from latlas.types import Posterior

PARTS = {"z": slice(0, 3), "pose": slice(3, 5)}


def wave(*scales: float) -> Tensor:
    """Latents of 200 images: ±scale in each column, so that the variance is the scale's square."""
    return torch.tensor([1.0, -1.0]).repeat(100)[:, None] * torch.tensor(scales)


def in_batches(posterior: Posterior) -> list[Posterior]:
    fields = (posterior.mean, posterior.logvar, posterior.prior_mean, posterior.prior_logvar)
    parts = [[None] * 3 if values is None else values.split(80) for values in fields]
    return [Posterior(*(part[number] for part in parts)) for number in range(3)]  # type: ignore[arg-type]  # parts of several kinds


def test_a_live_and_a_dead_part_are_told_apart():
    mean = wave(0.001, 0.0, 0.05, 1.0, 2.0)
    logvar = torch.tensor([0.0, 0.0, 0.0, -3.0, -4.0]).expand_as(mean)
    report = collapse_report(in_batches(Posterior(mean, logvar)), PARTS)
    assert report.n == 200
    assert report.active.tolist() == [False, False, False, True, True]
    assert report.collapsed == ("z",)
    z, pose = report.parts
    assert (z.name, z.latents, z.active) == ("z", 3, 0)
    assert (pose.name, pose.latents, pose.active) == ("pose", 2, 2)
    assert pose.share is not None
    assert pose.share > 0.99
    text = describe(report)
    assert "z: 0 of 3 latents active" in text
    assert "Collapsed: z." in text
    assert "pose does all the work" in text
    assert "--seed" in text


def test_the_kl_is_that_of_torch_distributions_and_shares_add_up():
    random = torch.Generator().manual_seed(0)
    mean, logvar = torch.randn(2, 200, 5, generator=random).unbind(0)
    prior_mean, prior_logvar = (torch.randn(5, generator=random).expand(200, 5) for _ in range(2))
    report = collapse_report(in_batches(Posterior(mean, logvar, prior_mean, prior_logvar)), PARTS)
    posterior, prior = (
        Normal(centre.double(), (spread.double() / 2).exp()) for centre, spread in ((mean, logvar), (prior_mean, prior_logvar))
    )
    expected = kl_divergence(posterior, prior).mean(0)
    assert report.kl is not None
    torch.testing.assert_close(report.kl, expected)
    for part, where in zip(report.parts, PARTS.values(), strict=True):
        assert part.kl == pytest.approx(float(expected[where].sum()))
        assert part.share == pytest.approx(float(expected[where].sum() / expected.sum()))
    torch.testing.assert_close(report.variance, mean.double().var(0, correction=0) * torch.exp(-prior_logvar[0].double()))


def test_variance_is_held_against_the_scale_of_the_prior():
    mean = wave(0.3, 0.3, 0.3, 0.3, 0.3)
    logvar = torch.full_like(mean, -3.0)
    prior_logvar = torch.tensor([0.0, 2.0, 3.0, 6.0, -6.0]).expand_as(mean)  # 0.09 / e^prior: 0.09, 0.012, 0.0045, 0.0002, 36
    report = collapse_report([Posterior(mean, logvar, torch.full_like(mean, 5.0), prior_logvar)], PARTS)
    assert report.active.tolist() == [True, True, False, False, True]
    assert report.collapsed == ()
    assert "No part has collapsed." in describe(report)


def point_pose(pose_scale: float) -> Posterior:
    """z live against N(0, I), the pose a point whose prior is its own posterior."""
    mean = wave(1.0, 1.0, 1.0, pose_scale, pose_scale / 2)
    logvar = torch.tensor([-2.0, -2.0, -2.0, -27.0, -27.0]).expand_as(mean)
    prior_mean, prior_logvar = torch.zeros_like(mean), torch.zeros_like(mean)
    prior_mean[:, 3:], prior_logvar[:, 3:] = mean[:, 3:], logvar[:, 3:]
    return Posterior(mean, logvar, prior_mean, prior_logvar)


def test_a_point_without_prior_has_no_kl_and_lives_if_it_varies():
    report = collapse_report(in_batches(point_pose(0.5)), PARTS)
    assert report.collapsed == ()
    assert report.parts[1].kl == 0
    assert report.parts[0].share == 1
    torch.testing.assert_close(report.variance[3:], torch.tensor([0.25, 0.0625], dtype=torch.float64))


def test_a_point_without_prior_that_stands_still_is_dead():
    # Its own variance of e^-27 is no scale: against it, the least tremor would count as life.
    assert collapse_report(in_batches(point_pose(0.001)), PARTS).collapsed == ("pose",)


def test_an_autoencoder_has_no_kl():
    report = collapse_report([Posterior(wave(1.0, 0.0, 0.0, 0.0, 0.0))], PARTS)
    assert report.kl is None
    assert [(part.kl, part.share, part.active) for part in report.parts] == [(None, None, 1), (None, None, 0)]
    assert report.collapsed == ("pose",)
    assert "KL" not in describe(report).split("Collapsed")[0]


def test_a_model_that_ignores_its_images_altogether():
    zeros = torch.zeros(4, 5)
    report = collapse_report([Posterior(zeros, zeros)], PARTS)
    assert report.collapsed == ("z", "pose")
    assert [part.share for part in report.parts] == [None, None]
    assert "Collapsed: z, pose." in describe(report)
    assert "does all the work" not in describe(report)


@pytest.mark.parametrize("bad", [slice(5, 7), slice(3, 6), slice(2, 2)])
def test_refuses_parts_that_the_latent_does_not_have(bad: slice):
    with pytest.raises(UsageError, match="part 'pose'"):
        collapse_report([Posterior(wave(1.0, 1.0, 1.0, 1.0, 1.0))], {"pose": bad})


def test_refuses_parts_that_overlap():
    with pytest.raises(UsageError, match="overlap"):
        collapse_report([Posterior(wave(1.0, 1.0, 1.0))], {"z": slice(0, 2), "pose": slice(1, 3)})


@pytest.mark.parametrize("posteriors", [[], [Posterior(torch.zeros(1, 3))]], ids=["none", "one image"])
def test_refuses_fewer_than_two_images(posteriors: list[Posterior]):
    with pytest.raises(DataError, match="fewer than two"):
        collapse_report(posteriors, {"z": slice(0, 3)})


def test_a_posterior_that_is_not_finite_is_not_called_collapsed():
    with pytest.raises(LatlasError, match="not finite"):
        collapse_report([Posterior(torch.full((4, 3), float("nan")))], {"z": slice(0, 3)})
