"""Noise that depends on who asks, not on when: a counter-based generator in plain tensor operations.

The draw of sample i in step k is a pure function of (seed, k, number of the draw, i). A resumed run
therefore sees the noise an uninterrupted one would have seen, and splitting a batch over processes, or
reordering it, changes no sample's noise.

The generator hashes a 64-bit counter with the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast
splittable pseudorandom number generators", OOPSLA 2014, section 3), twice: once for the sample and once
for the element within the sample.
"""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor

Counters = Int[Tensor, "*shape"]
Key = Int[Tensor, ""]
Index = Int[Tensor, " batch"]
Draws = Float[Tensor, "batch ..."]

_INCREMENT = 0x9E3779B97F4A7C15
_MULTIPLIER_1 = 0xBF58476D1CE4E5B9
_MULTIPLIER_2 = 0x94D049BB133111EB
_MASK = (1 << 64) - 1


def _signed(value: int) -> int:
    """The two's-complement reading of 64 bits: torch has no arithmetic on uint64."""
    value &= _MASK
    return value - (1 << 64) if value >> 63 else value


def mix_integers(*values: int) -> int:
    """One 64-bit hash of several integers, as a signed number; the order of the values matters."""
    state = 0
    for value in values:
        state = (state ^ (value & _MASK)) + _INCREMENT & _MASK
        state = (state ^ state >> 30) * _MULTIPLIER_1 & _MASK
        state = (state ^ state >> 27) * _MULTIPLIER_2 & _MASK
        state ^= state >> 31
    return _signed(state)


def _mix(counter: Counters) -> Counters:
    """SplitMix64's finaliser on int64 tensors; the masks make torch's arithmetic shifts logical."""
    counter = (counter ^ (counter >> 30 & _MASK >> 30)) * _signed(_MULTIPLIER_1)
    counter = (counter ^ (counter >> 27 & _MASK >> 27)) * _signed(_MULTIPLIER_2)
    return counter ^ (counter >> 31 & _MASK >> 31)


class Randomness:
    """The random draws of one step for the samples of one batch.

    Args:
        key: Scalar int64, the hash of seed, step and whatever else tells one step's draws from another's.
        index: `(batch,)` int64, each sample's number in its image set.
    """

    def __init__(self, key: Key, index: Index) -> None:
        self._key = key
        self._index = index
        self._draws = 0

    @classmethod
    def at(cls, seed: int, step: int, turn: int, index: Index) -> Randomness:
        """The draws of one turn of a step."""
        return cls(torch.tensor(mix_integers(seed, step, turn), device=index.device), index)

    def uniform(self, *shape: int) -> Draws:
        """Fresh float32 numbers from the open interval (0, 1), `(batch, *shape)`, in steps of 2⁻²³."""
        count = 1
        for size in shape:
            count *= size
        self._draws += 1
        sample = _mix(self._key + (self._index + 1) * _signed(_INCREMENT) + self._draws)
        element = torch.arange(1, count + 1, device=self._index.device) * _signed(_INCREMENT)
        bits = _mix(sample[:, None] + element)
        # 23 bits and a half step: every value is exact in float32, and neither 0 nor 1 can come out.
        return ((bits >> 41 & (1 << 23) - 1).float().add_(0.5) * 2.0**-23).view(-1, *shape)

    def normal(self, *shape: int) -> Draws:
        """Fresh float32 standard-normal numbers `(batch, *shape)`; none lies beyond ±5.4."""
        return torch.erfinv(self.uniform(*shape).mul_(2).sub_(1)).mul_(2**0.5)
