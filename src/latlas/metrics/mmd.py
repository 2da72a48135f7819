"""Maximum mean discrepancy between real and generated images."""

from __future__ import annotations

from latlas.functional.mmd import mmd
from latlas.metrics.metric import Metric, Score, WholePopulations
from latlas.metrics.populations import Populations


def score(populations: Populations) -> Score:
    """The unbiased estimate of MMD²; bandwidths, the biased estimate and the p-value stand in its protocol."""
    options = populations.options
    found = mmd(
        populations.real,
        populations.generated,
        options.bandwidths,
        paired=populations.paired,
        permutations=options.permutations,
        seed=options.seed,
    )
    source = "as given" if options.bandwidths else "the median distance"
    protocol = f"{populations.protocol(MMD.protocol)}; σ = {', '.join(f'{sigma:.4g}' for sigma in found.bandwidths)}, {source}"
    protocol += f"; biased estimate {found.biased:.4g}"
    if found.p_value is not None:
        protocol += f"; p = {found.p_value:.2g} of equal distributions by {options.permutations} permutations, seed {options.seed}"
    return Score(found.unbiased, found.standard_error, found.n_1, protocol)


MMD = Metric(
    name="mmd",
    summary="MMD² of generated to real images, Gaussian kernel",
    higher_is_better=False,
    range=(-1.0, 2.0),
    needs=frozenset({"populations"}),
    compute=WholePopulations(score),
    protocol="unbiased estimate of MMD², mean over σ of the kernels exp(−‖x − y‖² / 2σ²); standard error to first order over images",
)
"""The metric `mmd`."""
