"""Whether an article tells that what was withdrawn is in force again: such an act moves nothing (`ledger.md`). Its language is closed, so rules read it."""

from __future__ import annotations

from functools import cache

from claimx.acts.cue import WITHDRAWALS
from claimx.acts.rules import listed
from claimx.acts.scope import not_yet
from claimx.annotations import Cue
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

_BEFORE = 3  # tokens before a verb in which it may be told that it did not come about
_AFTER = 3  # tokens from a verb on in which `kembali` or `lagi` stands


@cache
def _withdrawn() -> frozenset[str]:
    """Return the nouns of what may come into force again."""
    return listed("order", "ruling", "testimony", "complaint")


def is_reinstated(syntax: Syntax, cue: Cue, history: list[Cue]) -> bool:
    """Return whether what `cue` withdraws is in force again: `mencabut larangan P … memberlakukan kembali larangan itu`; `history` are the acts on its matter."""
    if cue.label not in WITHDRAWALS:
        return False
    reading, low, kind = syntax.reading, syntax.reading.low, syntax.tokens.kind
    spans = [(one.start, one.end) for one in history] + [one.target for one in history if one.target is not None]
    nouns = {low[k].removesuffix("nya") for span in spans for k in reading.tokens(*span)} & _withdrawn()
    if not nouns:  # `ia mencabutnya`: what the sentence before told
        here = syntax.bounds(cue.start)
        before = syntax.bounds(reading.starts[max(0, here[0] - 1)])
        nouns = {word.removesuffix("nya") for word in low[before[0] : here[1]]} & _withdrawn()
    for i in reading.among(members("reinstating")) if nouns else ():
        first, stop = syntax.bounds(reading.starts[i])
        again = not members("again").isdisjoint(low[max(first, i - 1) : min(stop, i + _AFTER)])
        took_place = all(kind(k) != "negator" and low[k] not in not_yet() for k in range(max(first, i - _BEFORE), i))
        if again and took_place and not nouns.isdisjoint(word.removesuffix("nya") for word in low[first:stop]):
            return True
    return False
