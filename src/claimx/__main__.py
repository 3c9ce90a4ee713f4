"""`python -m claimx` and the `claimx` script: run the command line, and end quietly on a closed pipe or Ctrl-C."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the program; exit codes are those of `claimx.errors`."""
    from claimx.cli import app
    from claimx.errors import CLOSED_PIPE, INTERRUPTED

    try:
        app(standalone_mode=True)
    except BrokenPipeError:
        # the reader went away: nothing more to say, and nothing to say it to
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
