"""What can go wrong for a user, in words that say what happened and what to try, and the exit codes."""

from __future__ import annotations

from functools import partial

from claimx.render.words import catalogue

NOTHING_FOUND = 1
FAILED_INPUT = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
TERMINATED = 143


class Failure(Exception):
    """What failed (`source`, as given) and how: the name of an `error` of the catalogue, and its parts.

    It is put into words where it is read, in the language of the reader; `what`, `hint` and `str` are English.
    """

    def __init__(self, source: str, name: str, /, **parts: str | float | None) -> None:
        super().__init__(source, name)
        self.source = source
        self.name = name
        self.parts = parts

    def _words(self, lang: str) -> tuple[str, str]:
        what, _, hint = catalogue()["error"][self.name][lang].partition(". ")
        return what.format(**self.parts), hint.format(**self.parts)

    @property
    def what(self) -> str:
        """What happened."""
        return self._words("en")[0]

    @property
    def hint(self) -> str:
        """What to try."""
        return self._words("en")[1]

    def said(self, lang: str = "en") -> str:
        """Return all of it as one line."""
        return f"{self.source}: {'. '.join(self._words(lang))}"

    def __str__(self) -> str:
        return self.said()

    def __reduce__(self) -> tuple[partial[Failure], tuple[str, str]]:
        """Let the error cross from a worker to the parent."""
        return partial(type(self), **self.parts), (self.source, self.name)


class InputError(Failure):
    """One input that cannot be read; the run goes on with the next. `source` is the path as given, `what` and `hint` tell in English what happened and
    what to try; `said("id")` tells it in Indonesian.
    """


class OutputError(Failure):
    """The output cannot be written; the run ends, what was finished stays."""
