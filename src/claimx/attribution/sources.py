"""Where the noun phrase of a source begins and ends: after a cue (`kata X`), or before a verb (`X mengatakan`).

Every stretch of tokens that it could be is a candidate. Which is meant is a fitted choice (`ranking/sources.json`, `training/sources.py`): by what stands at its
bounds, inside it and beside it. Token indices are those of a `Reading`; spans are offsets.
"""

from __future__ import annotations

from functools import lru_cache
from heapq import nlargest
from itertools import accumulate

from claimx.annotations import Span
from claimx.attribution.around import class_in, step
from claimx.attribution.phrases import HEADS, heads, skip_adverbs_left
from claimx.language.closed import PRONOUNS, function_words
from claimx.language.marks import PAIRED, is_balanced
from claimx.language.morphology import looks_like_agent_noun, looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, verb_class
from claimx.lexicons import word_class
from claimx.names.tagger import is_degree, names_of
from claimx.ranking.logit import ranker
from claimx.syntax.classes import members
from claimx.timex.spans import Dates

Range = tuple[int, int]
NONE: Range = (-1, -1)  # the clause has no subject of its own
AFTER, BEFORE = "after", "before"
# log odds by which no subject must be likelier than each that could be one: missing a source that the text gives loses the quote, and out of fold 11 are missed, 34 at 0
NONE_BY = 1.0
_LONGEST_BRACKET = 9  # tokens: an age, a short form
_LONGEST = 70  # tokens of a source with its relative clause
_FARTHEST = 90  # tokens before a verb in which its subject stands
_MOST_STARTS, _MOST_ENDS = 16, 6  # before a verb, the nearest first: a limit, so that hostile text stays cheap
_MOST_WEIGHED = 32  # stretches with the likeliest bounds: of 1,953 sources the right one was always among them
_ENDS_ALL = frozenset('.!?;:…"“”«»[]') | {"--", "—", "–"}
_ENDS_SENTENCE = frozenset(".!?")
_OFFICIAL = ("document", "utterance", "outlet_noun", "somebody")  # the lists of what is called official: `Keterangan resmi | menyebut P`
_CLOSING = ")\"”'’»%@#"  # marks, and the first letters of words, that may end a source
# lists that refine a word class; the first match wins
_LISTS = (
    "role", "rank", "organization", "group", "document", "anonymous", "titleword", "place", "kin", "part_of_country", "strong_circumstance", "circumstance",
    "subordinator",
)  # fmt: skip
_ALSO_OWNED = frozenset({"role", "organization", "group", "document"})  # `ketuanya`, `warga-warga`
_WHO = frozenset({*HEADS, "account", "agent", "kin"})
# word classes that the lists do not override: `dan` is a rank, too
_CLOSED = frozenset({"coordinator", "that", "auxiliary", "negator", "copula"})
_OPENS_MORE = frozenset({"coordinator", "preposition", "that", "complementizer", "adverbial", "subordinator", "strong_circumstance"})
_NO_END = _OPENS_MORE | {",", "-", "circumstance"}
_NO_LAST = _OPENS_MORE | {","}  # not even where the sentence ends
_NO_SUBJECT_END = _NO_END | {"negator", "auxiliary"}
_NO_START = _OPENS_MORE | {"circumstance", "degree"}
_COUNTED = {
    "person": frozenset({"PER"}), "body": frozenset({"ORG"}), "who": _WHO, "verb": frozenset({"verb", "cue"}), "comma": frozenset({","}), "that": frozenset({"that"}),
    "where": frozenset({"circumstance", "strong_circumstance", "preposition", "subordinator", "adverbial"}), "day": frozenset({"date"}),
    "helping": frozenset({"auxiliary", "negator", "copula"}), "mark": frozenset('"“”:;()'),
}  # fmt: skip
_SOMEBODY = _WHO | {"PER", "ORG", "pronoun"}
_PREDICATE = frozenset({"verb", "cue", "negator", "auxiliary"})
_AROUND_VERB = frozenset({"adverb", "auxiliary", "negator", "circumstance", "preposition"})


def _plain(low: str) -> str:
    """Return a word without what is put to it: `ketuanya`, `warga-warga`, `dr.`."""
    return low.rstrip(".").removesuffix("nya").partition("-")[0]


