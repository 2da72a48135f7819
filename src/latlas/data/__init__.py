"""Image sets: one file per set, all giving the same `ImageSet`."""
