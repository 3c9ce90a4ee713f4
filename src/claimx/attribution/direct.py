"""Direct quotes: which marked stretches are speech, and the cue and source beside each.

Rules, in order, each named in `Quote.rule`: `direct.cue_after` (`"…," kata X`), `direct.subject_verb_after` (`"…," X menambahkan`), `direct.source_after`
(`"…," X seusai rapat`), `direct.cue_before` (`X mengatakan, "…"`), `direct.colon` (`X: "…"`), `direct.noun_before` (`klaim "…"`), `direct.continuation` (a
quotation that stands alone, or that a comma within its marks ends). What none takes is a title, a term or irony, and left to the paraphrase around it.
"""

from __future__ import annotations

import re

from claimx.annotations import Quote, Span
from claimx.attribution.outlets import find_via
from claimx.attribution.phrases import clause_start, heads
from claimx.attribution.sources import source_after, source_before
from claimx.language.closed import PRONOUNS
from claimx.language.marks import Quotation
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, is_clitic, marked_cues, passive_cues
from claimx.lexicons import word_class
from claimx.names.tagger import is_person, names_of
from claimx.syntax.classes import OPEN, lexical_class, members
from claimx.timex.spans import Dates

_LEAD = word_class("lead_to_quote")
_SPEECH_NOUNS = word_class("speech_noun")
_TITLE_NOUNS = word_class("title_noun")
_LONG = 24  # tokens of a quotation that is surely longer than any number that is asked for
MIN_ALONE = 4  # tokens of a quotation without cue that may still be speech
_UNSEEN = "\u200b\u200e\u200f\ufeff"  # characters without width that editors leave after marks
_ENDS_SPEECH = ("", *",.?!…")
_LONGEST_TITLE = 6
_LETTERS = 4  # of the commonest cues, of which one may be wrong
_NEAR = 4  # characters between a quotation and its source
_LONGEST_REST = 14  # words after a cue that leave the quotation its content
_LONGEST_BEFORE_COLON = 8  # words of a source
_LONGEST_BETWEEN = 120  # characters between two parts of a quotation
_MIN_SINGLE = 6  # in single marks, with no cue after it
_CLAUSE = 3  # tokens before a quotation that may be the beginning of what was said


def find_direct(reading: Reading, dates: Dates) -> list[Quote]:
    """Return the direct quotes of a text in order."""
    found: list[Quote] = []
    outer = [q for q in reading.quotations if not q.nested]
    groups = _grouped(outer)
    index = 0
    while index < len(groups):
        group = groups[index]
        quote = _read(reading, group, dates, found)
        if quote is not None:
            # "A," kata X, "B." is one quote with two parts
            while index + 1 < len(groups) and _is_second_part(reading, quote, group, groups[index + 1], dates):
                following = groups[index + 1]
                quote.content += [(q.inner, q.inner_end) for q in following if q.inner < q.inner_end]
                quote.rule = quote.rule if quote.rule.endswith("+middle") else quote.rule + "+middle"
                group = following
                index += 1
            found.append(quote)
        index += 1
    return found


def _grouped(quotations: list[Quotation]) -> list[list[Quotation]]:
    """Group quotations carried over several paragraphs."""
    groups: list[list[Quotation]] = []
    open_group = False
    for quotation in quotations:
        if open_group:
            groups[-1].append(quotation)
        else:
            groups.append([quotation])
        open_group = quotation.carried
    return groups


def _sentence_end(reading: Reading, offset: int) -> int:
    return reading.sentences[reading.sentence_at(offset)][1]


def _paragraph(reading: Reading, offset: int) -> Span:
    for start, end in reading.layout.paragraphs:
        if start <= offset < end or offset == end:
            return start, end
    return 0, len(reading.text)


def _size(reading: Reading, q: Quotation) -> int:
    """Return the words of a quotation; of a long one its tokens, since nobody asks how long it is."""
    held = reading.tokens(q.inner, q.inner_end)
    return len(held) if len(held) > _LONG else sum(1 for i in held if reading.words[i][0].isalnum())


