"""One file per metric, on plain tensors and callables: nothing here knows a model."""
