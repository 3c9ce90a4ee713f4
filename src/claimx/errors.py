"""What can go wrong for a user, in words that say what happened and what to try, and the exit codes."""

from __future__ import annotations

NOTHING_FOUND = 1
FAILED_INPUT = 2
INTERRUPTED = 130
CLOSED_PIPE = 141


class InputError(Exception):
    """One input that cannot be read; the run goes on with the next. `source` is the path as given."""

    def __init__(self, source: str, what: str, hint: str) -> None:
        super().__init__(f"{source}: {what}. {hint}")
        self.source = source
