"""One runnable file per claim about speed: `python -m benchmarks.NAME --json`; all of them: `python -m benchmarks`."""
