"""What the study trains: the paper's rows, options that the model takes, parts of the image sets, and names that there are not."""

from __future__ import annotations

from dataclasses import fields
from math import prod
from pathlib import Path

import numpy as np
import pytest

from latlas.errors import StudyError
from latlas.models.stagewise_vae import StagewiseVAE, StagewiseVAEConfig
from latlas.nn.resnet import block_ends
from latlas.runs import build_model, configure
from latlas.studies.study import Request, Task
from latlas.studies.two_dimensional import settings
from latlas.studies.two_dimensional.imagesets import image_options
from latlas.studies.two_dimensional.settings import BODY, CANDIDATES, FOLDER_PARTS, PROJECTED, PUBLISHED, SETTINGS, Variant, variants
from latlas.studies.two_dimensional.tasks import conditions, tasks, variant_of
from latlas.training.config import TrainingConfig


def names(request: Request) -> list[str]:
    return [task.model for task in tasks(request)]


def test_the_rows_are_the_twelve_of_table_1() -> None:
    assert len(PUBLISHED) == 12
    assert {*variants(), *PROJECTED} == set(PUBLISHED)
    assert {name: variant.layers for name, variant in variants().items() if name.endswith("ng")} == {
        "2ng": (128, 2),
        "3ng": (128, 32, 2),
        "4ng": (128, 32, 8, 2),
    }
    assert variants()["base"].layers == (128,)
    assert [variants()[f"4{letters}"].family for letters in ("g", "ng", "d")] == ["greedy", "non_greedy", "direct"]


def test_eight_trainings_a_seed_on_one_image_set() -> None:
    found = tasks(Request("desk", 3))
    assert len(found) == len(set(found)) == 24
    assert {task.data for task in found} == {"mnist"}
    assert [tasks(Request(scale, 1))[0].data for scale in SETTINGS] == ["digits", "mnist", "folder"]


def test_models_can_be_asked_for() -> None:
    assert names(Request("smoke", 2, models=("4g", "base"))) == ["base", "4g"] * 2
    assert names(Request("smoke", 1, models=("greedy",), search=True)) == [f"greedy-{number}" for number in range(4)]


def test_names_that_there_are_not_are_refused() -> None:
    with pytest.raises(StudyError, match="no image set pole in this study"):
        tasks(Request("smoke", 1, ("pole",)))
    with pytest.raises(StudyError, match="no model pca_p, vae in this study"):
        tasks(Request("smoke", 1, models=("4g", "vae", "pca_p")))
    with pytest.raises(StudyError, match="one image set at a time"):
        tasks(Request("smoke", 1, ("digits", "mnist")))


def test_every_family_is_searched_alike() -> None:
    assert set(CANDIDATES) == {variant.family for variant in variants().values()}
    assert len({tuple(map(str, own)) for own in CANDIDATES.values()}) == 1
    found = names(Request("desk", 2, search=True))
    assert len(found) == 2 * sum(map(len, CANDIDATES.values()))
    assert len(set(found)) == 12


def test_a_candidate_is_searched_with_four_layers() -> None:
    found = variant_of(Task("mnist", "non_greedy-2", 0), Request("desk", 1, search=True))
    assert found == Variant("non_greedy", (128, 32, 8, 2), CANDIDATES["non_greedy"][2])


def test_greedy_rows_have_one_choice_of_options_and_the_base_that_of_the_non_greedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "search.json"
    log.write_text('{"chosen": {"greedy": {"betas": [0.5]}, "non_greedy": {"betas": [0.25]}}}', encoding="utf-8")
    monkeypatch.setattr(settings, "SEARCH_LOG", log)
    options = {name: variant.options for name, variant in variants().items()}
    assert [options[name] for name in ("2g", "3g", "4g")] == [{"betas": (0.5,)}] * 3
    assert [options[name] for name in ("base", "2ng", "3ng", "4ng")] == [{"betas": (0.25,)}] * 4
    assert options["4d"] == CANDIDATES["direct"][0]


def all_variants() -> dict[str, Variant]:
    request = Request("desk", 1, search=True)
    return {**variants(), **{f"candidate {task.model}": variant_of(task, request) for task in tasks(request)}}


@pytest.mark.parametrize("name", all_variants())
def test_the_options_of_every_model_are_accepted(name: str) -> None:
    variant = all_variants()[name]
    options = {**BODY, "channels": (4, 8), "layers": variant.layers, "stages": variant.family, **variant.options}
    training = {field.name: options.pop(field.name) for field in fields(TrainingConfig) if field.name in options}
    configure(TrainingConfig, training, "training")
    model = build_model("stagewise_vae", configure(StagewiseVAEConfig, options, name), (1, 8, 8))
    assert isinstance(model, StagewiseVAE)
    assert model.latent_dim == variant.layers[-1]
    assert sum(stage.epochs for stage in model.stages) == len(variant.layers)


def test_one_linear_layer_joins_the_convolutions_to_128() -> None:
    setting = SETTINGS["paper"]
    model = StagewiseVAE(StagewiseVAEConfig(body="resnet18", hidden=(), channels=(4, 8), layers=(128,)), (1, 16, 16))
    inner = prod(block_ends((1, 16, 16), (4, 8))[-1][1])
    assert [tuple(weight.shape) for name, weight in model.encoder.named_parameters() if weight.ndim == 2] == [(256, inner)]
    assert BODY["hidden"] == ()
    assert (setting.channels, setting.size) == ((64, 128, 256, 512), 64)


def test_a_folder_of_celebas_size_is_split_as_in_the_paper() -> None:
    count = 202_599
    validation, test = (round(count * FOLDER_PARTS[part]) for part in ("validation", "test"))
    assert (count - validation - test, validation) == (160_000, 20_000)


def test_a_search_holds_out_training_images_and_leaves_the_test_images() -> None:
    plain, searched = (image_options(Request("smoke", 1, search=search)).load().split for search in (False, True))
    assert np.array_equal(plain["test"], searched["test"])
    assert len(plain["validation"]) == 0
    assert len(searched["validation"]) == round(0.1 * 1797)
    assert set(searched["validation"]) <= set(plain["train"])


def test_conditions_say_all_options_and_the_image_set() -> None:
    found = conditions(Request("desk", 3))
    assert found["setting"]["limit"] == SETTINGS["desk"].limit
    assert (found["data"], set(found["options"])) == ("mnist", set(variants()))
    assert conditions(Request("desk", 3, ("digits",)))["data"] == "digits"
    assert conditions(Request("desk", 3, search=True))["options"] == {family: list(own) for family, own in CANDIDATES.items()}
