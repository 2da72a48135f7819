"""Extractors: fixed networks that turn images into features, and the losses made of them."""
