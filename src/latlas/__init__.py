"""latlas: train, shape, measure, explore and steer the latent spaces of image models.

Importing the package costs nothing: heavy libraries load with the room that needs them.
"""

__version__ = "0.1.0"
