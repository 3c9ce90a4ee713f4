"""Flat rows for tables: one for each quote, date, cue, claim or ledger line of a record, names in place of ids.

The same rows make CSV, Parquet, the database and data frames. A column is added here alone, and to `KINDS` where it holds a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from claimx.records import Claim, Cue, Document, Span
from claimx.render.days import in_words

Row = dict[str, object]
KINDS: dict[str, type] = {"start": int, "end": int, "confidence": float, "conflict": bool}  # of the columns that hold no text


class _Article:
    """What a record tells by id (names, days, cues), its title, and the sentences of its text."""

    def __init__(self, document: Document) -> None:
        self.names: dict[str | None, str] = {speaker["id"]: speaker["name"] for speaker in document["speakers"]}
        self.days: dict[str | None, str] = {date["id"]: date["value"] for date in document["dates"]}
        self.cues: dict[str, Cue] = {cue["id"]: cue for cue in document["cues"]}
        self.text, self.title = document["text"], document["title"]

    @cached_property
    def sentence_of(self) -> Callable[[Cue], str | None]:
        """What gives the sentence of a cue."""
        return _sentences(self.text)

    def setting(self, claim: Claim) -> Cue | None:
        """Return the cue that set the status of a claim."""
        return self.cues.get(claim["set_by"] or "")

    def act_day(self, claim: Claim) -> str | None:
        """Return the day of the act that set the status of a claim, by whichever of its cues tells it."""
        history = [self.cues[identifier] for identifier in claim["history"] if identifier in self.cues]
        told = next((cues for cues in folded(history) if self.setting(claim) in cues), [])
        return next((self.days[cue["date"]] for cue in told if cue["date"] in self.days), None)


def _text(span: Span | None) -> str | None:
    return span["text"] if span else None


Column = Callable[[Any, _Article], object]  # what stands in a column for an entry of a record
_ACT: dict[str, Column] = {
    "actor": lambda c, of: of.names.get(act["agent"]) if (act := of.setting(c)) else None,
    "verb": lambda c, of: act["cue"]["text"] if (act := of.setting(c)) else None,
    "act_date": lambda c, of: of.act_day(c),
    "old_value": lambda c, of: (changed_values(c, of.cues) or (None, None))[0],
    "new_value": lambda c, of: (changed_values(c, of.cues) or (None, None))[1],
}


def _fields(*names: str) -> dict[str, Column]:
    """Return the columns that show a field of an entry as it is."""

    def shown(name: str) -> Column:
        return lambda entry, of: entry[name]

    return {name: shown(name) for name in names}


def _day(entry: Any, of: _Article) -> str | None:
    return of.days.get(entry["date"])


def _lag(entry: Any, of: _Article) -> str | None:
    return entry["lag"]["value"] if entry["lag"] else None


_LAYERS: dict[str, dict[str, Column]] = {
    "quotes": {
        **_fields("id", "type"),
        "content": lambda q, of: " … ".join(part["text"] for part in q["content"]),
        "start": lambda q, of: q["content"][0]["start"],
        "end": lambda q, of: q["content"][-1]["end"],
        "cue": lambda q, of: _text(q["cue"]),
        "source_text": lambda q, of: _text(q["source"]),
        "speaker": lambda q, of: of.names.get(q["speaker"]),
        "via": lambda q, of: _text(q["via"]),
        "date": _day,
        **_fields("rule", "speaker_rule", "confidence"),
    },
    "dates": {
        **_fields("id", "text", "start", "end", "type", "value", "mod", "begin", "end_date"),
        "conflict": lambda d, of: bool(d["conflict"]),
        "words": lambda d, of: in_words(d["value"], d["mod"]),
    },
    "cues": {
        **_fields("id", "class", "subtype"),
        "cue": lambda c, of: c["cue"]["text"],
        "start": lambda c, of: c["cue"]["start"],
        "end": lambda c, of: c["cue"]["end"],
        **_fields("polarity", "modality"),
        "agent": lambda c, of: of.names.get(c["agent"]),
        "demander": lambda c, of: of.names.get(c["demander"]),
        "target": lambda c, of: _text(c["target"]),
        **_fields("claim"),
        "claim_text": lambda c, of: _text(c["claim_span"]),
        "date": _day,
        "lag": _lag,
        **_fields("rule", "confidence"),
    },
    "claims": {
        **_fields("id", "status"),
        "claim": lambda c, of: c["span"]["text"],
        "start": lambda c, of: c["span"]["start"],
        "end": lambda c, of: c["span"]["end"],
        "speaker": lambda c, of: of.names.get(c["speaker"]),
        **_fields("quote"),
        "date": _day,
        **_fields("set_by"),
        "history": lambda c, of: " ".join(c["history"]),
        "lag": _lag,
        **_ACT,
        **_fields("confidence", "certainty"),
    },
    "ledger": {
        **_fields("id", "status"),
        "claim": lambda c, of: c["span"]["text"],
        "claimant": lambda c, of: of.names.get(c["speaker"]),
        "claim_date": _day,
        **_ACT,
        "lag": _lag,
        "sentence": lambda c, of: of.sentence_of(act) if (act := of.setting(c)) else None,
        "title": lambda c, of: of.title,
        **_fields("confidence", "certainty"),
        "doubtful": lambda c, of: " ".join(c["doubtful"]) or None,
    },
}
LAYERS = tuple(_LAYERS)
OF_ARTICLE = ("source", "published", "outlet", "url")  # what every row repeats of its article
COLUMNS = {layer: (*OF_ARTICLE, *columns) for layer, columns in _LAYERS.items()}


def rows(document: Document, layer: str) -> Iterator[Row]:
    """Return the rows of one layer (`quotes`, `dates`, `cues`, `claims` or `ledger`); raises ValueError for any other.

    `ledger` has the claims that an act moved, each with the sentence of the act where the record holds its text.
    """
    if layer not in LAYERS:
        raise ValueError(f"{layer!r} is none of {', '.join(LAYERS)}")
    return _rows(document, layer)


def _rows(document: Document, layer: str) -> Iterator[Row]:
    of, published = _Article(document), document["published"]
    head: Row = {**{name: document[name] for name in OF_ARTICLE}, "published": published["value"] if published else None}  # type: ignore[literal-required]
    items: list[Any] = [c for c in document["claims"] if c["history"]] if layer == "ledger" else document[layer]  # type: ignore[literal-required]
    for item in items:
        yield head | {name: column(item, of) for name, column in _LAYERS[layer].items()}


def _sentences(text: str | None) -> Callable[[Cue], str | None]:
    """Return what gives the sentence of a cue, on one line; None for all where the text is not at hand."""
    if text is None:
        return lambda cue: None
    from claimx.language.reading import Reading

    reading = Reading(text)
    title = [reading.layout.title] if reading.layout.title else []

    def of(cue: Cue) -> str | None:
        at = cue["cue"]["start"]
        return next((" ".join(text[start:end].split()) for start, end in (*reading.sentences, *title) if start <= at < end), None)

    return of


def folded(history: list[Cue]) -> list[list[Cue]]:
    """Return the cues of each act: those of one class, agent, polarity and modality, but for those of two days."""
    acts: list[list[Cue]] = []
    for cue in history:
        for told in acts:
            same = all(cue[key] == told[0][key] for key in ("class", "agent", "polarity", "modality"))
            days = {other["date"] for other in (*told, cue)} - {None}
            if same and len(days) <= 1:
                told.append(cue)
                break
        else:
            acts.append([cue])
    return acts


def changed_values(claim: Claim, cues: dict[str, Cue]) -> tuple[str, str] | None:
    """Return the old and the new value that an act on a claim tells, None where none tells both."""
    acts = [cues[identifier] for identifier in claim["history"] if identifier in cues]
    return next(((act["old_value"], act["new_value"]) for act in acts if act["old_value"] and act["new_value"]), None)


# of the statements of threads
THREAD_COLUMNS = (
    "thread", "status", "matter", "claimants", "article", "outlet", "published", "url", "stance", "statement", "silent", "acts", "agents", "confidence", "certainty",
)  # fmt: skip
