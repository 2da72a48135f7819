"""Several rotations for a pose to begin from: gradients do not lead a digit that lies on its head round to its feet."""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
import torch.nn.functional as F  # noqa: N812 - the name all of torch's documentation uses
from jaxtyping import Float, Int
from torch import Tensor

from latlas.errors import UsageError
from latlas.functional.divergence import gaussian_kl
from latlas.models.pose import PosedDecoder
from latlas.models.pose_prior import NoPosePrior, PoseLatents
from latlas.models.pose_terms import Heads, image_loss, posterior_of
from latlas.nn.norm import BatchNorm
from latlas.types import Images, PerSample, Scalar

Turns = Int[Tensor, " batch"]
"""The number of the rotation that a pose begins from, 0 … `pose_turns` − 1; 0 is none."""
TurnLogits = Float[Tensor, "batch turn"]


def turn_outputs(decoder: PosedDecoder) -> int:
    """Outputs of an encoder that tell the rotations apart: none when there is but one.

    Raises `UsageError` for a number of rotations below 1, and for several where there is no parameter to add them to, where a prior would
    have to be told of them, or where a norm would keep statistics of rotations that were only tried.
    """
    turns = decoder.config.pose_turns
    if turns < 1:
        raise UsageError(f"pose_turns is {turns}: it must be at least 1, which is no rotation to begin from")
    if turns == 1:
        return 0
    if decoder.transformation.angle is None:
        raise UsageError(f"pose_turns needs a transformation with a rotation, such as affine_named, not {decoder.config.transformation}")
    if any(isinstance(module, BatchNorm) for module in decoder.modules()):
        raise UsageError("pose_turns tries rotations out, and batch norm would remember all that were tried: give --norm group, or none")
    if not isinstance(decoder.prior, NoPosePrior) or decoder.config.pose_limit:
        raise UsageError("pose_turns adds to a pose without a prior and without a limit: give --pose-prior none, and no --pose-limit")
    return turns


def turned(decoder: PosedDecoder, pose: PoseLatents, turns: Turns) -> PoseLatents:
    """Pose latents with the rotations that they begin from added: multiples of a whole turn / `pose_turns`, in [−π, π)."""
    if decoder.config.pose_turns == 1 or decoder.transformation.angle is None:
        return pose
    share = turns.to(pose.dtype) / decoder.config.pose_turns
    radians = 2 * math.pi * ((share + 0.5).remainder(1) - 0.5)
    at = decoder.pose_names.index(decoder.transformation.angle)
    return pose + F.pad(radians[:, None], (at, pose.shape[1] - at - 1))


def told_turns(decoder: PosedDecoder, pose: PoseLatents, logits: TurnLogits) -> PoseLatents:
    """Pose latents from the rotation that the encoder takes for the likeliest."""
    return turned(decoder, pose, logits.argmax(1)) if logits.shape[1] else pose


def turn_terms(logits: TurnLogits, turns: Turns) -> dict[str, Scalar]:
    """The term that teaches the encoder to tell rotations, when there are several: cross-entropy, mean over images."""
    return {"turn": F.cross_entropy(logits.float(), turns)} if logits.shape[1] else {}


@torch.no_grad()
def best_turns(decoder: PosedDecoder, images: Images, heads_of: Callable[[Turns], Heads]) -> Turns:
    """The rotation for each image with which reconstruction + KL of z are least, of codes at their posterior means; of equals the first.

    `heads_of` gives what encoders say of the images when their poses begin from these rotations.
    """
    if decoder.config.pose_turns == 1:
        return torch.zeros(len(images), dtype=torch.long, device=images.device)
    losses: list[PerSample] = []
    for turn in range(decoder.config.pose_turns):
        heads = heads_of(torch.full((len(images),), turn, device=images.device))
        decoded = decoder(posterior_of(heads, decoder).mean)
        losses.append(image_loss(decoder.config)(decoded, images) + gaussian_kl(heads.mean, heads.logvar))
    return torch.stack(losses).argmin(0)
