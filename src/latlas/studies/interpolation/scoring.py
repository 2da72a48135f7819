"""The rows of one model on one image set: everything of spec 1.5 that is a number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch

from latlas.data.imageset import ImageSet
from latlas.errors import StudyError
from latlas.metrics.admissibility import score_admissibility
from latlas.metrics.interpolation import IntervalScores, error_by_alpha, mean_error, score_extrapolation, score_intervals
from latlas.metrics.intervals import Decode, Encode
from latlas.metrics.metric import Score
from latlas.metrics.retrieval import retrieve_alpha, walk_factors
from latlas.metrics.sequences import Sequences, sequences_by_factor
from latlas.studies.interpolation.settings import Setting
from latlas.studies.study import Row
from latlas.types import Images

STEP = 5
"""Degrees between neighbouring views."""
BEYOND = 4
"""Views beyond each end at which extrapolation is scored, from intervals of `EXTRAPOLATED` views."""
EXTRAPOLATED = 8


def score_model(encode: Encode, decode: Decode, images: ImageSet, setting: Setting) -> list[Row]:
    """All rows of a model that is an encoder and a decoder, on a set of views along an azimuth."""
    everything = images.images(np.arange(len(images)))
    held_out = np.zeros(len(images), bool)
    held_out[images.split["test"]] = True
    sequences = azimuth(images)
    rows = [*reconstruction_rows(encode, decode, images, everything)]
    scores = score_intervals(encode, decode, everything, sequences, setting.lengths)
    for length, score in scores.items():
        place = {"interval": length * STEP}
        rows.append(_row("between", mean_error(score), views="all", **place))
        if held_out[score.truth].any():
            rows.append(_row("between", mean_error(score, held_out), views="held out", **place))
    rows += by_alpha_rows(scores[setting.fixed], held_out)
    rows += retrieval_rows(scores[setting.retrieval], sequences)
    rows += extrapolation_rows(encode, decode, everything, sequences, setting)
    measured = score_admissibility(encode, decode, everything, sequences, setting.fixed)
    place = {"interval": setting.fixed * STEP}
    rows += [_row(name, getattr(measured, name), **place) for name in ("boundary", "violations", "step_ratio", "credible")]
    rows.append({"metric": "credibility", "value": measured.credibility, **place})
    if len(images.factor_names) > 1:
        rows += walk_rows(encode, decode, images, everything, scores[setting.retrieval])
    return rows


def azimuth(images: ImageSet) -> Sequences:
    """The views of each elevation, in the order of their azimuth."""
    return sequences_by_factor(factors_of(images), images.factor_names, along="azimuth")


def factors_of(images: ImageSet) -> np.ndarray:
    """The factors. Raises `StudyError` for an image set without."""
    if images.factors is None:
        raise StudyError(f"image set '{images.name}' has no factors, so that nothing says which view lies between which")
    return images.factors


def reconstruction_rows(encode: Encode, decode: Decode, images: ImageSet, everything: Images) -> Iterator[Row]:
    """Mean squared error of the reconstructions of both parts."""
    with torch.no_grad():
        parts = [everything[start : start + 256] for start in range(0, len(everything), 256)]
        error = torch.cat([(decode(encode(part)) - part).square().mean((1, 2, 3)) for part in parts]).numpy()
    for part in ("train", "test"):
        values = error[images.split[part]]
        yield {
            "metric": "reconstruction",
            "value": float(values.mean()),
            "se": float(values.std(ddof=1) / len(values) ** 0.5),
            "views": part,
        }


def by_alpha_rows(scores: IntervalScores, held_out: np.ndarray) -> Iterator[Row]:
    """Error at each α, its mean and its standard deviation over intervals (figure 6)."""
    for views, mask in (("all", None), ("held out", held_out)):
        found = error_by_alpha(scores, mask)
        for alpha, mean, deviation in zip(found.alpha, found.mean, found.standard_deviation, strict=True):
            place = {"interval": scores.length * STEP, "alpha": round(float(alpha), 4), "views": views}
            if np.isfinite(mean) and np.isfinite(deviation):
                yield {"metric": "between_at_alpha", "value": float(mean), **place}
                yield {"metric": "between_at_alpha_deviation", "value": float(deviation), **place}


def retrieval_rows(scores: IntervalScores, sequences: Sequences) -> Iterator[Row]:
    """α told by the nearest real image (figures 7 and 15)."""
    for within in (False, True):
        found = retrieve_alpha(scores, sequences, within)
        place = {"interval": scores.length * STEP, "gallery": "interval" if within else "set"}
        yield _row("alpha_deviation", found.deviation, **place)
        yield {"metric": "alpha_spread", "value": found.spread, **place}
        if not within:
            for name in ("lower", "median", "upper"):
                for alpha, value in zip(found.alpha, getattr(found, name), strict=True):
                    yield {"metric": f"alpha_{name}", "value": float(value), "alpha": round(float(alpha), 4), **place}


def extrapolation_rows(encode: Encode, decode: Decode, everything: Images, sequences: Sequences, setting: Setting) -> Iterator[Row]:
    """Error beyond the ends; α is folded, so that both sides count as one."""
    scores = score_extrapolation(encode, decode, everything, sequences, EXTRAPOLATED, BEYOND)
    found = error_by_alpha(scores)
    for beyond in range(1, BEYOND + 1):
        sides = [BEYOND - beyond, BEYOND + beyond - 1]
        value = float(found.mean[sides].mean())
        yield {"metric": "beyond", "value": value, "interval": EXTRAPOLATED * STEP, "beyond": beyond * STEP}


def walk_rows(encode: Encode, decode: Decode, images: ImageSet, everything: Images, along_azimuth: IntervalScores) -> Iterator[Row]:
    """The walk in factor space, along each factor of pole (figure 8)."""
    factors = factors_of(images)
    sequences = sequences_by_factor(factors, images.factor_names, along="elevation")
    whole = sequences.rows.shape[1] - 1
    along_elevation = score_intervals(encode, decode, everything, sequences, [whole])[whole]
    periods = tuple(360.0 if name == "azimuth" else None for name in images.factor_names)
    for along, scores in (("azimuth", along_azimuth), ("elevation", along_elevation)):
        found = walk_factors(scores, factors, periods)
        yield _row("walk_deviation", found.deviation, along=along)
        for name in ("to_start", "to_end", "straight_to_start", "straight_to_end"):
            for alpha, value in zip(found.alpha, getattr(found, name), strict=True):
                yield {"metric": f"walk_{name}", "value": float(value), "alpha": round(float(alpha), 4), "along": along}


def _row(metric: str, score: Score, **place: object) -> Row:
    error = {} if score.standard_error is None else {"se": score.standard_error}
    return {"metric": metric, "value": score.value, **error, **place}
