"""`python -m claimx` and the `claimx` script: run the command line; exit codes are those of `claimx.errors`."""

from __future__ import annotations

import sys
from types import ModuleType


def main() -> None:
    """Run the program."""
    leave_out_spacys_commands()
    from claimx.lexicons import LexiconError, check

    try:
        check()
    except LexiconError as error:  # in a folder of the user's own
        print(f"claimx: {error}", file=sys.stderr)
        sys.exit(2)
    from claimx.cli import app

    app()


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
