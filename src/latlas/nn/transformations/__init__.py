"""Transformations of the plane with parameters: the poses of spatial transformers, one file each."""
