"""Reading back what was written as JSON, with suspicion: a file may be damaged, or come from anywhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def read_back(kind: type[Kind], values: Any) -> Kind:
    """A dataclass from what JSON kept of its fields. Raises `ValueError` for fields that it does not have or that are of other types."""
    if not isinstance(values, Mapping):
        raise ValueError("it is no list of names and values")
    hints = get_type_hints(kind)
    for name, value in values.items():
        if name not in hints:
            raise ValueError(f"there is no option {name:.40}")
        if not fits(value, hints[name]):
            raise ValueError(f"{name} is {value!r:.40}")
    return kind(**{name: _python(value, hints[name]) for name, value in values.items()})


def fits(value: Any, hint: Any) -> bool:
    """Whether a value that was read from JSON can be of a type. Types that JSON does not know fit everything."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, one) for one in inside)
    if origin is Literal:
        return any(type(value) is type(one) and value == one for one in inside)
    if origin is tuple:
        if not isinstance(value, list):
            return False
        hints = [inside[0]] * len(value) if inside[1:] == (Ellipsis,) else list(inside)
        return len(value) == len(hints) and all(map(fits, value, hints))
    if hint is float:
        return type(value) in (int, float) and abs(value) <= sys.float_info.max
    if hint is int:
        return type(value) is int and abs(value) < 2**63
    if hint is Path:
        return isinstance(value, str)
    return hint not in (bool, str, dict, NoneType) or type(value) is hint


def _python(value: Any, hint: Any) -> Any:
    """JSON has neither tuples nor paths."""
    if isinstance(value, list):
        return tuple(value)
    return Path(value) if isinstance(value, str) and (hint is Path or (Path in get_args(hint) and str not in get_args(hint))) else value
