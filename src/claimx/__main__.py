"""`python -m claimx` and the `claimx` script: run the command line; exit codes are those of `claimx.errors`."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from claimx.errors import OutputError


def main() -> None:
    """Run the program."""
    if sys.stdout is None:
        sys.stdout = Closed()
    try:
        _run()
    except OutputError as error:  # standard output is closed
        _end(str(error))
    except KeyboardInterrupt:  # before a command has begun; afterwards it says itself what is kept
        sys.exit(130)
    except OSError as error:  # standard output, onto a full disk
        _end(f"the output cannot be written ({error.strerror})")


class Closed(io.TextIOBase):
    """Standard output that was closed before we came: whoever writes there hears of it. Its descriptor is held, so that no file takes its place."""

    def __init__(self) -> None:
        os.open(os.devnull, os.O_WRONLY)

    def write(self, text: str) -> int:
        raise OutputError("-", "closed")


def _run() -> None:
    leave_out_spacys_commands()
    from claimx.lexicons import LexiconError, check
    from claimx.ranking import CHOSEN

    try:
        check()
    except LexiconError as error:  # in a folder of the user's own
        _end(str(error))
    if (models := os.environ.get(CHOSEN)) and not Path(models).is_dir():
        _end(f"{CHOSEN}: {models} is no folder. Name the folder of your models, or leave it away")
    from claimx.cli import app

    app()


def _end(message: str) -> NoReturn:
    """Say what went wrong and leave, without a word about what cannot be written any more."""
    with suppress(OSError, AttributeError):
        print(f"claimx: {message}", file=sys.stderr)
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(2)


def leave_out_spacys_commands() -> None:
    """Let spaCy load without its own command line, which its package imports for one function and which takes a third of its
    import (weasel, HTTP, downloads). Only this program does so; `import claimx` leaves spaCy as it is.
    """
    info = ModuleType("spacy.cli.info")
    info.info = None  # type: ignore[attr-defined]
    sys.modules.setdefault("spacy.cli", ModuleType("spacy.cli"))
    sys.modules.setdefault("spacy.cli.info", info)


if __name__ == "__main__":
    main()
