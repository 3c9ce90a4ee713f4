"""What an act is about: every stretch around it as named numbers, and how likely each is to state the matter (`ranking/matters.json`).

A number rests on the stretch alone (how it begins and ends, what it holds, how much of it the article says again) or on where it stands to the act. None
knows a construction: which of them count is fitted by `training/ledger.py`.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from itertools import accumulate, islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from claimx.acts.cue import is_taken_up
from claimx.annotations import Cue, Entity, Quote, Span
from claimx.language.reporting import active_cues, bare_cues
from claimx.language.stem import stem
from claimx.ledger.sayings import UNTOLD, saying_of
from claimx.ledger.stretches import AFTER, BEFORE, CONTENT, LEAD, TITLE, Stretch, Stretches, says_nothing
from claimx.lexicons import word_class
from claimx.ranking.logit import ranker
from claimx.ranking.model import strongest
from claimx.syntax.classes import members
from claimx.syntax.kinds import KINDS
from claimx.syntax.sentence import Syntax

Numbers = NDArray[np.float64]
Indices = NDArray[np.int64]
Column = NDArray[Any] | list[float]  # one number for each stretch

_KIND = {name: n for n, name in enumerate(KINDS)}
_ANY = ("predicate", "negator", "demonstrative", "pronoun", "alleged", "bahwa", "saying", "rumour_noun", "act", "mark", "owned")
_COUNTED = ("verb", "name", "number", "that", "comma")
_BETWEEN = ("comma", "verb", "that", "bahwa")  # what is counted between a stretch and an act
PLACES = ("before", "after", "around", "back_1", "back_2", "back_3", "ahead", "lead", "title", "far_back", "far_ahead")
GROUPS = {
    "retraction": "withdrawal", "revocation": "withdrawal", "correction": "correction", "editorial_note": "correction", "error_admission": "admission",
    "takedown": "withdrawal", "apology": "apology", "denial": "denial", "debunk": "debunk", "confirmation": "confirmation",
    "clarification": "clarification", "nonresponse": "nonresponse",
}  # fmt: skip
OWN_GROUPS = frozenset({"withdrawal", "correction", "admission"})  # whoever does these takes back what is his own
_OWN = ("untold", "pointing", "told")  # what the act's own words name
_MOST = 8  # stretches that an act may be about
_MOST_GAP = 60  # tokens
_OPENING = 3  # tokens that open a sentence
FIXED = (
    *(f"{where}_{kind}" for where in ("before", "first", "after") for kind in KINDS),
    "opens", "closes", "length", "log_length", "share", "content", "few",
    *(f"any_{name}" for name in _ANY), *_COUNTED,
    "in_title", "of_title", "in_lead", "of_lead", "repeated", "frequent", "near_acts", "any_source", "of_agents", "any_date", "ends_in_date",
    "is_phrase", "is_object", "is_clause", "past_object", "past_clause", "past_front", "spreads",
)  # fmt: skip
TO_ACT = (
    *(f"{group}_{place}" for group in ("all", *dict.fromkeys(GROUPS.values())) for place in PLACES),
    *(f"{own}_{place}" for own in _OWN for place in PLACES),
    "gap", "log_gap", "next_after", "next_before", "commas_between", "verbs_between", "that_between", "bahwa_between",
    "own_words", "own_share", "own_new", "apart_from_new", "head_inside", "head_before", "target", "target_starts", "target_ends", "in_target", "agent", "paragraph", "acts_between",
    *(f"{who}_{group}" for who in ("own", "others") for group in dict.fromkeys(GROUPS.values())), "same_saying", "goes_back",
)  # fmt: skip
COLUMNS = FIXED + TO_ACT
# the columns, by name and index, that judge a line too: the kinds of word about a stretch and where it stands. With the others, which say what it holds and how long
# it is, fewer pairs of a right and a wrong line of real articles are ordered rightly (82 % in place of 84, out of fold)
OF_LINE = tuple((name, n) for n, name in enumerate(COLUMNS) if n < 3 * len(KINDS) or n >= len(FIXED))
_LIKELY = 0.25  # from which a target is taken for told
_FRONTED = 3.0  # the larger a number, the less its weight is held back: this one is rare
# sentences on either side of an act among which those of its kind of saying are looked at, beside the nearest
_FAR_BEFORE, _FAR_AFTER = 11, 9
_MOST_FAR = 2  # of them on either side
_INTRODUCING = 4  # tokens before a stretch among which a word may introduce it
NONE = "none"  # the weight of no stretch at all: the text may not say what an act is about
_PLACE = {name: n for n, name in enumerate(PLACES)}
_AT = {name: n for n, name in enumerate(FIXED)}
_TO = {name: n for n, name in enumerate(TO_ACT)}


class Meant(NamedTuple):
    """What an act may be about, the likeliest first: the stretches, how likely each is (0 to 1; what is left is that none is meant), its numbers (a row a
    stretch), and the words at its bounds."""

    stretches: list[Stretch]
    likely: list[float]
    numbers: Numbers
    words: list[tuple[str, ...]]


class Scene:
    """One article as the judgement sees it: its words by kind and stem, and the stretches with what of their numbers rests on them alone."""

    def __init__(self, syntax: Syntax, quotes: list[Quote], cues: list[Cue], entities: list[Entity]) -> None:
        self.syntax, self.reading, self.quotes, self.cues = syntax, syntax.reading, quotes, cues
        self.stretches = Stretches(syntax, cues)
        self.names = [{stem(part.lower()) for part in entity.name.split() if len(part) > 2} for entity in entities]
        self._sentences: dict[int, frozenset[str]] = {}
        self._fronts: dict[int, int] = {}  # the comma that ends what stands before the main clause, by the token that opens the sentence

    @cached_property
    def kinds(self) -> Indices:
        """The kind of each token, as an index of `KINDS`."""
        return np.fromiter(map(self._kind, range(len(self.reading.words))), np.int64, len(self.reading.words))

    def _kind(self, i: int) -> int:
        return _KIND["act" if i in self.stretches.on_act else self.syntax.kind(i)]

    @cached_property
    def stems(self) -> list[str]:
        """The stem of each token that says something, empty for the others."""
        reading, tokens = self.reading, self.syntax.tokens
        return [
            stem(low) if len(low) > 2 and word[0].isalnum() and tokens.kind(i) in CONTENT else ""
            for i, (word, low) in enumerate(zip(reading.words, reading.low, strict=True))
        ]

    @cached_property
    def _counts(self) -> dict[str, Indices]:
        """Of each thing that is counted, how often it stands before each token."""
        kinds, low = self.kinds, self.reading.low
        classes = [self.syntax.tokens.kind(i) for i in range(len(low))]
        held = {name: kinds == _KIND[name] for name in {*_ANY, *_COUNTED, *_BETWEEN} & _KIND.keys()}
        held["mark"] = np.isin(kinds, [_KIND[name] for name in ("mark", "stop", "colon", "quote")])
        held["owned"] = np.array([len(word) > 5 and word.endswith("nya") for word in low], bool)
        held["demonstrative"] |= np.array([word in members("pointing") for word in low], bool)
        held["saying"] |= np.array([word in active_cues() or word in bare_cues() for word in low], bool)
        held["verb"] = held["predicate"] = np.array([name == "verb" for name in classes], bool)
        held["name"] = np.array([name == "name" for name in classes], bool)
        held["source"] = self._covered(part for quote in self.quotes for part in (quote.source, quote.cue))
        held["agent"] = self._covered(cue.agent_span for cue in self.cues)
        held["date"] = np.zeros(len(low), bool)
        for i in range(len(low)):
            if (end := self.syntax.tokens.date_end(i)) > i:
                held["date"][i:end] = True
        stems = self.stems
        times = self._times
        title, lead = self._title, self.said(0)
        held["content"] = np.array([bool(s) for s in stems], bool)
        found = {name: _before(array) for name, array in held.items()}
        found["in_title"] = _before(np.array([s in title for s in stems], bool) & held["content"])
        found["in_lead"] = _before(np.array([s in lead for s in stems], bool) & held["content"])
        found["repeated"] = _before(np.array([times[s] > 1 for s in stems], bool) & held["content"])
        found["frequent"] = np.concatenate([[0.0], np.cumsum(np.array([np.log(max(1, times[s])) if s else 0.0 for s in stems]))])
        return found

    @cached_property
    def _times(self) -> Counter[str]:
        """How often each stem stands in the article."""
        return Counter(self.stems[i] for span in self.reading.article for i in self.reading.tokens(*span))

    def _covered(self, spans: Iterable[Span | None]) -> NDArray[np.bool_]:
        """Return which tokens stand in some spans."""
        found = np.zeros(len(self.reading.words), bool)
        for span in spans:
            if span is not None:
                within = self.reading.tokens(*span)
                found[within.start : within.stop] = True
        return found

    @cached_property
    def _title(self) -> frozenset[str]:
        title = self.reading.layout.title
        return self._said(self.reading.tokens(*title)) if title is not None else frozenset()

    def said(self, sentence: int) -> frozenset[str]:
        """Return the stems of a sentence."""
        known = self._sentences.get(sentence)
        if known is None:
            known = self._sentences[sentence] = self._said(self.reading.tokens(*self.reading.sentences[sentence]))
        return known

    def _said(self, held: range) -> frozenset[str]:
        return frozenset(self.stems[i] for i in held) - {""}

    def fixed(self, stretches: list[Stretch]) -> Numbers:
        """Return the numbers of stretches that rest on them alone; shape (stretches, FIXED)."""
        start, stop, low, high, sentence = (np.array(column) for column in zip(*stretches, strict=True))
        counts, n, rows = self._counts, stop - start, np.arange(len(start))
        kinds = np.append(self.kinds, _KIND["edge"])
        found = np.zeros((len(start), len(FIXED)))
        for where, column in (
            ("before", np.where(start > low, kinds[start - 1], _KIND["edge"])),
            ("first", kinds[start]),
            ("after", np.where(stop < high, kinds[stop], _KIND["edge"])),
        ):
            found[rows, _AT[f"{where}_edge"] + column] = 1
        content = np.maximum(1, counts["content"][stop] - counts["content"][start])
        held = {name: array[stop] - array[start] for name, array in counts.items()}
        title, lead = max(1, len(self._title)), max(1, len(self.said(0)))
        by_name: dict[str, Column] = {
            "opens": start == low, "closes": stop >= high - 1, "length": n / 10, "log_length": np.log(n), "share": n / (high - low),
            "content": content / 5, "few": content <= 2,
            **{f"any_{name}": held[name] > 0 for name in _ANY}, **{name: held[name] / 2 for name in _COUNTED},
            "any_source": held["source"] > 0, "of_agents": held["agent"] / n, "any_date": held["date"] > 0, "ends_in_date": counts["date"][stop] > counts["date"][stop - 1],
            **self._ends(stretches), "spreads": [self.stretches.spreads(s) for s in stretches],
            "in_title": held["in_title"] / content, "of_title": np.minimum(1, held["in_title"] / title),
            "in_lead": np.where(sentence == 0, 0.5, held["in_lead"] / content), "of_lead": np.minimum(1, held["in_lead"] / lead),
            "repeated": held["repeated"] / content, "frequent": held["frequent"] / content, "near_acts": self._near_acts(start, stop, sentence) / content,
        }  # fmt: skip
        for name, values in by_name.items():
            found[:, _AT[name]] = values
        return found

    def _ends(self, stretches: list[Stretch]) -> dict[str, Column]:
        """Return which stretches end where a noun phrase, a whole object or a clause that begins with them does, or go on past it."""
        found = {(s.start, s.high): self.syntax.ends(s.start, s.high) for s in stretches}
        phrase, whole, clause = (np.array(column) for column in zip(*(found[s.start, s.high] for s in stretches), strict=True))
        stop = np.array([s.stop for s in stretches])
        return {
            "is_phrase": stop == phrase, "is_object": stop == whole, "is_clause": stop == clause,
            "past_object": stop > np.maximum(whole, phrase), "past_clause": stop > clause,
            "past_front": [_FRONTED * (s.low < s.start < self._front(s.low) < s.stop - 1) for s in stretches],
        }  # fmt: skip

    def _front(self, low: int) -> int:
        """Return the comma before the subject of the main clause, in the sentence that opens at token `low`: `Menanggapi kabar P[,] X …`; -1 where none stands."""
        known = self._fronts.get(low)
        if known is None:
            clauses = self.syntax.parsed(self.reading.starts[low]).clauses
            subject = next((clause.subject for clause in clauses if clause.relation == "main"), None)
            comma = -1 if subject is None else subject[0] - 1
            known = self._fronts[low] = comma if comma > low and self.reading.words[comma] == "," else -1
        return known

    def _near_acts(self, start: Indices, stop: Indices, sentence: Indices) -> Indices:
        """Return how many words of each stretch stand in another sentence that holds an act."""
        found = np.zeros(len(start), np.int64)
        acts, held = self._act_words
        for k in set(sentence.tolist()):
            own = self.said(k) if k in acts else frozenset[str]()
            here = sentence == k
            low, high = int(start[here].min()), int(stop[here].max())
            sums = _before(np.array([held[self.stems[i]] > (self.stems[i] in own) for i in range(low, high)], bool))
            found[here] = sums[stop[here] - low] - sums[start[here] - low]
        return found

    @cached_property
    def _act_words(self) -> tuple[set[int], Counter[str]]:
        """The sentences that hold acts, and in how many of them each stem stands."""
        acts = {self.reading.sentence_at(cue.start) for cue in self.cues}
        return acts, Counter(word for k in acts for word in self.said(k))

    def to_act(self, number: int, stretches: list[Stretch]) -> Numbers:
        """Return the numbers of stretches that rest on where they stand to an act; shape (stretches, TO_ACT)."""
        cue = self.cues[number]
        start, stop, _, _, sentence = (np.array(column) for column in zip(*stretches, strict=True))
        act = self.stretches.acts[number]
        same, place = self._places(cue, act, start, stop, sentence)
        found = np.zeros((len(start), len(TO_ACT)))
        rows = np.arange(len(start))
        target = self._target(cue)
        own, head, said = self._own_words(cue)
        state = "untold" if cue.target_confidence < _LIKELY else "told" if len(said) > 1 else "pointing"
        for group in ("all", GROUPS[cue.label], state):
            found[rows, _TO[f"{group}_before"] + place] = 1
        n = stop - start
        inside = np.maximum(0, np.minimum(stop, target.stop) - np.maximum(start, target.start))
        opening = {low: self._goes_back(low) for low in {s.low for s in stretches}}
        by_name: dict[str, Column] = {
            **self._gaps(act, start, stop, same),
            "target": cue.target_confidence * inside / np.maximum(1, len(target) + n - inside), "in_target": inside / n,
            "target_starts": (start == target.start) & (len(target) > 0), "target_ends": (stop == target.stop) & (len(target) > 0),
            "paragraph": self._paragraph[start] == self._paragraph[act.start],
            "goes_back": [opening[s.low] for s in stretches],
            "acts_between": self._acts_before[np.maximum(act.start, start)] - self._acts_before[np.minimum(act.stop, stop)] > 0,
        }  # fmt: skip
        if cue.agent is not None:
            speaker = self._speaker[start]
            by_name[f"own_{GROUPS[cue.label]}"] = speaker == cue.agent
            by_name[f"others_{GROUPS[cue.label]}"] = (speaker >= 0) & (speaker != cue.agent)
        kind = self._kind_of_target(cue)
        if kind:
            introduced = {i: self._introduced_by(i, low) == kind for i, low in {(s.start, s.low) for s in stretches}}
            by_name["same_saying"] = [introduced[s.start] for s in stretches]
        for name, values in by_name.items():
            found[:, _TO[name]] = values
        self._words_shared(found, start, stop, own, said, head, cue)
        return found

    def _places(self, cue: Cue, act: range, start: Indices, stop: Indices, sentence: Indices) -> tuple[NDArray[np.bool_], Indices]:
        """Return which stretches stand in the sentence of an act, and the place of each to it, as an index of `PLACES`."""
        here = TITLE if self.reading.on_title(cue.start) else self.reading.sentence_at(cue.start)
        same, apart = sentence == here, sentence - here
        beside = np.select([stop <= act.start, start >= act.stop], [_PLACE["before"], _PLACE["after"]], _PLACE["around"])
        elsewhere = np.select(
            [sentence == TITLE, apart == -1, apart == -2, apart == -3, apart == 1, sentence < LEAD, apart > 0],
            [_PLACE[name] for name in ("title", "back_1", "back_2", "back_3", "ahead", "lead", "far_ahead")],
            _PLACE["far_back"],
        )
        return same, np.where(same, beside, elsewhere)

    def _gaps(self, act: range, start: Indices, stop: Indices, same: NDArray[np.bool_]) -> dict[str, Column]:
        """Return how far stretches stand from an act, and what stands between in its sentence."""
        before = stop <= act.start
        gap = np.where(before, act.start - stop, np.maximum(0, start - act.stop))
        low, high = np.where(before, stop, act.stop), np.where(before, act.start, np.maximum(start, act.stop))
        between = {name: np.where(same, self._counts[name][high] - self._counts[name][low], 0) for name in _BETWEEN}
        return {
            "gap": np.where(same, np.minimum(gap, _MOST_GAP), _MOST_GAP) / 20, "log_gap": np.log1p(gap) / 2,
            "next_after": start == act.stop, "next_before": stop == act.start,
            "commas_between": np.minimum(4, between["comma"]) / 2, "verbs_between": np.minimum(4, between["verb"]) / 2,
            "that_between": between["that"] > 0, "bahwa_between": between["bahwa"] > 0,
        }  # fmt: skip

    def _words_shared(self, found: Numbers, start: Indices, stop: Indices, own: set[str], said: set[str], head: str, cue: Cue) -> None:
        """Fill in which stretches hold words of the act's own target (`own`, `head` and `said` as `_own_words` has them), or of its agent's name."""
        names = self.names[cue.agent] if cue.agent is not None else set()
        wanted = {*own, head, *names} - {""}
        if not wanted:
            return
        new = {word for word in said if self._times[word] == 1}  # a word that stands nowhere else points at nothing
        found[:, _TO["apart_from_new"]] = len(new) / max(1, len(said))
        for row, (i, j) in enumerate(zip(start.tolist(), stop.tolist(), strict=True)):
            held = wanted.intersection(self.stems[i:j])
            if held:
                found[row, _TO["own_words"]] = len(held & own) / 2
                found[row, _TO["own_share"]] = len(held & own) / len(own) if own else 0
                found[row, _TO["own_new"]] = len(held & new) / max(1, len(said))
                found[row, _TO["apart_from_new"]] *= held.isdisjoint(said)
                found[row, _TO["head_inside"]] = head in held
                found[row, _TO["agent"]] = not names.isdisjoint(held)
            if head and i > 1:
                found[row, _TO["head_before"]] = head in (stem(self.reading.low[i - 1]), stem(self.reading.low[i - 2]))

    def _kind_of_target(self, cue: Cue) -> str:
        """Return the kind of saying that the first noun of an act's target tells, empty for none or where no target is told."""
        if cue.target_confidence < _LIKELY:
            return ""
        low, kind = self.reading.low, self.syntax.tokens.kind
        return next((saying_of(low[i]) for i in self._target(cue) if kind(i) in ("noun", "name", "verb")), "")

    def _introduced_by(self, start: int, low: int) -> str:
        """Return the kind of saying of the nearest word that introduces what begins at token `start` of the sentence that opens at `low`, empty for none."""
        before = range(start - 1, max(low, start - _INTRODUCING) - 1, -1)
        kinds = (saying_of(self.reading.low[k]) for k in before if k not in self.stretches.on_act)
        return next(filter(None, kinds), "")

    def _goes_back(self, low: int) -> bool:
        """Return whether the sentence that opens at token `low` goes back to what had been said before."""
        return not members("goes_back").isdisjoint(self.reading.low[low : low + _OPENING])

    @cached_property
    def _sayings(self) -> list[frozenset[str]]:
        """The kinds of saying that each sentence tells, apart from its acts."""
        acts, low = self.stretches.on_act, self.reading.low
        held = (self.reading.tokens(*span) for span in self.reading.sentences)
        return [frozenset(saying_of(low[i]) for i in tokens if i not in acts) - {""} for tokens in held]

    def _far(self, cue: Cue) -> list[int]:
        """Return sentences far from an act that may state its claim: they tell the kind of saying that its target names, or something that is only said."""
        kind = self._kind_of_target(cue)
        wanted = UNTOLD if kind in UNTOLD or cue.target_confidence < _LIKELY else {kind} - {""}
        if not wanted:
            return []
        here, last = self.reading.sentence_at(cue.start), len(self._sayings)
        before = range(here - BEFORE - 1, max(LEAD - 1, here - _FAR_BEFORE - 1), -1)
        after = range(max(LEAD, here + AFTER + 1), min(last, here + _FAR_AFTER + 1))
        return [k for side in (before, after) for k in islice((k for k in side if not wanted.isdisjoint(self._sayings[k])), _MOST_FAR)]

    def _target(self, cue: Cue) -> range:
        return self.reading.tokens(*cue.target) if cue.target is not None else range(0)

    def _own_words(self, cue: Cue) -> tuple[set[str], str, set[str]]:
        """Return the stems that the target of an act says of its own, that of its first noun (`tudingan` of `tudingan itu`), and those by which the act says what it is
        about: with the first noun where that says something, none where the target is not known."""
        target, low, kind = self._target(cue), self.reading.low, self.syntax.tokens.kind
        first = next((low[i].removesuffix("nya") for i in target if kind(i) in ("noun", "name", "verb")), "")
        head = stem(first)
        own = {self.stems[i] for i in target if not says_nothing(low[i])} - {"", head}
        said = own if not first or says_nothing(first) else own | {head}
        return own, head, said if cue.target_confidence >= _LIKELY else set()

    @cached_property
    def _paragraph(self) -> Indices:
        """The paragraph of each token."""
        breaks = np.array([1 if i in self.reading.line_starts else 0 for i in range(len(self.reading.words) + 1)])
        return np.cumsum(breaks)

    @cached_property
    def _speaker(self) -> Indices:
        """The speaker of the quote that each token stands in, as an index of entities, -1 where it stands in none."""
        found = np.full(len(self.reading.words), -1, np.int64)
        for quote in self.quotes:
            if quote.speaker is not None:
                for part in quote.content:
                    held = self.reading.tokens(*part)
                    found[held.start : held.stop] = quote.speaker
        return found

    @cached_property
    def _acts_before(self) -> Indices:
        """How many words of acts stand before each token."""
        return _before(np.array([i in self.stretches.on_act for i in range(len(self.reading.words))], bool))

    @cached_property
    def _attributed(self) -> Indices:
        """How many words that tell who says a quotation before them stand before each token: `ujar Direktur Perumda Ranu, Rina Sari`."""
        after = (q for q in self.quotes if q.type == "direct" and q.source is not None and q.source[0] >= q.start)
        return _before(self._covered(part for quote in after for part in (quote.source, quote.cue)))

    def _is_negated(self, act: range, stretch: Stretch) -> bool:
        """Return whether a stretch of another sentence is what a negated verb before it governs: `tidak memberi | izin berjualan` states no permit."""
        if stretch.low <= act.start < stretch.high:
            return False
        group = self.syntax.parsed(self.reading.starts[stretch.start]).at(stretch.start).group
        return group is not None and bool(group.negators) and stretch.low <= group.head < stretch.start

    def _turned_round(self, act: range, stretch: Stretch) -> bool:
        """Return whether a stretch after an act in its sentence says the opposite of what the act is about, or something else: after a negator, or after a second
        verb of saying (`membantah, menegaskan bahwa Q`)."""
        if not stretch.low <= act.start < stretch.high:
            return False
        low, kind = self.reading.low, self.syntax.tokens.kind
        if any(kind(k) == "negator" for k in range(act.stop, stretch.start)):
            return True
        again = next((k for k in range(act.stop, stretch.start + 1) if low[k] in active_cues() and low[k - 1] in members("joining")), None)
        if again is not None and low[again] in members("responding") and not members("accusing").isdisjoint(low[again : stretch.start]):
            return False  # `"Itu fitnah," kata Rina, menanggapi selebaran yang menuding | P`
        return again is not None and members("rumour_noun").isdisjoint(low[again : stretch.stop])  # `membantah dan menyebut isu P bohong`

    def _beyond(self, cue: Cue, act: range) -> int:
        """Return the token from which on the sentence of an act no longer tells what it is about: the act's end where its verb has its object in itself (`menampiknya |
        lewat radio`), the end of a relative clause (`Rina, yang membantah P | , datang`), an act of another class after it where that is told before it (`menyebut isu P bohong dan | membenarkan kabar Q`), else the end of the text."""
        low = self.reading.low
        if is_taken_up(low[act.stop - 1]):
            return act.stop
        closing = self.syntax.closing(act.start)
        if closing is not None:
            return closing
        told = cue.target is not None and cue.target[1] <= cue.end and (cue.object_inside or cue.target_confidence >= _LIKELY)
        others = self._others(cue, act.stop, self.syntax.bounds(cue.start)[1]) if told else []
        return others[0].start if others else len(low)

    def _others(self, cue: Cue, first: int, stop: int) -> list[range]:
        """Return the acts of other classes than that of `cue` which begin in tokens [first, stop)."""
        acts = self.stretches.acts
        begun = bisect_left(acts, first, key=lambda held: held.start)
        near = islice(range(begun, len(acts)), max(0, stop - first))
        return [acts[n] for n in near if acts[n].start < stop and self.cues[n].label != cue.label]

    def _told_by(self, cue: Cue) -> range:
        """Return the tokens that tell who says the quote which holds an act: its source and its cue; none where no quote does or they stand inside it."""
        quote = self.quotes[cue.quote] if cue.quote is not None else None
        parts = [part for part in (quote.source, quote.cue) if part is not None] if quote is not None else []
        if not parts:
            return range(0)
        start, end = min(part[0] for part in parts), max(part[1] for part in parts)
        return self.reading.tokens(start, end) if end <= cue.start or start >= cue.end else range(0)

    def _told_of_doer(self, stretch: Stretch, doer: range) -> bool:
        """Return whether a stretch is what the one who acts is told to have done: `Rina, yang dituduh | P, membantah`."""
        low, before = self.reading.low, stretch.start - 1
        told = any(low[before] in members(name) for name in ("told", "alleged"))
        return told and doer.start < before - 1 and low[before - 1] == "yang" and self.reading.words[stretch.stop] == ","

    def numbers(self, number: int) -> tuple[list[Stretch], Numbers]:
        """Return the stretches around an act and their numbers; shape (stretches, COLUMNS)."""
        cue = self.cues[number]
        stretches = self.stretches.around(cue, self._far(cue))
        act = self.stretches.acts[number]
        if cue.form in ("verb", "passive", "first_person"):
            stretches = [s for s in stretches if s.stop <= act.start or s.start > act.start]
        contrast = self.reading.low[act.start] in members("contrasting")
        if cue.form == "never":  # `tidak pernah | menyetujui penjualan lahan`, and not the sale alone
            stretches = [s for s in stretches if s.start != act.stop and not (s.start < act.stop - 1 and act.start < s.stop)]
        if contrast:  # `Bukan | Rina mundur`, and what follows is so
            stretches = [s for s in stretches if s.start < act.stop and s.start != act.start]
        if cue.agent_span is not None and cue.agent_span[1] <= cue.start:
            # what stands before who acts ends before him: `Terkait kabar P, [Bupati Rina] membantah …`
            doer = self.reading.tokens(*cue.agent_span)
            stretches = [s for s in stretches if not (doer.start < s.stop <= act.start) or self._told_of_doer(s, doer)]
            joined = self.reading.low[doer.start - 1] in word_class("joins_speakers") if doer.start else False
            stretches = [s for s in stretches if not (joined and s.stop == doer.start - 1)]  # `[Warga] dan Rina membantah …`
        elif cue.agent_span is not None:
            doer = self.reading.tokens(*cue.agent_span)
            stretches = [s for s in stretches if s.stop <= doer.start or s.start >= doer.stop]  # `dibantah [Kepala Desa Suka, Rina]`
        stretches = [s for s in stretches if self._attributed[s.stop] == self._attributed[s.start] and not self._is_negated(act, s)]
        if cue.headline:  # `Bantah P, | Bupati Rina …`
            comma = next((k for k in range(act.stop, self.syntax.bounds(cue.start)[1]) if self.reading.words[k] == ","), act.stop)
            stretches = [s for s in stretches if s.sentence != TITLE or not act.stop < comma < s.start]
        if cue.label == "nonresponse":  # `tak membalas | pesan WhatsApp`
            stretches = [s for s in stretches if any(not _is_way(self.reading.low[k]) for k in range(s.start, s.stop) if self.stems[k])]
            low = self.reading.low
            stretches = [s for s in stretches if not _is_way(low[s.start]) or members("rumour_noun").isdisjoint(low[s.start : s.stop])]
        if contrast and self.reading.words[: act.start][-1:] == [","]:  # `Korban lima orang, | bukan lima belas`: what is so
            stretches = [s for s in stretches if not (s.low <= s.start < act.start < s.high)]
        said = self._told_by(cue)
        stretches = [s for s in stretches if s.stop <= said.start or s.start >= said.stop]
        if cue.form == "noun":  # `bantahan atas isu P | disampaikan X`
            low, told = self.reading.low, members("announced")
            stretches = [
                s for s in stretches if not (s.low <= act.start < s.high and act.stop < s.stop) or told.isdisjoint(low[s.start : s.stop])
            ]
        stretches = [s for s in stretches if not (act.stop <= s.start <= s.high and self._turned_round(act, s))]
        beyond = self._beyond(cue, act)
        stretches = [s for s in stretches if s.stop <= beyond or s.low > act.start]
        here, told_words = self.reading.sentence_at(cue.start), self._own_words(cue)[2]
        stretches = [s for s in stretches if s.sentence <= here or self.syntax.tokens.kind(s.start) != "pronoun"]  # `Ia lalu pergi`
        if len(told_words) > 1:  # a later sentence that shares no word with what an act says itself tells of something else
            taken = self._done_to(cue, here)
            stretches = [s for s in stretches if s.sentence <= here or not told_words.isdisjoint(self.stems[s.start : s.stop])]
            stretches = [s for s in stretches if s.start not in taken]
        if not stretches:
            return [], np.zeros((0, len(COLUMNS)))
        return stretches, np.hstack([self.fixed(stretches), self.to_act(number, stretches)])

    def _done_to(self, cue: Cue, here: int) -> set[int]:
        """Return the tokens that acts of other kinds are done to outside the sentence `here`, where an act has its own object: `mencabut edaran enam hari. Ia menyanggah anggapan [P]`."""
        others = [one for one in self.cues if GROUPS[one.label] != GROUPS[cue.label] and one.target_confidence >= _LIKELY]
        held = (self._target(one) for one in others if cue.object_inside)
        return {k for target in held if self.reading.sentence_at(self.reading.starts[target.start]) != here for k in target}

    def words(self, held: Stretch) -> tuple[str, ...]:
        """Return the words at the bounds of a stretch, as names of features."""
        low, (start, stop, first, end, _) = self.reading.low, held
        before, earlier = (low[start - n] if start - n >= first else "<" for n in (1, 2))
        then = low[stop] if stop < end else ">"
        held_words = {"before": before, "earlier": earlier, "first": low[start], "last": low[stop - 1], "then": then}
        return tuple(f"word_{where}_{word}" for where, word in held_words.items())

    def meant(self, number: int) -> Meant:
        """Return what an act is about, the likeliest first."""
        stretches, numbers = self.numbers(number)
        if not stretches:
            return Meant([], [], numbers, [])
        fitted, places, words = ranker("matters"), places_of(numbers), [self.words(held) for held in stretches]
        scores = (numbers @ _weights(round(self.reading.brief, 1)))[np.arange(len(places)), places]
        by_place = [fitted.of_form(place) for place in PLACES]
        scores += [sum(by_place[place].get(name, 0.0) for name in held) for place, held in zip(places.tolist(), words, strict=True)]
        none = fitted.weights.get(NONE, 0.0)
        top = max(float(scores.max()), none)
        raised = np.exp(scores - top)
        likely = raised / (raised.sum() + math.exp(none - top))
        order = np.argsort(-likely, kind="stable")[:_MOST]
        return Meant([stretches[n] for n in order], likely[order].tolist(), numbers[order], [words[n] for n in order])


