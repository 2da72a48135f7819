"""Contents of files that are damaged or meant to do harm, drawn from a seed: bytes, JSON, arrays, tensors and networks.

Everything takes valid content and gives another. Pickles and graphs that run code would leave the file `MARK` where they run.
"""

from __future__ import annotations

import io
import json
import pickle
import struct
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks import hostile_bodies

MARK = "code-was-run"
"""A file that only code out of an untrusted file would make."""
JUNK: tuple[Any, ...] = (
    *(None, True, -1, 0, 1, 3, 10**9, -(10**18), 10**400, 0.5, 1e308, float("nan"), float("inf")),
    *("", "a", "a" * 100_000, "../../secret.bin", "/etc/passwd", "\ud800", "\0", "__import__('os')", "<script>alert(1)</script>"),
    *([], {}, [[]], [None], [10**9], [-1, "a", None], {"": 0}, {"__class__": "os.system"}),
)


class RunsCode:
    """What would run code if its pickle were read."""

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return Path.touch, (Path(MARK),)


def damaged(random: Random, content: bytes) -> bytes:
    """Bytes with some cut off, changed, put in, left out or put twice."""
    at = random.randrange(max(1, len(content)))
    size = random.choice([1, 2, 7, 64, 1000])
    other = random.randbytes(size)
    choices = [
        b"",
        content[:at],
        content[: min(at, 100)],
        content[at:],
        content + other,
        content[:at] + other + content[at + size :],
        content[:at] + other + content[at:],
        content[:at] + content[at + size :],
        content[:at] + bytes(size) + content[at + size :],
        content[: min(at, 60)] + b"\xff" * 8 + content[min(at, 60) + 8 :],
        content[:at] + content[at : at + size] * 3 + content[at + size :],
        random.randbytes(len(content)),
        bytes(len(content)),
    ]
    return random.choice(choices)


def image(random: Random, content: bytes) -> bytes:
    """An image file that is damaged, a bomb, or followed or preceded by what is no image."""
    if random.random() < 0.5:
        return damaged(random, content)
    exif = b"Exif\0\0" + random.choice([b"II*\0", b"MM\0*", b""]) + random.randbytes(random.randint(0, 200))
    choices = [
        hostile_bodies.images(random),
        content[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + content[2:],
        pickle.dumps(RunsCode()),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(%pipe%touch " + MARK.encode() + b") (w) file\n",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><svg>&b;</svg>",
        b"P6 99999 99999 255\n" + random.randbytes(50),
        b"SIMPLE  =                    T" + random.randbytes(100),
    ]
    return random.choice(choices)


def jsons(random: Random, content: bytes) -> bytes:
    """JSON with a value replaced, left out, added, or nested deep; or no JSON."""
    if random.random() < 0.15:
        return random.choice([damaged(random, content), hostile_bodies.jsons(random), content.decode().encode("utf-16")])
    value = json.loads(content)
    for _ in range(random.choice([1, 1, 1, 3])):
        _change(random, value)
    # By hand, so that numbers are written that JSON readers refuse to read, or read as infinite.
    return json.dumps(value, ensure_ascii=random.random() < 0.5).encode(errors="surrogatepass").replace(b'"DEEP"', _deep(random))


def _deep(random: Random) -> bytes:
    depth = random.choice([50, 900, 100_000])
    return b"[" * depth + b"]" * depth


def _change(random: Random, value: Any) -> None:
    """Replace, leave out or add one thing somewhere below a value."""
    here = value
    while True:
        keys: list[Any] = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = random.choice(keys)
        if not isinstance(here[key], dict | list) or not here[key] or random.random() < 0.3:
            break
        here = here[key]
    how = random.random()
    if how < 0.2:
        del here[key]
    elif how < 0.3 and isinstance(here, dict):
        here[random.choice(["", "added", "__class__", "root", "../x"])] = deepcopy(random.choice(JUNK))
    elif how < 0.35:
        here[key] = "DEEP"
    else:
        here[key] = deepcopy(random.choice(JUNK))


def _text(random: Random, text: str) -> str:
    """Another text; another JSON where it is JSON."""
    return (jsons if text[:1] in "{[" else damaged)(random, text.encode()).decode(errors="replace")


def npy(header: str, content: bytes = b"") -> bytes:
    """An npy file of any header, whether it describes the content or not."""
    padded = header.encode("latin-1") + b" " * (-(len(header) + 11) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(padded) % 65536) + padded + content


def array(random: Random, content: bytes) -> bytes:
    """An npy file that is damaged, lies about its shape, is of a strange type, holds a pickle, or numbers that are none."""
    if random.random() < 0.4:
        return damaged(random, content)
    saved = io.BytesIO()
    shape = random.choice([(24, 8, 8), (24, 8, 8, 3), (1, 8, 8), (0, 8, 8), (24,), (), (24, 8, 8, 7), (2, 2, 2, 2, 2), (24, 1, 0, 9)])
    kind = random.choice(["f2", "f4", "f8", ">f4", "i8", "u4", "c8", "S3", "U2", "m8[s]", "M8[D]", "?", "V5", "O", "i4,f4"])
    odd = random.choice([float("nan"), float("inf"), -0.1, 1.5, 300.0, -1.0])
    floats = np.random.default_rng(random.getrandbits(32)).random((24, 8, 8)).astype(np.float32)
    floats[tuple(random.randrange(size) for size in floats.shape)] = odd
    hostile = np.empty(3, dtype=object)
    hostile[:] = [RunsCode()] * 3
    given = random.choice([floats, hostile, np.zeros(shape, kind)])
    np.save(saved, given, allow_pickle=True)
    shapes = ("(1000000000000, 8, 8)", "(-1, 8, 8)", "(24, 8, 8.5)", "(24, 8, 2**60)", "(10**400,)", "[24, 8, 8]", "()", "(24, 8, 9)")
    types = ("'|O'", "'<u1'", "'<f99'", "[('a', 'O')]", "__import__('pathlib').Path('" + MARK + "').touch()", "(" * 500, "'\\x00'", "None")
    headers = [
        f"{{'descr': '|u1', 'fortran_order': False, 'shape': {random.choice(shapes)}, }}",
        f"{{'descr': {random.choice(types)}, 'fortran_order': False, 'shape': (24, 8, 8), }}",
        f"{{'descr': '|u1', 'fortran_order': {random.choice(['True', '7', 'None'])}, 'shape': (24, 8, 8), }}",
        "{" * random.choice([1, 5000]),
    ]
    return random.choice([saved.getvalue(), npy(random.choice(headers), bytes(24 * 64)), pickle.dumps(RunsCode())])


def archive(random: Random, arrays: Mapping[str, np.ndarray]) -> bytes:
    """An npz file with a damaged, missing, lying or strange member."""
    members = {}
    for name, values in arrays.items():
        saved = io.BytesIO()
        np.save(saved, values, allow_pickle=False)
        members[f"{name}.npy"] = saved.getvalue()
    name = random.choice(list(members))
    how = random.choice(["array", "drop", "rename", "bomb", "size", "bytes"])
    if how == "array":
        members[name] = array(random, members[name])
    if how == "drop":
        del members[name]
    if how == "rename":
        members[random.choice(["../../escaped.npy", "/escaped.npy", "x\0y.npy", "images.npy/", "images", ""])] = members.pop(name)
    if how == "bomb":
        members[name] = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (200000000,), }", bytes(200_000_000))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])) as file:
        for member, content in members.items():
            file.writestr(zipfile.ZipInfo(member or "images.npy"), content, compress_type=zipfile.ZIP_DEFLATED if how == "bomb" else None)
    content = out.getvalue()
    if how == "size":  # lengths in the directory that no file has
        at = content.find(b"PK\x01\x02") + random.choice([16, 20, 24])
        content = content[:at] + struct.pack("<I", random.choice([0, 1, 2**31, 2**32 - 2])) + content[at + 4 :]
    return damaged(random, content) if how == "bytes" else content


