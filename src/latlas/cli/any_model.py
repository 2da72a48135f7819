"""`latlas atlas --encoder ENCODER.onnx --decoder DECODER.onnx DATA --out ATLAS`: the atlas of a model that latlas did not train."""

from __future__ import annotations

from dataclasses import dataclass, field, make_dataclass
from pathlib import Path
from typing import Annotated, Any

from latlas.cli.running import parse
from latlas.errors import UsageError

VALUES = {"--encoder-range": 2, "--decoder-range": 2, "--quiet": 0, "--no-quiet": 0, "--help": 0, "-h": 0}
"""How many values follow an option; one follows every other."""


@dataclass(frozen=True)
class AnyModel:
    """The model and where its atlas goes."""

    out: Path
    """Folder of the atlas; it appears when it is whole."""
    encoder: Path | None = None
    """ONNX file of one input, images, and of one output, latents, in float32; weights inside."""
    decoder: Path | None = None
    """ONNX file of one input, latents, and of one output, images, in float32; weights inside."""
    encoder_range: tuple[float, float] = (0.0, 1.0)
    """Lowest and highest value of the images that the encoder was trained on."""
    decoder_range: tuple[float, float] = (0.0, 1.0)
    """Lowest and highest value of the images that the decoder was trained on."""
    latent_output: str | None = None
    """Output of the encoder that holds the latents, when it has several: the means, not samples."""
    latent_dim: int | None = None
    """Keep only so many of the encoder's latents, the first: for means and log-variances side by side."""
    name: str = "model"
    """Name of the model."""
    summary: str = ""
    """What the model is, in a sentence, for its card."""
    projection: str = "pca"
    """Map for models that have not just two latent dimensions (latlas list projections)."""
    tile_levels: int = 4
    """Zoom levels of the decoded manifold; 0 leaves it out."""
    quiet: bool = False
    """Print nothing but errors."""


def is_meant(arguments: list[str]) -> bool:
    """Whether the arguments of `latlas atlas` name networks rather than a run."""
    return any(argument.partition("=")[0] in ("--encoder", "--decoder") for argument in arguments)


def command(arguments: list[str]) -> None:
    """Build."""
    data, rest = _split(arguments)
    if data is None and not {"-h", "--help"} & set(arguments):
        raise UsageError("which images? Give an image set, before its own options: latlas atlas --encoder E --decoder D DATA --out ATLAS")

    from latlas.runs import data_options

    defaults = data_options(data or "digits")
    parts: list[tuple[str, Any, Any]] = [
        ("atlas", AnyModel, field()),
        ("data", _named(type(defaults), data or "digits"), field(default=defaults)),
    ]
    about = "Build the atlas of a model that latlas did not train, from two ONNX files. Repeat it to resume."
    given: Any = parse(make_dataclass("Options", parts), f"atlas --encoder FILE --decoder FILE {data or 'DATA'}", rest, description=about)
    _build(given.atlas, given.data)


def _named(kind: type[Any], name: str) -> Any:
    import tyro

    return Annotated[kind, tyro.conf.arg(name=name)]


def _split(arguments: list[str]) -> tuple[str | None, list[str]]:
    """The image set, which is the first argument that is no option nor the value of one, and all the others."""
    place = 0
    while place < len(arguments):
        option, equals, _ = arguments[place].partition("=")
        if not option.startswith("-"):
            return arguments[place], arguments[:place] + arguments[place + 1 :]
        place += 1 if equals else 1 + VALUES.get(option.replace("_", "-"), 1)
    return None, arguments


def _build(options: AnyModel, data: Any) -> None:
    if options.encoder is None:
        raise UsageError(
            "there is no --encoder: the images of an atlas stand at their latents, and a decoder alone, such as the generator of a GAN, "
            "has none for them. Give the model's encoder, or train one for it"
        )
    if options.decoder is None:
        raise UsageError("there is no --decoder: give the ONNX file that makes images of this encoder's latents")

    from latlas.api import build_atlas_of, onnx_decoder, onnx_encoder

    images = data.load(progress=not options.quiet)
    build_atlas_of(
        onnx_encoder(options.encoder, images.shape, options.encoder_range, options.latent_output, options.latent_dim),
        onnx_decoder(options.decoder, images.shape, options.decoder_range),
        images,
        options.out,
        name=options.name,
        summary=options.summary,
        quiet=options.quiet,
        projection=options.projection,
        tile_levels=options.tile_levels,
    )
    if not options.quiet:
        print(f"atlas: {options.out}")
