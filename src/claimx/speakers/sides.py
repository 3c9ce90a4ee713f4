"""Who accuses whom: who accuses somebody does not deny it, and who is accused does not take the accusation back. Syntax tells it, so no model is asked."""

from __future__ import annotations

from typing import NamedTuple

from claimx.annotations import Cue
from claimx.names.tagger import names_of
from claimx.speakers.registry import Registry, Speaker
from claimx.syntax.chunks import Range
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

_BEFORE = 3  # sentences before an act in which the accusation that it answers may stand


class Sides(NamedTuple):
    """Who accuses, and who is accused."""

    accuser: Speaker
    accused: Speaker


def cannot_act(syntax: Syntax, registry: Registry, cue: Cue) -> list[Speaker]:
    """Return who cannot do an act that names nobody: `Rina menuding Budi memotong upah. Ia membantah` is not by Rina, `Ia mencabut tudingan itu` not by Budi."""
    denies = cue.label in ("denial", "debunk")
    if (not denies and cue.label != "retraction") or not _points(syntax, cue):
        return []
    accusing = members("accusing") - members("neutral_saying") if denies else members("accusing")
    sides = _sides(syntax, registry, cue, accusing)
    return [] if sides is None else [sides.accuser if denies else sides.accused]


def _points(syntax: Syntax, cue: Cue) -> bool:
    """Return whether an act names what it is done to by no more than a pointer: `tudingan itu`, `ucapannya`, or not at all; `membantah didanai partai` is about more."""
    here = syntax.reading.starts[syntax.bounds(cue.start)[0]]
    told = cue.target if cue.target is not None and cue.target[1] > here else None  # what another sentence tells is pointed at
    held = [] if told is None else [syntax.reading.low[k] for k in syntax.reading.tokens(*told)]
    return not held or held[-1] in members("pointing") or held[-1].endswith("nya")


def _sides(syntax: Syntax, registry: Registry, cue: Cue, accusing: frozenset[str]) -> Sides | None:
    """Return who accuses whom nearest before an act, by some verbs, in its sentence or the one before it; None where nobody does."""
    reading = syntax.reading
    here, at = reading.sentence_at(cue.start), reading.token_at(cue.start)
    for k in range(here, max(-1, here - _BEFORE - 1), -1):
        start, end = reading.sentences[k]
        for clause in reversed(syntax.parsed(start).clauses):
            group = clause.group
            if group is None or group.head >= at:
                continue
            word, stop = reading.low[group.head], reading.token_at(end - 1) + 1
            if word in accusing:
                one, other = _named(syntax, registry, (clause.start, group.start), last=True), _named(syntax, registry, (group.end, stop))
            elif word in members("accused") and clause.agent is not None:
                one, other = _named(syntax, registry, clause.agent), _named(syntax, registry, (clause.start, group.start), last=True)
            else:
                continue
            if one is not None and other is not None and one is not other:
                return Sides(one, other)
    return None


def _named(syntax: Syntax, registry: Registry, held: Range, last: bool = False) -> Speaker | None:
    """Return the first, or the last, who is named in a token range."""
    names = names_of(syntax.reading).within(*held)
    return registry.of_name[names[-1 if last else 0]] if names else None
