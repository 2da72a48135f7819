"""Models with a pose: they start at the identity, their poses can be read and set, and their terms are those of the bound."""

from __future__ import annotations

import math
from itertools import product

import pytest
import torch

from latlas import catalog
from latlas.errors import UsageError
from latlas.functional.divergence import gaussian_kl
from latlas.functional.randomness import Randomness
from latlas.models.double_transformer_vae import DoubleTransformerVAE, DoubleTransformerVAEConfig
from latlas.models.pose import PoseConfig, PosedDecoder
from latlas.models.pose_prior import FullPosePrior, NormalPosePrior, PosePriorName, build_pose_prior
from latlas.models.transformer_vae import TransformerVAE
from latlas.types import Batch, Images

SHAPE = (1, 12, 12)
SMALL = {"latent_dim": 3, "hidden": (16,)}
PRIORS = ("none", "identity", "normal", "full")
TRANSFORMATIONS = tuple(catalog.names("transformations"))
MODELS = (TransformerVAE, DoubleTransformerVAE)
Model = TransformerVAE | DoubleTransformerVAE


def make(model: type[Model], shape: tuple[int, int, int] = SHAPE, **options: object) -> Model:
    torch.manual_seed(0)
    if model is TransformerVAE:
        return TransformerVAE(PoseConfig(**{**SMALL, **options}), shape)  # type: ignore[arg-type]  # options by name
    return DoubleTransformerVAE(DoubleTransformerVAEConfig(**{**SMALL, **options}), shape)  # type: ignore[arg-type]  # as above


def blobs(count: int = 5, shape: tuple[int, int, int] = SHAPE) -> Images:
    """Smooth images, dark at the border."""
    generator = torch.Generator().manual_seed(0)
    noise = torch.rand(count, shape[0], 4, 4, generator=generator)
    smooth = torch.nn.functional.interpolate(noise, shape[1:], mode="bilinear")
    window = torch.hann_window(shape[1], periodic=False)[:, None] * torch.hann_window(shape[2], periodic=False)
    return (smooth * window).clamp(0, 1)


def batch_of(images: Images, labels: bool = False) -> Batch:
    index = torch.arange(len(images))
    return Batch(images, index, index % 3 if labels else None)


def randomness(count: int) -> Randomness:
    return Randomness.at(0, 0, 0, torch.arange(count))


def shifted(model: Model) -> Model:
    """Away from the start, at which posterior and prior of the pose are the same for all images."""
    head = model.encoder if isinstance(model, TransformerVAE) else model.localiser
    generator = torch.Generator().manual_seed(1)
    last = head[-1]  # type: ignore[index]  # a dense body
    with torch.no_grad():
        for parameter in (last.weight, last.bias, *model.decoder.prior.parameters()):
            parameter += 0.3 * torch.randn(parameter.shape, generator=generator)
    return model


@pytest.mark.parametrize(("prior", "transformation", "model"), list(product(PRIORS, TRANSFORMATIONS, MODELS)))
def test_a_fresh_model_is_at_the_identity(prior: str, transformation: str, model: type[Model]) -> None:
    fresh = make(model, pose_prior=prior, transformation=transformation, tone=True).eval()
    latents = fresh.encode(blobs()).mean
    expected = torch.cat([fresh.decoder.transformation.identity, torch.zeros(2)]).expand(5, -1)
    assert torch.equal(fresh.decoder.read_pose(latents), expected)
    torch.testing.assert_close(fresh.decode(latents), fresh.decoder.canonical(latents), atol=1e-5, rtol=0)


@pytest.mark.parametrize("model", MODELS)
def test_a_fresh_model_is_at_the_identity_behind_a_hidden_layer_too(model: type[Model]) -> None:
    fresh = make(model, pose_prior="full", pose_hidden=8).eval()
    found = fresh.decoder.read_pose(fresh.encode(blobs()).mean)
    assert torch.equal(found, fresh.decoder.transformation.identity.expand(5, -1))


