"""Interpolation (spec line 1): AEAI beside the methods it is compared with, on the same networks and data."""
