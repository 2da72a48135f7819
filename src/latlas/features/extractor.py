"""What every extractor is: a fixed network, its named layers, and a digest of its weights."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor, nn

from latlas.errors import UsageError
from latlas.types import Images, ImageShape

Features = Float[Tensor, "batch ..."]
"""Maps `(batch, map, height, width)` or vectors `(batch, feature)`."""
RGBImages = Float[Tensor, "batch 3 height width"]
GrayImages = Float[Tensor, "batch 1 height width"]
ResizedImages = Float[Tensor, "batch channel new_height new_width"]
Shares = Float[Tensor, "new old"]
COUNTER = ".num_batches_tracked"
"""A counter of torch's batch norm, which some weights files have and some lack; no feature depends on it."""


class Extractor(ABC):
    """A fixed network that turns images in [0, 1] into the features of named layers.

    An extractor brings the images into the range and order of channels that its network was trained with; whoever calls it passes
    images in [0, 1]. It does not resize them, unless its class says so. It is no `nn.Module`: a model that holds one has neither its
    parameters nor its weights in a state dict. The network stays in eval mode, its parameters get no gradients, and it follows the images
    from device to device. It computes in the type of its own weights, float32, also under autocast.
    """

    name: ClassVar[str]
    """Its name in the catalog, which every result that used it gives."""
    citation: ClassVar[str]
    """BibTeX of the source."""
    layers: ClassVar[Mapping[str, int]]
    """Names of the layers from the image inwards, each with the shortest side that an image must have for it, in pixels."""
    default_layers: ClassVar[tuple[str, ...]]
    """The layers that a loss reads unless it is told others."""
    resizing: ClassVar[str] = ""
    """How it resizes images, in words, for results that used it; empty where it does not."""
    prefix: ClassVar[str] = ""
    """What stands before the network's own names in the keys of a weights file."""
    ignored: ClassVar[tuple[str, ...]] = ()
    """Beginnings of keys in a weights file that the features do not need, such as those of a classifier."""

    def __init__(self, network: nn.Module) -> None:
        self.network = network.eval().requires_grad_(False)
        self.digest = ""
        """BLAKE2b of the weights, 32 hexadecimal digits; empty before weights are loaded, and where there are none."""

    @abstractmethod
    def compute(self, images: Images, layers: Collection[str]) -> dict[str, Features]:
        """The features of the named layers at least; images are in [0, 1], large enough, and where the network is."""

    def features(self, images: Images, layers: Collection[str] = ()) -> dict[str, Features]:
        """The features of each named layer, or of all of them, in the order of the names.

        Raises `UsageError` for a layer that there is not, and for images too small for one.
        """
        chosen = tuple(layers) or tuple(self.layers)
        _, channels, height, width = images.shape
        self.check((channels, height, width), chosen)
        weight = next(self.network.parameters(), images)  # an extractor may have none
        if weight.device != images.device:
            self.network.to(images.device)
        with torch.autocast(images.device.type, enabled=False):
            found = self.compute(images.to(weight.dtype), chosen)
        return {layer: found[layer] for layer in chosen}

    def check(self, image_shape: ImageShape, layers: Collection[str]) -> None:
        """Raise `UsageError` when a layer is not there, or needs larger images or other channels than these."""
        channels, height, width = image_shape
        if channels not in (1, 3):
            raise UsageError(f"images have {channels} channels: extractor '{self.name}' takes gray or RGB images")
        unknown = [layer for layer in layers if layer not in self.layers]
        if unknown:
            raise UsageError(f"extractor '{self.name}' has no layer {', '.join(unknown)}; it has {', '.join(self.layers)}")
        side = min(height, width)
        if any(self.layers[layer] > side for layer in layers):
            deepest = max(layers, key=self.layers.__getitem__)
            fitting = [layer for layer, smallest in self.layers.items() if smallest <= side]
            raise UsageError(
                f"images are {height}×{width}: layer {deepest} of extractor '{self.name}' needs {self.layers[deepest]} pixels a side. "
                f"Give larger images, or choose among the layers that fit: {', '.join(fitting) or 'none'}"
            )

    def load(self, tensors: Mapping[str, Tensor], source: str) -> None:
        """Take weights from the tensors of a file; `source` names it in messages.

        Raises `UsageError` when a tensor is missing, of another shape, or not of this network.
        """
        own = {name: tensor for name, tensor in self.network.state_dict().items() if not name.endswith(COUNTER)}
        expected = {f"{self.prefix}{name}": tensor for name, tensor in own.items()}
        given = {name: tensor for name, tensor in tensors.items() if not name.startswith(self.ignored) and not name.endswith(COUNTER)}
        wrong = [f"{name} is missing" for name in expected if name not in given]
        wrong += [f"{name} is not part of it" for name in given if name not in expected]
        wrong += [
            f"{name} has shape {tuple(given[name].shape)} instead of {tuple(tensor.shape)}"
            for name, tensor in expected.items()
            if name in given and given[name].shape != tensor.shape
        ]
        if wrong:
            more = f", and {len(wrong) - 3} more" if len(wrong) > 3 else ""
            raise UsageError(f"{source} does not hold the weights of extractor '{self.name}': {'; '.join(wrong[:3])}{more}")
        # Not strict, because of counters alone: everything else has been compared.
        self.network.load_state_dict({name.removeprefix(self.prefix): given[name] for name in expected}, strict=False)
        self.digest = _digest({name: tensor for name, tensor in self.network.state_dict().items() if name in own})


def rgb(images: Images) -> RGBImages:
    """Gray images repeated to three channels; RGB images as they are."""
    return images.expand(-1, 3, -1, -1) if images.shape[1] == 1 else images


def gray(images: Images) -> GrayImages:
    """The mean over the channels of RGB images; gray images as they are."""
    return images.mean(1, keepdim=True) if images.shape[1] == 3 else images


def resized(images: Images, height: int, width: int) -> ResizedImages:
    """Bilinear resizing, antialiased where it shrinks: each new pixel is a mean, with the weights of a triangle two new pixels wide.

    Equals torch's antialiased `interpolate`, which is wrong for new images one pixel wide and fails on CUDA where it shrinks much.
    """
    if images.shape[2:] == (height, width):
        return images
    rows, columns = (_triangles(old, new).to(images) for old, new in zip(images.shape[2:], (height, width), strict=True))
    return rows @ images @ columns.mT


def _triangles(old: int, new: int) -> Shares:
    """The share of each old pixel in each new one, along one side."""
    step = old / new
    places = torch.arange(old, dtype=torch.float64) + 0.5
    centres = step * (torch.arange(new, dtype=torch.float64) + 0.5)
    shares = (1 - (places - centres[:, None]).abs() / max(step, 1)).clamp(min=0)
    return shares / shares.sum(1, keepdim=True)


def _digest(tensors: Mapping[str, Tensor]) -> str:
    """BLAKE2b of names, shapes and values: the same for the same weights in another file."""
    state = hashlib.blake2b(digest_size=16)
    for name, tensor in sorted(tensors.items()):
        state.update(f"{name} {tuple(tensor.shape)} {tensor.dtype};".encode())
        state.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return state.hexdigest()
