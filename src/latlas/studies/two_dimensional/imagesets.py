"""The image set of a request: which there are, and their parts."""

from __future__ import annotations

from typing import Any

from latlas.data.options import ImageSetOptions
from latlas.errors import StudyError
from latlas.runs import data_options
from latlas.studies.study import Request
from latlas.studies.two_dimensional.settings import DATA, DIGITS_TEST, FOLDER_PARTS, SETTINGS, VALIDATION


def image_set(request: Request) -> str:
    """The image set of a request, by default that of the scale. Raises `StudyError` for another name, and for several.

    Features and the kernel's bandwidth are of one set, so that rows of two would not compare.
    """
    sets = request.data or (SETTINGS[request.scale].data,)
    unknown = set(sets) - set(DATA)
    if unknown:
        raise StudyError(f"no image set {', '.join(sorted(unknown))} in this study. Known: {', '.join(DATA)}")
    if len(set(sets)) > 1:
        raise StudyError(f"this study takes one image set at a time, not {', '.join(sets)}: give each an --out of its own")
    return sets[0]


def image_options(request: Request) -> ImageSetOptions:
    """Its options. The split is the same for every seed, so that rows differ by their training alone."""
    setting, data = SETTINGS[request.scale], image_set(request)
    options: dict[str, Any] = {"limit": setting.limit} if setting.limit else {}
    if data != "digits" and request.root is not None:
        options["root"] = request.root
    validation = VALIDATION if request.search else 0.0
    if data == "digits":
        return data_options("digits", validation=validation, test=DIGITS_TEST, **options)
    if data == "folder":
        return data_options("folder", size=setting.size, **FOLDER_PARTS, **options)
    return data_options("mnist", validation=validation, **options)