def places_of(numbers: Numbers) -> Indices:
    """Return where each stretch stands to the act, as an index of `PLACES`, by its numbers."""
    found: Indices = numbers[:, len(FIXED) : len(FIXED) + len(PLACES)].argmax(1)  # `all_before` and so on
    return found


def _is_way(low: str) -> bool:
    """Return whether a word tells how an answer was asked for, and not about what: `panggilan telepon`."""
    return low in members("asked_by") or low in members("way_of_asking")


def _before(held: NDArray[np.bool_]) -> Indices:
    """Return how many are true before each place, and before the end."""
    return np.array(list(accumulate(held.tolist(), initial=0)), np.int64)


@cache
def _weights(brief: float) -> Numbers:
    """Return the fitted weights of the numbers of a stretch at each place, in a text that is brief to some degree; a row a column, a column a place."""
    held = [ranker("matters").of_form(place, brief) for place in PLACES]
    return np.array([[weights.get(name, 0.0) for weights in held] for name in COLUMNS])


def reasons(row: Numbers, words: tuple[str, ...], brief: float) -> list[str]:
    """Return the numbers and words of a stretch that counted most, the strongest first, as `name +1.2`; `brief`: how far the text is, 0 to 1."""
    place = int(places_of(row[None])[0])
    weights = ranker("matters").of_form(PLACES[place])
    shares = dict(zip(COLUMNS, (row * _weights(round(brief, 1))[:, place]).tolist(), strict=True)) | {
        name: weights.get(name, 0.0) for name in words
    }
    return strongest(shares)
