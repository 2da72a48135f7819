"""The commands and snippets of a Markdown page, and how they are run.

Fenced blocks of `bash`, `console` and `python` are code; blocks of any other language are not. Comments say what a test does with code:

- `<!-- test: skip REASON -->` before a block: not run here; the reason is part of the page.
- `<!-- test: slow -->` before a block: run in the slow suite only.
- `<!-- test: serve -->` before a block: a server; it must answer, and stop on Ctrl-C.
- `<!-- test: fails -->` before a block: the command must exit with a code that is not 0.
- `<!-- test: replace OLD => NEW -->` before a block: run with NEW in place of OLD; OLD must be there.
- `<!-- test: run python` (or `bash`), lines of code, `-->`: set-up that readers do not see.

The blocks of a page run in their order in one empty folder; Python blocks share their names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Language = Literal["bash", "python"]
LANGUAGES: dict[str, Language] = {"bash": "bash", "console": "bash", "python": "python"}
DIRECTIVE = re.compile(r"<!-- test: (skip|slow|serve|fails|replace) ?(.*?) ?-->")
HIDDEN = re.compile(r"<!-- test: run (bash|python)")
FENCE = re.compile(r"( *)(`{3,})(\w*).*")


@dataclass
class Block:
    """A piece of code of a page."""

    page: str
    line: int
    language: Language
    code: str
    skip: str | None = None
    slow: bool = False
    serve: bool = False
    fails: bool = False

    @property
    def where(self) -> str:
        """Page and line of the first line of code."""
        return f"{self.page}:{self.line}"


@dataclass
class _Asked:
    """What the comments since the last block ask for."""

    words: dict[str, str] = field(default_factory=dict)
    replace: list[tuple[str, str]] = field(default_factory=list)


def blocks(text: str, page: str) -> list[Block]:
    """All code of a page. Raises `ValueError` for a comment that no block follows, or a fence that is not closed."""
    found: list[Block] = []
    asked = _Asked()
    lines = text.splitlines()
    number = 0
    while number < len(lines):
        line = lines[number]
        if directive := DIRECTIVE.fullmatch(line.strip()):
            _note(asked, directive, f"{page}:{number + 1}")
        elif hidden := HIDDEN.fullmatch(line.strip()):
            end = _end(lines, number, "-->", page)
            found.append(_block(page, number + 2, LANGUAGES[hidden[1]], lines[number + 1 : end], asked))
            asked, number = _Asked(), end
        elif fence := FENCE.fullmatch(line):
            end = _end(lines, number, fence[2], page)
            if fence[3] in LANGUAGES:
                body = [inner[len(fence[1]) :] for inner in lines[number + 1 : end]]
                found.append(_block(page, number + 2, LANGUAGES[fence[3]], body, asked))
                asked = _Asked()
            number = end
        number += 1
    if asked.words or asked.replace:
        raise ValueError(f"{page}: the last test comment has no block after it")
    return found


def slugs(text: str) -> set[str]:
    """The anchors of a page's headings, as the site makes them."""
    heads = [line for line in _outside_fences(text) if line.startswith("#")]
    found = set()
    for head in heads:
        if named := re.search(r"\{ #([\w-]+) \}$", head):
            found.add(named[1])
            continue
        words = re.sub(r"[^\w\- ]", "", head.lstrip("# ").encode("ascii", "ignore").decode().lower()).strip()
        found.add(re.sub(r"[\s-]+", "-", words))
    return found


def links(text: str) -> list[str]:
    """Targets of a page's links and pictures that stay in the repository."""
    targets = re.findall(r"\]\(([^)\s]+)\)", "\n".join(_outside_fences(text)))
    return [target for target in targets if "://" not in target and not target.startswith("mailto:")]


def _outside_fences(text: str) -> list[str]:
    kept, fence = [], ""
    for line in text.splitlines():
        mark = FENCE.fullmatch(line)
        if mark and not fence:
            fence = mark[2]
        elif fence and line.strip() == fence:
            fence = ""
        elif not fence:
            kept.append(line)
    return kept


def _note(asked: _Asked, directive: re.Match[str], where: str) -> None:
    word, rest = directive[1], directive[2]
    if word == "replace":
        old, arrow, new = rest.partition(" => ")
        if not arrow:
            raise ValueError(f"{where}: a replacement is written OLD => NEW")
        asked.replace.append((old, new))
        return
    if word == "skip" and not rest:
        raise ValueError(f"{where}: say why the block is skipped")
    asked.words[word] = rest


def _block(page: str, line: int, language: Language, body: list[str], asked: _Asked) -> Block:
    code = "\n".join(body) + "\n"
    for old, new in asked.replace:
        if old not in code:
            raise ValueError(f"{page}:{line}: there is no '{old}' to replace")
        code = code.replace(old, new)
    words = asked.words
    return Block(page, line, language, code, words.get("skip"), "slow" in words, "serve" in words, "fails" in words)


def _end(lines: list[str], start: int, mark: str, page: str) -> int:
    for number in range(start + 1, len(lines)):
        if lines[number].strip() == mark:
            return number
    raise ValueError(f"{page}:{start + 1}: the block has no end")


def markdown_pages(root: Path) -> list[Path]:
    """Every page that readers see: the README, the guide for contributors, and the documentation."""
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]
