"""Study of two dimensions: stage-wise VAEs beside projections of a wide one (spec 3.1 to 3.3)."""