def _read(reading: Reading, group: list[Quotation], dates: Dates, before: list[Quote]) -> Quote | None:
    """Read one quotation (or a group carried over paragraphs) as speech, or return None."""
    first, last = group[0], group[-1]
    flags = sorted({flag for q in group for flag in q.flags})
    content = [(q.inner, q.inner_end) for q in group if q.inner < q.inner_end]
    size = sum(_size(reading, q) for q in group)
    if size == 0 or _is_title(reading, first, size):
        return None
    paragraph_end = _paragraph(reading, last.end - 1)[1]
    after = _cue_after(reading, last, paragraph_end, dates)
    if after:
        return _with_cue(reading, first, content, after, flags)
    if first.single and size < _MIN_SINGLE:
        return None
    ahead = _cue_before(reading, first, dates)
    if ahead:
        rule, lead_cue, source = ahead
        via = find_via(reading, last.end, _sentence_end(reading, last.end - 1), dates)
        return Quote("direct", content, lead_cue, source, rule, via, flags)
    if not _stands_alone(reading, group, size):
        return None
    return Quote("direct", content, None, None, "direct.continuation", None, [*flags, "continuation"], uncertainty=0 if before else 0.3)


def _with_cue(reading: Reading, first: Quotation, content: list[Span], after: After, flags: list[str]) -> Quote:
    """Return the quote of a quotation with the cue after it; a mixed one where the quotation only ends a clause."""
    rule, cue, source, via = after
    sure = source is not None or rule.endswith("clitic")
    begun = _paraphrase_start(reading, first) if sure else None
    if begun is not None:
        return Quote("mixed", [(begun, content[-1][1])], cue, source, rule, via, flags)
    return Quote("direct", content, cue, source, rule, via, flags, uncertainty=0 if sure else 0.15)


def _paraphrase_start(reading: Reading, q: Quotation) -> int | None:
    """Return where the clause begins that a quotation only ends (`Warga berhak atas "udara bersih", kata X`), or None."""
    start = reading.sentences[reading.sentence_at(q.start)][0]
    lead = reading.tokens(start, q.start)
    if len(lead) < _CLAUSE or not reading.words[lead[-1]].isalpha() or not reading.text[q.inner : q.inner + 1].islower():
        return None
    return reading.starts[lead[0]]


def _respelt(word: str) -> str:
    """Return the cue that a word misses by a letter: one of the commonest (`ujat`), or -nya (`tuturny`); else the word."""
    if word + "a" in marked_cues():
        return word + "a"
    if len(word) != _LETTERS:
        return word
    near = (cue for cue in sorted(members("often_misspelt")) if sum(a != b for a, b in zip(word, cue, strict=True)) == 1)
    return next(near, word)


def _is_title(reading: Reading, q: Quotation, size: int) -> bool:
    """Return whether a quotation of `size` words is a title: short, with no mark at its end, after a noun of works, programmes or names (`program "Maju"`)."""
    i = reading.token_at(q.start) - 1
    short = size <= _LONGEST_TITLE and reading.text[q.inner_end - 1 : q.inner_end] not in ",.?!…"
    return short and i >= 0 and reading.low[i] in _TITLE_NOUNS


Before = tuple[str, Span | None, Span | None]  # rule, cue, source
After = tuple[str, Span | None, Span | None, Span | None]  # rule, cue, source, via


def _cue_after(reading: Reading, q: Quotation, limit: int, dates: Dates) -> After | None:
    """Return (rule, cue, source, via) of a cue after a quotation."""
    found = _past_marks(reading, q, limit)
    if found is None:
        return None
    begin, comma = found
    last = reading.text[q.inner : q.inner_end].rstrip(" '’‘”")[-1:]
    ended = last in _ENDS_SPEECH or comma or bool(q.flags)
    i = _past_lead(reading, begin)
    if i >= len(reading.low) or reading.starts[i] >= limit:
        return None
    stop = min(limit, _sentence_end(reading, reading.starts[i]))
    if ended and (closed := _closed_by(reading, begin, i, stop, dates)) is not None:
        return closed
    word = _cue_word(reading, begin, i, ended)
    if word in (marked_cues() | passive_cues() if i > begin else marked_cues()):
        return _said_with(reading, word, begin, i, stop, dates)
    if not ended:
        return None
    if begin == i and (comma or last == ",") and (word == "menurut" or _is_open_cue(reading, q, i, stop)):
        return _said_with(reading, word, begin, i, stop, dates)
    told = _subject_and_verb(reading, q, begin, comma, stop, dates) if comma or last in ("", *",.?!") else None
    return _named_after(reading, i, stop, dates) if told is None and last == "," and begin == i else told


