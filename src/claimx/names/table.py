"""What unlabelled news tell of words: how each is used, in which cluster of words of like use it falls, and which words are given and family names.

Counted and written by `training/names.py` into the model of the tagger.
"""

from __future__ import annotations

from dataclasses import dataclass

# how often a word stands small, after a title, before and after a verb of saying, after and before another capital, after a place word, after a noun of bodies
USES = ("small", "titled", "says", "said", "joined", "joins", "placed", "bodied")


@dataclass(slots=True, frozen=True)
class Table:
    """`uses`: of a word, a digit for each of `USES`, 0 (never) to 5 (mostly); `coarse` and `fine`: its clusters; `given` and `family`: names."""

    uses: dict[str, str]
    coarse: dict[str, str]
    fine: dict[str, str]
    given: frozenset[str]
    family: frozenset[str]

    def of(self, low: str) -> tuple[str, ...]:
        """Return what is known of a word in small letters, as features."""
        key = "9" if low.isdigit() else low
        digits = self.uses.get(low)
        found = ["unseen"] if digits is None else [name + digit for name, digit in zip(USES, digits, strict=True)]
        if key in self.fine:
            found += ["coarse=" + self.coarse[key], "fine=" + self.fine[key]]
        return (*found, *(("given",) if low in self.given else ()), *(("family",) if low in self.family else ()))

    def cluster(self, low: str) -> str | None:
        """Return the fine cluster of a word in small letters, None where it was too seldom."""
        return self.fine.get("9" if low.isdigit() else low)


_CURRENT: list[Table] = []


def use(chosen: Table) -> None:
    """Let a table be the one that features read; what was cached of another is the caller's to forget."""
    _CURRENT[:] = [chosen]


def table() -> Table:
    """Return the table of the model of names."""
    if not _CURRENT:
        from claimx.names.model import load

        load()
    return _CURRENT[0]
