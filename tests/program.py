"""The program as tests run it: each call in a fork of one process that has claimx loaded, so that it need not be loaded anew.

A call is a process of its own all the same, with its own streams, folder, environment and exit code. What Python reads while it starts
(`PYTHON…`) asks for a process from nothing, and so do the tests of start-up, signals and workers.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any


def run(
    *arguments: object, stdin: str | bytes | None = None, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run `claimx` with these arguments; return its exit code and what it printed."""
    args = [str(argument) for argument in arguments]
    given = stdin.encode() if isinstance(stdin, str) else stdin or b""
    surroundings = {**os.environ, **(env or {})}
    if any(name.startswith("PYTHON") and os.environ.get(name) != value for name, value in (env or {}).items()):
        return subprocess.run(
            [sys.executable, "-m", "claimx", *args], input=given, capture_output=True, check=False, env=surroundings, cwd=cwd
        )
    with tempfile.TemporaryDirectory() as folder:
        streams = [f"{folder}/{name}" for name in ("in", "out", "err")]
        Path(streams[0]).write_bytes(given)
        code = _ask({"args": args, "env": surroundings, "cwd": str(cwd or Path.cwd()), "streams": streams})
        return subprocess.CompletedProcess(args, code, Path(streams[1]).read_bytes(), Path(streams[2]).read_bytes())


@cache
def _server() -> subprocess.Popen[str]:
    """Return the process that forks, started when the first test asks."""
    surroundings = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=surroundings)


def _ask(call: dict[str, Any]) -> int:
    """Return the exit code of one call."""
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(json.dumps(call) + "\n")
    server.stdin.flush()
    return int(server.stdout.readline())


def _serve(requests: IO[str], answers: IO[str]) -> None:
    """Fork for each request and answer with the exit code."""
    for request in requests:
        call = json.loads(request)
        child = os.fork()
        if child == 0:
            _call(call)
        _, status = os.waitpid(child, 0)
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _call(call: dict[str, Any]) -> None:
    """Be the program once, in the child, and end."""
    from claimx.__main__ import main

    kinds = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
    for number, (path, kind) in enumerate(zip(call["streams"], kinds, strict=True)):
        os.dup2(os.open(path, kind), number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w", closefd=False)), encoding="utf-8", errors="backslashreplace", write_through=True
    )
    os.environ.clear()
    os.environ.update(call["env"])
    os.chdir(call["cwd"])
    sys.argv = ["claimx", *call["args"]]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    from claimx.__main__ import leave_out_spacys_commands

    leave_out_spacys_commands()
    import claimx
    import claimx.cli

    claimx.extract("Rapat digelar.")
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    _serve(requests, answers)