@lru_cache(maxsize=1 << 15)
def _finer(low: str, base: str, capital: bool) -> str:
    """Return the class of a word as this judgement asks for it: by the lists of who can say, else by its word class `base`."""
    if low in members("pointing"):
        return "pointer"
    if low in PRONOUNS:
        return "pronoun"
    if base in _CLOSED:
        return base
    for name in _LISTS:
        if low.rstrip(".") in word_class(name) or (name in _ALSO_OWNED and _plain(low) in word_class(name)):
            return name
    if base in ("noun", "name") and looks_like_agent_noun(low):
        return "agent"
    if base == "verb" and low in active_cues():
        return "cue"
    return f"capital_{base}" if capital and base in ("noun", "adjective", "verb") else base


class Asked:
    """One question: the candidates, as token ranges, and what is known of each. `form`: whether the source stands after its cue or before its verb."""

    def __init__(self, reading: Reading, dates: Dates, form: str, low: int, high: int) -> None:
        self.reading, self.form, self.low, self.high = reading, form, low, high
        names = names_of(reading)
        self._inside_name = [(name := names.at(k)) is not None and name.start < k for k in range(low, high)]
        self._bracketed = self._in_brackets()
        self._kinds = [self._kind(dates, k) for k in range(low, high)]
        self._counts = {name: list(accumulate((kind in kinds for kind in self._kinds), initial=0)) for name, kinds in _COUNTED.items()}

    def _kind(self, dates: Dates, k: int) -> str:
        base = class_in(self.reading, k)
        if self.reading.words[k][0] == "@":
            return "account"
        if base in ("PER", "ORG") or not self.reading.words[k][0].isalnum():
            return base
        if dates.covering(self.reading.starts[k]) is not None:
            return "date"
        if is_degree(self.reading.words[k]):
            return "degree"
        return _finer(self.reading.low[k], base, self.reading.words[k][0].isupper())

    def kind(self, k: int) -> str:
        """Return the class of token `k`, `end` past the stretch that is looked at."""
        return self._kinds[k - self.low] if k < self.high else "end"

    def word(self, k: int) -> str:
        """Return token `k` in small letters, `end` past the stretch that is looked at."""
        return self.reading.low[k] if k < self.high else "end"

    def _is_inside(self, k: int) -> bool:
        """Return whether nothing can begin or end before token `k`: it goes on with a name, or stands in a pair of brackets."""
        return k < self.high and (self._inside_name[k - self.low] or k in self._bracketed)

    # -- candidates ------------------------------------------------------------------------------------------------------------
    def candidates(self) -> list[Range]:
        """Return the stretches that could be the source, none with half of a pair of marks; for one before a verb also `NONE`."""
        if self.form == AFTER:
            found = [(self.low, end) for end in self._ends_after()]
        else:
            ends = self._ends_before()
            found = [(start, end) for start in self._starts_before() for end in ends if start < end]
        found = [(start, end) for start, end in found if not self._ends_in_day(end)] or found
        if not PAIRED.isdisjoint(self.reading.words[self.low : self.high]):
            found = [(start, end) for start, end in found if is_balanced(self.reading.words[start:end])]
        return found if self.form == AFTER else [NONE, *found]

    def _ends_in_day(self, end: int) -> bool:
        """Return whether a time ends before token `end`, and no year: `Rina sore ini | mengatakan`, and not `studi tahun 2021`."""
        return self.kind(end - 1) == "date" and not self.reading.words[end - 1].isdigit()

    def _in_brackets(self) -> frozenset[int]:
        """Return the tokens inside pairs of brackets, with those that close them."""
        opened: list[int] = []
        found: set[int] = set()
        for k in range(self.low, self.high):
            if self.word(k) == "(":
                opened.append(k)
            elif self.word(k) == ")" and opened:
                found.update(range(opened.pop() + 1, k + 1))
        return frozenset(found)

    def _ends_after(self) -> list[int]:
        stop = next((k for k in range(self.low + 1, self.high) if self._stops(k) and not self._is_inside(k)), self.high)
        found = [end for end in range(self.low + 1, stop) if self.kind(end - 1) not in _NO_END and not self._goes_on(end)]
        if self.kind(stop - 1) not in _NO_LAST or stop == self.low + 1:  # the agency Antara is no preposition
            found.append(stop)
        return [end for end in found if not self._is_inside(end) and not self._tells_how(end)]

    def _stops(self, k: int) -> bool:
        """Return whether a source ends before token `k` at the latest: a mark that ends a part of a sentence, or `, menurut Y`, whom it is known from."""
        return self.word(k) in _ENDS_ALL or (self.word(k) == "," and self.word(k + 1) in verb_class("according"))

    def _goes_on(self, end: int) -> bool:
        """Return whether the text at token `end` continues the noun phrase before it: a short bracket without a date, or a degree after a comma."""
        if self.word(end) != "(":
            return self.word(end) == "," and self.kind(end + 1) == "degree"
        close = next((k for k in range(end, min(self.high, end + _LONGEST_BRACKET)) if self.word(k) == ")"), end)
        return close > end and self.kind(end + 1) != "date"

    def _tells_how(self, end: int) -> bool:
        """Return whether the word before token `end` tells how somebody named said it: `kata Rina | singkat`."""
        return end - 1 > self.low and self.kind(end - 2) == "PER" and self.kind(end - 1) in ("adjective", "adverb")

    def _ends_before(self) -> list[int]:
        found: list[int] = []
        for end in range(self.high, self.low, -1):
            word = self.reading.words[end - 1]
            closes = word[0].isalnum() or word[0] in _CLOSING or self._inside_name[end - 1 - self.low]
            if closes and self.kind(end - 1) not in _NO_SUBJECT_END and not self._is_inside(end):
                found.append(end)
        return found[:_MOST_ENDS]

    def _starts_before(self) -> list[int]:
        found: list[int] = []
        for start in range(self.high - 1, self.low - 1, -1):
            word = self.reading.words[start]
            if (word[0].isalnum() or word[0] in "@#") and self.kind(start) not in _NO_START and not self._is_inside(start):
                found.append(start)
        return found[:_MOST_STARTS]

    # -- features --------------------------------------------------------------------------------------------------------------
    def features(self, candidate: Range) -> list[str]:
        """Return the features of a candidate, each of which it has or not."""
        if candidate == NONE:
            first, last, length = self.kind(self.low), self.kind(self.high - 1), step(self.high - self.low)
            return ["none", f"none_first={first}", f"none_word={self.word(self.low)}", f"none_last={last}", f"none_length={length}"]
        start, end = candidate
        return self.inside(start, end) + self.of_end(end) + self.of_begin(start)

    def _held(self, name: str, start: int, end: int, most: int) -> int:
        counts = self._counts[name]
        return min(most, counts[end - self.low] - counts[start - self.low])

    def inside(self, start: int, end: int) -> list[str]:
        """Return what a stretch holds, and what that says of its bounds."""
        person, body, who = (self._held(name, start, end, most) for name, most in (("person", 2), ("body", 1), ("who", 1)))
        that, verbs, commas = (self._held(name, start, end, most) for name, most in (("that", 1), ("verb", 3), ("comma", 4)))
        first, last, then, length = self.kind(start), self.kind(end - 1), self.kind(end), step(end - start)
        bare = person and all(kind == "PER" for kind in self._kinds[start - self.low : end - self.low])
        found = [
            f"holds={person}|{body}|{who}", f"length={length}", f"length_then={length}|{then}", f"length_first={length}|{first}", f"first_then={first}|{then}",
            f"first_word_then={self.word(start)}|{then}", f"first_last={first}|{last}", f"person_that_then={person}|{that}|{then}",
            f"holds_then={person}|{body}|{who}|{then}", f"that_then_last={that}|{then}|{last}", f"that_verbs_then={that}|{verbs}|{then}",
            f"verbs={verbs}|{that}|{commas > 0}", f"commas_that={commas}|{that}|{person}", f"commas_who={commas}|{person}|{who}",
            f"where={self._held('where', start, end, 2)}|{that}|{person}", f"day={self._held('day', start, end, 1)}|{that}",
            f"helping={self._held('helping', start, end, 1)}|{that}", f"mark={self._held('mark', start, end, 2)}|{then}", f"bare_then={bare}|{then}",
            f"bare_then_word={bare}|{self.word(end)}",
        ]  # fmt: skip
        named = next((k for k in range(end - 1, start - 1, -1) if self.kind(k) in ("PER", ")")), None)
        if named is not None:
            where = next((self.word(k) for k in range(named + 1, end) if self.kind(k) in _COUNTED["where"]), "")
            found.append(f"person_where={where}|{that}|{commas > 0}")
        if that:
            at = next(k for k in range(start, end) if self.kind(k) == "that")
            before = self.kind(at - 1) if at > self.low else "none"
            where = next((self.word(k) for k in range(end - 1, at, -1) if self.kind(k) in _COUNTED["where"]), "")
            found += [f"told_word={self.word(at + 1)}", f"told={self.kind(at + 1)}|{before}", f"told_where={where}"]
        if commas:
            at = next(k for k in range(end - 1, start - 1, -1) if self.kind(k) == ",") + 1
            found += [f"part={self.kind(at)}|{person}", f"part_last={self.kind(at)}|{last}", f"part_word={self.word(at)}|{person}"]
        if then == ",":
            following = self.kind(end + 1)
            found += [
                f"next={following}|{person}|{who}", f"next_that={following}|{that}", f"next_word={self.word(end + 1)}|{person}",
                f"next_part={self._part(end + 1)}|{person}|{who}",
            ]  # fmt: skip
        return found

    def _part(self, start: int) -> str:
        """Return what the words from token `start` to the next comma hold: a person, a role, a verb; and how they end."""
        stop = next((k for k in range(start, self.high) if self.reading.words[k] in ',.;:"“”('), self.high)
        kinds = {self.kind(k) for k in range(start, stop)}
        return f"{'PER' in kinds}|{not kinds.isdisjoint(_WHO)}|{not kinds.isdisjoint(_PREDICATE)}|{self.word(stop)}"

    def of_end(self, end: int) -> list[str]:
        """Return what stands about the end of a stretch."""
        last, then, word, after = self.kind(end - 1), self.kind(end), self.word(end), self.kind(end + 1)
        found = [
            f"last={last}", f"then={then}", f"last_then={last}|{then}", f"then_word={word}", f"last_word={self.word(end - 1)}", f"last_then_word={last}|{word}",
            f"then_after={then}|{after}", f"then_after_word={then}|{self.word(end + 1)}",
        ]  # fmt: skip
        if end < self.high:
            found.append(f"then_capital={self.reading.words[end][0].isupper()}|{last}")
        if self.form == AFTER:
            cue = self.reading.low[self.low - 1] if self.low else "none"
            found += [f"cue_then={cue}|{then}", f"cue_last_then={cue}|{last}|{then}"]
        if self.form == BEFORE:
            gap = self._kinds[end - self.low :]
            found += [f"gap={step(len(gap))}", f"gap_then={step(len(gap))}|{then}"]
            if gap:
                held = set(gap)
                verb, somebody = not held.isdisjoint(_COUNTED["verb"]), not held.isdisjoint(_SOMEBODY)
                found += [
                    f"gap_commas={min(3, gap.count(','))}|{then}|{gap[-1]}", f"gap_verb={verb}|{then}", f"gap_who={somebody}|{then}",
                    f"gap_plain={held <= _AROUND_VERB}",
                ]  # fmt: skip
        return found

    def of_begin(self, start: int) -> list[str]:
        """Return what stands about the beginning of a stretch before a verb, and what is left out before it; nothing after a cue, where all begin alike."""
        if self.form == AFTER:
            return []
        first, opens = self.kind(start), self.reading.opens_sentence(start)
        if start > self.low:
            before, word = self.kind(start - 1), self.word(start - 1)
        else:
            before = word = "sentence" if opens else "clause"
        earlier = self.kind(start - 2) if start - 1 > self.low else "none"
        capital = self.reading.words[start][0].isupper()
        found = [
            f"before={before}", f"first={first}", f"before_first={before}|{first}", f"before_word={word}", f"first_word={self.word(start)}",
            f"before_word_first={word}|{first}", f"earlier_before={earlier}|{before}", f"first_capital={capital}|{before}", f"opens={opens}|{first}",
        ]  # fmt: skip
        left = self._kinds[: start - self.low]
        found.append(f"left={step(len(left))}|{before}")
        if left:
            held = set(left)
            somebody = not held.isdisjoint(_SOMEBODY)
            verb = not held.isdisjoint(_PREDICATE)
            found += [
                f"left_verb={verb}|{somebody}|{before}", f"left_first={left[0]}|{before}|{somebody}", f"left_first_word={self.word(self.low)}|{before}",
            ]  # fmt: skip
            if before == ",":
                at = next((k + 1 for k in range(start - 2, self.low - 1, -1) if self.kind(k) == ","), self.low)
                kind, part = self.kind(at), self._part(at)
                found += [f"left_part={kind}|{part}", f"left_part_kind={kind}|{first}", f"left_part_first={part}|{first}"]
        return found


