"""latlas: train, shape, measure, explore and steer the latent spaces of image models.

    import latlas

    trained = latlas.train("vae", "digits", "run", latent_dim=2, epochs=50)
    atlas = latlas.build_atlas(trained, "atlas")
    latlas.serve(atlas)

Importing the package costs nothing: the names below, those of `latlas.api`, load what they need when first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from latlas.api import (
        Explorer,
        TrainedModel,
        append_to_atlas,
        bilinear_grid,
        build_atlas,
        build_atlas_of,
        build_model,
        data_options,
        encode,
        evaluate,
        export_site,
        interpolate,
        load,
        onnx_decoder,
        onnx_encoder,
        open_atlas,
        reconstruct,
        sample,
        serve,
        train,
    )

__version__ = "0.1.0"
__all__ = [
    "Explorer",
    "TrainedModel",
    "append_to_atlas",
    "bilinear_grid",
    "build_atlas",
    "build_atlas_of",
    "build_model",
    "data_options",
    "encode",
    "evaluate",
    "export_site",
    "interpolate",
    "load",
    "onnx_decoder",
    "onnx_encoder",
    "open_atlas",
    "reconstruct",
    "sample",
    "serve",
    "train",
]


_LIGHT = {
    "Explorer": "latlas.explorer.notebook",
    "export_site": "latlas.explorer.site",
    "open_atlas": "latlas.atlas.atlas",
    "serve": "latlas.explorer.serve",
}
"""Names that load no torch where they come from: looking at an atlas needs none."""


def __getattr__(name: str) -> Any:
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_LIGHT.get(name, "latlas.api")), name)
    raise AttributeError(f"module 'latlas' has no attribute '{name}'")
