"""Models with a pose: their options, and the decoder of latents `[z | class | u]` that warps a canonical image by the pose u."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal, final

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float
from torch import Generator, Tensor, nn
from typing_extensions import override

from latlas.errors import UsageError
from latlas.functional.warp import Warped
from latlas.models.gaussian import AutoencoderConfig, WarmupConfig, refuse_negative
from latlas.models.pose_prior import Offsets, PoseLatents, PosePriorName, build_pose_prior
from latlas.nn.body import SMALLEST_SIDE, body_name, build_decoder
from latlas.nn.transformations.transformation import Transformation, build_transformation, transform, transform_back
from latlas.types import Images, ImageShape, Latents

Parameters = Float[Tensor, "batch parameter"]
"""Parameters of a transformation, then log contrast and brightness when they are part of the pose."""
Rows = Float[Tensor, "row parameter"]
"""As many of them as there are codes, or one row for all."""


@dataclass(frozen=True)
class PoseConfig(AutoencoderConfig, WarmupConfig):
    """Options of a variational autoencoder with a pose."""

    latent_dim: int = 8
    """Number of latents z, that say what; those of the pose come on top."""
    hidden: tuple[int, ...] = (256, 256)
    """Widths of the dense layers, from the image towards the latent; the decoder mirrors them."""
    transformation: str = "affine"
    """Family of transformations (latlas list transformations)."""
    grid: int = 3
    """Control points on a side of the thin-plate spline."""
    pose_prior: PosePriorName = "normal"
    """Prior of the pose: none (a point, at no cost), identity (fitted variances), normal (fitted mean and variances), full (fitted
    covariance)."""
    pose_rank: int = 0
    """Pose latents of the full prior, the rank of its covariance; 0 is one per parameter."""
    pose_hidden: int = 0
    """Width of a hidden layer between pose latents and parameters, with the full prior; 0 is none."""
    pose_limit: float = 0.0
    """Largest offset of a parameter from the identity, by a scaled tanh; 0 is no limit."""
    pose_turns: int = 1
    """Rotations, evenly over a whole turn, that the pose of an image may begin from: training finds the best for each image and teaches the
    encoder to tell it; 1 is none. For transformations with a rotation, and poses without a prior."""
    padding: Literal["zeros", "border"] = "zeros"
    """What lies outside the canonical image: black, or its border."""
    canonical_size: int = 0
    """Height and width of the canonical image, in pixels; 0 is those of the images."""
    tone: bool = False
    """Make contrast and brightness part of the pose."""
    classes: int = 0
    """Values of a discrete part of the code, by Gumbel-softmax; 0 is none."""
    temperature: float = 0.67
    """Temperature of the Gumbel-softmax: near 0 its draws are close to one class, and their gradients noisy."""
    labelled: bool = False
    """Decode from the images' labels, and train the discrete part to tell them."""
    sparse_latents: int = 0
    """The last latents of z that an absolute value is a penalty on."""
    sparsity_weight: float = 1.0
    """Weight of that penalty, a sum over latents."""
    gaussian_std: float = 1.0
    """Standard deviation of the Gaussian likelihood (--reconstruction gaussian), of values in [0, 1]."""
    posterior_samples: int = 1
    """Draws of the code per image and step."""
    input_noise: float = 0.0
    """Standard deviation of noise that training adds to what the encoder sees, of values in [0, 1]; the images to be made stay clean."""


