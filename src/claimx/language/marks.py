"""Quotation marks: which opens, which closes, and what to do where one is missing, doubled or turned the wrong way.

Marks are paired within a paragraph by their neighbours first (white space before an opener, after a closer), by glyph
second. A quotation that the next paragraph reopens, or that is left open until a later closer, is carried on, one pair a
paragraph. A missing mark is repaired with a flag, at most to the end of the paragraph: it never swallows the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimx.language.reporting import active_cues, bare_cues, cue_after_marks

_Span = tuple[int, int]  # offsets
DOUBLE = '"“”„‟«»'
SINGLE = "'‘’‚‛"
CLOSING_SPACE = " \t\n\r\u00a0"
_MARK = re.compile("''|,,|[" + re.escape(DOUBLE) + "]")
_SINGLE = re.compile("(?<![^\\W_])(?<!')['‘‚‛’](?!')(?=\\s?[^\\W_(])|(?<!')['’‘](?!')(?![^\\W_])")  # two are a double mark
_LOWER = re.compile(r"[a-z]+")
_SAYING = re.compile(r"\b([^\W\d_]+)[,:]\Z")
_LONGEST_VERB = 24  # characters
_FEWEST = 10  # characters of a quotation that nothing opened
_SENTENCE_END = re.compile(r"(?<!\.\.)[.?!] ")
MAX_CARRIED = 6  # paragraphs that one unclosed quotation may span


@dataclass(slots=True)
class Quotation:
    """A marked stretch: `start`/`end` with the marks, `inner`/`inner_end` without, offsets into the text."""

    start: int
    end: int
    inner: int
    inner_end: int
    single: bool = False
    flags: list[str] = field(default_factory=list)
    carried: bool = False  # goes on in the next pair (a quotation over several paragraphs)
    nested: bool = False


_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"))  # and no single marks, which are apostrophes, too
PAIRED = frozenset('"').union(*_PAIRS)


def is_balanced(words: Sequence[str]) -> bool:
    """Return whether each mark and bracket of a pair stands as often as the other."""
    return all(words.count(a) == words.count(b) for a, b in _PAIRS) and words.count('"') % 2 == 0


def _sides(text: str, start: int, end: int, low: int, high: int) -> tuple[bool, bool]:
    """Return whether a mark can open and whether it can close, by its neighbours."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    open_like = (before in CLOSING_SPACE or before in "([{-—–:/=*" or before in DOUBLE + SINGLE) and after not in CLOSING_SPACE
    close_like = (
        before not in CLOSING_SPACE
        and before not in "([{"
        and (after in CLOSING_SPACE or after in ".,;:!?)]}-—–=/" or after in DOUBLE + SINGLE)
    )
    return open_like, close_like


def _pair_paragraph(text: str, low: int, high: int, open_at: tuple[int, int] | None) -> tuple[list[Quotation], tuple[int, int] | None]:
    """Pair the double marks of one paragraph; `open_at` is a quotation carried over. Returns pairs and what stays open."""
    marks = [(m.start(), m.end()) for m in _MARK.finditer(text, low, high)]
    # doubled glyphs ("" or ”“ side by side) count once
    marks = [m for i, m in enumerate(marks) if not (i and m[0] == marks[i - 1][1] and m[1] < high and text[m[0]] == text[m[0] - 1])]
    found: list[Quotation] = []
    depth = 0
    for index, (start, end) in enumerate(marks):
        following = marks[index + 1 : index + 3]
        closes = _closes(text, (start, end), following, (low, high), open_at is not None)
        if open_at is None and not closes:
            open_at = (start, end)
        elif open_at is None:
            left = _unopened(text, found[-1].end if found else None, low, start)
            if cue_after_marks(text, end, high) and start - left > _FEWEST:
                found.append(Quotation(left, end, left, start, flags=["mark_repaired"]))
        elif closes and depth:
            depth -= 1
        elif closes:
            found.append(Quotation(open_at[0], end, open_at[1], start))
            open_at = None
        # an opener inside an open quotation: nested, or the closer is missing
        elif len(following) == 2 and all(_closes_within(text, mark, low, high) for mark in following):
            depth += 1
        else:
            repaired = _missing_closer(text, open_at[1], start)
            if repaired is not None:
                found.append(Quotation(open_at[0], repaired, open_at[1], repaired, flags=["mark_repaired"]))
            open_at = (start, end)
    return found, open_at


def _closes(text: str, mark: _Span, following: list[_Span], paragraph: _Span, within: bool) -> bool:
    """Return whether a mark closes, else it opens; `within` an open quotation or not, before the marks that are `following`."""
    (start, end), (low, high) = mark, paragraph
    open_like, close_like = _sides(text, start, end, low, high)
    ended = text[low:start].rstrip()[-1:] in [*",.?!"]
    if open_like == close_like:  # the neighbours do not tell: `tahu",ujar`, `" kata`
        return within or (ended and text[start] == '"' and cue_after_marks(text, end, high))
    if within:
        return close_like or _cue_follows(text, end, high)  # `… gawat, "imbuhnya`: turned the wrong way
    if close_like:
        return text[start] not in "“«„" and not _cue_before(text, low, start)
    # `… gawat, "imbuhnya`, which nothing opened
    return ended and _cue_follows(text, end, high) and (not following or _sides(text, *following[0], low, high) == (True, False))


def _closes_within(text: str, mark: _Span, low: int, high: int) -> bool:
    """Return whether a mark in an open quotation closes for sure."""
    open_like, close_like = _sides(text, *mark, low, high)
    return (close_like and not open_like) or (open_like and _cue_follows(text, mark[1], high))


def _unopened(text: str, before: int | None, low: int, start: int) -> int:
    """Return where a quotation begins that nothing opened, and a mark at `start` closes: after who said the one that ends at `before`, else with its sentence."""
    last = low + len(text[low:start].rstrip())  # what ends it is no end before it: `… sekali! " kata X`
    ends = [match.end() for match in _SENTENCE_END.finditer(text, before or low, last)]
    left = ends[0 if before else -1] if ends else before or low
    while left < start and text[left].isspace():
        left += 1
    return left


def _opens_speech(text: str, low: int, at: int) -> bool:
    """Return whether a mark that was never closed opens speech: at its paragraph's start, or after a comma, colon or full stop."""
    lead = text[low:at].rstrip()
    return not lead or lead[-1] in ",:.?!"


def _cue_follows(text: str, at: int, high: int) -> bool:
    """Return whether a bare cue follows a mark at once."""
    word = _LOWER.match(text, at, high)
    return word is not None and word.group() in bare_cues()


def _cue_before(text: str, low: int, at: int) -> bool:
    """Return whether a verb of saying and a comma or colon stand right before a mark: `berkata," …`."""
    word = _SAYING.search(text[max(low, at - _LONGEST_VERB) : at])
    return word is not None and word[1].lower() in active_cues()


def _missing_closer(text: str, low: int, high: int) -> int | None:
    """Return where a quotation that was never closed must have ended: before a comma and a bare cue."""
    for match in re.finditer(r"[,.?!]\s*(?=(\w+)\b)", text[low:high]):
        if match.group(1) in bare_cues():
            return low + match.start() + 1
    return None


def _unwrapped(text: str, paragraphs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the paragraphs without a pair of marks about the whole text, as tables leave it: the next mark opens instead of closing."""
    if not paragraphs:
        return paragraphs
    low, high = paragraphs[0][0], paragraphs[-1][1]
    if text[low] != '"' or text[high - 1] != '"' or (count := text.count('"', low + 1, high - 1)) < 2 or count % 2:
        return paragraphs
    second = text.index('"', low + 1)
    if _sides(text, second, second + 1, low, high) != (True, False):
        return paragraphs
    inner = [*paragraphs]
    inner[0] = (low + 1, inner[0][1])
    inner[-1] = (inner[-1][0], high - 1)
    return [(start, end) for start, end in inner if start < end]


def pair_marks(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """Return the quotations of a text, in order; `paragraphs` are (start, end) of its body paragraphs."""
    quotations: list[Quotation] = []
    open_at: tuple[int, int] | None = None
    carried = 0
    paragraphs = _unwrapped(text, paragraphs)
    for number, (low, high) in enumerate(paragraphs):
        if open_at is not None:
            first = _MARK.search(text, low, high)
            reopened = first is not None and not text[low : first.start()].strip()
            open_at = None if reopened else (low, low)
        found, still_open = _pair_paragraph(text, low, high, open_at)
        quotations += found
        open_at = still_open
        if open_at is None:
            carried = 0
            continue
        body = text[open_at[1] : high].rstrip()
        nxt = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = False
        if nxt and carried < MAX_CARRIED:
            mark = _MARK.search(text, *nxt)
            if mark:
                opens, closes = _sides(text, mark.start(), mark.end(), *nxt)
                at_start = not text[nxt[0] : mark.start()].strip()
                goes_on = (closes and not opens) or (at_start and _opens_speech(text, low, open_at[0]))
        cut = _missing_closer(text, open_at[1], high)
        if cut is not None:
            quotations.append(Quotation(open_at[0], cut, open_at[1], cut, flags=["mark_repaired"]))
            open_at, carried = None, 0
        elif goes_on:
            end = open_at[1] + len(body)
            quotations.append(Quotation(open_at[0], end, open_at[1], end, carried=True))
            carried += 1
        else:
            if (
                carried == 0
                and len(body) > 20
                and ((open_at[0] == low and number) or (open_at[0] > low and _opens_speech(text, low, open_at[0])))
            ):
                end = open_at[1] + len(body)
                quotations.append(Quotation(open_at[0], end, open_at[1], end, flags=["mark_repaired"]))
            open_at, carried = None, 0
    singles = _pair_singles(text, paragraphs, quotations)
    return sorted(quotations + singles, key=lambda q: (q.start, -q.end))


def _pair_singles(text: str, paragraphs: list[tuple[int, int]], doubles: list[Quotation]) -> list[Quotation]:
    """Pair single marks outside apostrophes; inside a double quotation the pair is marked as nested."""
    found: list[Quotation] = []
    if not any(mark in text for mark in SINGLE):
        return found
    begun = [q.start for q in doubles]  # they stand in order and apart
    for low, high in paragraphs:
        open_at: int | None = None
        for match in _SINGLE.finditer(text, low, high):
            start, end = match.span()
            open_like, close_like = _sides(text, start, end, low, high)
            if open_like == close_like:
                open_like, close_like = (open_at is None, open_at is not None)
            if open_like:
                open_at = start
            elif open_at is not None:
                if "\n" not in text[open_at:end]:
                    near = doubles[max(0, bisect_right(begun, open_at) - 1) : bisect_left(begun, end)]
                    inside = any(q.inner <= open_at and end <= q.inner_end for q in near)
                    crosses = any(open_at < q.start < end or open_at < q.end < end for q in near)
                    if not crosses or not any(q.start < open_at < q.end for q in near):
                        found.append(Quotation(open_at, end, open_at + 1, start, single=True, nested=inside))
                open_at = None
    return found
