"""Which entries of a record the user asked to see: claims by status, cues by class. It changes no entry that it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args, get_type_hints

from claimx.records import Claim, Cue, Date, Document, Thread

STATUSES: tuple[str, ...] = get_args(get_type_hints(Claim)["status"])
CLASSES: tuple[str, ...] = get_args(get_type_hints(Cue)["class"])
TYPES: tuple[str, ...] = get_args(get_type_hints(Date)["type"])


@dataclass(slots=True, frozen=True)
class Selection:
    """The statuses of claims and the classes of cues that are asked for; empty where all are."""

    statuses: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.statuses or self.classes)

    def of(self, document: Document) -> tuple[Document, bool]:
        """Return the record with the claims and cues asked for, and whether any is left. Where nothing is asked for the record is whole, and all that was found counts.

        Cues that a kept claim names in its history are kept with it, so that every id still resolves; quotes, speakers,
        dates and warnings stay whole.
        """
        if not self:
            return document, bool(document["quotes"] or document["dates"] or document["cues"])
        of_class = {cue["id"] for cue in document["cues"] if not self.classes or cue["class"] in self.classes}
        claims = [
            claim
            for claim in document["claims"]
            if (not self.statuses or claim["status"] in self.statuses) and (not self.classes or of_class.intersection(claim["history"]))
        ]
        kept_cues = {cue for claim in claims for cue in claim["history"]} | (set() if self.statuses else of_class)
        kept = {claim["id"] for claim in claims}
        cues = [cue for cue in document["cues"] if cue["id"] in kept_cues and cue["claim"] in (None, *kept)]
        return {**document, "claims": claims, "cues": cues}, bool(claims or cues)


@dataclass(slots=True, frozen=True)
class DateSelection:
    """The types of temporal expressions that are asked for, all where empty; `conflicts`: only those whose weekday disagrees with its date."""

    types: frozenset[str] = frozenset()
    conflicts: bool = False

    def __bool__(self) -> bool:
        return bool(self.types or self.conflicts)

    def of(self, document: Document) -> tuple[Document, bool]:
        """Return the record with the dates asked for, and whether it holds any."""
        kept = [
            found
            for found in document["dates"]
            if (not self.types or found["type"] in self.types) and (found["conflict"] or not self.conflicts)
        ]
        return {**document, "dates": kept}, bool(kept)


@dataclass(slots=True, frozen=True)
class ThreadSelection:
    """The threads that are asked for: those of a status, with a person or outlet, of days from `since` to `until` (ISO), with silent articles,
    with all words of `about`. What is empty asks nothing."""

    statuses: frozenset[str] = frozenset()
    person: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    silent: bool = False
    about: str = ""

    def fits(self, thread: Thread) -> bool:
        """Return whether a thread, in the shape of the output contract, is asked for."""
        people = " ".join([*thread["claimants"], *(act["agent"] or "" for act in thread["acts"])]).lower()
        outlets = [(said["outlet"] or "").lower() for said in thread["statements"]]
        days = [said["published"] for said in thread["statements"] if said["published"]]
        words = " ".join([thread["text"], *(said["text"] for said in thread["statements"])]).lower()
        return (
            (not self.statuses or thread["status"] in self.statuses)
            and self.person.lower() in people
            and (not self.outlet or self.outlet.lower() in outlets)
            and (not self.since or any(day >= self.since for day in days))
            and (not self.until or any(day <= self.until for day in days))
            and (not self.silent or bool(thread["silent"]))
            and all(word in words for word in self.about.lower().split())
        )