def chosen(asked: Asked) -> Range:
    """Return the likeliest candidate, `NONE` where there is none."""
    candidates = asked.candidates()
    if len(candidates) < 2:
        return candidates[0] if candidates else NONE
    weights = ranker("sources").weights

    def total(names: list[str]) -> float:
        return sum([weights[name] for name in names if name in weights])

    of_begin = {start: total(asked.of_begin(start)) for start in {start for start, end in candidates if end > 0}}
    of_end = {end: total(asked.of_end(end)) for end in {end for _, end in candidates if end > 0}}

    def of_bounds(candidate: Range) -> float:
        return of_begin[candidate[0]] + of_end[candidate[1]]

    stretches = nlargest(_MOST_WEIGHED, (candidate for candidate in candidates if candidate != NONE), key=of_bounds)
    scores = {candidate: of_bounds(candidate) + total(asked.inside(*candidate)) for candidate in stretches}
    if NONE in candidates:
        scores[NONE] = total(asked.features(NONE)) - NONE_BY
    return max(scores, key=scores.__getitem__)


def source_after(reading: Reading, i: int, limit: int, dates: Dates) -> Span | None:
    """Return the noun phrase that begins at token `i`, after a cue, up to offset `limit`."""
    words, low, starts = reading.words, reading.low, reading.starts
    n = len(words)
    while i + 1 < n and (low[i] == "oleh" or (low[i] in bare_cues() and words[i][0].islower() and words[i + 1][0].isupper())):
        i += 1  # `kata ujar Rina`
    if i >= n or starts[i] >= limit:
        return None
    if low[i] in PRONOUNS or words[i][0] == "@":
        return starts[i], reading.ends[i]  # an account's name is whole, whatever follows
    headed = words[i][0].isupper() or _plain(low[i]) in heads() or low[i] in word_class("determiner")
    if not headed and not _is_told_noun(reading, i, limit):
        return None
    high = min(i + _LONGEST, reading.tokens(starts[i], limit).stop)
    if high <= i:
        return None  # `kata RBaca juga:` ends its text within the token
    return _offsets(reading, chosen(Asked(reading, dates, AFTER, i, high)))


