"""The target of an act: what is denied, withdrawn, corrected …, of the sentence that holds its cue or the one before it.

Every stretch that a phrase, an object or a clause could fill is a candidate, and that nothing is told one more; a fitted ranker chooses
(`ranking/targets.json`, by `training/ledger.py`). Only what a label opens (`Ralat: …`) is told by layout: the rest of its line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain, islice

from claimx.acts.cue import is_taken_up, near
from claimx.annotations import Cue, Quote, Span
from claimx.language.marks import PAIRED, is_balanced
from claimx.ranking.logit import ranker
from claimx.ranking.model import Features
from claimx.syntax.chunks import Range
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

NONE: Range = (-1, -1)  # the candidate that says that the text does not tell it
_SIDES = ("earlier", "before", "around", "inside", "after")  # of the act, where a stretch stands
_MOST = 400  # candidates of all acts of a sentence, those that begin nearest to an act first; with 1,000 targets are no better (train 84.2 and 84.4 %)
_FEWEST = 24  # of each act, however many its sentence tells
_LONGEST = 45  # tokens of a candidate
_FARTHEST = 60  # tokens from the act, in a sentence without end
_MOST_GAP = 30  # tokens: what is farther is told as this far
_ENDING = frozenset(  # kinds that may stand right after a stretch
    """comma colon stop quote mark coordinator that bahwa topic act complementizer adverbial preposition saying copula auxiliary negator
    demonstrative""".split()
)
_OPENING = _ENDING | {"adverb", "pronoun", "verb"}  # and right before one
_NOUNS_OF_CLAIMS = frozenset({"rumour_noun", "content_noun"})
_LINKING = frozenset({"adverb", "auxiliary", "adjective", "copula", "negator", "determiner"})
_BETWEEN = ("comma", "verb", "that", "bahwa", "topic", "coordinator", "stop", "quote", "saying", "preposition")
_HELD = (
    "demonstrative", "verb", "name", "number", "bahwa", "comma", "that", "rumour_noun", "content_noun", "negator", "quote", "stop", "saying", "act", "by",
)  # fmt: skip
UNTOLD_BY = 2.0  # log odds by which it must be likelier that nothing is told: of 1,093 targets 83.6 % are right so, 79.6 at even odds; of 182 acts without one 45 and 77
_POINTER = 3  # tokens of a stretch that may do no more than point: `kabar itu`


def after_cue(syntax: Syntax, cue: Cue) -> int:
    """Return the token after a cue."""
    return syntax.reading.token_at(cue.end - 1) + 1


def range_of(syntax: Syntax, span: Span) -> Range:
    """Return the token range of a span."""
    tokens = syntax.reading.tokens(*span)
    return tokens.start, tokens.stop


def find_target(syntax: Syntax, quotes: list[Quote], cue: Cue, crowd: int, verdicts: Sequence[Span] = ()) -> tuple[Span | None, float]:
    """Return the span of what is retracted, denied, corrected …, None where the text beside the cue does not tell it; and how likely that is, 0 to 1.

    `crowd`: how many acts its sentence tells; the more, the fewer stretches are weighed for each. `verdicts`: the predicates of acts before it.
    """
    if cue.form == "label":
        told = _rest_of_line(syntax.reading.text, cue.end)
        return told, float(told is not None)
    return Targets(syntax, quotes, cue, crowd).likeliest(verdicts)


@cache
def _weights(form: str) -> dict[str, dict[str, float]]:
    """Return the fitted weights of the features of a stretch, by where it stands to an act of a form."""
    found: dict[str, dict[str, float]] = {side: {} for side in _SIDES}
    for name, weight in ranker("targets").of_form(form).items():
        side, _, feature = name.partition("_")
        if side in found:
            found[side][feature] = weight
    return found


def _score(features: Features, weights: dict[str, float]) -> float:
    found = 0.0
    for name, value in features.items():
        if name in weights:
            found += value * weights[name]
    return found


def _rest_of_line(text: str, start: int) -> Span | None:
    """Return the words from an offset to the end of its line, without marks at either end."""
    end = text.find("\n", start)
    end = end if end > 0 else len(text)
    while start < end and not (text[start].isalnum() or text[start] in "(["):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")]%"):
        end -= 1
    return (start, end) if end - start >= 2 else None


class Targets:
    """What one act may be done to: the candidates, as token ranges, and what is known of each."""

    def __init__(self, syntax: Syntax, quotes: list[Quote], cue: Cue, crowd: int) -> None:
        self.syntax, self.tokens, self.cue = syntax, syntax.tokens, cue
        self.most = max(_FEWEST, _MOST // crowd)
        reading = syntax.reading
        self.act = (reading.token_at(cue.start) - (cue.agent_from == "before"), after_cue(syntax, cue))  # `[ia bantah]`
        self.taken_up = is_taken_up(self.tokens.low[self.act[1] - 1])
        self.sentence, self.earlier = self._sentences()
        self.own = self._own_start()
        self.closing = syntax.closing(self.act[0])
        parser = syntax.parsed(cue.start)
        self.subject = parser.at(self.act[0]).subject
        self.subjects = {clause.subject for clause in parser.clauses if clause.subject is not None}
        self.objects = {found for clause in parser.clauses for found in clause.objects}
        self.governed: Range | None = None  # the content of the quote whose cue this is: `membantah bahwa P`
        self.tellers: list[Range] = []  # who says something here, and the words that say so
        for _, quote in near(quotes, cue.start):
            for part in (quote.source, quote.cue):
                if part is not None and self.sentence[0] <= reading.token_at(part[0]) < self.sentence[1]:
                    self.tellers.append(range_of(syntax, part))
            if quote.cue is not None and quote.cue[0] <= cue.start < quote.cue[1] and quote.type != "direct" and len(quote.content) == 1:
                self.governed = range_of(syntax, quote.content[0])

    def _sentences(self) -> tuple[Range, Range]:
        """Return the token ranges of the sentence that holds the act, inside and outside a quotation, and of the one before it; empty where none stands there."""
        reading, cue = self.syntax.reading, self.cue
        held, bounds = reading.tokens(*reading.whole(cue.start)), self.syntax.bounds(cue.start)
        first, stop = max(min(held.start, bounds[0]), self.act[0] - _FARTHEST), min(max(held.stop, bounds[1]), self.act[1] + _FARTHEST)
        # nothing but marks stands before what opens a quotation
        opens = not any(word[0].isalnum() for word in reading.words[held.start : bounds[0]])
        at = first if opens else bounds[0]
        before = self.syntax.bounds(reading.starts[at - 1]) if at and not reading.on_title(cue.start) else (0, 0)
        return (first, stop), (before if before[1] <= first else (0, 0))

    def _own_start(self) -> int:
        """Return the first token of what the cue itself holds of its object (`mencabut | pernyataan`, `tidak pernah | menerima`), where it holds nothing that after it and
        after words that say how (`membantah keras | kabar`)."""
        if self.cue.form == "never":
            return self.act[1] - 1
        if self.cue.form in ("verb", "noun") and self.cue.object_inside:
            inside = range(self.act[0] + 1, self.act[1])
            for wanted in (("noun", "name"), ("verb",)):  # `batal | menaikkan tarif`
                if (k := next((k for k in inside if self.tokens.kind(k) in wanted), None)) is not None:
                    return k
        i = self.act[1]
        while i < self.sentence[1] - 1 and self.tokens.low[i] in members("how"):
            i += 1
        return i

    def _kind(self, i: int) -> str:
        """Return what token `i` is to a stretch."""
        return "act" if self.act[0] <= i < self.act[1] else self.syntax.kind(i)

    def _ends_at(self, i: int) -> tuple[int, int, int]:
        """Return where the noun phrase, the object and the clause end that begin with token `i`."""
        return self.syntax.ends(i, self.sentence[1] if i >= self.sentence[0] else self.earlier[1])

    def candidates(self) -> list[Range]:
        """Return the token ranges of all stretches that may be the target, `NONE` the first; of very many those that begin nearest to the act."""
        found = dict.fromkeys(islice(chain(self._within(*self.sentence), self._within(*self.earlier)), self.most))
        return [NONE, *sorted(found)]

    def _within(self, first: int, stop: int) -> Iterator[Range]:
        """Yield the stretches of a sentence; of one that does not hold the act only whole phrases, clauses, and all to its end."""
        words, act = self.tokens.words, self.act
        held, marked = first <= act[0] < stop, not PAIRED.isdisjoint(words[first:stop])
        stops = [k for k in range(first + 1, stop + 1) if k == stop or self._may_end(k)] if held else [stop]
        for i in sorted(range(first, stop), key=lambda i: abs(i - act[0])):
            if not (words[i][0].isalnum() or words[i][0] in "@#") or not (i == first or self._may_begin(i)):
                continue
            last = set()
            for end in {*self._ends_at(i), *(k for k in stops if i < k <= i + _LONGEST)}:
                j = min(end, stop if self.closing is None or not act[1] <= i < self.closing else self.closing)
                while j > i and not (words[j - 1][0].isalnum() or words[j - 1][0] in "%@#" or (words[j - 1] == ")" and "(" in words[i:j])):
                    j -= 1
                if marked and not is_balanced(words[i:j]):
                    if j >= min(end, stop) or not is_balanced(words[i : j + 1]):
                        continue  # `… gaji," kata | Rina`
                    j += 1
                if j <= i or j in last or (j - i == 1 and self._kind(i) == "pronoun") or self._ends_with_day_of_act(i, j):
                    continue  # nothing is known of `saya` by itself
                last.add(j)
                yield i, j

    def _ends_with_day_of_act(self, i: int, j: int) -> bool:
        """Return whether a stretch is of a day alone (`per 1 Juli`), or ends with one after a pointer or a comma: that of the act (`membantah kabar itu | pekan lalu`)."""
        first = i + (self._kind(i) == "preposition")
        return any(k < j <= end and (k <= first or self._kind(k - 1) in ("demonstrative", "comma")) for k, end in self._days)

    @cached_property
    def _days(self) -> list[Range]:
        """The days of both sentences."""
        return self.syntax.days(self.earlier) + self.syntax.days(self.sentence)

    def _may_begin(self, i: int) -> bool:
        before, low = self.tokens.low[i - 1 : i + 1]
        attributed = any(self.tokens.low[k] in members("attributing") and self.tokens.low[k - 1] == "," for k in (i, i - 1) if k)
        if "kepada" in (before, low) or attributed or self.act[1] <= i < self.own or (i >= self.act[1] and self.taken_up):
            return False  # to whom it is said, who says so (`mengakui, kata Rina`), and how
        return self._kind(i - 1) in _OPENING or i == self.own or self._kind(i) in _NOUNS_OF_CLAIMS

    def _may_end(self, k: int) -> bool:
        return self._kind(k) in _ENDING or k == self.act[0] or self._kind(k - 1) == "demonstrative" or self.tokens.date_end(k) > k

    # -- what is known of a stretch --------------------------------------------------------------------------------------------
    def features(self, held: Range) -> Features:
        """Return the features of a candidate."""
        if held == NONE:
            return self._of_none()
        side = self._side(held)
        found = {**self._of_start(held[0], side), **self._of_end(held[1], side), **self._of_both(held)}
        return {f"{side}_{name}": value for name, value in found.items()}

    def likeliest(self, verdicts: Sequence[Span] = ()) -> tuple[Span | None, float]:
        """Return the offsets of the likeliest stretch and how likely it is, 0 to 1; None where it is far likelier that nothing is told.

        What stands before an act holds no other verdict (`kabar itu | tidak benar alias hoaks`).
        """
        by_side = _weights(self.cue.form)
        starts: dict[tuple[int, str], float] = {}
        ends: dict[tuple[int, str], float] = {}
        told = [range_of(self.syntax, span) for span in verdicts]
        candidates = [
            held for held in self.candidates() if not (held[1] <= self.act[0] and any(held[0] < b and a < held[1] for a, b in told))
        ]
        scores = [_score(self._of_none(), ranker("targets").of_form(self.cue.form))]
        for held in candidates[1:]:
            side = self._side(held)
            weights, first, last = by_side[side], (held[0], side), (held[1], side)
            if first not in starts:
                starts[first] = _score(self._of_start(*first), weights)
            if last not in ends:
                ends[last] = _score(self._of_end(*last), weights)
            scores.append(starts[first] + ends[last] + _score(self._of_both(held), weights))
        best = max(range(1, len(scores)), key=scores.__getitem__, default=0)
        if not best or scores[0] - scores[best] > UNTOLD_BY:
            return None, 0.0
        return self.syntax.offsets(candidates[best]), 1 / sum(math.exp(found - scores[best]) for found in scores)

    def _side(self, held: Range) -> str:
        """Return where a stretch stands to the act."""
        if held[1] <= self.sentence[0]:
            return "earlier"
        if held[1] <= self.act[0]:
            return "before"
        if held[0] >= self.act[1]:
            return "after"
        return "inside" if held[0] > self.act[0] else "around"

    def _of_none(self) -> Features:
        """Return what says that no target is told: what kind of act it is, and what stands beside it."""
        cue, (first, stop) = self.cue, self.act
        before = self._kind(first - 1) if first > self.sentence[0] else "edge"
        after = self._kind(stop) if stop < self.sentence[1] else "edge"
        names = [
            "none", f"none_{cue.label}", f"none_{cue.target_from}", f"none_before_{before}", f"none_after_{after}", f"none_{before}_{after}",
            "none_subject" if self.subject else "none_no_subject",
        ]  # fmt: skip
        return dict.fromkeys([*names, "none_inside"] if self.own < self.act[1] else names, 1.0)

    def _of_start(self, i: int, side: str) -> Features:
        """Return what the beginning of a stretch tells."""
        low, cue = self.tokens.low, self.cue
        edge = i in (self.sentence[0], self.earlier[0])
        last = self.act[1] - 1 if i == self.own > self.act[1] else i - 1  # the word before, and before those that say how
        names = [
            f"side_{cue.label}", f"side_{cue.target_from}", f"side_{'quoted' if cue.quote is not None else 'plain'}", f"side_{'headline' if cue.headline else 'body'}", "side",
            f"first_{self._kind(i)}", f"opens_{low[i]}", f"before_{'edge' if edge else self._kind(last)}",
        ]  # fmt: skip
        if not edge:
            names.append(f"word_{low[last]}")
        found = dict.fromkeys(names, 1.0)
        if side == "after":
            found |= self._of_gap(min(i, max(self.act[1], self.own)), i)
        if self.subject is not None and i == self.subject[0]:
            found["starts_subject"] = 1.0
        if any(i == held[0] for held in self.objects):
            found["starts_object"] = 1.0
        if self.governed is not None and abs(i - self.governed[0]) <= 1:
            found["starts_governed"] = 1.0
        if self.own < self.act[1]:
            found["object_inside"] = 1.0
            found["own_start"] = float(i == self.own)
        return found

    def _of_end(self, j: int, side: str) -> Features:
        """Return what the end of a stretch tells."""
        edge = j in (self.sentence[1], self.earlier[1])
        low = self.tokens.low
        names = [f"last_{self._kind(j - 1)}", f"closes_{low[j - 1]}", f"then_{'edge' if edge else self._kind(j)}"]
        found = dict.fromkeys(names if edge else [*names, f"follows_{low[j]}"], 1.0)
        if side == "before":
            found |= self._of_gap(j, self.act[0])
        return found

    def _of_gap(self, first: int, stop: int) -> Features:
        """Return what stands in tokens [first, stop), between a stretch and the act."""
        gap = stop - first
        kinds = [self._kind(k) for k in range(first, stop)]
        found = {f"between_{name}": min(kinds.count(name), 3) / 2 for name in _BETWEEN if name in kinds}
        found |= {"gap": min(gap, _MOST_GAP) / 10, "log_gap": math.log1p(gap)}
        return found | {"next": float(gap == 0), "linked": float(_LINKING.issuperset(kinds))}

    def _of_both(self, held: Range) -> Features:
        """Return what a stretch tells as a whole."""
        i, j = held
        phrase, whole, clause = self._ends_at(i)
        found = {
            "is_phrase": j == phrase, "is_object": j == whole, "is_clause": j == clause, "in_phrase": j < phrase,
            "past_object": j > max(whole, phrase), "past_clause": j > clause, "one": j - i == 1,
            "length": (j - i) / 10, "log_length": math.log(j - i),
            "some_subject": held in self.subjects, "some_object": held in self.objects,
            "holds_teller": any(i < b and a < j for a, b in self.tellers),
        }  # fmt: skip
        if self.subject is not None:
            found["is_subject"] = held == self.subject
            found["in_subject"] = held != self.subject and self.subject[0] <= i and j <= self.subject[1]
        if self.governed is not None:
            found["is_governed"] = abs(i - self.governed[0]) <= 1 and abs(j - self.governed[1]) <= 1
        counts = self._counts
        if j - i <= _POINTER and "pointing" in counts:
            found["points"] = counts["pointing"][j] > counts["pointing"][i]
        told = {name: float(value) for name, value in found.items() if value}
        for name, before in counts.items():
            if before[j] > before[i] and name != "pointing":
                told["any_" + name] = 1.0
        return told

    @cached_property
    def _counts(self) -> dict[str, dict[int, int]]:
        """Of each kind that stands in one of both sentences, how many stand before each token of them."""
        places = range(self.earlier[0] if self.earlier[1] else self.sentence[0], self.sentence[1])
        kinds = [self._kind(i) for i in places]
        held = {name: [kind == name for kind in kinds] for name in _HELD}
        held["by"] = [self.tokens.low[i] == "oleh" for i in places]
        held["pointing"] = [
            kind == "demonstrative" or self.tokens.low[i] in members("pointing") for i, kind in zip(places, kinds, strict=True)
        ]
        ends = range(places.start, places.stop + 1)
        return {name: dict(zip(ends, accumulate(found, initial=0), strict=True)) for name, found in held.items() if any(found)}
