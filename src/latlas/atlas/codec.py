"""A model that latlas did not train: any encoder and any decoder, as an atlas needs them.

An atlas is built from functions alone. What can be written as ONNX is left in the atlas besides, so that a browser can run it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from latlas.atlas.onnx import TOLERANCE, export
from latlas.errors import LatlasError, UsageError
from latlas.types import Images, ImageShape, Latents, Posterior

Function = Callable[[Tensor], Any]
"""Of a batch: a float32 tensor on the CPU in, a tensor or an array of as many rows out. Torch modules are such functions."""
COMPARED = 3
"""Rows that are run alone as well as in a batch."""
OVERSHOOT = 0.25
"""How far decoded values may lie outside [0, 1], where readers clip them, and which share of them may lie further."""
FAR_SHARE = 0.01


@dataclass(frozen=True)
class Network:
    """One half of a model: a function of a batch, and how it is left in an atlas."""

    name: str
    """What messages call it: `encode`, `decode` or the path of a file."""
    run: Function
    write: Callable[[Tensor, Path], None] | None = None
    """Writes an ONNX file and checks it on some inputs; None for functions that only Python can run."""
    latent_dim: int | None = None
    """Latents that a decoder takes, where it says so."""

    def __call__(self, batch: Tensor) -> Tensor:
        """The result as float32 on the CPU. Raises `UsageError` for what is neither a tensor nor an array."""
        with torch.no_grad():
            result = self.run(batch.clone())  # a function that works in place keeps its hands off the caller's batch
        if isinstance(result, Tensor):
            return result.detach().cpu().float()
        try:
            if isinstance(result, tuple | list | dict):
                raise TypeError
            return torch.from_numpy(np.array(result, dtype=np.float32))
        except (TypeError, ValueError) as error:
            raise UsageError(
                f"{self.name} gives a {type(result).__name__}, not one tensor or array; "
                "give a function that returns that alone, such as the mean of a posterior"
            ) from error


def as_encoder(function: Function) -> Network:
    """A torch module, a method of one, or any function: images `(n, channels, height, width)` in [0, 1] → latents `(n, latent)`.

    A `Network` stays what it is. Modules are copied, to run on the CPU in eval mode.
    """
    return function if isinstance(function, Network) else _network("encode", function, "images", "latents")


def as_decoder(function: Function) -> Network:
    """A torch module, a method of one, or any function: latents `(n, latent)` → images `(n, channels, height, width)` in [0, 1].

    A `Network` stays what it is. Modules are copied, to run on the CPU in eval mode.
    """
    return function if isinstance(function, Network) else _network("decode", function, "latents", "images")


@dataclass(frozen=True)
class Codec:
    """An encoder and a decoder of one model, whatever each of them is."""

    encoder: Network
    decoder: Network
    image_shape: ImageShape

    def encode(self, images: Images) -> Posterior:
        """Latents as the means of a posterior without a variance. Raises `UsageError` for other shapes."""
        latents = self.encoder(images)
        if latents.ndim != 2 or len(latents) != len(images) or latents.shape[1] == 0:
            raise UsageError(
                f"{self.encoder.name} gives {tuple(latents.shape)} for {len(images)} images; latents must be ({len(images)}, latent)"
            )
        return Posterior(latents)

    def decode(self, latents: Latents) -> Images:
        """Images, which may leave [0, 1] a little. Raises `UsageError` for other shapes than those of the image set."""
        images = self.decoder(latents)
        expected = (len(latents), *self.image_shape)
        if images.shape != expected:
            raise UsageError(
                f"{self.decoder.name} gives {tuple(images.shape)} for {len(latents)} latents, where the images of the set are {expected} "
                "(batch, channels, height, width): give the model's own images, in its size and channels, or another decoder"
            )
        return images

    def try_out(self, images: Images) -> tuple[Latents, Images]:
        """What the model makes of a few images, before any work is done on all of them: latents and reconstructions.

        Raises `UsageError` when the halves do not fit each other or the images, when a result is not finite or depends on the rest of
        its batch, and when decoded values are not in [0, 1].
        """
        latents = self.encode(images).mean
        _check_rows(self.encoder, images, latents)
        taken, given = self.decoder.latent_dim, latents.shape[1]
        if taken is not None and taken != given:
            hint = "they are not of one model"
            if given == 2 * taken:
                hint = f"if those are means and log-variances side by side, take the means alone with --latent-dim {taken}"
            raise UsageError(f"{self.encoder.name} gives {given} latents and {self.decoder.name} takes {taken}: {hint}")
        decoded = self.decode(latents)
        _check_rows(self.decoder, latents, decoded)
        far = ((decoded < -OVERSHOOT) | (decoded > 1 + OVERSHOOT)).float().mean()
        if far > FAR_SHARE:
            raise UsageError(
                f"{self.decoder.name} gives values from {float(decoded.min()):.3g} to {float(decoded.max()):.3g}, not in [0, 1]: "
                "say what range it was trained on (such as --decoder-range -1 1), or put the sigmoid that logits need into it"
            )
        return latents, decoded

    def write(self, images: Images, folder: Path) -> None:
        """Leave `encoder.onnx` and `decoder.onnx` in a folder, each if it can be written, checked on these images."""
        if self.encoder.write is not None:
            self.encoder.write(images, folder / "encoder.onnx")
        if self.decoder.write is not None:
            self.decoder.write(self.encode(images).mean, folder / "decoder.onnx")


def _check_rows(network: Network, batch: Tensor, found: Tensor) -> None:
    """Raise `UsageError` unless rows are finite, and the same whether they are run alone or with others."""
    if not bool(torch.isfinite(found).all()):
        raise UsageError(f"{network.name} gives values that are not finite; it is damaged, or it does not fit these images")
    alone = torch.cat([network(batch[row : row + 1]) for row in range(COMPARED)])
    difference = float((alone - found[:COMPARED]).abs().max()) / _unit(found) if alone.shape == found[:COMPARED].shape else float("inf")
    if not difference <= TOLERANCE:
        raise UsageError(
            f"{network.name} gives another result alone than in a batch (by {difference:.2g}, more than {TOLERANCE:g}): "
            "put it in eval mode, and let it give means rather than samples"
        )


def _unit(values: Tensor) -> float:
    """What differences are held against: 1, or the largest value where values are larger."""
    return max(1.0, float(values.abs().max()))


class _Method(nn.Module):
    """A method of a module as a module."""

    def __init__(self, owner: nn.Module, function: Callable[[nn.Module, Tensor], Any]) -> None:
        super().__init__()
        self.owner = owner
        self.function = function

    def forward(self, values: Tensor) -> Any:
        """What the method returns."""
        return self.function(self.owner, values)


def _network(name: str, function: Function, inputs: str, outputs: str) -> Network:
    """A function with its way into ONNX, if it is torch's."""
    method_of = getattr(function, "__self__", None)
    owner = function if isinstance(function, nn.Module) else method_of
    if not isinstance(owner, nn.Module):
        return Network(name, function)
    own = copy.deepcopy(owner).cpu().eval()
    graph = own if owner is function else _Method(own, function.__func__)  # type: ignore[attr-defined]  # it is a bound method

    def write(example: Tensor, path: Path) -> None:
        try:
            with torch.no_grad():
                unit = _unit(graph(example))
            export(graph, example, inputs, outputs, path, unit)
        except LatlasError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
            raise UsageError(
                f"{name} cannot be written as ONNX ({reason}). Without that the atlas can still be built, only not decode in the browser: "
                f"give a plain function, such as lambda {inputs}: {name}({inputs})"
            ) from error

    return Network(name, graph, write)
