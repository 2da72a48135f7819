"""What the study trains: which models with which seeds, options that their models take, and names that there are not."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields

import pytest

from latlas import catalog
from latlas.errors import StudyError
from latlas.runs import build_model, configure
from latlas.studies.pose.settings import (
    BODY,
    CANDIDATES,
    CLAIMED_FAMILIES,
    CLAIMED_TOTAL,
    FAMILIES,
    NO_TRAINING,
    PAPER,
    POSE_PARAMETERS,
    PRIORS,
    PUBLISHED,
    ROTATED,
    SETTINGS,
    TOTALS,
    Variant,
    many_seeds,
    prior_model,
    rotated_variants,
    variants,
)
from latlas.studies.pose.tasks import AXIS, conditions, epochs_of, tasks, variant_of
from latlas.studies.study import Request, Task
from latlas.training.config import TrainingConfig


def seeds(request: Request, data: str) -> Counter[str]:
    return Counter(task.model for task in tasks(request) if task.data == data)


def test_models_of_claims_have_all_seeds_and_others_the_first() -> None:
    found = seeds(Request("paper", 3), "mnist")
    claimed = {f"vae-{CLAIMED_TOTAL}", f"thin_plate-{CLAIMED_TOTAL - 18}", f"double-{CLAIMED_TOTAL - 6}"}
    claimed |= {model for model in PUBLISHED if model not in NO_TRAINING}
    claimed |= {prior_model(family, prior) for family in ("affine", "thin_plate") for prior in PRIORS if prior != "identity"}
    claimed |= {f"{family}-{latents}-ours" for family in FAMILIES for latents in (8, 20)}
    assert {model for model, count in found.items() if count == 3} >= claimed
    assert {found[model] for model in (*NO_TRAINING, "vae-2", "vae-50", "affine-2", "thin_plate-32", "double-44")} == {1}
    assert set(found) == {*NO_TRAINING, *variants()}


def test_every_dimension_of_figure_5_is_trained() -> None:
    found = variants()
    for family, count in POSE_PARAMETERS.items():
        for total in TOTALS:
            if total - count >= 2:
                assert found[f"{family}-{total - count}"].latents + count == total
    assert {f"{family}-2" for family in FAMILIES} <= set(found)


def test_turned_digits_have_models_of_their_own() -> None:
    found = seeds(Request("paper", 3), ROTATED)
    assert found == Counter({AXIS: 1, **dict.fromkeys(rotated_variants(), 3)})
    assert {task.data for task in tasks(Request("smoke", 1))} == {"digits"}


def test_a_task_is_done_once() -> None:
    found = tasks(Request("paper", 3))
    assert len(set(found)) == len(found)


def test_a_family_or_a_model_can_be_asked_for() -> None:
    assert set(seeds(Request("smoke", 1, models=("double",)), "digits")) == {name for name in variants() if name.startswith("double-")}
    assert [task.model for task in tasks(Request("smoke", 2, models=("affine-8",)))] == ["affine-8", "affine-8"]


def test_names_that_there_are_not_are_refused() -> None:
    with pytest.raises(StudyError, match="no image set pole in this study"):
        tasks(Request("smoke", 1, ("pole",)))
    with pytest.raises(StudyError, match="no model aeai in this study"):
        tasks(Request("smoke", 1, models=("vae", "aeai")))


def test_every_family_has_as_many_candidates() -> None:
    assert set(CANDIDATES) == set(FAMILIES)
    assert len({len(own) for own in CANDIDATES.values()}) == 1
    assert all(one not in own[:number] for own in CANDIDATES.values() for number, one in enumerate(own))


def test_a_search_tries_every_candidate_with_every_seed_and_no_turned_digits() -> None:
    found = tasks(Request("paper", 2, search=True))
    assert {task.data for task in found} == {"mnist"}
    assert Counter(task.model for task in found) == {
        f"{family}-{number}": 2 for family, own in CANDIDATES.items() for number in range(len(own))
    }


def test_a_candidate_is_searched_with_our_training() -> None:
    found = variant_of(Task("mnist", "thin_plate-2", 0), Request("paper", 1, search=True))
    assert found == Variant("transformer_vae", 8, {**FAMILIES["thin_plate"][1], **CANDIDATES["thin_plate"][2]}, "ours")


def all_variants() -> dict[str, Variant]:
    request = Request("paper", 1, search=True)
    candidates = {task.model: variant_of(task, request) for task in tasks(request)}
    return {**variants(), **rotated_variants(), **{f"candidate {name}": one for name, one in candidates.items()}}


@pytest.mark.parametrize("name", all_variants())
def test_the_options_of_every_model_are_accepted(name: str) -> None:
    variant = all_variants()[name]
    recipe = PAPER if variant.recipe == "paper" else {}
    options = {**BODY, **recipe, "latent_dim": variant.latents, **variant.options}
    config = catalog.get("models", variant.model).Config
    training = {key: options.pop(key) for key in [field.name for field in fields(TrainingConfig)] if key in options}
    configure(TrainingConfig, training, "training")
    model = build_model(variant.model, configure(config, {**options, "hidden": (4,)}, name), (1, 8, 8))
    assert model.parts["z"] == slice(0, variant.latents)


def test_every_model_is_trained_as_long_as_its_setting_says() -> None:
    setting = SETTINGS["paper"]
    found = {
        (task.data, ending): epochs_of(variant_of(task, Request("paper", 1)), task, setting, search=False)
        for task in tasks(Request("paper", 1, models=("affine-8", *rotated_variants())))
        for ending in [task.model.rpartition("-")[2]]
    }
    assert found == {("mnist", "8"): 50, (ROTATED, "none"): 400, (ROTATED, "normal"): 400, (ROTATED, "turns"): 200}
    candidate = Task("mnist", "affine-0", 0)
    assert epochs_of(variant_of(candidate, Request("paper", 1, search=True)), candidate, setting, search=True) == setting.search_epochs


def test_the_papers_recipe_has_no_prior_of_the_pose() -> None:
    for name, variant in variants().items():
        if variant.recipe == "paper" and not name.startswith("vae"):
            assert (variant.options["pose_prior"], variant.options["padding"]) == ("none", "border")


def test_priors_are_compared_with_all_else_the_same() -> None:
    for family in ("affine", "thin_plate"):
        own = [variants()[prior_model(family, prior)] for prior in PRIORS]
        assert [variant.options["pose_prior"] for variant in own] == list(PRIORS)
        assert len({(variant.model, variant.latents, *sorted({**variant.options, "pose_prior": ""}.items())) for variant in own}) == 1


def test_conditions_say_all_options() -> None:
    found = conditions(Request("paper", 3))
    assert found["setting"]["epochs"] == SETTINGS["paper"].epochs
    assert set(found["options"]) == {*variants(), *rotated_variants()}
    searched = conditions(Request("paper", 3, search=True))["options"]
    assert searched == {family: [dict(one) for one in own] for family, own in CANDIDATES.items()}


def test_models_of_the_claim_on_reconstruction_have_the_same_total() -> None:
    for family, count in POSE_PARAMETERS.items():
        assert many_seeds(f"{family}-{CLAIMED_TOTAL - count}") is (family in CLAIMED_FAMILIES)
    assert not many_seeds("vae-10")


def test_a_prior_that_our_recipe_has_is_not_trained_twice() -> None:
    options = [(variant.model, variant.recipe, variant.latents, str(sorted(variant.options.items()))) for variant in variants().values()]
    assert len(set(options)) == len(options)
