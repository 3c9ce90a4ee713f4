"""A text as read: tokens with offsets, layout, quotation marks and sentences, computed once and shared by the components."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from functools import cached_property
from itertools import accumulate, chain, compress, count, pairwise
from operator import itemgetter
from typing import Any

from claimx.language.layout import Layout, read_layout, without_wraps
from claimx.language.marks import Quotation, pair_marks
from claimx.language.reporting import cue_after_marks
from claimx.language.tokenizer import BEFORE_NAMES, Tokens, scan
from claimx.lexicons import word_class

_END = re.compile(  # one mark, then what makes it an end: so written, only the marks of a text are looked at
    r"""[.?!…"”“=](?:
      (?:(?<=\.)\.{0,3}|(?<=[?!…])[?!…]*)[\"”“’'»)\]]*(?=\s|$)
    | (?<=[.?!,][\"”])(?=[A-Z])
    | (?<=[a-z0-9][.?!][\"”“])(?=[A-Z])
    | (?<=[a-z]{3}\.)(?=[A-Z][a-z]{1,12}\s)
    | (?<==)={2,}
    )""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(rf"(?:\b(?i:{BEFORE_NAMES})|\b[A-Z]|\b[A-Z]\.[A-Z]|\b(?:a|u|d|s)\.[a-z])\.$")

# `Serie B. "Kontraknya dua tahun`: no initial stands before a quotation of several words
_OPENS_QUOTATION = re.compile(r"(?<=\W[A-Z]\.)\s+[\"“”][^\"”\n]*\s[^\"”\n]*\s[^\"”\n]")

LONGEST_SENTENCE = 2500  # characters; the longest of 450 articles, a quotation of a whole paragraph, had 1,900
_LONG, _SHORTER = 200, 50  # words from which a text is not brief at all, and how many fewer make it so in full


def ends_abbreviation(text: str, start: int, at: int) -> bool:
    """Return whether the full stop at offset `at`, in a sentence from `start` on, ends an abbreviation before a name, or initials: `Ir.`, `S.`."""
    return _ABBREVIATION.search(text, max(start, at - 8), at + 1) is not None


class Reading:
    """One text, analysed as far as the letters go.

    Attributes: `text`, line breaks that only fit it to a width turned to blanks; `words`, `low`, `starts`, `ends` (parallel, white space left out); `layout`; `quotations`;
    `sentences` as (start, end) offsets, never across a paragraph nor inside a quotation.
    """

    def __init__(self, text: str, tokens: Tokens | None = None) -> None:
        self.text = without_wraps(text)
        self._scanned = tokens
        self.layout: Layout = read_layout(self.text)
        # what the layer of names found out, asked for again and again
        self.told: dict[str, tuple[str, ...]] = {}  # of each capitalised word, how the article uses it
        self.names: Any = None  # the names, as `claimx.names.tagger` finds them
        self.kinds: dict[int, str] = {}  # of tokens, the class or the kind of name, as `claimx.attribution.around` asks for them

    @cached_property
    def brief(self) -> float:
        """How far the text is brief, 0 to 1: so short that a claim and the act on it stand close together."""
        return min(1.0, max(0.0, (_LONG - sum(len(self.text[start:end].split()) for start, end in self.article)) / _SHORTER))

    @cached_property
    def article(self) -> list[tuple[int, int]]:
        """The sentences and the title, and not what a page sets below its text."""
        title = self.layout.title
        told = self.headline_alone and self.sentences[0][0] < self.sentences[0][1]
        return [*self.sentences, title] if title is not None and not told else self.sentences

    # cut when they are first asked for: dates alone need few of them
    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations, in order."""
        return pair_marks(self.text, self.layout.paragraphs)

    @cached_property
    def _outer(self) -> list[Quotation]:
        """The quotations that stand in no other."""
        return [q for q in self.quotations if not q.nested]

    @cached_property
    def _outer_starts(self) -> list[int]:
        return [q.start for q in self._outer]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as (start, end); one that is empty where the text has no body."""
        text = self.text
        found: list[tuple[int, int]] = []
        quotations = [(q.inner, q.end) for q in self.quotations if (not q.nested and not q.single) or (q.single and q.end - q.start > 40)]
        pointer = 0
        for low, high in self.layout.paragraphs:
            start = low
            for match in _END.finditer(text, low, high):
                at, end = match.span()
                while pointer < len(quotations) and quotations[pointer][1] <= at:
                    pointer += 1
                inside = next((q for q in quotations[pointer : pointer + 2] if q[0] <= at < q[1]), None)
                if inside and end < inside[1]:
                    continue
                if inside and cue_after_marks(text, end, high) and text[end:high].lstrip(" ,")[:1].islower():
                    continue
                if match.group() == "." and ends_abbreviation(text, start, at) and not _OPENS_QUOTATION.match(text, end, high):
                    continue
                following = end
                while following < high and text[following].isspace():
                    following += 1
                goes_on = text[following] if following < high else ""
                if (goes_on.islower() and match.group()[0] != "=") or (goes_on and goes_on in ",;"):
                    continue
                stop = at if match.group()[0] == "=" else end
                if text[start:stop].strip():
                    found.append((start, stop))
                start = following
            if start < high:
                found.append((start, high))
        return [piece for sentence in found for piece in self._bounded(*sentence)] or [(0, 0)]

    def _bounded(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield a sentence, or pieces of one that is longer than any of the news: what is asked of a sentence may take its square."""
        while end - start > LONGEST_SENTENCE:
            cut = self.text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
            cut = cut + 1 if cut > 0 else start + LONGEST_SENTENCE
            yield start, cut
            start = cut
        if start < end:
            yield start, end

    @cached_property
    def _tokens(self) -> tuple[list[str], list[int], list[int]]:
        """The tokens, where each begins and where it ends, white space left out."""
        parts = list(chain.from_iterable(scan(self.text) if self._scanned is None else self._scanned))  # words and spaces in turn
        offsets = list(accumulate(map(len, parts), initial=0))
        words = parts[::2]
        kept = [not blank for blank in map(str.isspace, words)]
        return list(compress(words, kept)), list(compress(offsets[:-1:2], kept)), list(compress(offsets[1::2], kept))

    @cached_property
    def words(self) -> list[str]:
        """The tokens."""
        return self._tokens[0]

    @cached_property
    def low(self) -> list[str]:
        """The tokens in small letters."""
        return list(map(str.lower, self.words))

    @cached_property
    def starts(self) -> list[int]:
        """Where each token begins."""
        return self._tokens[1]

    @cached_property
    def ends(self) -> list[int]:
        """Where each token ends."""
        return self._tokens[2]

    @cached_property
    def capital_tokens(self) -> list[int]:
        """The indices of the capitalised tokens."""
        return list(compress(count(), map(str.isupper, map(itemgetter(0), self.words))))

    @cached_property
    def capitals(self) -> dict[str, list[int]]:
        """The token indices of each capitalised word."""
        found: dict[str, list[int]] = {}
        for i in self.capital_tokens:
            found.setdefault(self.words[i], []).append(i)
        return found

    @cached_property
    def capital_pairs(self) -> Counter[tuple[str, str]]:
        """How often two capitalised words of the body stand side by side."""
        words, places = self.words, sorted(i for places in self.body_capitals.values() for i in places)
        return Counter((words[i], words[k]) for i, k in pairwise(places) if k == i + 1)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the article writes small."""
        return frozenset(filter(str.islower, self.words))

    @cached_property
    def line_starts(self) -> frozenset[int]:
        """The tokens that open a line."""
        breaks = (match.end() for match in re.finditer(r"\n", self.text))
        return frozenset(self.token_at(at) for at in breaks)

    @cached_property
    def body_capitals(self) -> dict[str, list[int]]:
        """The token indices of each capitalised word of the body."""
        if not self.layout.boilerplate:
            return self.capitals
        kept = ((word, [i for i in places if self.in_body(self.starts[i], self.ends[i])]) for word, places in self.capitals.items())
        return {word: places for word, places in kept if places}

    # -- look-ups -----------------------------------------------------------------------------------------------
    def among(self, words: Container[str]) -> list[int]:
        """Return the indices of the tokens that are, in small letters, one of some words."""
        return list(compress(count(), map(words.__contains__, self.low)))

    def token_at(self, offset: int) -> int:
        """Return the index of the first token that ends after `offset` (the number of tokens past the last)."""
        return bisect_right(self.ends, offset)

    def tokens(self, start: int, end: int) -> range:
        """Return the indices of the tokens that lie within [start, end)."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds `offset` (or the one before it)."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def on_title(self, offset: int) -> bool:
        """Return whether an offset stands in the title."""
        title = self.layout.title
        return title is not None and title[0] <= offset < title[1]

    @cached_property
    def headline_alone(self) -> bool:
        """Whether the text is a headline without a body, which tells itself who acts."""
        return self.on_title(self.sentences[0][0])

    def is_headline_verb(self, i: int) -> bool:
        """Return whether token `i` is a verb without prefix in the title, after its first word: `Rina Puspita Bantah Isu`."""
        return self.low[i] in word_class("headline_verb") and self.on_title(self.starts[i]) and self.on_title(self.starts[i] - 1)

    def whole(self, offset: int) -> tuple[int, int]:
        """Return the title or sentence at an offset, quotations and all."""
        title = self.layout.title
        return title if title is not None and self.on_title(offset) else self.sentences[self.sentence_at(offset)]

    @cached_property
    def _initial(self) -> frozenset[int]:
        """The tokens that open a sentence or a quotation."""
        opened = {self.token_at(start) for start, _ in self.sentences} | {self.token_at(q.inner) for q in self.quotations}
        marks = ('"', "“", "”", ":", "(", ".", "?", "!", "-", "–", "--", "*")
        return frozenset(opened | {k for k in self.capital_tokens if k and self.words[k - 1] in marks})

    @cached_property
    def _inner_capitals(self) -> frozenset[str]:
        """The words that have a capital where none opens a sentence."""
        return frozenset(self.words[k] for k in self.capital_tokens if k not in self._initial)

    def opens_sentence(self, i: int) -> bool:
        """Return whether token `i` is the first word of a sentence or quotation, so that its capital says nothing."""
        return i in self._initial

    def capital_inside(self, word: str) -> bool:
        """Return whether a word is written with a capital inside some sentence."""
        return word in self._inner_capitals

    def outer_quotations(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations, none inside another, that begin in [start, end)."""
        return self._outer[bisect_left(self._outer_starts, start) : bisect_left(self._outer_starts, end)]

    @cached_property
    def quotation_starts(self) -> frozenset[int]:
        """The offsets at which a quotation begins."""
        return frozenset(q.start for q in self.quotations)

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the outermost quotation whose words hold `offset`."""
        index = bisect_right(self._outer_starts, offset) - 1
        for candidate in self._outer[max(0, index - 1) : index + 1]:
            if candidate.inner <= offset < candidate.inner_end:
                return candidate
        return None

    def in_body(self, start: int, end: int) -> bool:
        """Return whether a span touches no boilerplate."""
        frames = self.layout.boilerplate  # in order and apart
        index = bisect_left(frames, (end, 0))
        return index == 0 or frames[index - 1][1] <= start