def tensors(random: Random, content: bytes) -> bytes:
    """A safetensors file that is damaged, or whose header lies about lengths, places, shapes, types or names."""
    if random.random() < 0.3:
        return damaged(random, content)
    length = struct.unpack("<Q", content[:8])[0]
    header, rest = json.loads(content[8 : 8 + length]), bytearray(content[8 + length :])
    names = [name for name in header if name != "__metadata__"]
    one, other = header[random.choice(names)], header[random.choice(names)]
    how = random.choice(["length", "json", "overlap", "shape", "type", "drop", "rename", "values", "metadata", "json"])
    if how == "overlap":
        one["data_offsets"] = random.choice([other["data_offsets"], [0, 10**15], [-4, 0], [8, 4], [0], [1.5, 2]])
    if how == "shape":
        one["shape"] = random.choice([[], [-1], [0], [2**63], [2**40, 2**40], one["shape"][::-1], [*one["shape"], 1], "x", other["shape"]])
    if how == "type":
        one["dtype"] = random.choice(["F64", "F16", "BF16", "I64", "U8", "BOOL", "F8_E4M3", "object", None, 3])
    if how == "drop":
        del header[random.choice(names)]
    if how == "rename":
        header[random.choice(["../../escaped", "", "a" * 10_000, "\0", "__class__", "model/x", "optimiser/x/99/y"])] = header.pop(
            random.choice(names)
        )
    if how == "values" and rest:
        start, stop = one["data_offsets"]
        rest[start:stop] = random.choice([b"\xff", b"\x00", b"\x7f", bytes([random.randrange(256)])]) * (stop - start)
    if how == "metadata":
        kept = header.get("__metadata__", {})
        changed = {key: _text(random, text) for key, text in kept.items() if random.random() < 0.7}
        header["__metadata__"] = random.choice([{**kept, **changed}, {**kept, **changed}, {}, {"state": 3}, None])
    written = json.dumps(header).encode()
    if how == "json":
        written = jsons(random, written)
    claimed = random.choice([0, 1, 2**63, 10**12, len(written) + 9]) if how == "length" else len(written)
    return struct.pack("<Q", claimed) + written + bytes(rest)