def _is_open_cue(reading: Reading, q: Quotation, i: int, stop: int) -> bool:
    """Return whether a word that no list holds is a cue by its place: after a comma that closes a sentence in marks, before who says it (`"…," sorot Rina`)."""
    words, low = reading.words, reading.low
    if not words[i][0].islower() or i + 1 >= len(words) or lexical_class(low[i]) not in OPEN or low[i] in heads():
        return False
    if low[i].startswith(("me", "di", "ber")) or reading.starts[i + 1] >= stop or _size(reading, q) < MIN_ALONE:
        return False
    following = low[i + 1]
    another = following in members("another") or following in heads() or following in word_class("determiner")
    return words[i + 1][0].isupper() or words[i + 1][0] == "@" or following in PRONOUNS or another


def _named_after(reading: Reading, i: int, stop: int, dates: Dates) -> After | None:
    """Read `"…," @akun` and `"…," Kepala Dinas Rina seusai rapat`: whoever is named after a comma within the marks, where no verb of saying is."""
    source = source_after(reading, i, stop, dates) if reading.words[i][0].isupper() or reading.words[i][0] == "@" else None
    if source is None:
        return None
    held = reading.tokens(*source)
    named = reading.words[i][0] == "@" or names_of(reading).within(held.start, held.stop)
    return ("direct.source_after", None, source, find_via(reading, source[1], stop, dates)) if named else None


def _closed_by(reading: Reading, begin: int, i: int, stop: int, dates: Dates) -> After | None:
    """Read `"…," demikian X`: the word at token `begin`, and who follows it at token `i`."""
    if i == begin or reading.low[begin] not in members("thus") or reading.starts[i] >= stop:
        return None
    source = source_after(reading, i, stop, dates) if reading.words[i][0].isupper() or reading.low[i] in heads() | _SPEECH_NOUNS else None
    cue = (reading.starts[begin], reading.ends[begin])
    return ("direct.cue_after", cue, source, find_via(reading, source[1], stop, dates)) if source else None


def _past_marks(reading: Reading, q: Quotation, limit: int) -> tuple[int, bool] | None:
    """Return the token that follows the marks after a quotation, and whether a comma is among them; None where nothing follows."""
    words, starts = reading.words, reading.starts
    i, comma = reading.token_at(q.end), False
    while i < len(words) and starts[i] < limit and words[i] in (",", ".", "'", "”", '"', "’", *_UNSEEN):
        if words[i] in '"“”' and starts[i] in reading.quotation_starts:
            return None
        comma = comma or words[i] == ","
        i += 1
    return (i, comma) if i < len(words) and starts[i] < limit else None


def _past_lead(reading: Reading, i: int) -> int:
    """Return the token after a word that leads to a cue at token `i`."""
    return i + 1 if _leads(reading, i) else i


def _leads(reading: Reading, i: int) -> bool:
    """Return whether token `i` only leads to a cue (`demikian kata X`); `sebut` does where another one follows it, and else is one (`demikian sebut X`)."""
    low = reading.low
    return i < len(low) and low[i] in _LEAD and (low[i] != "sebut" or low[min(i + 1, len(low) - 1)] in bare_cues())


def _cue_word(reading: Reading, begin: int, i: int, ended: bool) -> str:
    """Return the word at token `i`, mended where a letter of a cue is wrong or missing."""
    named = i + 1 < len(reading.words) and is_person(reading, i + 1)
    slip = ended and begin == i and reading.words[i][0].islower() and (reading.low[i].endswith("ny") or named)
    return _respelt(reading.low[i]) if slip else reading.low[i]