@final
class PosedDecoder(nn.Module):
    """Latents `[z | class | u]` to images: a canonical image of z and the class, in the pose u. Poses can be read, set, averaged, drawn."""

    def __init__(self, config: PoseConfig, image_shape: ImageShape) -> None:
        super().__init__()
        refuse_negative(
            config, "classes", "sparse_latents", "sparsity_weight", "term_warmup_steps", "pose_limit", "canonical_size", "input_noise"
        )
        for name in ("temperature", "gaussian_std", "posterior_samples"):
            if not getattr(config, name) > 0:
                raise UsageError(f"{name} is {getattr(config, name)}: it must be positive")
        if config.sparse_latents > config.latent_dim:
            raise UsageError(f"sparse_latents is {config.sparse_latents}, of {config.latent_dim} latents: give at most as many")
        if config.labelled and not config.classes:
            raise UsageError("labelled needs a value of the code per class: give --classes too")
        self.config = config
        self.size = image_shape[1:]
        self.transformation = build_transformation(config.transformation, config.grid)
        _refuse_idle(config, self.transformation)
        parameters = len(self.transformation.names) + 2 * config.tone
        angle = self.transformation.angle
        turning = None if angle is None else self.transformation.names.index(angle)
        self.prior = build_pose_prior(config.pose_prior, parameters, config.pose_rank, config.pose_hidden, turning)
        if 0 < config.canonical_size < SMALLEST_SIDE:
            raise UsageError(
                f"canonical_size is {config.canonical_size}: give at least {SMALLEST_SIDE} pixels, or 0 for those of the images"
            )
        size = (config.canonical_size, config.canonical_size) if config.canonical_size else self.size
        own = replace(config, latent_dim=config.latent_dim + config.classes, body=body_name(config, image_shape))
        self.body = build_decoder(own, (image_shape[0], *size))
        what = config.latent_dim + config.classes
        self.parts = {"z": slice(0, config.latent_dim), "pose": slice(what, what + self.prior.latents)}
        """Where the parts of the latents are."""
        if config.classes:
            self.parts["class"] = slice(config.latent_dim, what)

    @property
    def latents(self) -> int:
        """Number of all latents."""
        return self.parts["pose"].stop

    @property
    def pose_names(self) -> tuple[str, ...]:
        """The names of a pose's parameters, in their order."""
        return (*self.transformation.names, *(("log_contrast", "brightness") if self.config.tone else ()))

    @override
    def forward(self, latents: Latents) -> Images:
        """The image of each code, in [0, 1]."""
        return self.put(self.canonical(latents), self.read_pose(latents))

    def canonical(self, latents: Latents) -> Images:
        """The image before its transformation, in [0, 1]: what there is, wherever it is."""
        return self.body(latents[:, : self.parts["pose"].start]).float().sigmoid()

    def read_pose(self, latents: Latents) -> Parameters:
        """The parameters of each code's transformation."""
        return self.parameters_of(latents[:, self.parts["pose"]])

    def parameters_of(self, pose: PoseLatents) -> Parameters:
        """The parameters that pose latents alone stand for."""
        return self._from_identity(self.prior.offsets(pose.float()))

    def set_pose(self, latents: Latents, parameters: Rows) -> Latents:
        """The codes with these parameters as their pose; all get the same when there is one row.

        With a limit, parameters beyond it come to lie at it; with a prior of low rank, at the nearest pose that it has.
        """
        pose = self.prior.latents_of(self._to_offsets(parameters.float())).expand(len(latents), -1)
        return torch.cat([latents[:, : self.parts["pose"].start], pose.to(latents.dtype)], dim=1)

    def average_pose(self, latents: Latents) -> Rows:
        """The mean parameters of codes, one row; of a rotation, the direction of the mean of unit vectors."""
        parameters = self.read_pose(latents)
        columns = list(parameters.mean(0))
        angle = self.transformation.angle
        if angle is not None:
            at = self.pose_names.index(angle)
            turned = parameters[:, at]
            columns[at] = torch.atan2(turned.sin().mean(), turned.cos().mean())
        return torch.stack(columns)[None]

    def draw_pose(self, count: int, generator: Generator | None = None) -> Parameters:
        """The parameters of poses drawn from the prior; without one, the average pose of training."""
        device = next(self.body.parameters()).device
        return self.parameters_of(self.prior.sample(count, generator).to(device))

    def put(self, canonical: Images, parameters: Parameters) -> Warped:
        """The canonical images in a pose: warped, then in the tone that is part of it."""
        count = len(self.transformation.names)
        images = transform(self.transformation, canonical, parameters[:, :count], *self.size, self.config.padding)
        if self.config.tone:
            images = images * parameters[:, count, None, None, None].exp() + parameters[:, count + 1, None, None, None]
        return images.clamp(0, 1)

    def put_back(self, images: Images, parameters: Parameters) -> Warped:
        """The images without their pose, as large as they were: the inverse of `put`, as far as there is one."""
        count = len(self.transformation.names)
        if self.config.tone:
            images = (images - parameters[:, count + 1, None, None, None]) * (-parameters[:, count, None, None, None]).exp()
        return transform_back(self.transformation, images, parameters[:, :count], *self.size, self.config.padding).clamp(0, 1)

    def _identity(self) -> Tensor:
        """The parameters of the pose that changes nothing."""
        return F.pad(self.transformation.identity, (0, 2 * self.config.tone))

    def _from_identity(self, offsets: Offsets) -> Parameters:
        limit = self.config.pose_limit
        return self._identity() + (limit * torch.tanh(offsets / limit) if limit else offsets)

    def _to_offsets(self, parameters: Parameters) -> Offsets:
        offsets, limit = parameters - self._identity(), self.config.pose_limit
        return limit * torch.atanh((offsets / limit).clamp(-0.999, 0.999)) if limit else offsets


@dataclass(frozen=True)
class PosedPrior:
    """Draws of whole codes: z ~ N(0, I), each class equally likely, u from the prior of the pose."""

    decoder: PosedDecoder

    def sample(self, count: int, generator: Generator | None = None) -> Latents:
        """`count` draws on the CPU."""
        config = self.decoder.config
        parts = [torch.randn(count, config.latent_dim, generator=generator)]
        if config.classes:
            drawn = torch.randint(config.classes, (count,), generator=generator)
            parts.append(F.one_hot(drawn, config.classes).float())
        return torch.cat([*parts, self.decoder.prior.sample(count, generator)], dim=1)


def _refuse_idle(config: PoseConfig, transformation: Transformation) -> None:
    """Raise `UsageError` for an option that was changed and would change nothing."""
    uses = {
        "grid": (transformation.gridded, "--transformation thin_plate"),
        "temperature": (config.classes and not config.labelled, "--classes, without --labelled"),
        "sparsity_weight": (config.sparse_latents, "--sparse-latents"),
        "gaussian_std": (config.reconstruction == "gaussian", "--reconstruction gaussian"),
    }
    defaults = {field.name: field.default for field in fields(PoseConfig)}
    for name, (used, by) in uses.items():
        value = getattr(config, name)
        if not used and value != defaults[name]:
            raise UsageError(f"{name} is {value}, and nothing uses it: it goes with {by}")
