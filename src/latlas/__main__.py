"""`python -m latlas`, and `torchrun -m latlas`: the command line."""

from latlas.cli import main

if __name__ == "__main__":
    main()
