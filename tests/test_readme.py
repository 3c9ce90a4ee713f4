"""README and docs show what the program prints: their commands and Python are run, and their output compared.

A recipe that needs a tool which is not there (jq, parallel) is skipped; `.ci/run` installs them all.
"""

import html
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claimx import selection

from .conftest import ROOT, SCHEMA, Put
from .program import search_path

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(comment: str, page: str = README) -> list[str]:
    return re.findall(rf"<!-- {comment} -->\n```\w+\n(.*?)\n```", page, re.DOTALL)


def surroundings() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8", "PATH": search_path()}


def printed(command: str) -> str:
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT, env=surroundings())
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))


TUTORIAL, RECIPES = ((ROOT / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("tutorial", "recipes"))


def recipes(page: str = README) -> list[tuple[str, str, str]]:
    return re.findall(r"<!-- run(?: needs (\w+))? -->\n```sh\n(.*?)\n```\n\n<!-- output -->\n```text\n(.*?)\n```", page, re.DOTALL)


def test_main_command() -> None:
    (command,) = blocks("main command")
    run = command.rsplit("&& ", 1)[1]
    assert run.startswith(".venv/bin/claimx extract ")
    assert printed(run.removeprefix(".venv/bin/")) == blocks("main output")[0]


def test_the_picture_of_the_terminal_shows_what_is_printed() -> None:
    picture = (ROOT / "docs/terminal.svg").read_text(encoding="utf-8")
    shown = "".join(html.unescape(piece) for piece in re.findall(r"<text[^>]*>(.*?)</text>", picture, re.DOTALL))
    assert "".join(blocks("main output")[0].split()) in "".join(shown.split())


@pytest.mark.parametrize(("needs", "command", "output"), [*recipes(), *recipes(TUTORIAL), *recipes(RECIPES)])
def test_recipe(needs: str, command: str, output: str) -> None:
    if needs and shutil.which(needs) is None and importlib.util.find_spec(needs) is None:
        pytest.skip(f"needs {needs}")
    assert printed(command) == output


def test_no_recipe_is_left_out() -> None:
    assert len(recipes(TUTORIAL)) == TUTORIAL.count("<!-- run -->") >= 4
    assert len(recipes()) == README.count("<!-- run -->") + README.count("<!-- run needs") >= 1
    assert len(recipes(RECIPES)) == RECIPES.count("<!-- run -->") + RECIPES.count("<!-- run needs") >= 6
    shown = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)
    assert len(shown) == len(recipes()) + len(blocks("run in a folder of yours")) + 2  # the main command and the test command


@pytest.mark.parametrize("command", [*blocks("run in a folder of yours"), *blocks("run in a folder of yours", RECIPES)])
def test_recipe_in_a_folder_of_ones_own(command: str, tmp_path: Path, put: Put) -> None:
    for name in ("berita.txt", "articles/satu.txt"):
        put(name, (ROOT / "data/samples/bantahan.txt").read_bytes())
    subprocess.run(["bash", "-c", command.replace(".venv/bin/", "")], check=True, cwd=tmp_path, env=surroundings())
    made = [path for path in tmp_path.iterdir() if path.name not in ("berita.txt", "articles")]
    assert made
    assert all(path.stat().st_size > 500 for path in made if path.name not in ("failed.jsonl", "accepted.csv"))


@pytest.mark.parametrize(("code", "output"), re.findall(r"```python\n(.*?)\n```\n\n```text\n(.*?)\n```", README + RECIPES, re.DOTALL))
def test_python_example(code: str, output: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings())
    assert done.stdout.strip("\n") == output


@pytest.mark.parametrize("command", ["", "extract", "dates", "trace", "review", "score", "schema"])
def test_every_command_and_option_is_documented(command: str) -> None:
    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    shown = printed(f"claimx {command} --help")
    assert f"## claimx {command}".rstrip() + f"\n\n```text\n{shown}\n```" in page


def test_every_field_class_and_status_is_documented() -> None:
    record, cues = ((ROOT / f"docs/{name}.md").read_text(encoding="utf-8") for name in ("record", "cues"))
    fields = {name for part in (SCHEMA, *SCHEMA["$defs"].values()) for name in part.get("properties", {})}
    assert [name for name in sorted(fields) if not re.search(rf"[`\"]{name}(?:\[\])?[`\"]", record)] == []
    assert [name for name in (*selection.CLASSES, *selection.STATUSES) if name not in cues] == []


def test_links_lead_somewhere() -> None:
    for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_indonesian_page_names_every_option_of_extract() -> None:
    page = (ROOT / "docs/id/index.md").read_text(encoding="utf-8")
    options = set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", printed("claimx extract --help"), re.MULTILINE))
    assert {option for option in options if option not in page} <= {"--help", "--quiet", "--verbose"}