def _said_with(reading: Reading, word: str, begin: int, i: int, stop: int, dates: Dates) -> After | None:
    """Read `"…," kata X` and `"…," ujarnya`: the cue at token `i`, and who follows it."""
    low = reading.low
    cue: Span = (reading.starts[i], reading.ends[i])
    if is_clitic(word):
        return "direct.cue_after.clitic", cue, None, find_via(reading, cue[1], stop, dates)
    j = i + 1
    while j < len(low) and low[j] in members("after_cue"):
        j += 1
    if j + 1 < len(low) and reading.words[j] == "," and begin == i:
        j += 1  # `"…," ujar, Rina Puspita`
    others = 2 if low[j : j + 2] == ["yang", "lain"] else int(low[j : j + 1] == ["lainnya"])
    source = (reading.starts[j], reading.ends[j + others - 1]) if others else source_after(reading, j, stop, dates)
    via = find_via(reading, source[1] if source else cue[1], stop, dates)
    if source is None and begin == i and word not in members("cue_alone"):
        return None
    return "direct.cue_after", cue, source, via


def _subject_and_verb(reading: Reading, q: Quotation, begin: int, comma: bool, stop: int, dates: Dates) -> After | None:
    """Read `"…," X menambahkan`."""
    words, low, starts, ends = reading.words, reading.low, reading.starts, reading.ends
    for j in range(begin, min(len(words), begin + 16)):
        if starts[j] >= stop or words[j] in '.;:"“”':
            return None
        if low[j] in active_cues():
            same_sentence = reading.sentence_at(q.start) == reading.sentence_at(starts[begin])
            if j == begin or not (same_sentence or comma):
                return None
            source = source_before(reading, j, begin, dates)
            if source and source[0] - starts[begin] < _NEAR and _ends_soon(reading, j, stop):
                return "direct.subject_verb_after", (starts[j], ends[j]), source, find_via(reading, ends[j], stop, dates)
            return None
    return None


def _ends_soon(reading: Reading, i: int, stop: int) -> bool:
    """Return whether the clause of verb `i` ends or only points back, so that the quotation is its content."""
    rest = reading.text[reading.ends[i] : stop]
    return len(rest.split()) <= _LONGEST_REST


def _cue_before(reading: Reading, q: Quotation, dates: Dates) -> Before | None:
    """Return (rule, cue, source) of a cue before a quotation, in its sentence or, after a colon, at the paragraph's end before."""
    start, lead = _lead(reading, q)
    tokens = reading.tokens(start, start + len(lead.rstrip(" :,")))
    # nothing of another quotation between the cue and this one
    other = next((o for o in reversed(reading.outer_quotations(start, q.start)) if not o.single), None)
    floor = tokens.start if other is None else max(tokens.start, reading.token_at(other.end))
    if floor >= tokens.stop or reading.low[tokens.stop - 1] in _TITLE_NOUNS:
        return None
    last = tokens.stop - 1
    colon, comma = lead.endswith(":"), lead.endswith(",")
    # the nearest cue before, at most a circumstance away
    for i in range(last, max(floor - 1, last - 25), -1):
        if reading.low[i] in active_cues():
            if not _governs(reading, i, q, colon, comma):
                break
            source = source_before(reading, i, clause_start(reading, floor, i), dates)
            return "direct.cue_before", (reading.starts[i], reading.ends[i]), source
        if (colon or comma) and (reading.low[i] in bare_cues() or reading.low[i] == "menurut"):
            source = source_after(reading, i + 1, start + len(lead), dates)
            if source:
                return "direct.cue_before", (reading.starts[i], reading.ends[i]), source
    if reading.low[last].removesuffix("nya") in _SPEECH_NOUNS and _size(reading, q) >= MIN_ALONE:
        source = None
        if last - 1 >= floor and reading.low[last - 1] in members("holding_words"):
            source = source_before(reading, last - 1, floor, dates)
        return "direct.noun_before", (reading.starts[last], reading.ends[last]), source
    return _before_colon(reading, q, range(floor, tokens.stop), lead, dates) if colon else None


