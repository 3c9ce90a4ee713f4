"""The stretches of an article that may state what an act is about.

A sentence is cut at marks, at the words that open or end a clause, at the words that introduce what somebody states, and beside acts; every pair of cuts
that holds something is a stretch. Which of them is meant is for `ledger.matter`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from claimx.annotations import Cue, Span
from claimx.language.closed import PRONOUNS
from claimx.language.marks import PAIRED, is_balanced
from claimx.language.morphology import looks_like_abstract_noun
from claimx.language.reporting import active_cues, passive_cues, verb_class
from claimx.lexicons import word_class
from claimx.names.tagger import Name, names_of
from claimx.speakers.registry import title_start
from claimx.syntax.classes import members
from claimx.syntax.sentence import Syntax

# sentences around an act that are looked at: a right stretch stands there, in the title or in the lead in 95 % of 987 acts
BEFORE, AFTER = 3, 1
LEAD = 2  # sentences that open the article
_LONGEST = 45  # tokens
_LONGEST_SENTENCE = 160  # tokens of one that are looked at
_FEWEST = 2  # content words
_SHORT = 2  # letters of a word that is not counted
_MOST_CUTS = 24  # of a sentence on either side, so that one of nothing but commas takes no square of its length
_MANNER = frozenset({"adjective", "adverb", "copula"})
_ENDING = ("opens_stretch", "ends_stretch", "announced")  # words before which a stretch may end
_NOMINAL = frozenset({"noun", "name", "number", "pronoun", "determiner"})
CONTENT = frozenset({"noun", "verb", "adjective", "name", "number"})
TITLE = -1  # in place of the index of a sentence


class Stretch(NamedTuple):
    """A token range, the token range of its sentence, and the index of that (`TITLE` of the title)."""

    start: int
    stop: int
    low: int
    high: int
    sentence: int


@cache
def introducing() -> frozenset[str]:
    """Return the words after which what somebody states may begin."""
    return (
        frozenset(active_cues())
        | frozenset(passive_cues())
        | members("accusing")
        | members("told")
        | members("ordering")
        | members("content_noun")
        | members("rumour_noun")
    )


@cache
def _told() -> frozenset[str]:
    """Return the passives that tell of a claim: `dituduh`, `dikabarkan`."""
    return members("told") | members("alleged")


@cache
def _of_rumours() -> frozenset[str]:
    """Return the words that say something of a rumour as a whole."""
    return members("spreading") | members("of_rumour_alone")


@cache
def says_nothing(low: str) -> bool:
    """Return whether a word says nothing by itself of what a statement is about: `hal`, `tersebut`, `melakukan`."""
    base = low.removesuffix("nya")
    return base in members("generic") or low in members("empty_word") or base in members("empty_word")


@lru_cache(maxsize=1 << 14)
def says_little(low: str) -> bool:
    """Return whether a word tells no more than that something is told, where and by whom: `rumor yang beredar di media sosial` has no other."""
    return says_nothing(low) or any(low.removesuffix("nya") in members(name) for name in ("rumoured", "medium"))


class Stretches:
    """The stretches of one article, cut when a sentence is first asked for."""

    def __init__(self, syntax: Syntax, cues: list[Cue]) -> None:
        self.syntax = syntax
        self.acts = [range(syntax.reading.token_at(cue.start), syntax.reading.token_at(cue.end - 1) + 1) for cue in cues]
        self.on_act = frozenset(i for act in self.acts for i in act)
        self._act_ends = frozenset(map(self._past_manner, self.acts))
        self._own = frozenset(self._own_start(act, cue) for act, cue in zip(self.acts, cues, strict=True))
        self._never = frozenset(act.stop - 1 for act, cue in zip(self.acts, cues, strict=True) if cue.form == "never")
        silent = (act for act, cue in zip(self.acts, cues, strict=True) if cue.label == "nonresponse")
        self._silent = frozenset(i for act in silent for i in act)
        targets = [held for cue in cues if cue.target is not None if self.on_act.isdisjoint(held := syntax.reading.tokens(*cue.target))]
        held_inside = {act.stop for act, cue in zip(self.acts, cues, strict=True) if cue.object_inside}  # `mencabut larangan | berjualan`
        self._target_starts = frozenset(held.start for held in targets) - held_inside
        self._target_stops = frozenset(held.stop for held in targets)
        self._verdicts = frozenset(act.start for act, cue in zip(self.acts, cues, strict=True) if cue.form == "predicate")
        self._cut: dict[tuple[int, bool], list[Stretch]] = {}

    def _own_start(self, act: range, cue: Cue) -> int:
        """Return the token inside an act with which begins what it is done to (`tidak pernah | menunggak gaji`, `bukan | lima belas`, `pembatalan | kenaikan tarif`), -1 where nothing is told inside."""
        if cue.form == "never":
            return act.stop - 1
        if len(act) > 1 and self.syntax.reading.low[act.start] in members("contrasting"):
            return act.start + 1
        inside = (k for k in act[1:] if self.syntax.tokens.kind(k) in ("noun", "name", "verb"))
        return next(inside, -1) if cue.object_inside else -1

    def _past_manner(self, act: range) -> int:
        """Return the token after an act and the words of how it is done: `membantah keras | kabar itu`."""
        tokens, stop = self.syntax.tokens, act.stop
        while stop < len(tokens.low) and (tokens.kind(stop) in _MANNER or tokens.low[stop] in members("how")):
            stop += 1
        return stop

    def around(self, cue: Cue, far: Iterable[int] = ()) -> list[Stretch]:
        """Return the stretches of the sentences around an act, of the title and the lead, and of some sentences that are `far`."""
        reading = self.syntax.reading
        title, here = reading.layout.title, reading.sentence_at(cue.start)
        in_title = reading.on_title(cue.start)
        near = {k for k in range(here - BEFORE, here + AFTER + 1) if 0 <= k < len(reading.sentences)}
        found: list[Stretch] = []
        for k in sorted(near | set(far) | set(range(min(LEAD, len(reading.sentences))))):
            if not reading.headline_alone:
                found += self._of(k, reading.sentences[k], k == here and not in_title)
        if title is not None:
            found += self._of(TITLE, title, in_title)
        return found

    def _of(self, sentence: int, span: Span, here: bool) -> list[Stretch]:
        known = self._cut.get((sentence, here))
        if known is None:
            held = self.syntax.reading.tokens(*span)
            known = self._cut[sentence, here] = self._pairs(sentence, held[:_LONGEST_SENTENCE], here)
        return known

    def _pairs(self, sentence: int, held: range, here: bool) -> list[Stretch]:
        """Return the pairs of cuts of a sentence, of those with the same content the first, but for what somebody never did; a day, or a person alone, states nothing."""
        if not len(held):
            return []
        words, low = self.syntax.reading.words, self.syntax.reading.low
        full = [words[i][0].isalnum() and self.syntax.tokens.kind(i) in CONTENT for i in held]
        content = list(accumulate((said and len(words[i]) > _SHORT for i, said in zip(held, full, strict=True)), initial=0))
        dates, starts = self.syntax.tokens.dates, self.syntax.reading.starts
        apart = {i for name in names_of(self.syntax.reading).within(held.start, held.stop) if name.kind == "PER" for i in self._whole(name)}
        apart.update(i for i in held if dates.covering(starts[i]) is not None)
        if sentence == TITLE:
            apart.update(self._office_in_title(held))
        own = list(accumulate((said and i not in apart and not says_little(low[i]) for i, said in zip(held, full, strict=True)), initial=0))
        marked = not PAIRED.isdisjoint(words[held.start : held.stop])
        starts = [i for i in held if self._begins(i, held.start, here)][:_MOST_CUTS]
        stops = [j for j in range(held.start + 1, held.stop + 1) if j == held.stop or self._ends(j, here)][-_MOST_CUTS:]
        # a quotation may hold several sentences, and a stretch holds no end of one
        ends = [k for k in held if words[k] in ".?!" and words[k + 1 : k + 2] and words[k + 1][0].isupper()]
        found: dict[tuple[int, int], Stretch] = {}
        for i in starts:
            last = min(next((k + 1 for k in ends if k > i), held.stop), self._turns(i, held, sentence == TITLE))
            last = next((k for k in range(i, last) if k in self._silent), last)  # that somebody does not answer is no claim
            for j in (j for j in sorted({*stops, last}) if i < j <= min(last, i + _LONGEST)):
                a, b = i - held.start, j - held.start
                if content[b] - content[a] >= _FEWEST and own[b] > own[a]:
                    stop = self._trimmed(j)
                    if marked and not is_balanced(words[i:stop]):
                        if is_balanced(words[i : stop + 1]):
                            stop += 1  # `artikel berjudul "Vila Menteri|"`
                        elif ")" in words[i:stop] and "(" not in words[i : words.index(")", i)]:
                            continue  # `(Pilkada) | Gubernur`
                    key = content[a], content[b]
                    if key not in found or (i in self._never and found[key].start < i):  # `saya tidak pernah | menerima uang`
                        found[key] = Stretch(i, stop, held.start, held.stop, sentence)
        return list(found.values())

    def _office_in_title(self, held: range) -> range:
        """Return the tokens of the office or body that does an act right after it in a title: `[Wali Kota Ranu] Ralat Pernyataan`."""
        syntax = self.syntax
        subject = next((one.subject for one in syntax.parsed(syntax.reading.starts[held.start]).clauses if one.relation == "main"), None)
        if subject is None or not syntax.tokens.acts(subject[0]):
            return range(0)
        act = next((k for k in range(subject[0] + 1, subject[1] + 1) if k in self.on_act), subject[0])
        return range(subject[0], act)

    def _whole(self, name: Name) -> range:
        """Return the tokens of a personal name with the office before it, which by themselves state nothing: `Camat Ranu Timur, Rina Puspita`."""
        reading = self.syntax.reading
        titled = reading.on_title(reading.starts[name.start])  # where all words have capitals, any could be of an office
        return range(name.start if titled else title_start(reading, name), name.stop)

    def _turns(self, i: int, held: range, titled: bool) -> int:
        """Return the token before which every stretch ends that begins at token `i`: a comma in a title, `bahwa` after a comma (`mengakui, saat ditanya hakim | , bahwa P`), who says it
        (`, kata X`), a verdict, a second saying, and what it is told like (`P | seperti yang didakwakan jaksa`), and after a noun of rumour what is said of the rumour (`kabar P | menyebar di media sosial`)."""
        low, words, kind = self.syntax.reading.low, self.syntax.reading.words, self.syntax.tokens.kind
        framed = any(word.removesuffix("nya") in members("rumour_noun") for word in low[max(held.start, i - 2) : i + 1])
        for k in range(i + 1, held.stop - 1):
            if words[k] == "," and (titled or low[k + 1] == "bahwa" or low[k + 1] in members("attributing")):
                return k
            if low[k] in word_class("as_said") and self._tells(k + 1):
                return k
            if k in self._verdicts:
                return k  # `P | adalah berita bohong`
            if low[k] in members("joining") and low[k + 1] in active_cues():
                return k  # `menyangkal terjadi P | dan menyebut Q`
            spreads = framed and low[k] in _of_rumours() and low[k - 1] != "yang" and low[k + 1] not in members("pointing")
            if spreads and any(kind(n) in ("verb", "adjective") or looks_like_abstract_noun(low[n]) for n in range(i, k)):
                return k  # and not `kabar bahwa buaya | muncul`
        return held.stop

    def spreads(self, stretch: Stretch) -> bool:
        """Return whether a stretch is what a rumour says, and the rumour is said to spread right after it: `[isu] pencemaran sungai | ramai dibicarakan`."""
        low, tokens, k = self.syntax.reading.low, self.syntax.tokens, stretch.stop
        if not any(
            word.removesuffix("nya") in members("rumour_noun") for word in low[max(stretch.low, stretch.start - 1) : stretch.start + 1]
        ):
            return False
        while k < stretch.high and tokens.kind(k) in ("adverb", "auxiliary"):
            k += 1
        return k < stretch.high and low[k] in _of_rumours()

    def _tells(self, i: int) -> bool:
        """Return whether a passive of saying stands at token `i`, after `yang` or not: `seperti | yang dituduhkan`, `seperti | disebut warga`."""
        low = self.syntax.reading.low
        i += low[i : i + 1] == ["yang"]
        word = low[i] if i < len(low) else ""
        return word in passive_cues() or not _told().isdisjoint((word, word.removesuffix("kan")))

    def _trimmed(self, stop: int) -> int:
        """Return the token before which a stretch ends that goes up to token `stop`, without marks, a copula and a word of a predicate or of a time that is cut off."""
        words, low, tokens = self.syntax.reading.words, self.syntax.reading.low, self.syntax.tokens
        cut = members("before_day") if stop < len(words) and tokens.date_end(stop) > stop else frozenset[str]()  # `padam selama | sepekan`
        while (
            (not words[stop - 1][0].isalnum() and words[stop - 1] not in (")", "%"))
            or tokens.kind(stop - 1) == "copula"
            or low[stop - 1] in members("begins_predicate")
            or low[stop - 1] in cut
            or (
                tokens.kind(stop - 1) == "pronoun" and stop in self.on_act and low[stop] in members("bare_act") | verb_class("object_voice")
            )
        ):
            stop -= 1
        return stop

    def _begins(self, i: int, low: int, here: bool) -> bool:
        """Return whether a stretch may begin at token `i`: the first word, or one after a mark or a word that opens; near an act, any noun phrase."""
        words, small, tokens = self.syntax.reading.words, self.syntax.reading.low, self.syntax.tokens
        if not (words[i][0].isalnum() or words[i][0] in "@#"):
            return False
        word, before = small[i], small[i - 1] if i > low else ""
        day = tokens.date_end(i) if here else i
        when = day > i and (day >= len(words) or not words[day][0].isalnum())  # `…, Senin (3/8)`, and not `Hari Santri akan dihapus`
        if i > low and (word in members("pointing") or word in members("asked") or when):
            return False  # what points, and where and when somebody was asked, states nothing
        if word in members("asking_who") and small[i + 1 : i + 2] == ["yang"]:
            return False  # `apa yang saya katakan`
        if before == "yang" and (word in PRONOUNS or (small[i - 2] in members("rumour_noun") and word in members("stirring"))):
            return False  # `apa yang | saya katakan kemarin, saya tarik`, `kabar yang | meresahkan warga itu`
        if self._points_and_stops(i) or i in self._verdicts:
            return False  # a verdict states nothing: `hanya "hoaks" yang dibuat tengkulak`
        if not {"oleh", "kepada"}.isdisjoint((word, before)):  # who did it, or to whom it was said, and not what was done
            return False
        opening = members("opens_stretch")
        if i in self._own or (i in self._target_starts and word not in opening):
            return True
        passed_on, comma = word_class("passed_on"), words[i + 1 : i + 2] == [","]
        if (i - low < 2 and (word in passed_on or (before in passed_on and comma))) or (before in members("rumour_noun") and comma):
            return False  # `Diberitakan sebelumnya, P`, `Kabar kedua, P`
        if word in members("how") and (i - 1 in self.on_act or before in introducing()):
            return False  # `menegaskan | lagi bahwa P`
        marked = i == low or not (words[i - 1][0].isalnum() or words[i - 1][0] in "@#")
        if marked or before in opening or before.removesuffix("nya") in introducing() or i in self._act_ends or tokens.kind(i) == "negator":
            return word not in opening and not (tokens.kind(i) == "adjective" and i > low and tokens.kind(i - 1) == "noun")
        if here and tokens.kind(i) in _NOMINAL:
            return tokens.kind(i - 1) not in _NOMINAL and tokens.kind(i - 1) != "adjective"
        return word.removesuffix("nya") in members("content_noun")

    def _is_inside(self, i: int) -> bool:
        """Return whether a mark at token `i` stands inside a word, with no blank on either side."""
        reading = self.syntax.reading
        glued = 0 < i < len(reading.words) - 1 and reading.ends[i - 1] == reading.starts[i] and reading.ends[i] == reading.starts[i + 1]
        return glued and reading.words[i + 1][0].isalnum()

    def _points_and_stops(self, i: int) -> bool:
        """Return whether a noun at token `i` only points, and a circumstance or who told it follows: `kabar itu saat ditemui`, `isu tersebut, Senin (3/8)`, `kabar itu
        pertama kali disampaikan Rina`."""
        low, tokens = self.syntax.reading.low, self.syntax.tokens
        after = i + 2
        if after >= len(low) or not says_nothing(low[i]) or low[i + 1] not in members("pointing"):
            return False
        if tokens.kind(after) in ("preposition", "mark", "adverbial") or tokens.date_end(after) > after:
            return True
        told = next((k for k in range(after, len(low)) if low[k] not in members("at_first")), after)
        return told < len(low) and low[told] in members("carrying_passive")

    def _ends(self, j: int, here: bool) -> bool:
        """Return whether a stretch may end before token `j`: a mark, a word that opens another clause, an act, a date; near an act, a pointer."""
        word, small, tokens = self.syntax.reading.words[j], self.syntax.reading.low[j], self.syntax.tokens
        if word in "-." and self._is_inside(j):
            return False  # `Covid-19`
        reading = self.syntax.reading
        day = tokens.dates.covering(reading.starts[j])
        if day is not None and day[0] < reading.starts[j]:
            return False  # `naik bulan | ini`
        if j in self._target_stops:
            return True
        if not (word[0].isalnum() or word[0] in "@#") or any(small in members(name) for name in _ENDING):
            return True
        return (j in self.on_act and j - 1 not in self.on_act) or tokens.date_end(j) > j or (here and small in members("pointing"))
