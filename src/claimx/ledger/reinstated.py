"""Whether an article tells that what was withdrawn is in force again: such an act moves nothing (`ledger.md`). Its language is closed, so rules read it."""

from __future__ import annotations

from claimx.acts.cue import WITHDRAWALS
from claimx.acts.rules import listed
from claimx.acts.scope import unrealised
from claimx.annotations import Cue
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

_BEFORE = 3  # tokens before a verb in which it may be told that it did not come about
_AFTER = 3  # tokens from a verb on in which `kembali` or `lagi` stands


def is_reinstated(syntax: Syntax, cue: Cue, history: list[Cue]) -> bool:
    """Return whether what `cue` withdraws is told after it to be in force again: `mencabut larangan P … memberlakukan kembali larangan itu`, or a suit
    to be lodged again; `history` are the acts on its matter. Before it only where it is told as earlier: `sempat mencabutnya`."""
    if cue.label not in WITHDRAWALS:
        return False
    reading = syntax.reading
    spans = [(one.start, one.end) for one in history] + [one.target for one in history if one.target is not None]
    said = {k for span in spans for k in reading.tokens(*span)}
    words = {reading.low[k].removesuffix("nya") for k in said}
    earliest = 0 if cue.aspect == "past" else reading.token_at(cue.end)
    testified = {form for noun in words & listed("testimony") for form in (noun, noun + "nya")}
    if any(_goes_back(syntax, i, earliest) for i in reading.among(testified)):
        return True
    return any(
        _comes_back(syntax, i, nouns, said)
        for verbs, nouns in (("in_force", words & listed("order", "ruling")), ("lodging", words & listed("complaint")))
        for i in (reading.among(members(verbs)) if nouns else ())
        if i >= earliest
    )


def _goes_back(syntax: Syntax, i: int, earliest: int) -> bool:
    """Return whether the noun of testimony at token `i` tells that what was said at first counts: `kembali pada keterangan awalnya` or, from token `earliest` on,
    `kesaksian semula tetap berlaku`."""
    low, kind = syntax.reading.low, syntax.tokens.kind
    first, stop = syntax.bounds(syntax.reading.starts[i])
    near = range(max(first, i - 2 - _BEFORE), min(stop, i + 2 + _AFTER))
    if i + 1 >= stop or low[i + 1] not in members("original") or any(kind(k) == "negator" or low[k] in unrealised() for k in near):
        return False
    back = i - 2 >= first and low[i - 2] in members("again") and kind(i - 1) == "preposition"
    return back or (i >= earliest and not members("in_force").isdisjoint(low[i + 2 : near.stop]))


def _comes_back(syntax: Syntax, i: int, nouns: set[str], said: set[int]) -> bool:
    """Return whether the verb at token `i` tells that the very thing comes back that one of some nouns names among the tokens `said`: `larangan itu berlaku lagi`,
    `gugatan yang sama`, and `larangan truk` where that was withdrawn."""
    low, kind = syntax.reading.low, syntax.tokens.kind
    first, stop = syntax.bounds(syntax.reading.starts[i])
    again = not members("again").isdisjoint(low[max(first, i - 1) : min(stop, i + _AFTER)])
    if not again or any(kind(k) == "negator" or low[k] in unrealised() for k in range(max(first, i - _BEFORE), i)):
        return False
    if low[i].endswith("nya"):
        return True  # `memberlakukannya kembali`
    pointed = members("pointing") | members("very_same")
    held = [k for k in range(first, stop) if low[k].removesuffix("nya") in nouns]
    itself = bool(held) and said.issuperset(held) and not low[i].startswith("me")  # `Larangan P, yang dicabut X, berlaku lagi`
    words = {low[k] for k in said}
    phrases = (low[k : syntax.tokens.noun_phrase_end(k, stop)] for k in held if k not in said)
    named = any(len(phrase) > 1 and words.issuperset(phrase) for phrase in phrases)
    return itself or named or any(low[k].endswith("nya") or not pointed.isdisjoint(low[k + 1 : min(stop, k + 3)]) for k in held)
