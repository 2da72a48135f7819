"""Domain classifiers: from a labelled image set to the weights of the extractor `classifier`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from latlas.data.imageset import BATCH, ImageSet
from latlas.data.options import ImageSetOptions
from latlas.errors import DataError, LostProcessError, RunError, UsageError
from latlas.features.classifier import Classifier, ClassifierTraining, labels_of
from latlas.functional.randomness import mix_integers
from latlas.metrics.metric import Mean, Score
from latlas.runs import data_name
from latlas.training import distributed
from latlas.training.config import TrainingConfig
from latlas.training.loop import step_size
from latlas.training.loop import train as train_loop
from latlas.training.run import begin_run, machine, versions
from latlas.training.step import choose_device
from latlas.training.tensors import write_tensors

PROTOCOL = "share of test images whose most probable class is their label, in %; standard error of a mean over test images"


@dataclass(frozen=True)
class TrainedClassifier:
    """The weights of a classifier, and how good it is."""

    path: Path
    """Safetensors file that `load_extractor("classifier", path)` reads."""
    accuracy: Score
    """On the test part, in %."""
    skipped: tuple[str, ...]
    """Files of the image set that could not be read and were left out, each with its reason."""


def train_classifier(data: ImageSetOptions, training: TrainingConfig, out: Path, quiet: bool = False) -> TrainedClassifier:
    """Train a classifier on a labelled image set and write its weights to `out`, a safetensors file.

    Its metadata say what it was trained on and how: image set, fingerprint, seed, options, versions, and accuracy on the test part.
    A folder beside it, `NAME.run` for `NAME.safetensors`, holds log and checkpoint: the same call resumes an interrupted training, and
    with more epochs extends a finished one. Raises `DataError` for images without at least two classes or without a test part, and
    `RunError` when `out` was made by something else.
    """
    if out.suffix != ".safetensors":
        raise UsageError(f"{out}: the name must end in .safetensors")
    folder = out.with_suffix(".run")
    if out.exists() and not folder.exists():
        raise RunError(f"{out} exists, and {folder}, the run that would have made it, does not; give another --out")
    device = choose_device(training.device)
    rank, processes = distributed.start(device)
    quiet = quiet or rank > 0
    images = data.load(progress=not quiet)
    name = data_name(data)
    _refuse_unfit(images, name)
    step_size(training, images, processes)  # refused, as all of the above, before anything is written
    config = {key: str(value) if isinstance(value, Path) else value for key, value in asdict(data).items()}
    fingerprint = images.fingerprint()
    described = {"name": name, "config": config, "fingerprint": fingerprint, "label_names": images.label_names, "skipped": images.skipped}
    record = {
        "model": {"name": Classifier.name, "config": {}, "image_shape": images.shape},
        "data": described,
        "training": asdict(training),
        "versions": versions(),
        "machine": machine(),
    }
    run = begin_run(folder, record) if rank == 0 else None
    distributed.wait(processes)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(mix_integers(training.seed))
        model = ClassifierTraining(len(images.label_names))
    try:
        state = train_loop(model, images, training, folder, quiet)
    except BaseException as error:
        if run is not None:
            run.update(status="interrupted" if isinstance(error, KeyboardInterrupt | LostProcessError) else "failed")
        raise
    accuracy = measure_accuracy(model, images, device, rank, processes)
    if run is not None:
        run.update(status="finished", steps=state.step, seconds=round(state.seconds, 3), accuracy=asdict(accuracy))
        metadata = {
            "extractor": Classifier.name,
            "data": name,
            "data_options": json.dumps({key: value for key, value in asdict(data).items() if not isinstance(value, Path)}),
            "fingerprint": fingerprint,
            "image_shape": json.dumps(images.shape),
            "label_names": json.dumps(images.label_names, ensure_ascii=False),
            "seed": str(training.seed),
            "training_options": json.dumps(asdict(training)),
            "versions": json.dumps(versions()),
            "accuracy": json.dumps(asdict(accuracy)),
        }
        write_tensors(out, model.state_dict(), metadata)
    distributed.wait(processes)
    return TrainedClassifier(out, accuracy, images.skipped)


@torch.no_grad()
def measure_accuracy(model: ClassifierTraining, images: ImageSet, device: torch.device, rank: int = 0, processes: int = 1) -> Score:
    """Accuracy on the test part in %, with the standard error of a mean over its images, which several processes share."""
    model.eval()
    rows = distributed.share(images.split["test"], BATCH, rank, processes)
    found = [model.logits(batch.images.to(device)).argmax(1).cpu().eq(labels_of(batch)) for batch in images.batches(rows, BATCH)]
    mean = Mean()
    for right in distributed.together(found, processes):
        mean.update(100.0 * right)
    return mean.score(PROTOCOL)


def _refuse_unfit(images: ImageSet, name: str) -> None:
    if images.labels is None:
        raise DataError(
            f"image set '{name}' has no labels, which a classifier learns from: give a labelled one, such as a folder with "
            "a folder of images for each class, or an npz file with labels"
        )
    if len(set(images.labels[images.split["train"]].tolist())) < 2:
        raise DataError(f"the training images of '{name}' are all of one class: a classifier needs at least two")
    if len(images.split["test"]) == 0:
        raise DataError(f"image set '{name}' has no test images to tell how good the classifier is: give it a share, --test 0.1")
