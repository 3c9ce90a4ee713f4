"""The README shows what the program prints: its commands and Python are run, and their output compared."""

import os
import re
import subprocess
import sys
from pathlib import Path

from .conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ENV = {**os.environ, "COLUMNS": "100", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def blocks(comment: str) -> list[str]:
    return re.findall(rf"<!-- {comment} -->\n```\w+\n(.*?)\n```", README, re.DOTALL)


def printed(command: str) -> str:
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd=ROOT, env=ENV)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().split("\n"))


def test_main_command():
    (command,) = blocks("main command")
    run = command.rsplit("&& ", 1)[1]
    assert run.startswith(".venv/bin/claimx extract ")
    assert printed(run.removeprefix(".venv/bin/")) == blocks("main output")[0]


def test_other_commands():
    commands, outputs = blocks("run"), blocks("output")
    assert len(commands) == len(outputs) > 0
    for command, output in zip(commands, outputs, strict=True):
        assert printed(command) == output


def test_python_example():
    (code, output) = re.search(r"```python\n(.*?)\n```\n\n```text\n(.*?)\n```", README, re.DOTALL).groups()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENV)
    assert done.stdout.strip() == output


def test_there_is_one_test_command():
    (command,) = blocks("test command")
    assert ".venv/bin/pytest" in command
