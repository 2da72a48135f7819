"""The one training loop, over any `Trainable`; it knows no model by name."""
