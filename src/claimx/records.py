"""The records of the output, one `Document` an article: exactly the JSON that `claimx extract` prints.

Typed dictionaries, so that a record is its JSON without conversion; `json_schema()` derives the published schema from
them. Offsets are code points into the decoded input; every span's `text` equals `input[start:end]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar
from functools import cache
from typing import Any, Literal

from typing_extensions import TypedDict

SCHEMA_VERSION = "1.0"
Json = dict[str, Any]  # an object as JSON has it, of a form that is not checked


class Span(TypedDict):
    """A stretch of the input: `text == input[start:end]`."""

    start: int
    end: int
    text: str


Basis = Literal["option", "metadata", "url", "dateline", "byline", "inferred", "neighbours"]


class Published(TypedDict):
    """The publication day as ISO date, `XXXX-10-12` where its year is not known, and what it rests on; `confidence` (0 to 1) of one from the text."""

    value: str
    basis: Basis
    confidence: float | None


class Speaker(TypedDict):
    """One distinct sayer."""

    id: str
    name: str
    kind: Literal["person", "organization", "group", "document", "anonymous"]
    role: str | None
    aliases: list[str]
    mentions: list[Span]


class Quote(TypedDict):
    """One act of saying; `speaker` is the id of a `Speaker`, `date` that of a `Date`, `candidates` names that lost to the speaker."""

    id: str
    type: Literal["direct", "indirect", "mixed"]
    content: list[Span]
    cue: Span | None
    source: Span | None
    speaker: str | None
    speaker_rule: str
    candidates: list[str]
    evidence: list[str]
    via: Span | None
    date: str | None
    rule: str
    confidence: float
    flags: list[str]


class Conflict(TypedDict):
    """Both readings of a weekday that disagrees with its date, as ISO days."""

    weekday: str
    date: str


class Date(TypedDict):
    """A TIMEX3 expression; `begin` and `end_date` are the calendar bounds of its value, where it has any."""

    id: str
    start: int
    end: int
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None
    begin: str | None
    end_date: str | None
    conflict: Conflict | None


class Lag(TypedDict):
    """The time between a claim and the act upon it: an ISO 8601 duration, `mod` APPROX where it is rounded."""

    value: str
    mod: str | None


CueClass = Literal[
    "retraction", "revocation", "correction", "error_admission", "denial", "debunk", "clarification", "apology",
    "nonresponse", "confirmation", "takedown", "editorial_note",
]  # fmt: skip
Modality = Literal["asserted", "planned", "demanded", "refused", "conditional", "possible", "questioned"]

Cue = TypedDict(
    "Cue",
    {
        "id": str,
        "class": CueClass,
        "subtype": str | None,
        "cue": Span,
        "polarity": Literal["affirmed", "negated"],
        "modality": Modality,
        "aspect": str | None,
        "strength": str,
        "agent": str | None,
        "demander": str | None,
        "target": Span | None,
        "claim": str | None,
        "claim_span": Span | None,
        "evidence": list[str],
        "date": str | None,
        "lag": Lag | None,
        "old_value": str | None,
        "new_value": str | None,
        "reason": str | None,
        "rule": str,
        "confidence": float,
    },
)
Cue.__doc__ = "An act of taking back, denying, correcting …; `agent` and `demander` are ids of speakers, `claim` that of a claim, `evidence` what links them."


Status = Literal[
    "asserted", "confirmed", "conceded", "clarified", "contested", "denied", "corrected", "retracted", "revoked", "debunked", "unanswered",
]  # fmt: skip


class Claim(TypedDict):
    """An entry of the ledger: what was claimed, by whom, and what became of it. `confidence` is the calibrated probability, 0 to 1, that a
    moved entry is right in wording, status and agent (1 where nothing moved it); `certainty` is `sure`, or `possible` where the program would rather be asked, and `doubtful` then
    says of what: what the act is about, who does it, whether it is one; `evidence` names the features that counted most."""

    id: str
    span: Span
    speaker: str | None
    quote: str | None
    date: str | None
    status: Status
    set_by: str | None
    history: list[str]
    lag: Lag | None
    confidence: float
    certainty: Literal["sure", "possible"]
    doubtful: list[Literal["what", "who", "whether"]]
    evidence: list[str]


class Warning(TypedDict):
    """Something a reader should know, in plain words; offsets where it concerns a stretch."""

    code: str
    message: str
    start: int | None
    end: int | None


class Document(TypedDict):
    """Everything claimx found in one article."""

    schema_version: str
    source: str
    sha256: str
    text: str | None
    title: str | None
    outlet: str | None
    url: str | None
    authors: list[str]
    editors: list[str]
    published: Published | None
    speakers: list[Speaker]
    quotes: list[Quote]
    dates: list[Date]
    cues: list[Cue]
    claims: list[Claim]
    warnings: list[Warning]


class StatedIn(TypedDict):
    """A matter as one article states it; `start` and `end` count in its title where `title` is true."""

    article: str
    outlet: str | None
    published: str | None
    url: str | None
    start: int
    end: int
    text: str
    title: bool
    stance: str
    status: str


ActOn = TypedDict(
    "ActOn", {"article": str, "class": str, "cue": Span, "agent": str | None, "date": str | None, "polarity": str, "modality": str}
)
ActOn.__doc__ = "An act on the matter of a thread, `date` its day in ISO form."


class Thread(TypedDict):
    """One matter through many articles, as `claimx trace` prints it: `first` is the article that states it earliest, `silent` those that never told of the act that moved it,
    `moved` the probability that one did, `confidence` the mean of those that each statement is of this matter."""

    id: str
    text: str
    status: str
    claimants: list[str]
    first: str
    statements: list[StatedIn]
    acts: list[ActOn]
    silent: list[str]
    confidence: float
    certainty: Literal["sure", "possible"]
    moved: float
    evidence: list[str]


def spans(value: object) -> Iterator[Span]:
    """Yield every span anywhere in a record, or in an annotation of the same form."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value  # type: ignore[misc]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from spans(inner)