def _lead(reading: Reading, q: Quotation) -> tuple[int, str]:
    """Return where what leads to a quotation begins, and its text: of its sentence, else of the one before that ends in a colon."""
    text, index = reading.text, reading.sentence_at(q.start)
    start = reading.sentences[index][0]
    lead = text[start : q.start].rstrip()
    if not lead.strip() and index and text[slice(*reading.sentences[index - 1])].rstrip().endswith(":"):
        start = reading.sentences[index - 1][0]  # `Berikut pernyataan X:` on a line of its own
        lead = text[start : reading.sentences[index - 1][1]].rstrip()
    return start, lead


def _governs(reading: Reading, i: int, q: Quotation, colon: bool, comma: bool) -> bool:
    """Return whether the verb of saying at a token has a quotation after it as what is said: after a colon, or to the end of its sentence."""
    if colon:
        return True
    whole = q.end >= reading.sentences[reading.sentence_at(q.start)][1] - 2
    return whole and (comma or reading.text[reading.ends[i] : q.start].strip() in ("", ",", "bahwa", ", bahwa"))


_TELLING = re.compile(r"(?i)\b(?:pernyataan|keterangan|isi|bunyi|surat|pesan|tulis|berikut|kutipan|unggah\w*)\b")


def _before_colon(reading: Reading, q: Quotation, tokens: range, lead: str, dates: Dates) -> Before | None:
    """Return who a colon before a quotation names as its source, a short name alone, or that something written is quoted."""
    source = source_before(reading, tokens.stop, tokens.start, dates)
    if (
        source
        and source[1] >= reading.ends[tokens.stop - 1] - 1
        and len(reading.text[source[0] : source[1]].split()) <= _LONGEST_BEFORE_COLON
        and reading.words[reading.token_at(source[0])][0].isupper()
        and source[0] == reading.starts[tokens.start]
    ):
        return "direct.colon", None, source
    return ("direct.colon", None, None) if _size(reading, q) >= MIN_ALONE and _TELLING.search(lead) else None


def _stands_alone(reading: Reading, group: list[Quotation], size: int) -> bool:
    """Return whether a quotation without cue is a sentence of its own."""
    text = reading.text
    first, last = group[0], group[-1]
    if first.single or size < MIN_ALONE:
        return False
    index = reading.sentence_at(first.start)
    start = reading.sentences[index][0]
    if text[start : first.start].strip(' *-–"“”'):
        return False
    closing = text[last.inner : last.inner_end].rstrip()[-1:]  # `… sampai malam. "`: a blank before the mark
    if closing == ",":  # who says it follows, in words that are no cue (`"…," Rina lewat akunnya`)
        return True
    if text[last.end : _sentence_end(reading, last.end - 1)].strip(" .\"”'"):
        return False
    return (
        closing in ("", *".?!…")
        or text[last.end : last.end + 1] == "."
        or _paragraph(reading, first.start) == (first.start, last.end)
        or len(group) > 1
    )


def _is_second_part(reading: Reading, quote: Quote, group: list[Quotation], following: list[Quotation], dates: Dates) -> bool:
    """Return whether the next quotation goes on with this one: `"A," kata X, "B."`, and is not another's: `"A," kata X, "B," timpal Y`."""
    if not quote.cue or not quote.rule.startswith("direct.cue_after"):
        return False
    start, end = group[-1].end, following[0].start
    between = reading.text[start:end]
    if "\n" in between or not between.rstrip().endswith(",") or len(between) > _LONGEST_BETWEEN or re.search(r"[.?!]\s", between):
        return False
    attributed = max(quote.cue[1], quote.source[1] if quote.source else 0)
    rest = reading.text[attributed:end]
    if any(word in active_cues() or word in bare_cues() for word in re.findall(r"\w+", rest.lower())):
        return False
    after = _cue_after(reading, following[-1], _paragraph(reading, following[-1].end - 1)[1], dates)
    return after is None or after[2] is None
