"""Many small images of one size as PNG files at once.

An atlas has a thumbnail for each image, and a picture library writes them one after the other, at more than twice the time (benchmark
`atlas_thumbnails`). Filters are those of the PNG specification (third edition, section 9), one for a whole image: the one that leaves
the smallest sum of absolute differences, which section 12.7 suggests for each row.
"""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
from jaxtyping import UInt8

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOUR_TYPES = {1: 0, 3: 2}
"""Gray and RGB, by the number of channels."""
LEVEL = 3
"""Of the compression, below zlib's own choice of 6: files are so small that more effort saves little."""
AT_ONCE = 64
"""Images that a thread takes on."""

Pixels = UInt8[np.ndarray, "n height width channel"]


def encode(pixels: Pixels) -> list[bytes]:
    """One PNG for each image, of one channel (gray) or three (RGB); with as many threads as torch has."""
    blocks = [pixels[start : start + AT_ONCE] for start in range(0, len(pixels), AT_ONCE)]
    with ThreadPoolExecutor(torch.get_num_threads()) as threads:
        return [png for made in threads.map(_encode, blocks) for png in made]


def _encode(pixels: Pixels) -> list[bytes]:
    count, height, width, channels = pixels.shape
    rows = pixels.reshape(count, height, width * channels)
    left, up = rows.copy(), rows.copy()
    left[:, :, channels:] -= rows[:, :, :-channels]
    up[:, 1:] -= rows[:, :-1]
    candidates = np.stack([rows, left, up])
    kinds = np.abs(candidates.view(np.int8).astype(np.int16)).sum((2, 3)).argmin(0)
    filtered = np.empty((count, height, 1 + rows.shape[2]), np.uint8)
    filtered[:, :, 0] = kinds[:, None]
    filtered[:, :, 1:] = candidates[kinds, np.arange(count)]
    head = SIGNATURE + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, COLOUR_TYPES[channels], 0, 0, 0))
    return [head + _chunk(b"IDAT", zlib.compress(one.data, LEVEL)) + _chunk(b"IEND", b"") for one in filtered]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
