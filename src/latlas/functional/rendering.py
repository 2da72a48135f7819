"""Rendering of synthetic images, in numpy: pure functions of the factors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Bool, Float

Values = Float[np.ndarray, " n"]
Grays = Float[np.ndarray, "n size size"]
SpriteFrames = Bool[np.ndarray, "n 64 64"]
Inside = Callable[[np.ndarray, np.ndarray], np.ndarray]

POLE_HEIGHT, POLE_RADIUS = 0.78, 0.11
LIGHT_RADIUS = np.deg2rad(2.5)
AMBIENT, PLANE, POLE = 0.3, 0.62, 1.0
SAMPLES = 3


def render_pole(elevation: Values, azimuth: Values, size: int) -> Grays:
    """A vertical pole with a round top on a plane, seen from straight above, with its cast shadow; values in [0, 1].

    `elevation` (above the plane, 0 to 90, exclusive of 0) and `azimuth` of the light are in degrees. Azimuth 0 is
    light from the right, 90 from the top of the image; the shadow falls to the other side. Orthographic view of
    [−1, 1]²; both materials are matt (Lambert) with ambient light; the light is a disc, so the shadow's edge widens
    with the distance from what casts it. Each pixel is the mean of 3×3 samples, whose edges are antialiased by their
    distance as well. For elevations of 45° and more nothing leaves the image.

    The scene is that of Oring et al., Autoencoder Image Interpolation by Shaping the Latent Space (figure 1); their
    renderer's heights, colours and light are not published, those here are ours.
    """
    fine = _sample_pole(elevation, azimuth, SAMPLES * size)
    image: np.ndarray = fine.reshape(len(elevation), size, SAMPLES, size, SAMPLES).mean((2, 4))
    return image


def _sample_pole(elevation: Values, azimuth: Values, size: int) -> Grays:
    sin, cos = np.sin(np.deg2rad(elevation))[:, None, None], np.cos(np.deg2rad(elevation))[:, None, None]
    turn = np.deg2rad(azimuth)[:, None, None]
    pixel = 2 / size
    ticks = (np.arange(size) + 0.5) * pixel - 1
    x, y = ticks[None, None, :], -ticks[None, :, None]
    toward = x * np.cos(turn) + y * np.sin(turn)
    across = np.abs(y * np.cos(turn) - x * np.sin(turn))

    # The shadow is a strip that ends in the shadow of the half ball on top: half an ellipse, longer than wide by 1/sin.
    along, length = -toward, (POLE_HEIGHT - POLE_RADIUS) * cos / sin
    beyond = np.maximum(along - length, 0) * sin
    distance = np.hypot(beyond, across) - POLE_RADIUS
    penumbra = LIGHT_RADIUS * np.clip(along, 0, length + POLE_RADIUS / sin) / np.maximum(cos, 1e-6)
    shadow = _coverage(distance, pixel / 2 + penumbra) * _coverage(-along, pixel / 2)

    from_axis = np.hypot(x, y)
    height = np.sqrt(np.maximum(POLE_RADIUS**2 - from_axis**2, 0))
    cap = POLE * (AMBIENT + (1 - AMBIENT) * np.maximum((toward * cos + height * sin) / POLE_RADIUS, 0))
    plane = PLANE * (AMBIENT + (1 - AMBIENT) * sin * (1 - shadow))
    disc = _coverage(from_axis - POLE_RADIUS, pixel / 2)
    image: np.ndarray = np.clip(plane + disc * (cap - plane), 0, 1)
    return image


def _coverage(distance: np.ndarray, half_width: np.ndarray | float) -> np.ndarray:
    """1 inside (negative distance), 0 outside, linear within the half width of the edge."""
    coverage: np.ndarray = np.clip(0.5 - distance / (2 * half_width), 0, 1)
    return coverage


SPRITE_SIZE = 64
SQUARE_HALF_SIDE = 9.598
ELLIPSE_AXES = 12.7659, 7.2123
HEART_RADII = (
    *(5.01, 6.67, 7.91, 8.90, 9.71, 10.29, 10.73, 11.02, 11.18, 11.29, 11.23, 11.11, 10.89, 10.58, 10.18, 9.70, 9.19, 8.65),
    *(8.13, 7.64, 7.23, 6.87, 6.58, 6.34, 6.17, 6.03, 5.94, 5.93, 5.91, 5.96, 6.09, 6.24, 6.51, 6.83, 7.35, 7.92, 9.54),
)
"""Radius of the heart at every 5° from the notch (up) to the tip (down), in pixels at scale 1."""
SPRITE_REACH = 14


def _in_square(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    inside: np.ndarray = np.maximum(np.abs(x), np.abs(y)) <= SQUARE_HALF_SIDE
    return inside


def _in_ellipse(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    inside: np.ndarray = (x / ELLIPSE_AXES[0]) ** 2 + (y / ELLIPSE_AXES[1]) ** 2 <= 1
    return inside


def _in_heart(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    angles = np.linspace(0, np.pi, len(HEART_RADII))
    inside: np.ndarray = np.hypot(x, y) <= np.interp(np.arctan2(np.abs(x), -y), angles, HEART_RADII)
    return inside


SPRITE_SHAPES: dict[str, Inside] = {"square": _in_square, "ellipse": _in_ellipse, "heart": _in_heart}


def render_sprites(shape: str, scale: Values, orientation: Values, x: Values, y: Values) -> SpriteFrames:
    """Sprites as dSprites draws them: a pixel is on if its centre lies inside the shape.

    `shape` is a key of `SPRITE_SHAPES`; `scale` is at most 1; `orientation` is in radians, counter-clockwise; `x` to
    the right and `y` down are in [0, 1] and put the centre at 15.5 to 47.5 pixels (pixel centres are whole numbers).

    Matthey, Higgins, Hassabis and Lerchner, dSprites, 2017. The sizes and the heart's outline are our fit to frames
    of it: squares and ellipses come out exactly, hearts differ in at most 2 pixels.
    """
    n = len(scale)
    centres = 15.5 + 32 * np.stack([y, x])
    corners = np.floor(centres).astype(np.int64) - SPRITE_REACH + 1
    window = np.arange(2 * SPRITE_REACH)
    rows, columns = corners[..., None] + window
    down = rows[:, :, None] - centres[0][:, None, None]
    right = columns[:, None, :] - centres[1][:, None, None]
    cos, sin = (f(orientation)[:, None, None] / scale[:, None, None] for f in (np.cos, np.sin))
    inside = SPRITE_SHAPES[shape](cos * right - sin * down, sin * right + cos * down)
    frames = np.zeros((n, SPRITE_SIZE, SPRITE_SIZE), bool)
    frames[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]] = inside
    return frames


def render_line(angle: Values, size: int = 32, width: float = 2.0) -> Grays:
    """White lines on black from the centre of the image outwards; values in [0, 1], the share of a pixel that is covered.

    `angle` is in radians, counter-clockwise from the right; `size` is at least 8; `width` is in pixels. A line is
    size/2 − 1 pixels long, 15 for 32. Its width is measured along the rows or columns that it crosses, so that a
    slanted line is thinner, by up to √½.

    The lines are those of Berthelot, Raffel, Roy and Goodfellow, Understanding and Improving Interpolation in
    Autoencoders, 2018, pixel by pixel; their values, in [−1, 1], are twice ours minus 1. Three oddities of theirs are
    kept for that: each line lies one pixel too far to the right or down, along the axis to which it is nearer (this shifts it
    sideways by its slope, and makes it jump at the diagonals, where the axis changes); of its ends only the left or
    upper one is antialiased; the ends are cut along rows or columns. Rendering all angles at once is ours.
    """
    centre, length = size / 2, size / 2 - 1
    right, down = centre + length * np.cos(angle), centre - length * np.sin(angle)
    steep = np.abs(down - centre) >= np.abs(right - centre)
    along, across = np.where(steep, down, right), np.where(steep, right, down)
    first, last = np.minimum(along, centre)[:, None], np.maximum(along, centre)[:, None]
    slope = ((across - centre) / (along - centre))[:, None]
    cells = np.arange(size)
    crossed = np.where(cells < last, np.clip(cells + 1 - first, 0, 1), 0)
    edge = centre + slope * (cells - 0.5 - centre) - width / 2
    covered = np.minimum(edge[..., None] + width, cells + 1) - np.maximum(edge[..., None], cells)
    images = crossed[..., None] * np.clip(covered, 0, 1)
    images[~steep] = images[~steep].transpose(0, 2, 1)
    return images
