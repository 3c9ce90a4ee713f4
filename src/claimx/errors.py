"""What can go wrong for a user, in words that say what happened and what to try, and the exit codes."""

from __future__ import annotations

NOTHING_FOUND = 1
FAILED_INPUT = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
TERMINATED = 143


class InputError(Exception):
    """One input that cannot be read; the run goes on with the next. `source` is the path as given; `whole` tells that a file
    failed as a whole, so that what stands in it is not known.
    """

    def __init__(self, source: str, what: str, hint: str, whole: bool = False) -> None:
        super().__init__(f"{source}: {what}. {hint}")
        self.source = source
        self.what = what
        self.hint = hint
        self.whole = whole

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str, bool]]:
        """Let the error cross from a worker to the parent."""
        return InputError, (self.source, self.what, self.hint, self.whole)


class OutputError(Exception):
    """The output cannot be written; the run ends, what was finished stays."""

    def __init__(self, path: str, what: str, hint: str = "Check the path, its permissions and the space on the disk") -> None:
        super().__init__(f"{path}: {what}. {hint}")
        self.parts = (path, what, hint)

    def __reduce__(self) -> tuple[type[OutputError], tuple[str, str, str]]:
        """Let the error cross from a worker to the parent."""
        return OutputError, self.parts
