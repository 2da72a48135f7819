"""Rows of table I against values by hand and by other libraries, and the projections that four of them are made with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from jaxtyping import Float
from scipy.spatial.distance import pdist
from torch import Tensor

from latlas.data.digits import Digits
from latlas.data.imageset import ImageSet
from latlas.features.pixels import Pixels
from latlas.functional.frechet import frechet_distance
from latlas.functional.mmd import mmd
from latlas.models.ae import AE
from latlas.models.prior import StandardNormal
from latlas.models.stagewise_vae import StagewiseVAE, StagewiseVAEConfig
from latlas.studies.two_dimensional.coding import Coding, model_coding, projected_coding, training_codes
from latlas.studies.two_dimensional.projected import CANDIDATES, fit_projections, load_saved, save_projections
from latlas.studies.two_dimensional.scoring import SEED, Scorer, validation_rows
from latlas.studies.two_dimensional.settings import PROJECTED, SETTINGS
from latlas.types import Images, Latents, Posterior

SETTING = SETTINGS["smoke"]
FITTED = 400
"""Training images whose codes the projections are fitted to."""
Values = Float[Tensor, "batch value"]


@pytest.fixture(scope="module")
def images() -> ImageSet:
    return Digits(test=0.2, validation=0.1).load()


@pytest.fixture(scope="module")
def scorer(images: ImageSet) -> Scorer:
    return Scorer(images, Pixels(), SETTING)


@pytest.fixture(scope="module")
def test_images(images: ImageSet) -> Images:
    return images.images(images.split["test"])


def as_images(values: Values) -> Images:
    return values.view(-1, 1, 8, 8)


def encode(images: Images) -> Posterior:
    return Posterior(images.flatten(1), torch.zeros(len(images), 64))


SAME = Coding(encode, as_images)
"""Gives every image back as it is: 64 latents, the pixels."""
WITH_PRIOR = StagewiseVAE(StagewiseVAEConfig(layers=(64,), body="dense", hidden=()), (1, 8, 8))
DARKER = Coding(encode, lambda latents: as_images(0.5 * latents))


def by_metric(rows: list[dict[str, object]]) -> dict[str, dict[str, object]]:
    assert len({row["metric"] for row in rows}) == len(rows)
    return {str(row["metric"]): row for row in rows}


def test_a_coding_that_loses_nothing_has_the_best_of_all(scorer: Scorer) -> None:
    found = by_metric(scorer.rows(SAME))
    best = {"ssim": 1.0, "mse": 0.0, "psnr": 100.0, "precision": 1.0, "recall": 1.0}
    assert {name: found[name]["value"] for name in best} == pytest.approx(best, abs=1e-6)
    assert found["frechet"]["value"] == pytest.approx(0.0, abs=1e-6)
    assert abs(float(str(found["mmd"]["value"]))) < 1e-6
    assert found["knn_accuracy"]["value"] > 95  # type: ignore[operator]  # pixels tell digits apart
    assert all("se" in row for row in found.values())


def test_the_bandwidth_is_the_median_distance_of_test_images(scorer: Scorer, test_images: Images) -> None:
    assert scorer.bandwidth == pytest.approx(float(np.median(pdist(test_images.flatten(1).double().numpy()))), rel=1e-3)


def test_distributions_are_compared_image_by_image_with_one_bandwidth(scorer: Scorer, test_images: Images) -> None:
    found = by_metric(scorer.rows(DARKER))
    real, darker = test_images.flatten(1), 0.5 * test_images.flatten(1)
    frechet = frechet_distance(real, darker, paired=True)
    assert found["frechet"]["value"] == pytest.approx(frechet.value, rel=1e-5)
    assert found["frechet"]["se"] == pytest.approx(frechet.standard_error, rel=1e-4)
    kernel = mmd(real, darker, [scorer.bandwidth], paired=True)
    assert (found["mmd"]["value"], found["mmd"]["se"]) == pytest.approx((kernel.unbiased, kernel.standard_error), rel=1e-4)
    assert found["mmd"]["bandwidth"] == scorer.bandwidth


def test_samples_are_as_many_as_test_images_and_the_same_each_time(scorer: Scorer, test_images: Images) -> None:
    drawn: list[Latents] = []

    def decode(latents: Latents) -> Images:
        drawn.append(latents)
        return as_images(latents.sigmoid())

    (row,) = scorer.sample_rows(Coding(encode, decode), WITH_PRIOR)
    expected = StandardNormal(64).sample(len(test_images), torch.Generator().manual_seed(SEED))
    assert torch.equal(torch.cat(drawn), expected)
    distance = frechet_distance(test_images.flatten(1), expected.sigmoid())
    assert row["metric"] == "frechet_samples"
    assert (row["value"], row["se"]) == pytest.approx((distance.value, distance.standard_error), rel=1e-4)
    assert scorer.sample_rows(SAME, AE(AE.Config(hidden=(4,)), (1, 8, 8))) == []


def test_too_few_test_images_have_no_frechet_distance(images: ImageSet) -> None:
    few = replace(SETTING, compared=64)  # as many as there are pixels
    scorer = Scorer(images, Pixels(), few)
    assert {"frechet", "ssim", "mmd"} & {str(row["metric"]) for row in scorer.rows(SAME)} == {"ssim", "mmd"}
    assert scorer.sample_rows(SAME, WITH_PRIOR) == []
    assert len(scorer.compared) == 64
    assert len(by_metric(Scorer(images, Pixels(), replace(SETTING, compared=65)).sample_rows(SAME, WITH_PRIOR))) == 1


def test_a_search_looks_at_validation_images_alone(images: ImageSet) -> None:
    seen: list[int] = []

    def watched(images: Images) -> Posterior:
        seen.append(len(images))
        return encode(images)

    (row,) = validation_rows(Coding(watched, as_images), images)
    assert (row["metric"], row["value"]) == ("validation", pytest.approx(1.0))
    assert sum(seen) == len(images.split["validation"])


def test_a_model_is_a_coding(test_images: Images) -> None:
    model = StagewiseVAE(StagewiseVAEConfig(layers=(16, 2), body="dense", hidden=(8,)), (1, 8, 8))
    coding = model_coding(model.train())
    with torch.no_grad():
        posterior = model.encode(test_images)
        assert torch.equal(coding.encode(test_images).mean, posterior.mean)
        assert torch.equal(coding.decode(posterior.mean), model.decode(posterior.mean))
    assert not model.training
    assert not coding.decode(posterior.mean).requires_grad


@pytest.fixture(scope="module")
def projections(images: ImageSet) -> dict[str, object]:
    codes = training_codes(SAME, images)[:FITTED]
    return dict(fit_projections(codes, replace(SETTING, tsne_steps=20), seed=3))


def test_pca_p_is_the_plane_of_scikit_learn(projections: dict[str, object], images: ImageSet, test_images: Images) -> None:
    from sklearn.decomposition import PCA

    codes = training_codes(SAME, images)
    assert codes.shape == (len(images.split["train"]), 64)
    oracle = PCA(2, svd_solver="full").fit(codes[:FITTED].astype(np.float64))
    expected = oracle.inverse_transform(oracle.transform(test_images.flatten(1).double().numpy()))
    coding = projected_coding(SAME, projections["pca_p"])  # type: ignore[arg-type]
    places = coding.encode(test_images)
    assert (places.mean.shape, places.logvar) == ((len(test_images), 2), None)
    assert coding.decode(places.mean).flatten(1).numpy() == pytest.approx(expected, abs=1e-4)


def test_a_method_has_one_map_and_two_ways_back(projections: dict[str, object], test_images: Images) -> None:
    assert tuple(projections) == PROJECTED
    place = partial(projected_coding, SAME)
    maps = {name: place(one).encode(test_images).mean for name, one in projections.items()}  # type: ignore[arg-type]
    for method in ("pca", "tsne"):
        assert torch.equal(maps[f"{method}_p"], maps[f"{method}_s"])
    assert not torch.allclose(maps["pca_p"], maps["tsne_p"])


def test_a_shotgun_gives_back_draws_from_the_prior(projections: dict[str, object], test_images: Images) -> None:
    draws = np.random.default_rng(3).normal(size=(CANDIDATES, 64)).astype(np.float32)
    for name in ("pca_s", "tsne_s"):
        coding = projected_coding(SAME, projections[name])  # type: ignore[arg-type]
        back = coding.decode(coding.encode(test_images).mean).flatten(1).numpy()
        nearest = np.abs(back[:, None] - draws[None, :, :]).max(2)
        assert nearest.min(1).max() == 0
        assert (nearest == 0).any(0).sum() > 1, "not all images have the same"


def test_projections_are_kept_and_read_back(projections: dict[str, object], test_images: Images, tmp_path: Path) -> None:
    save_projections(projections, tmp_path)  # type: ignore[arg-type]
    for name, projection in projections.items():
        found = load_saved(tmp_path, name)
        assert found is not None
        old, new = (projected_coding(SAME, one) for one in (projection, found))  # type: ignore[arg-type]
        places = old.encode(test_images).mean
        assert torch.allclose(places, new.encode(test_images).mean, atol=1e-5)
        assert torch.allclose(old.decode(places), new.decode(places), atol=1e-5)
    assert load_saved(tmp_path / "elsewhere", "pca_p") is None
