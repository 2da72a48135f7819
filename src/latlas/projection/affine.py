"""An affine map as a network."""

from __future__ import annotations

from typing import final

from jaxtyping import Float
from torch import Tensor, nn
from typing_extensions import override

Matrix = Float[Tensor, "inputs outputs"]
Offset = Float[Tensor, " outputs"]


@final
class Affine(nn.Module):
    """x → x · matrix + offset."""

    def __init__(self, matrix: Matrix, offset: Offset) -> None:
        super().__init__()
        self.register_buffer("matrix", matrix)
        self.register_buffer("offset", offset)

    @override
    def forward(self, vectors: Tensor) -> Tensor:
        """`(batch, inputs)` → `(batch, outputs)`."""
        return vectors @ self.matrix + self.offset  # type: ignore[operator]  # buffers are untyped
