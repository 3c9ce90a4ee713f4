"""The status that acts leave a matter in: the strongest of them wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimx.annotations import Cue, Entity

if TYPE_CHECKING:
    from claimx.ledger.matters import Matter

STATUS = {
    "retraction": "retracted",
    "revocation": "revoked",
    "correction": "corrected",
    "editorial_note": "corrected",
    "error_admission": "retracted",
    "denial": "denied",
    "debunk": "debunked",
    "confirmation": "confirmed",
    "clarification": "clarified",
    "nonresponse": "unanswered",
}
# what wins over what, the weakest first
STRENGTH = ("unanswered", "clarified", "confirmed", "conceded", "denied", "debunked", "contested", "corrected", "revoked", "retracted")

_NOT_BUT = "debunk.not_but"  # `bukan P, melainkan Q`


def settle(
    matter: Matter, cues: list[Cue], agents: list[int | None], parties: list[frozenset[str]], tells_of: set[int], but: int | None = None
) -> None:
    """Set the status of a matter and the act that set it; only affirmed and asserted acts count, not the act `but`, and no earlier denial by who admits now. `tells_of` are those whom the matter names.

    `parties` holds, for each speaker, the words of the body that he is or speaks for.
    """
    acts = [n for n in matter.history if n != but and cues[n].polarity == "affirmed" and cues[n].modality == "asserted"]
    overcome = _overcome(acts, cues, agents, tells_of)
    acts = [n for n in acts if n not in overcome]
    corrected = any(status_of(cues[n].label, cues[n].subtype) == "corrected" for n in acts)
    deniers = {agents[n] for n in acts if cues[n].label == "denial"} - {None}
    debunked = {cue.rule for cue in cues if cue.label == "debunk"}
    straightened = debunked <= {_NOT_BUT} and {cues[n].label for n in acts} == {"clarification", "debunk"}
    checked = any(cue.label == "debunk" and cue.polarity == "affirmed" and cue.modality == "asserted" for cue in cues)
    best: tuple[int, int, str] | None = None
    for n in sorted(acts, key=lambda n: cues[n].headline):  # a headline says in short what the body tells
        status = status_of(cues[n].label, cues[n].subtype)
        if corrected and cues[n].label == "error_admission":
            status = "corrected"  # that it was wrong is why it is corrected
        if cues[n].label == "debunk" and (agents[n] in deniers or agents[n] in tells_of) and cues[n].form != "label":
            status = "denied"  # who denies what is said of him is no checker of it, whatever he calls it: only a checker sets `[SALAH]`
        if cues[n].label == "clarification" and checked:
            status = "denied"  # where a hoax is told, clarifying denies: so of 14 of 15 clarified matters of train, dev, dev2, out of fold
        if straightened and cues[n].rule == _NOT_BUT:
            status = "corrected"  # `meluruskan kabar P: bukan P, melainkan Q`
        told = agents[n] is not None
        rank = STRENGTH.index(status) * 2 + told
        if best is None or rank > best[0]:
            best = rank, n, status
    if best is None:
        matter.status, matter.set_by = "asserted", None
        return
    matter.status, matter.set_by = best[2], best[1]
    sides = {status_of(cues[n].label, cues[n].subtype): agents[n] for n in acts}
    if (
        best[2] in ("denied", "confirmed")
        and {"denied", "confirmed"} <= sides.keys()
        and apart(sides["denied"], sides["confirmed"], parties)
    ):
        matter.status = "contested"


def _overcome(acts: list[int], cues: list[Cue], agents: list[int | None], tells_of: set[int]) -> set[int]:
    """Return the denials that an admission undoes: `semula Rina membantah, kini Rina mengakui`, and all of a spokesman who `semula membantah` what Rina admits of herself."""
    denials = [n for n in acts if cues[n].label == "denial"]
    past = {n for n in denials if cues[n].aspect == "past"}
    admitting = {agents[n]: n for n in acts if cues[n].label == "confirmation" and agents[n] is not None}
    owned = max((n for agent, n in admitting.items() if agent in tells_of), default=None)
    if owned is None:
        return {n for n in past if agents[n] in admitting}
    earlier = {agents[n] for n in past} - {None}
    return {n for n in denials if n in past or (agents[n] in earlier and n < owned)}


def apart(a: int | None, b: int | None, parties: list[frozenset[str]]) -> bool:
    """Return whether two agents are different parties: neither unknown, nor a person and the body that he speaks for."""
    if a is None or b is None or a == b:
        return False
    return not parties[a] & parties[b] or "person" in parties[a] & parties[b]


def status_of(label: str, subtype: str | None) -> str:
    """Return the status that an act gives by its class and subtype; `asserted` where it moves nothing."""
    if label == "confirmation" and subtype == "concession":
        return "conceded"
    if label == "editorial_note" and subtype == "pencabutan":
        return "retracted"
    return STATUS.get(label, "asserted")


def party(entity: Entity) -> frozenset[str]:
    """Return the capitalised words and the initials of the body that an entity is, or of a person's office, with `person`."""
    body = entity.kind == "organization"
    said = f"{entity.name if body else ''} {entity.role or ''}"
    capital = [word for word in said.split() if word[:1].isupper()]
    words = {word for word in capital if len(word) > 3 or (word.isupper() and len(word) > 1)}
    initials = {"".join(word[0] for word in capital)} if body and len(capital) > 1 else set()
    return frozenset(words | (initials if body else {"person"}))
