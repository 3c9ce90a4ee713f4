"""`python -m claimx` and the `claimx` script: run the command line; exit codes are those of `claimx.errors`."""

from __future__ import annotations

import os
import sys
from types import ModuleType


def main() -> None:
    """Run the program."""
    _leave_out_spacys_commands()
    from claimx.cli import app

    code: object = 0
    try:
        app()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):  # closed, full or never there: said where it happened
            continue
    # Not sys.exit: at its end Python joins the threads that feed worker processes, and before 3.12 waits for ever for one
    # whose workers were killed. All that was asked for is written, flushed and renamed by now.
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def _leave_out_spacys_commands() -> None:
    """Let spaCy load without its own command line, which its package imports for one function and which takes a third of its
    import (weasel, HTTP, downloads). Only this program does so; `import claimx` leaves spaCy as it is.
    """
    info = ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules.setdefault("spacy.cli", ModuleType("spacy.cli"))
    sys.modules.setdefault("spacy.cli.info", info)


if __name__ == "__main__":
    main()
