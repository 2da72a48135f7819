"""Study of pose: VAEs with spatial transformers (spec 2)."""
