"""A line of the ledger in sentences: who said what, and what was done about it by whom and when; repeated acts folded.

The table, Markdown and the report show the same lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimx.records import Claim, Cue, Document
from claimx.render.days import in_words
from claimx.render.rows import changed_values, folded
from claimx.render.words import say

# What the statuses tell: what one takes back oneself, what is out of force, what a checker finds, what others dispute, and the rest.
# The order is that in which lines are shown, the group what they are coloured by.
GROUPS = {
    "retracted": "own", "corrected": "own", "revoked": "void", "debunked": "checked", "denied": "disputed", "contested": "disputed",
    "clarified": "clarified", "confirmed": "confirmed", "conceded": "confirmed", "unanswered": "open", "asserted": "open",
}  # fmt: skip
ORDER = tuple(GROUPS)
# Classes of acts that are told even where nobody knows what they are about; what a person leaves without an answer or confirms is none by itself.
_BY_ITSELF = frozenset(
    {"retraction", "revocation", "correction", "error_admission", "denial", "debunk", "apology", "takedown", "editorial_note"}
)


@dataclass(frozen=True, slots=True)
class Act:
    """One or more cues that tell the same act: `cues` their ids, `sentence` what was done, `named` the same with the name of who did it also where he is the claimant, `done` whether it was."""

    cues: tuple[str, ...]
    verbs: tuple[str, ...]
    kind: str
    agent: str | None
    done: bool
    sentence: str
    named: str


@dataclass(frozen=True, slots=True)
class Line:
    """A claim and the acts upon it. `claimed` tells who said what, `lag` how long after it was moved, `sure` the confidence; `lag` may be empty.

    `doubt` tells of a possible line what is doubtful; it is empty of a sure one. `place` is the line of the text in which the act that set the status stands, empty where
    the record holds no text.
    """

    claim: Claim
    claimant: str | None
    claimed: str
    acts: tuple[Act, ...]
    lag: str
    sure: str
    doubt: str
    place: str = ""


def lines(document: Document, lang: str, everything: bool = False) -> list[Line]:
    """Return the claims that an act moved: sure ones before possible ones, those that were taken back first; `everything`: the others too."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    days = {date["id"]: in_words(date["value"], lang=lang) for date in document["dates"]}
    cues = {cue["id"]: cue for cue in document["cues"]}
    shown = [claim for claim in document["claims"] if claim["history"] or everything]
    return [
        replace(
            _line(claim, [cues[identifier] for identifier in claim["history"] if identifier in cues], names, days, lang),
            place=_place(document["text"], cues.get(claim["set_by"] or ""), lang),
        )
        for claim in sorted(
            shown, key=lambda claim: (claim["certainty"] == "possible", ORDER.index(claim["status"]), claim["span"]["start"])
        )
    ]


def _place(text: str | None, act: Cue | None, lang: str) -> str:
    return say(lang, "line.place", n=text.count("\n", 0, act["cue"]["start"]) + 1) if text and act else ""


def unplaced(document: Document, lang: str) -> list[Act]:
    """Return the acts that happened and that are on no claim: apologies, takedowns, notes of the editors, denials of what is not told."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    days = {date["id"]: in_words(date["value"], lang=lang) for date in document["dates"]}
    held = {identifier for claim in document["claims"] for identifier in claim["history"]}
    free = [cue for cue in document["cues"] if cue["class"] in _BY_ITSELF and cue["id"] not in held]
    done = [cue for cue in free if (cue["polarity"], cue["modality"]) == ("affirmed", "asserted")]
    return [_act(told, None, None, names, days, lang) for told in folded(done)]


def told_by(document: Document, lang: str) -> dict[str, Act]:
    """Return what each cue tells by itself, by its id; the day is left out."""
    names = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
    return {cue["id"]: _act([cue], None, None, names, {}, lang) for cue in document["cues"]}


def _line(claim: Claim, history: list[Cue], names: dict[str, str], days: dict[str, str], lang: str) -> Line:
    claimant = names.get(claim["speaker"] or "")
    text = " ".join(claim["span"]["text"].split())
    # nobody "said" an order or a rule, which is what can be revoked
    spoken = "line.ordered" if any(cue["class"] == "revocation" for cue in history) else "line.said"
    claimed = say(lang, spoken, who=claimant, text=text) if claimant else say(lang, "line.untold", text=text)
    if claim["date"]:
        claimed += say(lang, "line.on", day=days[claim["date"]])
    lag = ""
    if claim["lag"]:
        lag = _length(claim["lag"]["value"], lang)
        lag = say(lang, "line.after", lag=say(lang, "line.about", lag=lag) if claim["lag"]["mod"] == "APPROX" else lag)
    changed = changed_values(claim, {cue["id"]: cue for cue in history})
    acts = tuple(_act(told, claimant, changed, names, days, lang) for told in folded(history))
    doubted = ", ".join(say(lang, f"doubt.{part}") for part in claim["doubtful"])
    doubt = say(lang, "line.doubt", what=doubted) if doubted else ""
    return Line(claim, claimant, claimed, acts, lag, say(lang, "line.sure", p=f"{claim['confidence']:.2f}"), doubt)


def _act(
    told: list[Cue], claimant: str | None, changed: tuple[str, str] | None, names: dict[str, str], days: dict[str, str], lang: str
) -> Act:
    cue = told[0]
    agent = names.get(cue["agent"] or "")
    sentence = say(lang, f"act.{cue['class']}")
    undone = [mark for mark in (cue["polarity"], cue["modality"]) if mark not in ("affirmed", "asserted")]
    for mark in undone:
        sentence = say(lang, f"undone.{mark}", act=sentence)
    by = say(lang, "line.by", who=agent) if agent else ""
    rest = ""
    if day := next((days[other["date"]] for other in told if other["date"] in days), None):
        rest += say(lang, "line.on", day=day)
    if changed and any((other["old_value"], other["new_value"]) == changed for other in told):
        rest += say(lang, "line.values", old=changed[0], new=changed[1])
    if len(told) > 1:
        rest += say(lang, "line.times", n=len(told))
    verbs = tuple(dict.fromkeys(" ".join(other["cue"]["text"].split()) for other in told))
    done_by = say(lang, "line.by_self") if agent and agent == claimant else by
    return Act(
        tuple(other["id"] for other in told), verbs, cue["class"], agent, not undone, sentence + done_by + rest, sentence + by + rest
    )


def _length(duration: str, lang: str) -> str:
    """Return an ISO duration of one unit in words, another as it is."""
    match = re.fullmatch(r"P(T?)(\d+)([YMWDHS])", duration)
    return say(lang, f"unit.{match[1]}{match[3]}", n=int(match[2])) if match else in_words(duration, lang=lang)