@pytest.mark.parametrize("model", MODELS)
def test_no_standard_deviation_is_below_a_millionth(model: type[Model]) -> None:
    fresh = make(model).eval()
    with torch.no_grad():
        for head in [fresh.encoder, *([fresh.localiser] if isinstance(fresh, DoubleTransformerVAE) else [])]:
            head[-1].bias.fill_(-100)  # type: ignore[index,union-attr]  # a dense body
    logvar = fresh.encode(blobs()).logvar
    assert logvar is not None
    torch.testing.assert_close((logvar / 2).exp(), torch.full_like(logvar, 1e-6))


@pytest.mark.parametrize(("prior", "transformation"), list(product(PRIORS, TRANSFORMATIONS)))
def test_a_pose_that_is_set_is_read(prior: str, transformation: str) -> None:
    decoder = make(TransformerVAE, pose_prior=prior, transformation=transformation).decoder
    latents = torch.randn(4, decoder.latents)
    wanted = decoder.transformation.identity + 0.1 * torch.randn(4, len(decoder.pose_names))
    turned = decoder.set_pose(latents, wanted)
    torch.testing.assert_close(decoder.read_pose(turned), wanted, atol=1e-5, rtol=1e-4)
    assert torch.equal(turned[:, decoder.parts["z"]], latents[:, decoder.parts["z"]])
    one_for_all = decoder.set_pose(latents, wanted[:1])
    torch.testing.assert_close(decoder.read_pose(one_for_all), wanted[:1].expand(4, -1), atol=1e-5, rtol=1e-4)


def test_a_pose_of_low_rank_is_the_nearest_there_is() -> None:
    decoder = make(TransformerVAE, pose_prior="full", pose_rank=2).decoder
    assert decoder.latents == 3 + 2
    latents = torch.randn(4, decoder.latents)
    reachable = decoder.read_pose(latents)
    torch.testing.assert_close(decoder.read_pose(decoder.set_pose(latents, reachable)), reachable, atol=1e-5, rtol=1e-4)
    wanted = decoder.transformation.identity + 0.1 * torch.randn(4, 6)
    nearest = decoder.read_pose(decoder.set_pose(latents, wanted))
    weight = decoder.prior.last.weight  # type: ignore[union-attr]  # of the full prior
    torch.testing.assert_close((wanted - nearest) @ weight, torch.zeros(4, 2), atol=1e-5, rtol=0)


def test_a_pose_behind_a_hidden_layer_cannot_be_set() -> None:
    decoder = make(TransformerVAE, pose_prior="full", pose_hidden=8).decoder
    with pytest.raises(UsageError, match="hidden layer"):
        decoder.set_pose(torch.zeros(1, decoder.latents), decoder.transformation.identity[None])


def test_a_limit_holds_and_is_undone() -> None:
    decoder = make(TransformerVAE, transformation="thin_plate", pose_limit=0.3).decoder
    far = torch.full((1, decoder.latents), 5.0)
    assert float(decoder.read_pose(far).abs().max()) <= 0.3 + 1e-6
    wanted = torch.full((1, 18), 0.2)
    torch.testing.assert_close(decoder.read_pose(decoder.set_pose(far, wanted)), wanted, atol=1e-5, rtol=0)


def test_the_average_of_turns_goes_round() -> None:
    decoder = make(TransformerVAE, transformation="affine_named").decoder
    turns = torch.zeros(2, 5)
    turns[:, 0] = torch.tensor([math.pi - 0.1, -math.pi + 0.1])
    turns[:, 4] = torch.tensor([0.2, 0.4])
    average = decoder.average_pose(decoder.set_pose(torch.zeros(2, decoder.latents), turns))
    assert abs(abs(float(average[0, 0])) - math.pi) < 1e-5
    assert float(average[0, 4]) == pytest.approx(0.3)


