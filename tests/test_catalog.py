"""The catalog: every name leads somewhere, other packages add to it and cannot change it."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any, get_args

import pytest

from latlas import catalog
from latlas.cli import run
from latlas.data.options import ImageSetOptions
from latlas.errors import UsageError
from latlas.features.extractor import Extractor
from latlas.metrics.metric import Metric
from latlas.models.model import LatentModel
from latlas.nn.transformations.transformation import Transformation
from latlas.projection.projection import Projection

KINDS: tuple[catalog.Kind, ...] = get_args(catalog.Kind)
BUILT_IN = [(kind, name) for kind in KINDS for name in catalog.BUILT_IN[kind]]


@pytest.mark.parametrize(("kind", "name"), BUILT_IN)
def test_every_entry_is_what_its_kind_says(kind: catalog.Kind, name: str) -> None:
    found = catalog.get(kind, name)
    match kind:
        case "models":
            assert issubclass(found, LatentModel)
            assert found.citation.startswith("@")
            assert found.Config()
        case "data":
            assert issubclass(found, ImageSetOptions)
        case "metrics":
            assert isinstance(found, Metric)
            assert found.name == name
        case "projections":
            assert issubclass(found, Projection)
            assert found.name == name
        case "extractors":
            assert issubclass(found, Extractor)
            assert found.name == name
            assert found.citation.startswith("@")
            assert set(found.default_layers) <= set(found.layers)
        case "transformations":
            assert issubclass(found, Transformation)


@pytest.mark.parametrize(("kind", "name"), BUILT_IN)
def test_every_entry_has_one_line(kind: catalog.Kind, name: str) -> None:
    summary = catalog.BUILT_IN[kind][name].summary
    assert 10 < len(summary) < 80
    assert "\n" not in summary


@pytest.fixture
def other_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package with entry points, some of which do not work."""
    module = ModuleType("other_package")
    module.Thing = type("Thing", (), {"citation": "@misc{thing}"})  # type: ignore[attr-defined]  # made here
    monkeypatch.setitem(sys.modules, "other_package", module)
    values = {
        "thing": "other_package:Thing",
        "vae": "other_package:Thing",
        "broken": "no_such_package_anywhere:Thing",
        "empty": "other_package:Nothing",
    }

    def entry_points(group: str) -> list[EntryPoint]:
        return [EntryPoint(name, value, group) for name, value in values.items()] if group == "latlas.models" else []

    monkeypatch.setattr(catalog, "entry_points", entry_points)


@pytest.mark.usefixtures("other_package")
def test_another_package_adds_names() -> None:
    names = list(catalog.names("models"))
    assert names[: len(catalog.BUILT_IN["models"])] == list(catalog.BUILT_IN["models"])
    assert names[-3:] == ["broken", "empty", "thing"]
    assert catalog.get("models", "thing").citation == "@misc{thing}"
    assert "thing" not in catalog.names("data")


@pytest.mark.usefixtures("other_package")
def test_another_package_cannot_replace_a_name() -> None:
    assert catalog.names("models")["vae"] == catalog.BUILT_IN["models"]["vae"]
    assert issubclass(catalog.get("models", "vae"), LatentModel)


@pytest.mark.usefixtures("other_package")
def test_a_package_that_does_not_work_is_listed_and_fails_only_when_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list", "models"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in ("vae", "thing", "broken", "empty"))
    for name, reason in (("broken", "no_such_package_anywhere"), ("empty", "Nothing")):
        assert run(["cite", name]) != 0
        message = capsys.readouterr().err
        assert reason in message
        assert message.count("\n") == 1
        assert "Traceback" not in message
    assert run(["cite", "thing"]) == 0


@pytest.mark.parametrize(("kind", "name", "hint"), [("models", "vea", "vae"), ("metrics", "psnrr", "psnr"), ("data", "digit", "digits")])
def test_a_name_that_is_near_gets_a_hint(kind: catalog.Kind, name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"'{name}'.*Did you mean '{hint}'"):
        catalog.get(kind, name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_is_far_gets_the_list(kind: catalog.Kind) -> None:
    with pytest.raises(UsageError) as caught:
        catalog.get(kind, "zzzzzz")
    assert all(name in str(caught.value) for name in catalog.BUILT_IN[kind])


def test_naming_loads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(catalog.importlib, "import_module", fail)
    for kind in KINDS:
        assert catalog.names(kind)
