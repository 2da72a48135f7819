"""The sections of the page that hold what was measured on upright digits: a few sentences and a table each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from latlas.studies.markdown import MISSING, shown, table
from latlas.studies.pose.scoring import NOISE
from latlas.studies.pose.settings import FAMILIES, POSE_PARAMETERS, PUBLISHED, TOTALS
from latlas.studies.pose.style import LOOKS, title
from latlas.studies.pose.tables import MODELS, PRIOR_MODELS, found
from latlas.studies.study import Row

E4 = 1e4


def separability(rows: Sequence[Row]) -> str:
    """Table 1 of the paper beside both recipes."""

    def validated(model: str) -> str:
        """Cross-validation: mean and standard deviation over folds, both as means over seeds."""
        mean, deviation = (found(rows, model, "cross_validation", field, part="z") for field in ("value", "se"))
        return f"{fmean(mean):.2f} ± {fmean(deviation):.2f}" if mean and deviation else MISSING

    lines = {}
    for model, published in PUBLISHED.items():
        both = (model, f"{model}-ours")
        cells = [cell for one in both for cell in (shown(found(rows, one, "accuracy", part="z")), validated(one))]
        if any(cell != MISSING for cell in cells):
            lines[title(model)] = [f"{published:.2f}", *cells]
    recipes = [f"{recipe}, {measure}" for recipe in ("paper's recipe", "our recipe") for measure in ("test", "cross-validation")]
    text = table(("paper", *recipes), lines)
    explained = (
        "Accuracy in % of a linear SVM on posterior means of z (or on pixels, or on their principal components), trained on the training "
        "images. Test: mean ± standard deviation over seeds. Cross-validation, on training images alone: mean ± standard deviation over "
        "folds, both averaged over seeds."
    )
    return f"{explained}\n\n{text}" if text else ""


def reconstruction(rows: Sequence[Row]) -> str:
    """The numbers of figure 5."""
    lines = {
        LOOKS[family].name: [shown(found(rows, f"{family}-{total - POSE_PARAMETERS[family]}", "reconstruction")) for total in TOTALS]
        for family in FAMILIES
    }
    text = table([str(total) for total in TOTALS], lines)
    explained = (
        "Reconstruction term of the bound on test images, nats per image (less is better), by the dimensions of z and u together; with the "
        "paper's recipe, one draw of the code per image."
    )
    return f"{explained}\n\n{text}" if text else ""


def knowledge(rows: Sequence[Row]) -> str:
    """What the pose and z tell of the class, and which of their latents are active."""

    def active(model: str, part: str) -> str:
        values, of = (found(rows, model, "active", field, part=part) for field in ("value", "of"))
        return f"{fmean(values):.1f} of {of[0]:g}" if values and of else MISSING

    def collapsed(model: str) -> str:
        values = found(rows, model, "collapsed")
        return f"{sum(value > 0 for value in values)} of {len(values)}" if values else MISSING

    columns = ("SVM on u %", "SVM on z %", "active u", "active z", "seeds with z collapsed")
    lines = {
        title(model): [
            *(shown(found(rows, model, "accuracy", part=part), 1) for part in ("pose", "z")),
            *(active(model, part) for part in ("pose", "z")),
            collapsed(model),
        ]
        for model in MODELS
    }
    text = table(columns, lines)
    explained = (
        "Test accuracy of a linear SVM on the pose alone, beside that on z: what it tells of the class is what z need not say. A latent is "
        "active when its posterior mean varies over test images by more than 0.01 of the prior's variance, of a pose without prior by more "
        "than 0.01; z has collapsed when none of its latents is active."
    )
    return f"{explained}\n\n{text}" if text else ""


def priors(rows: Sequence[Row]) -> str:
    """How well each prior draws poses, and what it costs."""
    measures = (("pose_frechet", 3), ("kl_pose", 2), ("kl", 2), ("reconstruction", 2))
    lines = {title(model): [shown(found(rows, model, metric), digits) for metric, digits in measures] for model in PRIOR_MODELS}
    text = table(("pose Fréchet distance", "KL of u", "KL of z", "reconstruction"), lines)
    explained = (
        "Fréchet distance between Gaussians fitted to the poses of test images and to poses drawn from the prior, each parameter divided "
        "by its standard deviation over the images; terms of the bound in nats per test image. Without a prior nothing is drawn and a "
        "pose costs nothing. With our recipe but for the prior."
    )
    return f"{explained}\n\n{text}" if text else ""


def likelihood(rows: Sequence[Row], conditions: Mapping[str, Any]) -> str:
    """log p, its bound, and both divergences of the posterior."""
    metrics = ("log_likelihood", "bound", "posterior_divergence", "prior_divergence", "effective_samples")
    lines = {title(model): [_pose(model, conditions), *(shown(found(rows, model, metric), 1) for metric in metrics)] for model in MODELS}
    lines = {name: cells for name, cells in lines.items() if any(cell != MISSING for cell in cells[1:])}
    text = table(("pose", "log p(x)", "bound", "KL to the true posterior", "KL to the prior", "effective draws"), lines)
    setting = conditions["setting"]
    explained = (
        f"Nats per image, over the first {setting['likelihood_images']} test images at most, by importance sampling with "
        f"{setting['likelihood_samples']} draws each. The divergence of q(z, u given x) from the true posterior is log p(x) − bound. A "
        "model without a prior of u is given the pose of each image: what stands there is log p(x given u), which cannot be held against "
        "models that pay for their pose. Where the effective draws (median over images) are few, log p(x) comes out too low. Pixels are "
        "gray, for which a Bernoulli likelihood is not normalised: the numbers are there to be compared."
    )
    return f"{explained}\n\n{text}" if text else ""


def _pose(model: str, conditions: Mapping[str, Any]) -> str:
    family = model.partition("-")[0]
    if not POSE_PARAMETERS[family]:
        return "none"
    return "given" if conditions["options"][model]["options"].get("pose_prior") == "none" else "paid for"


def denoising(rows: Sequence[Row]) -> str:
    """Errors of reconstructions of noisy images."""
    lines = {title(model): [shown(found(rows, model, metric), 1, E4) for metric in ("denoised", "noisy")] for model in MODELS}
    text = table(("reconstructed", "noisy, as it is"), lines)
    explained = (
        "Squared error per pixel ×10⁻⁴ against the clean test images, of values in [0, 1], where the model sees them with Gaussian noise "
        f"of standard deviation {NOISE:g}. No model was trained on noise."
    )
    return f"{explained}\n\n{text}" if text else ""


def dependence(rows: Sequence[Row]) -> str:
    """Correlations within u, and between u and z."""
    lines = {}
    for model in MODELS:
        p = found(rows, model, "distance_correlation", "p")
        lines[title(model)] = [
            *(shown(found(rows, model, "pose_correlation", over=over)) for over in ("largest", "mean")),
            shown(found(rows, model, "distance_correlation")),
            f"{max(p):.3f}" if p else MISSING,
            shown(found(rows, model, "mutual_information")),
        ]
    columns = ("largest |r| within u", "mean |r| within u", "distance correlation of u and z", "its largest p", "mutual information, nats")
    text = table(columns, lines)
    explained = (
        "The model takes u and z for independent, and the parameters of u as well, but for the full prior. Absolute correlations r between "
        "the parameters of poses, drawn from the posteriors of test images; between posterior means of u and z, the squared distance "
        "correlation (about 0 where they are independent, 1 at most), the p-value of its permutation test, largest over seeds, and the "
        "mutual information of Gaussians with the same covariance."
    )
    return f"{explained}\n\n{text}" if text else ""
