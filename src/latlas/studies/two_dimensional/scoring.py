"""The rows of table I: how close reconstructions and samples come to the test images, each number with its standard error."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import torch
from torch import Generator

from latlas.data.imageset import ImageSet
from latlas.features.extractor import Extractor
from latlas.functional.distances import FeatureRows
from latlas.functional.mmd import median_bandwidth
from latlas.metrics.evaluate import evaluate
from latlas.metrics.frechet import FRECHET
from latlas.metrics.kl import KL
from latlas.metrics.knn_accuracy import KNN_ACCURACY
from latlas.metrics.metric import Metric, Score
from latlas.metrics.mmd import MMD
from latlas.metrics.mse import MSE
from latlas.metrics.populations import Comparison, ComparisonOptions, Embed, describe, embed_by
from latlas.metrics.precision_recall import PRECISION, RECALL
from latlas.metrics.psnr import PSNR
from latlas.metrics.ssim import SSIM
from latlas.models.model import LatentModel
from latlas.studies.study import Row
from latlas.studies.two_dimensional.coding import Coding
from latlas.studies.two_dimensional.settings import Setting
from latlas.training.step import choose_device
from latlas.types import Images

DECODED = 500
"""Samples decoded at a time."""
OF_EACH_IMAGE: Sequence[Metric] = (SSIM, MSE, PSNR, KL, KNN_ACCURACY)
SEED = 0
"""Of the choice of test images and the draws from the prior: the same for every model, so that rows compare."""


class Scorer:
    """What all codings of one image set are held against: features of its test images, and a bandwidth chosen on them."""

    def __init__(self, images: ImageSet, extractor: Extractor, setting: Setting, layers: Collection[str] = ()) -> None:
        self.images = images
        test = images.split["test"]
        chosen = np.random.default_rng(SEED).permutation(test)[: setting.compared]
        self.compared = torch.from_numpy(np.sort(chosen))
        place = choose_device(setting.device)
        features = embed_by(extractor, layers)
        self.embed: Embed = lambda images: features(images.to(place))
        self.description = describe(extractor, layers)
        # Fréchet distances of no more images than features say more of their number than of what they show.
        self.frechet = (FRECHET,) if len(chosen) > self.embed(images.images(chosen[:2])).shape[1] else ()
        pixels = images.images(np.sort(chosen)).flatten(1)
        middle = len(pixels) // 2
        self.bandwidth = median_bandwidth(pixels[:middle], pixels[middle:])

    def rows(self, coding: Coding) -> list[Row]:
        """Metrics of reconstructions of the test images and of their codes; the MMD is of pixels, other distributions are of features."""
        metrics = (*OF_EACH_IMAGE, *self.frechet, PRECISION, RECALL)
        scores = self._scores(coding, metrics, self._comparison(self.embed, self.description))
        bandwidths = (self.bandwidth,)
        options = ComparisonOptions(generated="reconstructions", bandwidths=bandwidths, permutations=0)
        scores |= self._scores(coding, [MMD], Comparison(pixels_of, "pixels", rows=self.compared, options=options))
        found = [row(name, score) for name, score in scores.items()]
        return [{**one, "bandwidth": self.bandwidth} if one["metric"] == MMD.name else one for one in found]

    def sample_rows(self, coding: Coding, model: LatentModel) -> list[Row]:
        """Fréchet distance of as many draws from the model's prior as there are test images to compare."""
        if model.prior is None or not self.frechet:
            return []
        draws = model.prior.sample(len(self.compared), Generator().manual_seed(SEED))
        samples = (coding.decode(part) for part in draws.split(DECODED))
        comparison = Comparison(self.embed, self.description, samples, self.compared)
        return [row(f"{name}_samples", score) for name, score in self._scores(coding, self.frechet, comparison).items()]

    def _comparison(self, embed: Embed, description: str) -> Comparison:
        return Comparison(embed, description, rows=self.compared, options=ComparisonOptions(generated="reconstructions"))

    def _scores(self, coding: Coding, metrics: Sequence[Metric], comparison: Comparison) -> dict[str, Score]:
        train, test = (self.images.batches(self.images.split[part]) for part in ("train", "test"))
        return evaluate(coding.encode, coding.decode, train, test, metrics, comparison)


def validation_rows(coding: Coding, images: ImageSet) -> list[Row]:
    """SSIM of reconstructions of the validation images: what the search compares. Test images are not looked at."""
    found = evaluate(coding.encode, coding.decode, (), images.batches(images.split["validation"]), [SSIM])["ssim"]
    return [row("validation", found)]


def pixels_of(images: Images) -> FeatureRows:
    """Images as rows of their values."""
    return images.flatten(1)


def row(name: str, score: Score) -> Row:
    """A score as a row; one without a standard error has none."""
    return {"metric": name, "value": score.value} | ({} if score.standard_error is None else {"se": score.standard_error})
