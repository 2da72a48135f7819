"""What can be named on the command line: name → "module:object", loaded only when it is asked for.

A new model, image set, metric, projection, extractor or transformation is one file plus one line here. Other packages
add theirs through the entry-point groups `latlas.models`, `latlas.data`, `latlas.metrics`, `latlas.projections`,
`latlas.extractors` and `latlas.transformations` (name = "module:object"), without touching this file.
"""

from __future__ import annotations

import difflib
import importlib
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any, Literal

from latlas.errors import UsageError

Kind = Literal["models", "data", "metrics", "projections", "extractors", "transformations", "studies"]


@dataclass(frozen=True)
class Entry:
    """One name of the catalog."""

    target: str
    """`module:object`."""
    summary: str = "added by another package"
    """One line for `latlas list`."""

    def load(self) -> Any:
        """Import the module and return the object; this is where heavy imports happen."""
        module, _, name = self.target.partition(":")
        return getattr(importlib.import_module(module), name)


BUILT_IN: dict[Kind, dict[str, Entry]] = {
    "models": {
        "ae": Entry("latlas.models.ae:AE", "plain autoencoder: reconstruction only, no prior"),
        "vae": Entry("latlas.models.vae:VAE", "variational autoencoder with a Gaussian posterior"),
        "beta_vae": Entry("latlas.models.beta_vae:BetaVAE", "VAE with a weight β on the KL term"),
        "transformer_vae": Entry("latlas.models.transformer_vae:TransformerVAE", "VAE whose images are a canonical one in a pose"),
        "double_transformer_vae": Entry(
            "latlas.models.double_transformer_vae:DoubleTransformerVAE", "VAE that sees images with their pose undone, and puts it back"
        ),
        "stagewise_vae": Entry("latlas.models.stagewise_vae:StagewiseVAE", "VAE that gets to very few latents layer by layer"),
        "aae": Entry("latlas.models.aae:AAE", "autoencoder whose codes must look drawn from the prior"),
        "acai": Entry("latlas.models.acai:ACAI", "autoencoder whose interpolations hide from a critic how they were mixed"),
        "amr": Entry("latlas.models.amr:AMR", "autoencoder whose decoded mixes of codes must look real"),
        "gaia": Entry("latlas.models.gaia:GAIA", "autoencoder against an autoencoder, on reconstructions and interpolations"),
        "aeai": Entry("latlas.models.aeai:AEAI", "autoencoder with real, consistent and smooth interpolations"),
    },
    "data": {
        "digits": Entry("latlas.data.digits:Digits", "1 797 scanned 8×8 digits that ship with scikit-learn"),
        "mnist": Entry("latlas.data.mnist:MNIST", "70 000 digits 28×28 from idx, idx.gz or npz files"),
        "rot_mnist": Entry("latlas.data.rot_mnist:RotMNIST", "1 500 digits of MNIST, each turned by a known angle"),
        "folder": Entry("latlas.data.folder:Folder", "a folder of images; labels from the names of its folders"),
        "array": Entry("latlas.data.array:Array", "images in an npy or npz file"),
        "hub": Entry("latlas.data.hub:Hub", "a data set of images on the Hugging Face hub, hub:OWNER/NAME"),
        "pole": Entry("latlas.data.pole:Pole", "a pole and its shadow, rendered: azimuth and elevation of the light"),
        "sprites": Entry("latlas.data.sprites:Sprites", "the dSprites grid, rendered: shape, scale, orientation, x, y"),
        "coil100": Entry("latlas.data.coil100:Coil100", "100 objects on a turntable, 72 colour views of each: object, azimuth"),
        "lines": Entry("latlas.data.lines:Lines", "a line from the middle outwards, rendered: its angle"),
    },
    "metrics": {
        "mse": Entry("latlas.metrics.mse:MSE", "mean squared error of reconstructions, of values in [0, 1]"),
        "mae": Entry("latlas.metrics.mae:MAE", "mean absolute error of reconstructions, of values in [0, 1]"),
        "psnr": Entry("latlas.metrics.psnr:PSNR", "peak signal-to-noise ratio of reconstructions, dB"),
        "ssim": Entry("latlas.metrics.ssim:SSIM", "structural similarity of reconstructions, 1 is identical"),
        "kl": Entry("latlas.metrics.kl:KL", "divergence of the posterior from the prior, nats per image"),
        "active_units": Entry("latlas.metrics.active_units:ACTIVE_UNITS", "latents whose posterior mean varies over images"),
        "knn_accuracy": Entry("latlas.metrics.knn_accuracy:KNN_ACCURACY", "classes told by the 10 nearest training latents, %"),
        "linear_probe": Entry("latlas.metrics.linear_probe:LINEAR_PROBE", "classes told by a linear SVM on latents, %"),
        "frechet": Entry("latlas.metrics.frechet:FRECHET", "Fréchet distance of generated to real images, in features"),
        "mmd": Entry("latlas.metrics.mmd:MMD", "MMD² of generated to real images, Gaussian kernel"),
        "precision": Entry("latlas.metrics.precision_recall:PRECISION", "generated images that lie among real ones, 0 to 1"),
        "recall": Entry("latlas.metrics.precision_recall:RECALL", "real images that lie among generated ones, 0 to 1"),
        "density": Entry("latlas.metrics.precision_recall:DENSITY", "real neighbourhoods that hold a generated image, over k"),
        "coverage": Entry("latlas.metrics.precision_recall:COVERAGE", "real neighbourhoods with a generated image in them, 0 to 1"),
    },
    "projections": {
        "pca": Entry("latlas.projection.pca:PCA", "the plane of largest variance; back by the transposed axes"),
        "ica": Entry("latlas.projection.ica:ICA", "the plane of PCA along independent directions; back like PCA"),
        "parametric_tsne": Entry("latlas.projection.parametric_tsne:ParametricTSNE", "t-SNE as a network, and a network back"),
        "parametric_umap": Entry("latlas.projection.parametric_umap:ParametricUMAP", "UMAP as a network, and a network back"),
        "ridge": Entry("latlas.projection.ridge:RidgePreImage", "another projection (PCA); back by ridge regression"),
        "shotgun": Entry("latlas.projection.shotgun:ShotgunPreImage", "another projection (PCA); back to the nearest of many candidates"),
        "sammon": Entry("latlas.projection.sammon:Sammon", "layout that keeps small distances; no way back"),
        "opentsne": Entry("latlas.projection.opentsne:OpenTSNE", "t-SNE by openTSNE; no way back"),
        "umap_learn": Entry("latlas.projection.umap_learn:UMAPLearn", "UMAP by umap-learn; no way back"),
    },
    "extractors": {
        "vgg19": Entry("latlas.features.vgg19:VGG19", "VGG-19 of ImageNet: all 16 convolutions"),
        "vgg19_distilled": Entry("latlas.features.vgg19_distilled:VGG19Distilled", "small imitation of VGG-19's five style layers"),
        "inception": Entry("latlas.features.inception:Inception", "Inception v3 as the Fréchet Inception distance has it"),
        "lenet": Entry("latlas.features.lenet:LeNet", "LeNet-5, for digits: 84 features"),
        "classifier": Entry("latlas.features.classifier:Classifier", "classifier of your own images, trained by latlas extractor"),
        "pixels": Entry("latlas.features.pixels:Pixels", "the pixels themselves, as they are or resized; no weights"),
    },
    "transformations": {
        "affine": Entry("latlas.nn.transformations.affine:Affine", "the six entries of the matrix"),
        "affine_named": Entry("latlas.nn.transformations.affine_named:AffineNamed", "rotation, scale and shift along x and y"),
        "thin_plate": Entry("latlas.nn.transformations.thin_plate:ThinPlate", "offsets of a grid of control points"),
    },
    "studies": {
        "interpolation": Entry("latlas.studies.interpolation.study:STUDY", "AEAI beside six methods: in-between images against true views"),
        "pose": Entry("latlas.studies.pose.study:STUDY", "VAEs with spatial transformers beside the VAE: what is in z, what in the pose"),
        "two-dimensional": Entry("latlas.studies.two_dimensional.study:STUDY", "VAEs of two latents, stage by stage, beside projections"),
    },
}


def names(kind: Kind) -> dict[str, Entry]:
    """All names of a kind, built-in ones first; an installed package cannot replace a built-in name."""
    found = {point.name: Entry(point.value) for point in entry_points(group=f"latlas.{kind}")}
    return BUILT_IN[kind] | {name: entry for name, entry in sorted(found.items()) if name not in BUILT_IN[kind]}


def get(kind: Kind, name: str) -> Any:
    """The object behind a name. Raises `UsageError` with the nearest names when there is none."""
    known = names(kind)
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else ""
        raise UsageError(f"no {kind} named '{name}'.{hint} Known: {', '.join(known) or 'none'}")
    try:
        return known[name].load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"'{name}' ({known[name].target}) cannot be loaded: {error}") from error
