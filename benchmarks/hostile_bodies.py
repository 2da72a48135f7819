"""Contents for uploads that would harm what decodes them: small files that claim to be huge, and JSON of impossible shapes."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from random import Random

HUGE = 60_000
"""Pixels along a side: 3.6 · 10⁹ of them, 14 GB once decoded."""


def png(width: int, height: int, data: bytes) -> bytes:
    """A colour PNG of a claimed size around any data."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@cache
def packed_zeros() -> bytes:
    """20 kB that unpack to 20 MB."""
    return zlib.compress(bytes(20_000_000), 9)


def images(random: Random) -> bytes:
    """A picture that no one should decode."""
    side = random.randint(20_000, HUGE)
    bomb = png(side, side, packed_zeros())
    tiff = b"II*\0\x08\0\0\0\x02\0" + struct.pack("<HHIIHHII", 256, 4, 1, side, 257, 4, 1, side)
    choices = [
        bomb,
        bomb[: random.randint(10, len(bomb))],
        png(2**31 - 1, 2**31 - 1, b""),
        png(0, 0, random.randbytes(100)),
        b"\xff\xd8\xff\xc0\x00\x11\x08" + struct.pack(">HH", 65535, 65535) + b"\x03\x01\x11\0\x02\x11\0\x03\x11\0",
        b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\xf7\0\0" + bytes(768) + b",\0\0\0\0\xff\xff\xff\xff\0\x08",
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + struct.pack("<I", side)[:3] * 2,
        tiff + struct.pack("<I", 8),  # the next directory is this one
        b"GIF89a/*\x01\x01*/=1;alert(1)//<script>alert(1)</script>PK\x03\x04" + random.randbytes(1000),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><!ENTITY x SYSTEM 'file:///etc/passwd'></svg>",
    ]
    return random.choice(choices)


def jsons(random: Random) -> bytes:
    """JSON that is malformed, or that costs much to read."""
    deep = random.randint(1_000, 100_000)
    choices = [
        b"[" * deep,
        b"[" * deep + b"]" * deep,
        b'{"a":' * deep + b"1" + b"}" * deep,
        b'{"row": NaN, "k": Infinity}',
        b'{"row": 1e999999}',
        b'{"row": ' + b"9" * deep + b"}",
        b'{"row": {"k": []}, "row": "0"}',
        b"[" + b"0," * deep + b"0]",
        b'{"row": "\\ud800"}',
        b'{"row": 0',
        b"\xef\xbb\xbf\xff\xfe{}",
        b'"' + b"a" * deep,
        b'{"__proto__": {"row": 0}, "constructor": null}',
    ]
    return random.choice(choices)
