"""Noise that depends on who asks, not on when: a counter-based generator in plain tensor operations.

The draw of sample i in step k is a pure function of (seed, k, number of the draw, i). A resumed run
therefore sees the noise an uninterrupted one would have seen, and splitting a batch over processes, or
reordering it, changes no sample's noise.

The generator hashes a 64-bit counter, sample · a + (key + element) · b with odd constants a and b, by the finaliser of
SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, section 3). The
key is a hash of seed, step and turn.
"""

from __future__ import annotations

from math import prod

import torch
from jaxtyping import Float, Int
from torch import Tensor

Counters = Int[Tensor, "*shape"]
Key = Int[Tensor, ""]
Index = Int[Tensor, " batch"]
Draws = Float[Tensor, "batch ..."]

_INCREMENT = 0x9E3779B97F4A7C15
_ELEMENT_INCREMENT = 0xD1342543DE82EF95
"""Another odd constant without structure, so that counters of different samples do not meet."""
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


def _top_bits(counter: Counters) -> Counters:
    """The 23 highest bits of SplitMix64's finaliser, of fresh int64 counters, which are overwritten.

    The masks make torch's arithmetic shifts logical. The finaliser's last step leaves the highest 31 bits as they are and
    is left out.
    """
    counter ^= (counter >> 30).bitwise_and_(_MASK >> 30)
    counter *= _signed(_MULTIPLIER_1)
    counter ^= (counter >> 27).bitwise_and_(_MASK >> 27)
    counter *= _signed(_MULTIPLIER_2)
    return (counter >> 41).bitwise_and_((1 << 23) - 1)


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
        """Fresh float32 numbers from the open interval (0, 1), `(batch, *shape)`: odd multiples of 2⁻²⁴."""
        return self._bits(shape).float().mul_(2.0**-23).add_(2.0**-24)

    def normal(self, *shape: int) -> Draws:
        """Fresh float32 standard-normal numbers `(batch, *shape)`; none lies beyond ±5.4."""
        # Odd multiples of 2⁻²³ in (-1, 1), exact in float32: neither end can come out, and erfinv stays finite.
        return self._bits(shape).float().mul_(2.0**-22).add_(2.0**-23 - 1).erfinv_().mul_(2**0.5)

    def _bits(self, shape: tuple[int, ...]) -> Counters:
        """The next draw: 23 random bits for every element of every sample."""
        self._draws += 1
        # The key comes first: a compiler takes a bare arange for index arithmetic, which does not wrap at 64 bits.
        element = torch.arange(prod(shape), device=self._index.device) + (self._key + (self._draws << 32))
        sample = self._index * _signed(_INCREMENT)
        return _top_bits(sample[:, None] + element * _signed(_ELEMENT_INCREMENT)).view(-1, *shape)
