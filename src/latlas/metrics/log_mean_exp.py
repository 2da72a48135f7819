"""The mean of weights that are known by their logarithms, taken in as they come."""

from __future__ import annotations

import math

import torch
from jaxtyping import Float
from torch import Tensor

from latlas.types import PerSample

Weights = Float[Tensor, "sample batch"]


class LogMeanExp:
    """The logarithm of a mean of weights that arrive as logarithms, for each image of a batch, in constant memory.

    Everything is float64: log weights of images of 784 pixels are of the size of 1e2 … 1e3, where float32 has steps of up to 6e-5,
    and squares of weights have twice the logarithm. No weight itself is ever calculated, so none overflows.
    """

    def __init__(self) -> None:
        self.n = 0
        self._log_sum: PerSample | None = None
        self._log_sum_of_squares: PerSample | None = None
        self._sum_of_logs: PerSample | None = None

    def update(self, log_weights: Weights) -> None:
        """Take in more log weights of the same images."""
        added = log_weights.detach().to(torch.float64)
        if len(added) == 0:
            return
        logs, squares, total = torch.logsumexp(added, 0), torch.logsumexp(2 * added, 0), added.sum(0)
        if self._log_sum is None or self._log_sum_of_squares is None or self._sum_of_logs is None:
            self._log_sum, self._log_sum_of_squares, self._sum_of_logs = logs, squares, total
        else:
            self._log_sum = torch.logaddexp(self._log_sum, logs)
            self._log_sum_of_squares = torch.logaddexp(self._log_sum_of_squares, squares)
            self._sum_of_logs = self._sum_of_logs + total
        self.n += len(added)

    @property
    def value(self) -> PerSample:
        """log 1/n Σ w. Raises `ValueError` when there were no weights."""
        return _some(self._log_sum) - math.log(self.n)

    @property
    def mean_of_logs(self) -> PerSample:
        """1/n Σ log w, which is never above `value`. Raises `ValueError` when there were no weights."""
        return _some(self._sum_of_logs) / self.n

    @property
    def effective_samples(self) -> PerSample:
        """(Σw)² / Σw² (Kish 1965), from 1 to n. Raises `ValueError` when there were no weights."""
        return torch.exp(2 * _some(self._log_sum) - _some(self._log_sum_of_squares)).clamp(1, self.n)

    @property
    def standard_error(self) -> PerSample | None:
        """Of `value`, by the delta method: the sample standard deviation of w over √n times its mean; None for fewer than two weights."""
        return ((self.n / self.effective_samples - 1) / (self.n - 1)).sqrt() if self.n > 1 else None


def _some(values: PerSample | None) -> PerSample:
    if values is None:
        raise ValueError("the mean of no weights is not defined")
    return values
