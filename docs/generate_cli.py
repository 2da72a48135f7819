"""Write docs/reference/cli.md from the help texts of the command line: `python docs/generate_cli.py [--check]`.

With --check nothing is written and the exit code is 1 when the page is stale.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

PAGE = Path(__file__).parent / "reference" / "cli.md"
COLUMNS = "80"
HEAD = """<!-- Written by docs/generate_cli.py from the code. Change the docstrings there, then run it again. -->

# Command line

Every verb answers `--help`. Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted. Results go to standard output,
progress and messages to standard error. `LATLAS_DEBUG=1` shows where an unexpected error came from.
"""


def help_of(*arguments: str) -> str:
    """What `latlas ARGUMENTS --help` prints, without colours, at a fixed width."""
    from latlas.cli import run

    # tyro draws frames only where the output's encoding has them.
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        run([*arguments, "--help"])
    out.seek(0)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.read())
    return "\n".join(line.rstrip() for line in plain.strip().splitlines())


def panel(text: str, title: str) -> str:
    """The framed part of a help text that has this title."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"╭─ {title} ─"))
    end = next(number for number in range(start, len(lines)) if lines[number].startswith("╰"))
    return "\n".join(lines[start : end + 1])


def page() -> str:
    """The whole page."""
    from latlas import catalog
    from latlas.cli import VERBS

    parts = [HEAD, block("latlas --help", help_of())]
    for verb in VERBS:
        parts += [f"## {verb}\n", block(f"latlas {verb} --help", help_of(verb))]
        if verb == "atlas":
            files = help_of("atlas", "--encoder", "FILE", "--decoder", "FILE", "digits")
            parts.append("### Options for a model from elsewhere\n")
            parts.append(block("latlas atlas --encoder FILE --decoder FILE DATA --help", panel(files, "atlas options")))
        if verb != "train":
            continue
        training = help_of("train", "vae", "digits")
        parts.append("### Options of every training\n")
        parts += [block("latlas train MODEL DATA --help", "\n".join(panel(training, f"{name} options") for name in ("output", "training")))]
        parts.append("### Options of the models\n")
        for name in catalog.BUILT_IN["models"]:
            parts.append(block(f"latlas train {name} DATA --help", panel(help_of("train", name, "digits"), "model options")))
        parts.append("### Options of the image sets\n")
        for name in catalog.BUILT_IN["data"]:
            title = f"{name.replace('_', '-')} options"
            parts.append(block(f"latlas train MODEL {name} --help", panel(help_of("train", "vae", name), title)))
    return "\n".join(parts)


def block(command: str, text: str) -> str:
    """A command and its output."""
    return f"```text\n$ {command}\n{text}\n```\n"


def main() -> int:
    """Write or check."""
    os.environ |= {"COLUMNS": COLUMNS, "NO_COLOR": "1", "TERM": "dumb"}
    text = page()
    if "--check" in sys.argv[1:]:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text
        print(f"{PAGE} is {'stale' if stale else 'up to date'}")
        return int(stale)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
