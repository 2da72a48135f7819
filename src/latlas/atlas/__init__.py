"""The atlas: a trained model and its images as one folder that can be looked at, searched, walked and shared."""