class TestPriors:
    def test_normal_draws_have_the_fitted_moments(self) -> None:
        prior = NormalPosePrior(3, fit_mean=True)
        with torch.no_grad():
            prior.mean.copy_(torch.tensor([0.5, -1.0, 0.0]))
            prior.logvar.copy_(torch.tensor([0.0, -2.0, 1.0]))
        drawn = prior.sample(40_000, torch.Generator().manual_seed(0))
        torch.testing.assert_close(drawn.mean(0), prior.mean.detach(), atol=0.03, rtol=0)
        torch.testing.assert_close(drawn.var(0), prior.logvar.detach().exp(), atol=0.03, rtol=0.03)

    def test_full_draws_have_the_covariance_of_the_weights(self) -> None:
        prior = FullPosePrior(4, 2, 0)
        drawn = prior.offsets(prior.sample(40_000, torch.Generator().manual_seed(0))).detach()
        expected = (prior.last.weight @ prior.last.weight.T).detach()
        torch.testing.assert_close(torch.cov(drawn.T), expected, atol=3e-4, rtol=0)
        assert int(torch.linalg.matrix_rank(expected, atol=1e-6)) == 2

    def test_without_a_prior_draws_are_the_average_of_training(self) -> None:
        model = make(TransformerVAE, pose_prior="none").train()
        assert isinstance(model.prior.decoder, PosedDecoder)
        pose_bias = model.encoder[-1].bias  # type: ignore[index,union-attr]  # a dense body
        with torch.no_grad():
            pose_bias[-6:] = torch.tensor([0.3, 0.0, 0.0, 0.0, -0.2, 0.0])
        for _ in range(2):
            model.losses("autoencoder", batch_of(blobs()), randomness(5))
        average = model.decoder.prior.average  # type: ignore[union-attr]  # of no prior
        torch.testing.assert_close(average, (1 - 0.99**2) * pose_bias[-6:].detach())
        model.eval()
        model.losses("autoencoder", batch_of(blobs()), randomness(5))
        torch.testing.assert_close(model.decoder.draw_pose(3) - model.decoder.transformation.identity, average.expand(3, -1))

    def test_without_a_prior_rotations_are_averaged_on_the_circle(self) -> None:
        decoder = make(TransformerVAE, pose_prior="none", transformation="affine_named").decoder
        turned = torch.zeros(2, 5)
        turned[:, 0] = torch.tensor([2.9, -2.9])  # the mean direction is π
        turned[:, 3] = torch.tensor([0.1, 0.3])
        decoder.prior.average[0] = 1.0  # type: ignore[index]  # a buffer
        for _ in range(2000):
            decoder.prior.observe(turned)  # type: ignore[operator]  # of no prior
        drawn, averaged = decoder.draw_pose(1)[0], decoder.average_pose(torch.cat([torch.zeros(2, 3), turned], 1))[0]
        assert math.cos(float(drawn[0] - averaged[0])) == pytest.approx(1, abs=1e-6)
        torch.testing.assert_close(drawn[1:], averaged[1:], atol=1e-5, rtol=0)

    @pytest.mark.parametrize(("name", "rank", "hidden"), [("full", 7, 0), ("full", -1, 0), ("full", 0, -1), ("normal", 2, 0)])
    def test_what_there_cannot_be_is_refused(self, name: PosePriorName, rank: int, hidden: int) -> None:
        with pytest.raises(UsageError, match="pose_rank"):
            build_pose_prior(name, 6, rank, hidden)


