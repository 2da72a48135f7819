"""Latent models: one file each, its players and terms. No model inherits from another."""