_LAYERS: tuple[Literal["speakers", "quotes", "dates", "cues", "claims"], ...] = ("speakers", "quotes", "dates", "cues", "claims")


def formed(found: object) -> Document:
    """Return an object that has the form of a record of this version. Raises ValueError, saying in a few words what is wrong."""
    from pydantic import ValidationError

    try:
        record: Document = _form().validate_python(found, strict=True)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        raise ValueError(f"{'.'.join(map(str, fault['loc'])) or 'record'}: {fault['msg']}") from None
    if record["schema_version"].partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
        raise ValueError(f"schema_version: {record['schema_version'][:20]}")
    return record


def checked(found: object) -> Document:
    """Return an object that is a whole record: `formed`, with days that the calendar has and ids that are there. Raises ValueError."""
    record = formed(found)
    if not record["sha256"].isascii():
        raise ValueError("sha256: no digest")
    ends = (date[end] for date in record["dates"] for end in ("begin", "end_date"))
    for day in filter(None, (record["published"] and record["published"]["value"], *ends)):
        if not re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", day):
            raise ValueError(f"{day[:20]!r} is no day")
        calendar.fromisoformat(day.replace("XXXX", "2000"))  # a year that has 29 February
    ids = {item["id"] for layer in _LAYERS for item in record[layer]}
    named = [
        name for claim in record["claims"] for name in (claim["speaker"], claim["quote"], claim["date"], claim["set_by"], *claim["history"])
    ]
    named += [name for cue in record["cues"] for name in (cue["agent"], cue["demander"], cue["claim"], cue["date"])]
    named += [name for quote in record["quotes"] for name in (quote["speaker"], quote["date"])]
    if unknown := [name for name in named if name is not None and name not in ids]:
        raise ValueError(f"no item has the id {unknown[0][:20]!r}")
    return record


@cache
def _form() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Document)


def json_schema() -> Json:
    """Return the JSON Schema (draft 2020-12) of `Document`."""
    schema = _form().json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "claimx document", **schema}
