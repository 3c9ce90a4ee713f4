"""The program as tests run it: each call in a fork of one process that has claimx loaded, so that it need not be loaded anew.

A call is a process of its own all the same, with its own streams, folder, environment and exit code. `run` calls it from Python, `invocation` gives what calls it
from elsewhere (this file is then the client), and on `search_path` it has its name. What Python reads while it starts (`PYTHON…`) asks for a process from nothing, and so do the tests of
start-up, signals, terminals and closed streams.
"""

from __future__ import annotations

import json
import os
import socket
import sys

if __name__ != "__main__":  # the client needs none of these
    import subprocess
    import tempfile
    from collections.abc import Mapping
    from functools import cache
    from pathlib import Path
    from typing import Any

    def invocation() -> list[str]:
        """Return what runs the program, its arguments to be added."""
        return _client(_server()[0])

    def search_path() -> str:
        """Return a search path on which `claimx` is what `invocation` runs."""
        return f"{_server()[0]}:{Path(sys.executable).parent}:{os.environ['PATH']}"

    def run(
        *arguments: object, stdin: str | bytes | None = None, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run `claimx` with these arguments; return its exit code and what it printed."""
        args = [str(argument) for argument in arguments]
        given = stdin.encode() if isinstance(stdin, str) else stdin or b""
        around = {**os.environ, **(env or {})}
        if any(name.startswith("PYTHON") and os.environ.get(name) != value for name, value in (env or {}).items()):
            return subprocess.run(
                [sys.executable, "-m", "claimx", *args], input=given, capture_output=True, check=False, env=around, cwd=cwd
            )
        with tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            read.write(given)
            read.seek(0)
            code = _ask(_server()[0], args, around, str(cwd or Path.cwd()), [stream.fileno() for stream in (read, out, err)])
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(args, code, out.read(), err.read())

    def records(*arguments: object, stdin: str | bytes | None = None) -> list[Any]:
        """Return the records that `claimx extract` gives as JSON Lines."""
        return [json.loads(line) for line in run("extract", "-q", "-f", "jsonl", *arguments, stdin=stdin).stdout.splitlines()]

    @cache
    def _server() -> tuple[str, subprocess.Popen[bytes]]:
        """Return the folder of the process that forks, started when the first test asks; it ends when nobody holds its input any more."""
        folder = tempfile.mkdtemp()
        shim = Path(folder, "claimx")
        shim.write_text('#!/bin/sh\nexec "{}" {} {} "{}" "{}" "$@"\n'.format(*_client(folder)), encoding="utf-8")
        shim.chmod(0o755)
        around = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        server = subprocess.Popen([sys.executable, __file__, folder, _SERVE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=around)
        assert server.stdout is not None
        server.stdout.readline()
        return folder, server

    def _client(folder: str) -> list[str]:
        return [sys.executable, "-I", "-S", __file__, folder]


_SERVE = "--serve"
_LENGTH = 8  # bytes of the length of a call


def _ask(server: str, args: list[str], env: dict[str, str], folder: str, streams: list[int]) -> int:
    """Return the exit code of one call to the server of a folder."""
    call = json.dumps({"args": args, "env": env, "folder": folder}).encode()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(f"{server}/socket")
        socket.send_fds(connection, [len(call).to_bytes(_LENGTH, "big")], streams)
        connection.sendall(call)
        return int(connection.recv(16))


def _serve(folder: str) -> None:
    """Fork for each call; a fork of the fork is the program, the fork itself waits for it and answers with its exit code."""
    import select
    import shutil
    import signal

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{folder}/socket")
        listening.listen(100)
        print("ready", flush=True)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while sys.stdin not in select.select([listening, sys.stdin], [], [])[0]:
            connection, _ = listening.accept()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _answer(connection)
            connection.close()
    shutil.rmtree(folder)


def _answer(connection: socket.socket) -> None:
    """Serve one call, in the fork, and end."""
    try:
        length, streams, _, _ = socket.recv_fds(connection, _LENGTH, 3)
        call = b""
        while len(call) < int.from_bytes(length, "big"):
            call += connection.recv(1 << 16)
        child = os.fork()
        if child == 0:
            connection.close()
            _call(json.loads(call), streams)
        for stream in streams:
            os.close(stream)
        connection.sendall(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())
    finally:
        os._exit(0)


def _call(call: dict[str, object], streams: list[int]) -> None:
    """Be the program once, and end."""
    import io
    from contextlib import suppress

    from claimx.__main__ import main

    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8", write_through=True)
        sys.stderr = io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(2, "w", closefd=False)), encoding="utf-8", errors="backslashreplace", write_through=True
        )
        os.environ.clear()
        os.environ.update(call["env"])  # type: ignore[call-overload]
        os.chdir(str(call["folder"]))
        sys.argv = ["claimx", *call["args"]]  # type: ignore[misc]
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__" and sys.argv[2:] == [_SERVE]:
    from claimx.__main__ import leave_out_spacys_commands

    leave_out_spacys_commands()
    from pathlib import Path

    import claimx
    import claimx.cli
    import claimx.outputs.database  # these are read only where they are asked for
    import claimx.outputs.parquet
    import claimx.outputs.threads
    import claimx.render.explain
    import claimx.render.html
    import claimx.render.markdown
    import claimx.render.progress
    import claimx.render.review
    import claimx.review
    import claimx.trace.threads

    for sample in sorted((Path(__file__).parents[1] / "data/samples").glob("*.txt")):  # so that no call makes models and patterns anew
        claimx.extract(sample.read_text(encoding="utf-8"))
    _serve(sys.argv[1])
elif __name__ == "__main__":
    sys.exit(_ask(sys.argv[1], sys.argv[2:], dict(os.environ), os.getcwd(), [0, 1, 2]))  # noqa: PTH109  (the client is fast without pathlib)
