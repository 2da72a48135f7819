"""What the study trains on: which views are held out, which candidates are compared on, and names of image sets that there are not."""

from __future__ import annotations

import numpy as np
import pytest

from latlas.data.imageset import ImageSet
from latlas.errors import StudyError
from latlas.studies.interpolation.settings import CANDIDATES, DISSOLVE, MODELS, SETTINGS
from latlas.studies.interpolation.tasks import conditions, image_options, task_setting, tasks
from latlas.studies.study import Request, Task

SMOKE = SETTINGS["smoke"]


def images(data: str, seed: int = 0, search: bool = False) -> ImageSet:
    return image_options(Task(data, "ae", seed), Request("smoke", 1, search=search), SMOKE).load(progress=False)


def test_every_model_is_scored_on_every_image_set_with_every_seed() -> None:
    found = {(task.data, task.model, task.seed) for task in tasks(Request("smoke", 2, ("pole", "obj5")))}
    assert {(data, model, seed) for data in ("pole", "obj5") for model in MODELS for seed in (0, 1)} <= found


def test_a_search_tries_every_candidate_and_no_baseline() -> None:
    found = tasks(Request("smoke", 1, ("obj74",), search=True))
    assert len(found) == sum(map(len, CANDIDATES.values()))
    assert DISSOLVE not in {task.model.partition("-")[0] for task in found}


def test_a_fifth_is_held_out_anew_for_each_seed() -> None:
    first, second = (images("pole", seed).split for seed in (0, 1))
    assert len(first["test"]) == pytest.approx(0.2 * 576, abs=1)
    assert len(first["validation"]) == 0
    assert set(first["test"]) != set(second["test"])


def test_a_search_compares_on_views_of_neither_part() -> None:
    split = images("pole", search=True).split
    assert len(split["validation"]) == pytest.approx(0.1 * 576, abs=1)
    parts = np.concatenate([split[part] for part in ("train", "validation", "test")])
    assert np.array_equal(np.sort(parts), np.arange(576))


@pytest.mark.parametrize("views", [12, 24, 100])
def test_few_views_are_as_many_as_the_name_says(views: int) -> None:
    split = images(f"pole-{views}").split
    assert (len(split["train"]), len(split["test"])) == (views, 576 - views)


@pytest.mark.parametrize(
    "data",
    [
        "dog",
        "obj",
        "obj-5",
        "objx",
        "pole-x",
        "pole-",
        "pole-0",
        "pole-576",
        "obj5-72",
        "pole--3",
        "pole@xd",
        "pole@2",
        "pole@0d",
        "lines-5",
        "lines@2d",
        "obj²",
    ],
)
def test_image_sets_that_there_are_not_are_refused(data: str) -> None:
    with pytest.raises(StudyError, match=f"no image set '{data}'"):
        images(data)
    with pytest.raises(StudyError, match=f"no image set '{data}'"):
        tasks(Request("smoke", 1, (data,)))


def test_models_that_there_are_not_are_refused() -> None:
    with pytest.raises(StudyError, match="no model dog"):
        tasks(Request("smoke", 1, models=("ae", "dog")))


def test_names_that_are_given_twice_are_done_once() -> None:
    once = tasks(Request("desk", 2, ("obj66", "obj66-12"), ("ae",)))
    assert tasks(Request("desk", 2, ("obj66", "obj66-12", "obj66"), ("ae", "ae"))) == once
    assert len(set(once)) == len(once)


def test_nothing_to_do_is_refused() -> None:
    with pytest.raises(StudyError, match="none of the models vae is for pole"):
        tasks(Request("smoke", 1, ("pole",), ("vae",)))


def test_few_latents_can_be_asked_for_and_leave_the_baseline_out() -> None:
    found = tasks(Request("smoke", 1, ("pole@2d",)))
    assert {task.data for task in found} == {"pole@2d"}
    assert [task.model for task in found] == [model for model in MODELS if model != DISSOLVE]
    assert task_setting(found[0], Request("smoke", 1)).latent_dim == 2


def test_conditions_do_not_name_the_image_sets() -> None:
    """So that one more object among those of a scale refuses no result."""
    setting = conditions(Request("desk", 1))["setting"]
    assert {"data", "few", "flat"}.isdisjoint(setting)
    assert {"size", "steps", "latent_dim", "lengths"} <= set(setting)
