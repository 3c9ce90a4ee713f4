"""Whether a cue tells an act, and one that moves a claim: what stands around it as named numbers, and two logistic judgements (`ranking/acts.json`).

The lexicon proposes (`lexicons/cues.toml`): a rule that fires in full, one of which only the cue fits, and expressions that have no conditions at all (`[[open]]`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from claimx.acts.cue import WITHDRAWALS, covering
from claimx.acts.rules import Rule, listed
from claimx.annotations import Quote, Span
from claimx.language.reporting import active_cues, bare_cues
from claimx.language.stem import stem
from claimx.ranking.model import Features, file_of, share, with_brief
from claimx.syntax.classes import lexical_class, members
from claimx.syntax.sentence import Syntax

_BESIDE = 3  # words on either side that count by their place
_ANYWHERE = ("left_", "right_", "rule_")  # what counts alike for every rule; the others count once more for one rule alone
_LEFT, _RIGHT = 8, 6  # words on either side that count wherever they stand
_POINTS = 3  # words before a cue in which a pointer stands to it
_BEFORE, _AFTER = 5, 4  # words on either side among which the first person speaks
_COUNTED = 5  # rumours or acts of an article: more say no more
_ANSWERED = 2  # sentences before an act in which the claim or question may stand that it answers
_DENIED = 3  # words after an act whose beginning is a negator among which what is denied stands
_AFTER_QUOTATION = 40  # words of its sentence in which it may be told what a quotation answers
_SHORT = 3  # letters of a word that takes up nothing
_PLAIN = 2.0  # of what speaks plainly for an act: the larger a number, the less its weight is held back
_OBJECT = 5  # words after a withdrawal that may name what is withdrawn
_OPENING = ('"', "“", "'")  # marks before the first word of a quotation
_LIKE = 8  # words after an act in which `seperti yang beredar` may begin


class Proposal(NamedTuple):
    """A stretch that may tell an act: the rule, whether it fires in full, and whether the stretch stands in the title."""

    rule: Rule
    span: Span
    fires: bool
    on_title: bool


class Judge:
    """One article as the judgement sees it, with all that is proposed in it."""

    def __init__(self, syntax: Syntax, quotes: list[Quote], proposals: Sequence[Proposal]) -> None:
        self.syntax, self.quotes = syntax, quotes
        reading = syntax.reading
        self._places = {proposal.span for proposal in proposals if proposal.fires}
        self._acts = Counter(reading.sentence_at(start) for start, _ in self._places)
        self._rumours = [k for k in reading.among(members("rumoured")) if reading.in_body(reading.starts[k], reading.ends[k])]
        self._hoaxes = len(reading.among(members("hoax")))
        self._told: dict[int, frozenset[str]] = {}  # the stems of each sentence that tells a claim

    def features(self, proposal: Proposal) -> Features:
        """Return the named numbers of a proposal."""
        rule, (start, end), fires, on_title = proposal
        reading, low = self.syntax.reading, self.syntax.reading.low
        i, j = reading.token_at(start), reading.token_at(end - 1) + 1
        first, stop = self.syntax.bounds(start)
        how = "open" if rule.open else "fires" if fires else "fits"
        names = [f"how_{how}", f"rule_{rule.name}", f"form_{rule.form}", f"{how}_{rule.label}"]
        names.append(f"cue_{' '.join(low[i:j])}")
        for k in range(1, _BESIDE + 1):
            names.append(f"before_{k}_{low[i - k] if i - k >= first else '<'}")
            names.append(f"after_{k}_{low[j + k - 1] if j + k - 1 < stop else '>'}")
        names += [f"left_{word}" for word in {*low[max(first, i - _LEFT) : i]}]
        names += [f"right_{word}" for word in {*low[j : min(stop, j + _RIGHT)]}]
        kind = self.syntax.tokens.kind
        names += [f"kind_before_{kind(i - 1) if i > first else '<'}", f"kind_after_{kind(j) if j < stop else '>'}"]
        if rule.label in WITHDRAWALS:
            subject = self.syntax.clause_at(start).subject or (first, i)
            before = any(map(_is_withdrawn, (low[first], *low[slice(*subject)])))
            after = any(map(_is_withdrawn, low[j : min(stop, j + _OBJECT)]))
            places = f"withdraws_{before:d}{after:d}"
            names += [places, f"{rule.form}_{places}", f"{how}_withdraws_{before or after:d}"]
        found = dict.fromkeys(names, 1.0) | self._around(start, end, i, j, first, stop) | {"in_title": float(on_title)}
        of_rule = {f"{rule.name}:{name}": value for name, value in found.items() if value and not name.startswith(_ANYWHERE)}
        return with_brief(found, reading.brief) | of_rule

    def _around(self, start: int, end: int, i: int, j: int, first: int, stop: int) -> Features:
        reading = self.syntax.reading
        low, here = reading.low, reading.sentence_at(start)
        quote = covering(self.quotes, start)
        own = (start, end) in self._places
        others = len(self._places) - own
        near = sum(self._acts[k] for k in (here - 1, here, here + 1)) - own
        return {
            "quoted": float(quote is not None),
            "quoted_directly": float(quote is not None and self.quotes[quote].type == "direct"),
            "place": 1 / (1 + here),
            "first_sentence": float(here == 0),
            "rumoured_before": float(bool(self._rumours) and self._rumours[0] < i),
            "rumours": min(_COUNTED, len(self._rumours)) / _COUNTED,
            "rumour_here": float(bisect_left(self._rumours, first) < bisect_left(self._rumours, stop)),
            "hoaxes": min(_COUNTED, self._hoaxes) / _COUNTED,
            "acts": min(_COUNTED, others) / _COUNTED,
            "alone": float(not others),
            "act_near": float(near > 0),
            "capitals": float(reading.text[start:end].isupper()),
            "topic_opens": float(low[first] in members("topic") or low[first] in members("responding")),
            "opens_quotation": float(low[max(0, first - 1)] in _OPENING),
            "pointed_at": float(any(word in members("pointing") for word in low[max(first, i - _POINTS) : i])),
            "first_person": float(any(word in members("we") for word in low[max(first, i - _BEFORE) : min(stop, j + _AFTER)])),
            **self._answering(i, j, first, stop, here),
        }

    def _answering(self, i: int, j: int, first: int, stop: int, here: int) -> Features:
        """Return what says that an act in tokens [i, j) of the sentence [first, stop), which is number `here`, answers a claim or a question."""
        low, kind = self.syntax.reading.low, self.syntax.tokens.kind
        found: Features = {}
        k = i
        while k > first and kind(k - 1) in ("adverb", "auxiliary", "copula", "demonstrative"):
            k -= 1
        pointed = low[k - 1].endswith("nya") or any(word in members("pointing") for word in low[k:i])
        if k > first and pointed and low[k - 1].removesuffix("nya") in members("verdict_of"):
            found["verdict_pointed"] = _PLAIN
        if self._is_predicate_of_claim(first, k, j, stop):
            found["verdict_on_claim"] = _PLAIN
        if k == first and low[j : j + 1] == [","] and not _said_so().isdisjoint(low[j + 1 : j + 3]):
            found["verdict_fronted"] = _PLAIN  # `Ngawur, begitu kata X`
        if any(
            low[n] in members("likewise") and not (_claims() | members("spreading")).isdisjoint(low[n + 1 : n + 4])
            for n in range(j, min(stop, j + _LIKE))
        ):
            found["as_claimed"] = _PLAIN
        if any(self._asks(k) for k in range(max(0, here - _ANSWERED), here)):
            found["asked"] = 1.0
            if i == first:
                found["answers"] = _PLAIN
        if kind(i) == "negator":
            told = frozenset[str]().union(*(self._claimed(n) for n in range(max(0, here - _ANSWERED), here)))
            comma = next((n for n in range(i - 1, first, -1) if low[n] == ","), first)
            end = self.syntax.reading.tokens(*self.syntax.reading.whole(self.syntax.reading.starts[i])).stop
            beside = low[stop : min(end, stop + _AFTER_QUOTATION)]
            for said in (low[first:comma], beside):  # `"Tidak ada P," kata X menanggapi kabar P`
                if not _claims().isdisjoint(said):
                    told |= _stems_of(said)
            denied = [stem(word) for word in low[i + 1 : min(stop, j + _DENIED)] if not _says_nothing(word)][:_DENIED]
            if denied and denied[0] in told - _framing():
                found["denies_it"] = _PLAIN
        return found

    def _is_predicate_of_claim(self, first: int, i: int, j: int, stop: int) -> bool:
        """Return whether tokens [i, j) end a clause whose subject is a noun of claims with what it says: `Kabar bahwa P | keliru |.`."""
        low, kind = self.syntax.reading.low, self.syntax.tokens.kind
        while j < stop and low[j] in members("after_verdict"):
            j += 1
        if j < stop and kind(j) != "mark":
            return False
        at = next((k for k in range(first, i - 1) if low[k].removesuffix("nya") in members("verdict_of")), None)
        opens = at is not None and (at == first or low[at - 1] == "bahwa" or low[at - 1] in active_cues() or kind(at - 1) == "mark")
        return opens and low[i - 1] != "yang"

    def _asks(self, number: int) -> bool:
        """Return whether a sentence asks, or tells that somebody was asked."""
        reading = self.syntax.reading
        start, end = reading.sentences[number]
        held = reading.tokens(start, end)
        return reading.text[start:end].rstrip('"”’ ').endswith("?") or not members("asked").isdisjoint(reading.low[held.start : held.stop])

    def _claimed(self, number: int) -> frozenset[str]:
        """Return the stems of a sentence that tells a claim, none of one that tells none."""
        known = self._told.get(number)
        if known is None:
            held = self.syntax.reading.tokens(*self.syntax.reading.sentences[number])
            low = self.syntax.reading.low[held.start : held.stop]
            tells = any(word.removesuffix("nya") in _claims() for word in low)
            known = self._told[number] = _stems_of(low) if tells else frozenset()
        return known


def _stems_of(words: list[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if len(word) > _SHORT)


@cache
def _is_withdrawn(low: str) -> bool:
    """Return whether a word names what people withdraw: an order, a statement, testimony, a complaint, what was published."""
    return low.removesuffix("nya") in listed("order", "ruling", "statement", "testimony", "complaint", "published")


@cache
def _said_so() -> frozenset[str]:
    """Return the words that may attribute a verdict right after it."""
    return bare_cues() | members("thus")


@cache
def _claims() -> frozenset[str]:
    """Return the words that tell that something is claimed."""
    return members("rumour_noun") | members("rumoured") | members("alleged") | members("told") | members("accusing")


@cache
def _says_nothing(low: str) -> bool:
    """Return whether a word after a negator names nothing that could be denied: `tidak [pernah ada]`."""
    return (
        low in members("existing")
        or low in members("empty_word")
        or lexical_class(low) in ("auxiliary", "adverb", "adverbial", "preposition")
    )


@cache
def _framing() -> frozenset[str]:
    """Return the stems that every claim may hold, and that tell of none: those of the words that tell it, and of words that say nothing."""
    return frozenset(map(stem, _claims() | members("generic") | members("empty_word") | members("pointing")))


class _Weights(NamedTuple):
    threshold: float
    bias: tuple[float, float]
    weights: dict[str, tuple[float, float]]


@cache
def fitted() -> _Weights:
    """Return the fitted weights of both judgements."""
    held = json.loads(file_of("acts.json"))
    return _Weights(held["threshold"], tuple(held["bias"]), held["weights"])


def likelihood(features: Features) -> tuple[float, float]:
    """Return how likely a proposal tells an act, and how likely one that moves what somebody had claimed; 0 to 1."""
    _, (act, moving), weights = fitted()
    for name, value in features.items():
        found = weights.get(name)
        if found is not None:
            act += value * found[0]
            moving += value * found[1]
    return share(act), share(moving)
