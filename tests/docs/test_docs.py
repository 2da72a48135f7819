"""Every command and snippet of the documentation runs, and what is generated is not stale."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import traceback
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from docs_pages import Block, blocks, links, markdown_pages, slugs

from latlas import catalog
from latlas.cli import run as run_latlas

ROOT = Path(__file__).resolve().parents[2]
PAGES = {path.relative_to(ROOT).as_posix(): path for path in markdown_pages(ROOT)}
CODE = {name: blocks(path.read_text(encoding="utf-8"), name) for name, path in PAGES.items()}
WITH_CODE = [name for name, found in CODE.items() if any(not block.skip for block in found)]
READ_FIRST = ("README.md", "CONTRIBUTING.md", "docs/tutorial.md")
"""Pages whose code runs in the fast suite; that of the others, in the slow one."""
WITH_SLOW = [name for name, found in CODE.items() if any(block.slow and not block.skip for block in found)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LATLAS_REPOSITORY", str(ROOT))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(catalog, "BUILT_IN", {kind: dict(entries) for kind, entries in catalog.BUILT_IN.items()})
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(name, marks=() if name in READ_FIRST else pytest.mark.slow)
        for name in WITH_CODE
        if any(not block.slow and not block.skip for block in CODE[name])
    ],
)
def test_code_runs(page: str, folder: Path) -> None:
    run_page([block for block in CODE[page] if not block.slow])


@pytest.mark.slow
@pytest.mark.parametrize("page", WITH_SLOW)
def test_slow_code_runs(page: str, folder: Path) -> None:
    run_page(CODE[page])


def run_page(found: list[Block]) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    for block in found:
        if block.skip:
            continue
        if block.language == "python":
            run_python(block, names)
        elif block.serve:
            run_server(block)
        else:
            run_bash(block)


def run_python(block: Block, names: dict[str, Any]) -> None:
    # Padding makes line numbers in tracebacks those of the page.
    padded = "\n" * (block.line - 1) + block.code
    try:
        exec(compile(padded, str(ROOT / block.page), "exec"), names)  # noqa: S102 - our own documentation
    except Exception:  # noqa: BLE001 - whatever a snippet raises is the finding
        pytest.fail(f"{block.where}\n{traceback.format_exc()}", pytrace=False)


def run_bash(block: Block) -> None:
    """Lines that only call latlas run in this process, which saves seconds of imports each; others in a shell."""
    commands = [shlex.split(line, comments=True) for line in re.sub(r"\\\n\s*", " ", block.code).splitlines()]
    commands = [command for command in commands if command]
    if all(command[0] == "latlas" and not {"|", ">", "&&", ";", "&"} & set(command) for command in commands):
        codes = [run_latlas([str(Path(word).expanduser()) if word.startswith("~/") else word for word in c[1:]]) for c in commands]
        failed = [shlex.join(command) for command, code in zip(commands, codes, strict=True) if code]
    else:
        code = subprocess.run(["bash", "-euo", "pipefail", "-c", block.code], check=False, timeout=280).returncode
        failed = [block.code] if code else []
    if block.fails:
        assert failed, f"{block.where} should fail and did not"
    else:
        assert not failed, f"{block.where}: {failed[0]}"


def run_server(block: Block) -> None:
    """Start the command, get the page and the atlas from the address it prints, and stop it with Ctrl-C."""
    command = shlex.split(block.code, comments=True)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            address = next((line.partition("explorer: ")[2].strip() for line in lines if line.startswith("explorer: ")), None)
            assert address, f"{block.where}: no address was printed"
            for name in ("", "atlas/atlas.json"):
                with urllib.request.urlopen(address + name, timeout=20) as answer:  # noqa: S310 - an address on loopback
                    assert answer.status == 200
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


def test_every_page_is_found() -> None:
    assert {"README.md", "CONTRIBUTING.md", "docs/index.md", "docs/tutorial.md"} <= set(PAGES)
    assert sum(len(found) for found in CODE.values()) > 50


def test_python_of_skipped_blocks_compiles() -> None:
    for found in CODE.values():
        for block in found:
            if block.skip and block.language == "python":
                ast.parse(block.code, block.where)


@pytest.mark.parametrize("page", sorted(PAGES))
def test_internal_links_resolve(page: str) -> None:
    text = PAGES[page].read_text(encoding="utf-8")
    for target in links(text):
        path, _, anchor = target.partition("#")
        file = (PAGES[page].parent / path).resolve() if path else PAGES[page]
        assert file.exists(), f"{page} links to {target}, which is not there"
        if anchor and file.suffix == ".md" and "generated from the docstrings" not in file.read_text(encoding="utf-8"):
            assert anchor in slugs(file.read_text(encoding="utf-8")), f"{page} links to {target}: no such heading"


@pytest.mark.parametrize("script", ["generate_cli.py", "generate_results.py"])
def test_generated_pages_are_not_stale(script: str) -> None:
    result = subprocess.run([sys.executable, ROOT / "docs" / script, "--check"], capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, f"{result.stdout}{result.stderr}\nrun: python docs/{script}"


@pytest.mark.parametrize("name", sorted(catalog.BUILT_IN["models"]))
def test_every_model_has_a_page_and_a_citation(name: str) -> None:
    path = ROOT / "docs" / "models" / f"{name}.md"
    assert path.exists(), f"{name} has no page: `make docs` writes a first one, docs/models/{name}.md"
    page = path.read_text(encoding="utf-8")
    for heading in ("## Loss", "## Implementation details", "## Departures", "## Logged values", "## Results"):
        assert heading in page, f"docs/models/{name}.md has no section '{heading}'"
    assert f"latlas train {name} " in page
    citation = catalog.get("models", name).citation
    assert re.match(r"@(article|inproceedings|misc|book|phdthesis|techreport)\{\w+,\n", citation)
    for field in ("title", "author", "year"):
        assert re.search(rf"^\s*{field}\s*=", citation, re.MULTILINE), f"the citation of {name} has no {field}"


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("data", "docs/image-sets.md"),
        ("metrics", "docs/metrics.md"),
        ("projections", "docs/projections.md"),
        ("extractors", "docs/how-to/perceptual.md"),
        ("transformations", "docs/how-to/transformation.md"),
    ],
)
def test_everything_that_can_be_named_is_described(kind: catalog.Kind, page: str) -> None:
    text = PAGES[page].read_text(encoding="utf-8")
    for name in catalog.BUILT_IN[kind]:
        assert re.search(rf"^##+ .*`{name}`|^\| `{name}` ", text, re.MULTILINE), f"{page} says nothing of {name}"


def test_quality_results_have_the_seeds_they_claim() -> None:
    results = json.loads((ROOT / "benchmarks" / "results" / "quality.json").read_text(encoding="utf-8"))
    assert set(results["options"]) <= set(catalog.BUILT_IN["models"])
    assert not set(results["seeds_complete"]) & set(results["seeds_partial"])
    keys = [(row["model"], row["seed"], row["latent_dim"], row["metric"]) for row in results["rows"]]
    assert len(keys) == len(set(keys))
    for seed in results["seeds_complete"]:
        for model in results["options"]:
            for dim in (2, 10):
                measured = {metric for name, of, latents, metric in keys if (name, of, latents) == (model, seed, dim)}
                assert measured >= {"mse", "ssim", "active_units", "knn_accuracy"}, (model, seed, dim)


@pytest.mark.slow
def test_site_builds_and_loads_nothing_from_other_hosts(tmp_path: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False, timeout=280)
    assert result.returncode == 0, result.stdout + result.stderr
    loaded = re.compile(r'<(?:script|img|iframe)[^>]+src="(https?:)?//|<link[^>]+(?:stylesheet|preload|icon)[^>]+href="(https?:)?//')
    for page in tmp_path.rglob("*.html"):
        assert not loaded.search(page.read_text(encoding="utf-8")), f"{page.relative_to(tmp_path)} loads something from another host"
