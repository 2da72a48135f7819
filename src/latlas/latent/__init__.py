"""The latent space itself: paths through it, on plain tensors and any decoder."""
