"""Projections: maps from latents to two dimensions, each with an inverse, on plain arrays."""
