"""Bodies: the networks between images and latents, free of any model's maths."""
