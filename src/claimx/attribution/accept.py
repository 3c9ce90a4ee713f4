"""Whether words that have the shape of a paraphrase are one, and which bounds it has: what stands around its cue as named features, and two fitted judgements
(`ranking/accept.json`, `bounds.json`).

The shapes propose (`clauses`, `according`, `passives`): a cue, a source, a content. Whether the verb says something here, whether what follows is a clause and
no mere object, whether the subject can speak at all, is judged here; of other bounds `variants` proposes.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from claimx.annotations import Quote, Span
from claimx.attribution.content import has_predicate
from claimx.attribution.variants import variants
from claimx.language.closed import PRONOUNS
from claimx.language.morphology import looks_like_abstract_noun
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, cue_words, fronted_cues, passive_cues, verb_class, via_cues
from claimx.lexicons import word_class
from claimx.names.tagger import names_of
from claimx.ranking.logit import ranker
from claimx.ranking.model import Features, file_of, share
from claimx.syntax.classes import class_at, members

_BESIDE = 3  # words on either side that count by their place
_NEAR = 8  # words before a cue among which a relative stands
_SOURCE = 12  # words of a source that are looked at, the last ones
_FRAMES = ("noun_takers", "needs_that", "of_things", "describing")  # what a verb takes besides a clause (`reporting.toml`)
_SHORT_LEAD = 4  # words before a cue and its source that are no clause yet
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34)  # lengths and distances, in words, are told by the last of these that they reach
_PREDICATE_KINDS = frozenset({"verb", "negator", "auxiliary", "copula"})
_PREDICATES = frozenset("ada adalah akan telah sudah tidak bisa harus bukan masih dapat perlu".split())


# what points back and says nothing by itself: `menegaskan hal itu saat rapat`, `menyatakan sebaliknya`
_POINTS = re.compile(
    r"(?i)(?:hal|itu|hal-hal)\s+(?:yang\s+)?(?:itu|tersebut|ini|demikian|senada|serupa|sama)\b(?:\s+(?:untuk|saat|ketika|di|pada|dalam|kepada|melalui|lewat|karena|setelah|usai|seusai|sesudah|sebelum|sehabis|dengan|secara|kemarin|tadi|hari|pekan)\b|\s*$|,)"
    r"|(?:hal itu|sebaliknya|lain|demikian|begitu|serupa|senada)\W*$"
)


class Place(NamedTuple):
    """Where a shape was found: the token of its cue, its stretch of the sentence (offsets), whether it stands inside the content of another quote, and
    whether in the attribution of a direct one (`"…," kata X, seraya menambahkan bahwa P`)."""

    cue: int
    start: int
    end: int
    inside: bool
    attributing: bool


@cache
def kind_of(word: str) -> str:
    """Return the kind of a cue of saying, by its form and what it governs."""
    if word in verb_class("according"):
        return "according"
    if word in via_cues():
        return "via"
    if word in active_cues():
        return active_cues()[word]
    for name, forms in (("passive", passive_cues()), ("fronted", fronted_cues()), ("bare", bare_cues())):
        if word in forms:
            return name
    return "other"


def _step(length: int) -> int:
    return max(step for step in _STEPS if step <= length)


def features(reading: Reading, quote: Quote, place: Place) -> list[str]:
    """Return the features by which a quote that a shape proposes is accepted, by name; each counts one."""
    beside = _beside(reading, place)
    word, kind = reading.low[place.cue], kind_of(reading.low[place.cue])
    found = _of_cue(reading, place, beside)
    found += [f"shape={quote.rule}", f"shape={quote.rule}|{word}"]
    found += _of_source(reading, quote.source, place.cue, beside.first, beside, word, kind)
    return list(dict.fromkeys(found + _of_content(reading, quote, place.cue, beside, word, kind)))


def bounds(reading: Reading, quote: Quote, place: Place, change: str) -> Features:
    """Return the features by which the bounds of a quote are chosen; `change`: what is other than the shape proposes."""
    beside = _beside(reading, place)
    word, kind = reading.low[place.cue], kind_of(reading.low[place.cue])
    found = [*_of_content(reading, quote, place.cue, beside, word, kind), *_of_gaps(reading, quote, place.cue, beside, kind)]
    found += _of_end(reading, quote.source, place.cue, beside)
    found += [f"change={change}", f"change={change}|{kind}", f"change={change}|{quote.rule}"]
    return dict.fromkeys(found, 1.0)


def _beside(reading: Reading, place: Place) -> _Beside:
    return _Beside(reading, reading.token_at(place.start), reading.tokens(place.start, place.end).stop)


def _of_cue(reading: Reading, place: Place, beside: _Beside) -> list[str]:
    """Return what is told by the cue, the words on either side of it, other cues and quotations, whatever the bounds."""
    i = place.cue
    word, kind = reading.low[i], kind_of(reading.low[i])
    found = [f"cue={word}", f"kind={kind}", f"inside={place.inside}|{kind}"]
    if place.attributing:
        found += ["attributing", f"attributing={kind}", f"attributing={reading.low[i - 1]}"]
    for k in range(1, _BESIDE + 1):
        found += [f"{name}={k}|{value}" for name, value in beside.at(i + k, "after")]
        found += [f"{name}={k}|{value}" for name, value in beside.at(i - k, "before")]
    following, before = beside.kind(i + 1), beside.kind(i - 1)
    found += [f"cue_after={word}|{following}", f"cue_then={word}|{beside.low(i + 1)}", f"cue_before={word}|{before}"]
    found += [f"then={following}|{beside.kind(i + 2)}", f"kind_then={kind}|{following}|{beside.kind(i + 2)}"]
    found += [f"kind_first={kind}|{i == beside.first}", f"capital={kind}|{reading.words[i][0].isupper()}", f"last={i >= beside.stop - 2}"]
    found += [f"relative={'yang' in reading.low[max(beside.first, i - _NEAR) : i]}", f"relative_cue={kind}|{beside.low(i - 1) == 'yang'}"]
    return found + _of_others(reading, i, beside.first, beside.stop, kind)


class _Beside:
    """The words of a stretch by their place, with their classes; what lies outside has none."""

    def __init__(self, reading: Reading, first: int, stop: int) -> None:
        self.reading, self.first, self.stop = reading, first, stop

    def low(self, k: int) -> str:
        return self.reading.low[k] if self.first <= k < self.stop else "-"

    def kind(self, k: int) -> str:
        if not self.first <= k < self.stop:
            return "-"
        known = self.reading.kinds.get(k)
        if known is None:
            name = names_of(self.reading).at(k)
            kind = class_at(self.reading, k) if name is None else name.kind
            known = self.reading.kinds[k] = self.reading.words[k] if kind == "mark" else kind
        return known

    def at(self, k: int, side: str) -> list[tuple[str, str]]:
        return [(side, self.low(k)), (f"{side}_kind", self.kind(k))]


def _of_source(reading: Reading, source: Span | None, i: int, first: int, beside: _Beside, word: str, kind: str) -> list[str]:
    """Return what is told by who would be the source, and by what stands between him and the cue."""
    low = reading.low
    if source is None:
        return ["source=none", f"source=none|{kind}", f"source=none|{word}"]
    found = []
    held = reading.tokens(*source)
    at = held.stop if held.stop <= i else first
    found += [f"between={kind}|{beside.low(k)}" for k in range(max(at, i - 4), i)]
    looked = held[-_SOURCE:]
    names = {name.kind for name in names_of(reading).within(looked.start, looked.stop)}
    words = {low[k].rstrip(".") for k in looked}
    last = low[held.stop - 1] if held else "-"
    who = (
        "person"
        if "PER" in names
        else "body"
        if "ORG" in names
        else "pronoun"
        if last in PRONOUNS
        else next(
            (name for name in ("role", "organization", "group", "document", "anonymous") if not words.isdisjoint(word_class(name))), "thing"
        )
    )
    head = next((low[k] for k in held if low[k] not in word_class("determiner")), "-")
    pointed = last in ("itu", "ini", "tersebut")
    found += [
        f"source={who}",
        f"source={who}|{kind}",
        f"source={who}|{word}",
        f"pointed={who}|{pointed}|{kind}",
        f"head={head}",
        f"ends={last}",
    ]
    found += [f"source_size={_step(len(held))}", f"source_opens={reading.opens_sentence(held.start)}"] if held else []
    found += [f"before_source={beside.low(held.start - 1)}", f"gap={_step(max(0, i - held.stop))}"] if held else []
    return found


def _of_content(reading: Reading, quote: Quote, i: int, beside: _Beside, word: str, kind: str) -> list[str]:
    """Return what is told by what would be said: how it begins, whether and where it has a predicate, how long it is."""
    low = reading.low
    start, end = quote.content[-1]
    held = reading.tokens(start, end)
    parts = len(quote.content)
    if not held:
        return [f"parts={parts}"]
    opening = [beside.low(held.start + k) for k in range(2)]
    found = [f"parts={parts}|{kind}", f"opens={opening[0]}", f"opens={' '.join(opening)}", f"cue_opens={word}|{opening[0]}"]
    found += [f"opens_kind={kind}|{beside.kind(held.start)}|{beside.kind(held.start + 1)}|{beside.kind(held.start + 2)}"]
    clause_end = next((k for k in held if k > held.start and low[k] in (",", ";", "yang")), held.stop)
    first_verb = next((k for k in range(held.start, clause_end) if low[k] in _PREDICATES or beside.kind(k) in _PREDICATE_KINDS), None)
    anywhere = any(beside.kind(k) in _PREDICATE_KINDS for k in held)
    place = "none" if first_verb is None else str(_step(first_verb - held.start))
    coarse = "none" if first_verb is None else "first" if first_verb == held.start else "later"
    purpose = next((w for w in ("untuk", "agar", "supaya", "sebagai") if w in low[held.start : held.stop]), "-")
    found += [
        f"verb={place}",
        f"verb={place}|{kind}",
        f"verb={coarse}|{word}",
        f"verb_anywhere={anywhere}|{kind}",
        f"size={_step(len(held))}",
    ]
    found += [f"size={_step(len(held))}|{kind}", f"purpose={purpose}|{kind}", f"purpose={purpose}|{word}"]
    lead = " ".join(low[i + 1 : held.start][:2]) if held.start > i else "<"
    found += [f"lead={lead}", f"lead={lead}|{kind}", f"leads={word}|{lead}"]
    marked = any(q.start >= start - 1 and q.end <= end + 1 for q in reading.outer_quotations(start - 1, end))
    closed = "comma" if beside.low(held.stop) == "," else "end" if held.stop >= beside.stop - 1 else "more"
    found += [f"marked={marked}|{kind}", f"closed={closed}", f"commas={min(2, low[held.start : held.stop].count(','))}|{kind}"]
    if first_verb is not None:
        found.append(f"predicate={low[first_verb]}")
    clause = has_predicate(reading, start, end)
    opened = "that" if "bahwa" in lead else "comma" if "," in lead or ":" in lead else "bare"
    found += [f"clause={clause}|{kind}|{opened}", f"clause={clause}|{word}", f"opened={word}|{opened}"]
    thing = (
        "pointer"
        if _POINTS.match(reading.text, start, end)
        else "courtesy"
        if opening[0].removesuffix("nya") in word_class("courtesy")
        else "-"
    )
    if thing == "-":
        thing = "abstract" if looks_like_abstract_noun(opening[0]) else "of_somebody" if opening[0].endswith("nya") else "-"
    found += [f"thing={thing}|{opened}|{coarse}", f"thing={thing}|{word}|{opened}", f"thing={thing}|{kind}|{opened}|{clause}"]
    found += [f"frame={frame}|{opened}|{clause}|{coarse}" for frame in _FRAMES if word in verb_class(frame)]
    return found


def _of_gaps(reading: Reading, quote: Quote, i: int, beside: _Beside, kind: str) -> list[str]:
    """Return what is told by the words that are left out before the content, and by a part of it before the cue."""
    start = quote.content[-1][0]
    told = max(reading.ends[i], quote.source[1] if quote.source and quote.source[1] <= start else 0)
    found = []
    if start >= told:
        held = reading.tokens(told, start)
        words = [k for k in held if reading.words[k][0].isalnum()]
        first, last = (reading.low[held.start], reading.low[held.stop - 1]) if held else ("-", "-")
        size = _step(len(words))
        found += [
            f"gap_size={size}|{kind}",
            f"gap_ends={last}|{size > 0}",
            f"gap_opens={first}|{size}",
            f"gap_kind={beside.kind(held.start)}|{kind}|{size > 0}",
        ]
        if words:
            verbs = any(beside.kind(k) == "verb" for k in words)
            found += [
                f"gap_word={reading.low[words[0]]}|{last == ','}",
                f"gap_verb={verbs}|{kind}",
                f"gap_last={reading.low[words[-1]]}|{last}",
            ]
        found.append(f"gap_then={last}|{beside.kind(reading.token_at(start))}|{beside.low(reading.token_at(start))}")
    opening = reading.token_at(start)
    taken = beside.low(opening) in members("condition")
    if taken or beside.low(opening - 1) in members("condition"):
        comma = next((k for k in reading.tokens(start, quote.content[-1][1]) if reading.low[k] == ","), None)
        then = "-" if comma is None else beside.kind(comma + 1)
        verbs = comma is not None and any(
            beside.kind(k) in _PREDICATE_KINDS for k in range(comma + 1, reading.tokens(start, quote.content[-1][1]).stop)
        )
        found += [
            f"if={taken}|{then}|{verbs}|{kind}",
            f"if={taken}|{verbs}|{beside.low(opening if taken else opening - 1)}",
            f"if={taken}|{comma is None}",
        ]
    first_said = min(i, reading.token_at(quote.source[0]) if quote.source else i)
    lead = [k for k in range(beside.first, first_said) if reading.words[k][0].isalnum()]
    taken = len(quote.content) > 1 or quote.content[0][1] <= reading.starts[first_said]
    if lead and start >= told:
        closed = beside.low(first_said - 1) == ","
        verbs = any(beside.kind(k) == "verb" for k in lead)
        opened = reading.low[lead[0]]
        also = len(quote.content) > 1 and reading.token_at(quote.content[0][0]) > lead[0]
        found += [
            f"lead_taken={taken}|{closed}|{kind}",
            f"lead_opens={taken}|{opened}|{closed}",
            f"lead_kind={taken}|{beside.kind(lead[0])}|{closed}",
        ]
        found += [
            f"lead_size={taken}|{_step(len(lead))}|{closed}",
            f"lead_verb={taken}|{verbs}|{closed}",
            f"lead_last={taken}|{reading.low[lead[-1]]}",
        ]
        then = beside.kind(opening)
        found += [
            f"lead_cut={also}|{opened}",
            f"lead_then={taken}|{verbs}|{then}|{closed}",
            f"lead_before={taken}|{then}|{closed}|{len(lead) <= _SHORT_LEAD}",
        ]
    return found


def _of_end(reading: Reading, source: Span | None, i: int, beside: _Beside) -> list[str]:
    """Return what is told by the end of a source after its cue: its last words, the words after it, what its last part between commas is."""
    if source is None or source[0] < reading.starts[i]:
        return []
    held = reading.tokens(*source)
    if not held:
        return []
    low = reading.low
    comma = next((k for k in reversed(held) if low[k] == ","), None)
    opening = held.start if comma is None else comma + 1
    after = held.stop + (low[held.stop : held.stop + 1] == [","])
    roles = any(low[k].rstrip(".") in word_class("role") or low[k] in word_class("organization") for k in range(opening, held.stop))
    named = any(beside.kind(k) == "PER" for k in range(opening, held.stop))
    earlier = any(beside.kind(k) == "PER" for k in range(held.start, opening))
    found = [
        f"end={beside.kind(held.stop - 1)}|{beside.kind(held.stop)}",
        f"end_low={low[held.stop - 1]}|{after > held.stop}",
        f"end_then={beside.low(held.stop)}",
    ]
    found += [f"after_source={beside.low(after)}|{after > held.stop}", f"after_kind={beside.kind(after)}|{after > held.stop}"]
    found += [f"source_commas={low[held.start : held.stop].count(',')}", f"chunk={comma is not None}|{named}|{roles}|{earlier}"]
    found += [f"chunk_opens={comma is not None}|{beside.low(opening)}", f"chunk_kind={comma is not None}|{beside.kind(opening)}|{earlier}"]
    found += [f"chunk_holds={low[k]}" for k in range(opening + 1, held.stop) if low[k] in word_class("circumstance") or low[k] == "kepada"]
    return [*found, f"chunk_size={comma is not None}|{_step(held.stop - opening)}"]


def _of_others(reading: Reading, i: int, first: int, stop: int, kind: str) -> list[str]:
    """Return what is told by other cues and by quotations of the same stretch."""
    low = reading.low
    earlier = next((k for k in range(i - 1, first - 1, -1) if low[k] in cue_words()), None)
    later = next((k for k in range(i + 1, stop) if low[k] in cue_words()), None)
    found = [
        f"cue_earlier={'-' if earlier is None else kind_of(low[earlier])}",
        f"cue_later={'-' if later is None else kind_of(low[later])}",
    ]
    found.append(f"cue_near={'-' if earlier is None else _step(i - earlier)}|{kind}")
    opens = stop - 1 > i and reading.quotation_at(reading.ends[stop - 1]) is not None
    return [*found, f"quotation_after={opens}|{kind}"]


class _Weights(NamedTuple):
    threshold: float
    bias: float
    weights: dict[str, float]


@cache
def fitted() -> _Weights:
    """Return the fitted weights of what is accepted."""
    held = json.loads(file_of("accept.json"))
    return _Weights(held["threshold"], held["bias"], held["weights"])


def likelihood(reading: Reading, quote: Quote, place: Place) -> float:
    """Return how likely a quote that a shape proposes is one, 0 to 1."""
    _, bias, weights = fitted()
    return share(bias + sum(weights.get(name, 0.0) for name in features(reading, quote, place)))


def accepted(reading: Reading, quote: Quote, place: Place) -> Quote | None:
    """Return a quote that a shape proposes with its likeliest bounds, None where it is likelier none."""
    likely = likelihood(reading, quote, place)
    if likely < fitted().threshold:
        return None
    proposed = list(variants(reading, quote, place.start))
    if len(proposed) > 1:
        weights = ranker("bounds").weights
        _, quote = max(proposed, key=lambda found: sum(weights.get(name, 0.0) for name in bounds(reading, found[1], place, found[0])))
    return replace(quote, uncertainty=1 - likely)
