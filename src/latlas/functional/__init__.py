"""Pure maths, tensors in, tensors out: likelihoods, divergences, similarities, rendering."""