@pytest.mark.parametrize(("prior", "model"), list(product(PRIORS, MODELS)))
class TestTerms:
    def test_divergences_are_those_of_the_posterior(self, prior: str, model: type[Model]) -> None:
        """The z of a double transformer depends on the pose that is drawn, so that with a prior only its pose can be compared."""
        fresh = shifted(make(model, pose_prior=prior)).eval()
        posterior = fresh.encode(blobs())
        assert posterior.logvar is not None
        assert posterior.prior_mean is not None
        assert posterior.prior_logvar is not None
        whole = gaussian_kl(posterior.mean, posterior.logvar, posterior.prior_mean, posterior.prior_logvar).mean()
        terms = fresh.losses("autoencoder", batch_of(blobs()), randomness(5))
        if prior == "none":
            assert "kl_pose" not in terms
            torch.testing.assert_close(whole, terms["kl"])
            return
        if model is TransformerVAE:
            torch.testing.assert_close(whole, terms["kl"] + terms["kl_pose"])
        # the spec's formula, written out: σ and μ of the posterior, τ and ν of the prior
        pose = fresh.parts["pose"]
        mu, sigma = posterior.mean[:, pose], (posterior.logvar[:, pose] / 2).exp()
        nu, tau = posterior.prior_mean[:, pose], (posterior.prior_logvar[:, pose] / 2).exp()
        expected = 0.5 * (-2 * (sigma / tau).log() + ((mu - nu) ** 2 + sigma**2) / tau**2 - 1).sum(1).mean()
        torch.testing.assert_close(terms["kl_pose"], expected)
        assert float(expected.detach()) > 0.02

    def test_every_parameter_learns(self, prior: str, model: type[Model]) -> None:
        fresh = make(model, pose_prior=prior, transformation="thin_plate").train()
        terms = fresh.losses("autoencoder", batch_of(blobs()), randomness(5))
        sum(terms.values()).backward()  # type: ignore[union-attr]  # there are terms
        still = [name for name, parameter in fresh.named_parameters() if parameter.grad is None]
        assert not still

    def test_draws_of_the_code_are_averaged(self, prior: str, model: type[Model]) -> None:
        """Twice as many draws leave the expectation: the mean over many noises agrees."""
        one, many = make(model, pose_prior=prior), make(model, pose_prior=prior, posterior_samples=4)
        batch = batch_of(blobs())
        errors = []
        for fresh in (one, many):
            fresh.eval()
            with torch.no_grad():
                found = [fresh.losses("autoencoder", batch, Randomness.at(0, k, 0, batch.index))["reconstruction"] for k in range(60)]
            errors.append(torch.stack(found))
        assert float(errors[1].var()) < float(errors[0].var())
        assert abs(float(errors[0].mean() - errors[1].mean())) < 4 * float(errors[0].std()) / math.sqrt(60)


def test_the_double_transformer_sees_images_upright() -> None:
    """With a localiser that always says the same turn, the encoder gets the image turned back."""
    model = make(DoubleTransformerVAE, pose_prior="none", transformation="affine_named").eval()
    with torch.no_grad():
        model.localiser[-1].bias[0] = math.pi / 2  # type: ignore[index,union-attr]  # a dense body
    images, seen = blobs(), []
    model.encoder.register_forward_hook(lambda module, inputs, output: seen.append(inputs[0]))
    model.encode(images)
    turned = [torch.rot90(images, quarter, (2, 3)) for quarter in (1, -1)]
    assert min(float((one - seen[0]).detach().abs().max()) for one in turned) < 1e-4
    again = model.decoder.put(seen[0], model.decoder.read_pose(model.encode(images).mean))
    torch.testing.assert_close(again, images, atol=1e-4, rtol=0)


def test_the_canonical_image_may_be_larger() -> None:
    model = make(TransformerVAE, canonical_size=24).eval()
    latents = torch.randn(2, model.latent_dim)
    assert model.decoder.canonical(latents).shape == (2, 1, 24, 24)
    assert model.decode(latents).shape == (2, *SHAPE)


def test_a_larger_canonical_image_has_the_same_kind_of_decoder() -> None:
    model = make(TransformerVAE, canonical_size=40)
    assert [type(layer) for layer in model.decoder.body] == [type(layer) for layer in make(TransformerVAE).decoder.body]  # type: ignore[union-attr]
    with pytest.raises(UsageError, match="canonical_size is 4"):
        make(TransformerVAE, canonical_size=4)


@pytest.mark.parametrize("model", MODELS)
def test_noise_is_seen_and_not_to_be_made(model: type[Model]) -> None:
    """The encoder gets noisy images in [0, 1] in training alone; with a decoder that makes the clean ones nothing is left to learn."""
    noisy, seen = make(model, input_noise=0.3, reconstruction="mse").train(), []
    reader = noisy.encoder if isinstance(noisy, TransformerVAE) else noisy.localiser
    reader.register_forward_hook(lambda module, inputs, output: seen.append(inputs[0]))
    images = blobs()
    noisy.decoder.canonical = lambda latents: images  # type: ignore[method-assign]  # the clean ones
    noisy.decoder.put = lambda canonical, parameters: canonical  # type: ignore[method-assign]  # in no pose
    terms = noisy.losses("autoencoder", batch_of(images), randomness(5))
    assert float(terms["reconstruction"]) == 0
    added = seen[0] - images
    assert float(added.std()) > 0.1
    assert float(seen[0].min()) >= 0
    assert float(seen[0].max()) <= 1
    noisy.eval().losses("autoencoder", batch_of(images), randomness(5))
    noisy.encode(images)
    assert torch.equal(seen[1], images)
    assert torch.equal(seen[2], images)


