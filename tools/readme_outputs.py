"""Run the commands of README.md, docs/tutorial.md, docs/recipes.md and docs/cli.md and write what they print beneath them.

    python tools/readme_outputs.py

The tests compare the same blocks (`tests/test_readme.py`); this saves the pasting. Run it in the project's environment.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENV = {**os.environ, "COLUMNS": "100", "LC_ALL": "C.UTF-8", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
_RECIPE = re.compile(
    r"(<!-- run(?: needs \w+)? -->\n```sh\n(?P<command>.*?)\n```\n\n<!-- output -->\n```text\n)(?P<output>.*?)(?=```)", re.DOTALL
)
_MAIN = re.compile(
    r"(<!-- main command -->\n```sh\n(?P<command>.*?)\n```.*?<!-- main output -->\n```text\n)(?P<output>.*?)(?=```)", re.DOTALL
)
_HELP = re.compile(r"(## claimx(?P<command>[^\n]*)\n\n```text\n)(?P<output>.*?)(?=\n```)", re.DOTALL)


def printed(command: str) -> str:
    """Return what a command prints, without white space at the ends of lines; raises `CalledProcessError`."""
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT, env=ENV)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))


def main() -> None:
    """Rewrite the files."""
    readme, reference = ROOT / "README.md", ROOT / "docs/cli.md"
    text = readme.read_text(encoding="utf-8")
    text = _MAIN.sub(lambda m: f"{m[1]}{printed(m['command'].rsplit('&& ', 1)[1].removeprefix('.venv/bin/'))}\n", text)
    text = _RECIPE.sub(lambda m: f"{m[1]}{printed(m['command'])}\n", text)
    readme.write_text(text, encoding="utf-8")
    for page in (ROOT / "docs/tutorial.md", ROOT / "docs/recipes.md"):
        page.write_text(_RECIPE.sub(lambda m: f"{m[1]}{printed(m['command'])}\n", page.read_text(encoding="utf-8")), encoding="utf-8")
    text = reference.read_text(encoding="utf-8")
    reference.write_text(_HELP.sub(lambda m: m[1] + printed(f"claimx{m['command']} --help"), text), encoding="utf-8")


if __name__ == "__main__":
    main()