def source_before(reading: Reading, stop: int, floor: int, dates: Dates) -> Span | None:
    """Return the noun phrase in tokens [floor, stop) that is the subject of the verb at token `stop`, None where none is."""
    stop, _ = skip_adverbs_left(reading, stop, floor)
    while stop > floor and reading.words[stop - 1] == ",":
        stop -= 1
    told = reading.low[stop - 2] if stop - 2 >= floor else ""
    if reading.low[stop - 1] in word_class("officially") and not any(told in word_class(name) for name in _OFFICIAL):
        stop -= 1  # `Pemerintah | resmi mencabut P`
    first = next((k + 1 for k in range(stop - 1, floor - 1, -1) if reading.words[k] in _ENDS_SENTENCE), floor)
    first = max(first, stop - _FARTHEST)
    return _offsets(reading, chosen(Asked(reading, dates, BEFORE, first, stop))) if first < stop else None


def _offsets(reading: Reading, found: Range) -> Span | None:
    """Return the offsets of a source; of a name with commas that it cuts, all: `Kementerian Pendidikan, Kebudayaan, | dan Riset`."""
    if found == NONE:
        return None
    start, stop = found
    for name in map(names_of(reading).at, (start, stop - 1)):
        if name is not None and "," in reading.words[name.start : name.stop]:
            start, stop = min(start, name.start), max(stop, name.stop)
    return reading.starts[start], reading.ends[stop - 1]


def _is_told_noun(reading: Reading, i: int, limit: int) -> bool:
    """Return whether a lower-case word at token `i` is a noun that the next words show to be a source: a pointer, a head, a name (`mahasiswi itu`)."""
    low, following = reading.low, reading.words[i + 1 : i + 2]
    if low[i] in function_words() or looks_like_verb(low[i]) or not low[i].isalpha():
        return False
    if looks_like_agent_noun(low[i]):
        return True  # `kata perancang busana Rina Puspita`
    return bool(following) and (
        low[i + 1] in members("pointing") or low[i + 1] == "dan" or low[i + 1] in heads() or following[0][0].isupper()
    )