def test_tone_is_put_and_undone() -> None:
    decoder = make(TransformerVAE, tone=True).decoder
    images = blobs() * 0.5 + 0.1
    pose = torch.cat([decoder.transformation.identity, torch.tensor([0.3, 0.05])]).expand(5, -1)
    put = decoder.put(images, pose)
    torch.testing.assert_close(put, images * math.exp(0.3) + 0.05, atol=1e-5, rtol=0)
    torch.testing.assert_close(decoder.put_back(put, pose), images, atol=1e-5, rtol=0)


class TestDiscretePart:
    @pytest.mark.parametrize("model", MODELS)
    def test_classes_have_their_term(self, model: type[Model]) -> None:
        fresh = make(model, classes=3).eval()
        terms = fresh.losses("autoencoder", batch_of(blobs()), randomness(5))
        assert 0 <= float(terms["kl_class"].detach()) <= math.log(3)
        latents = fresh.encode(blobs()).mean
        torch.testing.assert_close(latents[:, fresh.parts["class"]].sum(1), torch.ones(5))
        assert torch.equal(fresh.prior.sample(7)[:, fresh.parts["class"]].sum(1), torch.ones(7))

    def test_cold_draws_are_of_one_class_each_as_likely_as_its_probability(self) -> None:
        from latlas.models.pose_terms import _class_part

        logits = torch.log(torch.tensor([0.2, 0.3, 0.5])).expand(4000, -1)
        config = PoseConfig(classes=3, temperature=0.01)
        drawn, _ = _class_part(config, logits, None, randomness(4000))
        assert float((drawn.max(1).values > 0.99).float().mean()) > 0.95
        torch.testing.assert_close(drawn.mean(0), torch.tensor([0.2, 0.3, 0.5]), atol=0.03, rtol=0)

    def test_labels_are_decoded_and_learned(self) -> None:
        model = make(TransformerVAE, classes=3, labelled=True).eval()
        terms = model.losses("autoencoder", batch_of(blobs(), labels=True), randomness(5))
        assert "classification" in terms
        with pytest.raises(UsageError, match="labels below 3"):
            model.losses("autoencoder", batch_of(blobs()), randomness(5))

    def test_sparse_latents_pay_by_their_size(self) -> None:
        model = make(TransformerVAE, sparse_latents=2, sparsity_weight=0.5).eval()
        terms = model.losses("autoencoder", batch_of(blobs()), randomness(5))
        expected = model.encode(blobs()).mean[:, 1:3].abs().sum(1).mean()
        torch.testing.assert_close(terms["sparsity"], expected)
        assert model.players()[0].weights["sparsity"] == 0.5


def test_colour_images_have_a_gaussian_likelihood() -> None:
    """The same squared error weighs by 1 / 2σ², and the constant is that of 3·10·12 values."""
    shape, found = (3, 10, 12), {}
    for std in (1.0, 0.1):
        model = make(TransformerVAE, shape, reconstruction="gaussian", gaussian_std=std).eval()
        found[std] = float(model.losses("autoencoder", batch_of(blobs(4, shape)), randomness(4))["reconstruction"].detach())
    squared = 2 * (found[1.0] - 180 * math.log(2 * math.pi))
    assert found[0.1] == pytest.approx(squared / 0.02 + 180 * math.log(2 * math.pi * 0.01), rel=1e-4)


@pytest.mark.parametrize(
    "options",
    [
        {"sparse_latents": 4},
        {"labelled": True},
        {"temperature": 0.0},
        {"gaussian_std": -1.0},
        {"posterior_samples": 0},
        {"pose_limit": -0.1},
        {"input_noise": -0.1},
        {"transformation": "nonsense"},
        {"grid": 4},
        {"temperature": 0.5},
        {"temperature": 0.5, "classes": 3, "labelled": True},
        {"sparsity_weight": 2.0},
        {"gaussian_std": 0.1},
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        make(TransformerVAE, **options)  # type: ignore[arg-type]  # options by name
