"""Layout: paragraphs, boilerplate told apart from body, dateline and byline, and what they say of outlet and authors.

Offsets are into the text as read. Boilerplate is never analysed: nothing in it becomes a quote, date or cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from operator import itemgetter

from claimx.language.morphology import looks_like_verb
from claimx.lexicons import load, word_class


@dataclass
class Layout:
    """Where the body is, and what the frame around it says.

    `lines`: (start, end) of all lines that are not blank; `boilerplate`: (start, end) of what is no body, in order and apart.
    """

    text: str = field(repr=False)
    lines: list[tuple[int, int]]
    boilerplate: list[tuple[int, int]] = field(default_factory=list)
    outlet: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    dateline: tuple[int, int] | None = None
    copyright_year: int | None = None
    title: tuple[int, int] | None = None

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """The body stretches as (start, end) in order, boilerplate cut out."""
        return [piece for start, end in self.lines for piece in _without(self.text, start, end, self.boilerplate)]


LONGEST_DATELINE = 60  # characters before its dash
_MOST_ABOVE = 16  # lines of the head of a page, above its dateline
_NEAR = 3  # lines among which a dateline may be short, or its place unknown
_LONGEST_CAPTION = 200  # characters of a line of the head
_MOST_CAPTIONS = 2  # lines of the head that end as a sentence does
_FEWEST_IN_TITLE = 4  # words
_CREDIT = re.compile(r"\([A-Z][^()]{1,40}/[^()]{2,40}\)$|^(?:Ilustrasi|Foto)\s?[:/]")  # of a picture: `… (Antara/Rina Sari)`
_FEW = 3  # words of a line of the head, whatever they are
_MOSTLY = 0.6  # share of words with a capital
_WAY = re.compile(r"\s[>/»|]\s")
_LEAST_OPENING = 40  # characters after a dateline that stands far down: those of a list (`Rina - Ketua`) are fewer
_PLACE = r"(?:[A-Z][\w.]*(?:-[A-Z][\w.]*)?|[\w-]+\.(?:com|co\.id|id|co|net|tv))"  # a word of a place, an outlet, its address
_MORE = r"(?: [A-Z(][\w.]*\)?){0,4}"
_DATELINE_MARK = re.compile(r"[-–—]|\.co|\.id\b")  # what every dateline holds
LONGEST_LABEL = 40  # characters before a colon in which a label is looked for, white space included
LONGEST_HEADLINE = 400  # characters after `Baca juga:` in which its end is looked for
NAME = r"[A-Z][\w.'’-]*(?:[ ]{1,3}(?:[A-Z][\w.'’-]*|(?:binti|bin|al|el)\b)){0,5}"
_COLON = re.compile(r":\s*")
_NAMES_JOINED = re.compile(r"\s*(?:,|/|&|\bdan\b)\s*")
_BODY_IN_BRACKETS = re.compile(r"[(\[]\s*(?:AS|RI|UU|KPK|DPR|MK|TNI|[A-Z]{3,4})\s*[)\]]\s*$")  # an abbreviation, not initials
_SIGNED_ENDS = ")] \t\r\xa0"  # what a line with somebody's initials ends in, blanks after it included
_LINE = re.compile(r"[^\n]+")
_LINE_OF_ANY_SYSTEM = re.compile(r"[^\n\r]+")  # twice as slow
_DOMAIN = re.compile(
    r"\b[A-Z][\w-]*\.(?:com|co\.id|id|co|net|tv|news|org|COM|CO\.ID|CO|ID|NET|TV|NEWS|ORG)\b|\b[a-z][\w-]*\.(?:com|co\.id|id|tv|net)\b"
)
_AGENCY = re.compile(r"\(([^)]+)\)")


@cache
def _related() -> frozenset[str]:
    """Return the labels of related articles in small letters."""
    return frozenset(label.lower() for label in load("layout")["related_labels"])


@cache
def _labels() -> tuple[str, ...]:
    """Return the labels in small letters, the longest first: those of related articles, and those of who made this one."""
    data = load("layout")
    made = [label.lower() for key in ("author_labels", "editor_labels", "other_labels") for label in data[key]]
    return tuple(sorted({*_related(), *made}, key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compile the patterns of `lexicons/layout.toml`."""
    data = load("layout")
    labels = "|".join(re.escape(label) for label in (*data["author_labels"], *data["editor_labels"], *data["other_labels"]))
    notices = "|".join(data["notices"])
    return {
        "label": re.compile(rf"(?<![\w])(?P<label>{labels})\s*:\s*(?P<names>{NAME}(?:\s*(?:,|/|&|dan)\s*{NAME})*)?"),
        "notice": re.compile(rf"(?:{notices})"),
        "rare": re.compile(rf"{notices}|Copyright|COPYRIGHT|Hak [Cc]ipta|HAK CIPTA|©"),
        "next": re.compile(rf"(?:^|\s)(?:{labels}|Copyright|COPYRIGHT)\b.*$"),
        "copyright": re.compile(  # no sign between letters, as where text was read in a wrong encoding: `å¼©æ¾`
            r"(?<!\w)(?:copyright|hak cipta|©(?![^\W\dA-Za-z]))\s*+(?:(?:©|\(c\))\s*+)?(?P<owner>(?:[^\s\d](?:[^\n\d]{0,58}[^\s\d])?)?)\s*+(?:(?P<year>(?:19|20)\d\d)\b[^\n]*|$)",
            re.IGNORECASE,
        ),
        "initials": re.compile(r"[(\[]\s*[A-Za-z]{1,4}(?:\s*[/.,-]\s*[A-Za-z]{2,4}){0,3}\s*[)\]]\s*$"),
        "signature": re.compile(r"^(?P<names>[A-Z][A-Z .'’]++(?:\s*+\|\s*+[A-Z][A-Za-z .]++)+)$"),
        "dateline": re.compile(
            r"(?P<dotted>[A-Z][A-Z.]+\.[A-Z]{2,3}\s?[-–—]\s?[A-Z][A-Z ]+)\.\s+"
            rf"|(?P<dashed>{_PLACE}{_MORE}(?:\s*[,/] ?\(?{_PLACE}\)?{_MORE}){{0,2}})\s?(?:--+|- -|[-–—])"
            r"(?:\s+(?=[A-Z0-9\"“”'‘(])|\s*$|(?<=\s-)(?=[A-Z][a-z]))"
            r"|(?P<bare>[A-Z][a-z0-9]+\.(?:com|co\.id|id|co),\s[A-Z][a-z]+)\s+(?=[A-Z\"“])"
        ),
    }


def _before(text: str, colon: int) -> str:
    """Return what stands before a colon, as far back as a label can reach."""
    return text[max(0, colon - LONGEST_LABEL) : colon].rstrip()


def _is_frame(line: str, late: bool, rare: bool, layout: Layout) -> bool:
    """Return whether a whole line is a notice, a list of links, or the names that a text is signed with, which the layout takes."""
    stripped = line.strip()
    if line.count(" | ") >= 2 and stripped[-1] not in ".!?":
        return True
    if rare and _patterns()["notice"].fullmatch(stripped):
        return True
    if late and len(stripped) < 80 and _patterns()["signature"].match(stripped):
        author = stripped.split("|")[0].strip().title()
        if author not in layout.authors:
            layout.authors.append(author)
        return True
    return False


def _labelled(line: str, layout: Layout) -> Iterator[tuple[int, int]]:
    """Yield where the labels of a line stand, with the names or the headline after them; the layout takes the names."""
    data = load("layout")
    for colon in _COLON.finditer(line):
        before = _before(line, colon.start())
        low = before.lower()
        label = next((label for label in _labels() if low.endswith(label)), None)
        if label is None:
            continue
        start = max(0, colon.start() - LONGEST_LABEL) + len(before) - len(label)
        if start and line[start - 1].isalnum() and line[start].islower():
            continue  # `membaca: …`; a capital is glued to the word before
        made = _patterns()["label"].match(line, start)
        if made:
            # `Sumber : Media Sosial ==== Penjelasan : …` keeps its body
            if made["label"] in data["author_labels"] or made["label"] in data["editor_labels"]:
                target = layout.editors if made["label"] in data["editor_labels"] else layout.authors
                names = [_patterns()["next"].sub("", name).strip(" .") for name in _NAMES_JOINED.split(made["names"] or "")]
                target += [name for name in names if name and name not in target]
            yield made.span()
        elif label in _related():
            yield start, _end_of_headline(line, colon.end(), start == 0)


def _notices(line: str, layout: Layout) -> Iterator[tuple[int, int]]:
    """Yield where the notices of a line stand; the layout takes the owner and the year of copyright."""
    owned = _patterns()["copyright"].search(line)
    if owned and ("©" in owned[0] or owned.start() == 0 or "opyright" in owned[0]):
        owner = (owned["owner"] or "").strip(" .,-")
        if len(owner) > 2:
            layout.outlet = layout.outlet or owner
        if owned["year"]:
            layout.copyright_year = int(owned["year"])
        yield owned.start(), len(line)
    for notice in _patterns()["notice"].finditer(line):
        yield notice.span()


# before a small letter, but not before an outlet written small (`tirto.id - …`), which opens a text
_GOES_ON = re.compile(r"(?<=[^\s.?!:;\"”'’)…])[ \t\r]*\n[ \t]*(?=[a-z]{2})(?!detik[A-Z]|kumparan[A-Z]|[\w-]+\.[a-z])")
_BREAK = re.compile(r"(?<=\S)[ \t\r]*\n[ \t]*(?=(?P<next>\S{1,60}))")
_LEAST_WRAPPED = 30  # characters of a line that a width broke: a heading, label or item is mostly shorter
_WIDEST = 200  # characters of such a line
_RAGGED = 10  # characters by which such a line may be longer than the longest that surely is one
_SENTENCE_ENDS = ".?!\"”'’"
_FEWEST_WRAPPED = 2  # lines that surely are, from which others are looked for


def without_wraps(text: str) -> str:
    """Return a text of the same length with blanks for the line breaks that only fit it to a width, as mail and terminals write it.

    Such a break stands after a word or comma and before a small letter. Where there are several, those too are taken that follow a line which the next word
    would have made too long; after the end of a sentence only where most breaks are such.
    """
    sure = {m.start(): m.end() for m in _GOES_ON.finditer(text) if _LEAST_WRAPPED <= m.start() - _line_start(text, m.start()) <= _WIDEST}
    if not sure:
        return text
    if len(sure) >= _FEWEST_WRAPPED:
        width = max(start - _line_start(text, start) for start in sure)
        breaks = list(_BREAK.finditer(text))
        mostly = 2 * len(sure) >= len(breaks)
        for match in breaks:
            length = match.start() - _line_start(text, match.start())
            fits = max(_LEAST_WRAPPED, width - len(match["next"])) <= length <= width + _RAGGED
            if fits and (mostly or text[match.start() - 1] not in _SENTENCE_ENDS):
                sure.setdefault(*match.span())
    parts = list(text)
    for start, end in sure.items():
        parts[start:end] = " " * (end - start)
    return "".join(parts)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def read_layout(text: str) -> Layout:
    """Tell body and boilerplate apart."""
    lines = [
        m.span()
        for m in (_LINE_OF_ANY_SYSTEM if "\r" in text else _LINE).finditer(text)
        if not (text[m.start()].isspace() and m.group().isspace())
    ]
    layout = Layout(text, lines)
    # most lines end in a full stop, which neither a heading nor a line with somebody's initials does
    odd = [(start, end) for start, end in lines if text[end - 1] != "."]
    frames = [*_frames(text, lines, odd, layout), *_lists(text, lines)]
    frames += _dateline(text, lines, layout)
    if len(lines) > 1:
        frames += _headings(text, lines, odd, _merged(frames), layout)
    elif odd and not frames and _is_heading(text[slice(*odd[0])].strip(), first=True):
        layout.title = odd[0][0], odd[0][0] + len(text[slice(*odd[0])].rstrip())  # a headline alone is its own body
    layout.boilerplate = _merged(frames)
    return layout


def _frames(text: str, lines: list[tuple[int, int]], odd: list[tuple[int, int]], layout: Layout) -> list[tuple[int, int]]:
    """Return what frames a text: notices, labelled lines, signatures; what a text does not hold at all is not looked for line by line."""
    patterns = _patterns()
    frames: list[tuple[int, int]] = []
    # what begins with a small letter is looked for by itself: few tries are left for the expression
    rare = "copyright" in text or "hak cipta" in text or patterns["rare"].search(text) is not None
    framed = rare or "|" in text
    labelled = any(_before(text, colon.start()).lower().endswith(_labels()) for colon in _COLON.finditer(text))
    half = len(text) // 2
    for start, end in lines if framed or labelled else odd:
        line = text[start:end]
        if framed and _is_frame(line, start > half, rare, layout):
            frames.append((start, end))
            continue
        if labelled and ":" in line:
            frames += [(start + low, start + high) for low, high in _labelled(line, layout)]
        if rare:
            frames += [(start + low, start + high) for low, high in _notices(line, layout)]
        signed = patterns["initials"].search(line) if end > half and line[-1] in _SIGNED_ENDS else None
        if signed and not _BODY_IN_BRACKETS.match(signed[0]):
            frames.append((start + signed.start(), end))
    return frames


_LONGEST_LINK = 120  # characters
_MOST_LINKS = 10


def _is_link(line: str) -> bool:
    """Return whether a line can be the title of another page: no sentence, question or speech, but for what a title says (`Rina: "Pasar Harus Buka"`)."""
    titled = _is_titled(line)
    if len(line) > _LONGEST_LINK or not line[0].isupper() or line[-1] in (".,;:" if titled else ".,;:?!"):
        return False
    speech = _DOUBLE_MARK.search(line)
    return speech is None or line[: speech.start()].rstrip().endswith(":")


def _lists(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines of lists of links: a label alone in its line, and the titles after it."""
    labels = load("layout")["list_labels"]
    for number, (start, end) in enumerate(lines):
        if end - start > LONGEST_LABEL or text[start:end].strip(" \t\r:").lower() not in labels:
            continue
        yield start, end
        for low, high in lines[number + 1 : number + 1 + _MOST_LINKS]:
            if not _is_link(text[low:high].strip()):
                break
            yield low, high


def _dateline(text: str, lines: list[tuple[int, int]], layout: Layout) -> list[tuple[int, int]]:
    """Return the dateline (`JAKARTA, KOMPAS.com -`) and the head of the page above it, and set it, its outlet and the title; nothing where none opens the text."""
    sentences = 0
    for above, (start, end) in enumerate(lines[:_MOST_ABOVE]):
        found = _dateline_of(text, start, end)
        if found and (above < _NEAR or (end - found.end() >= _LEAST_OPENING and _names_origin(found[found.lastgroup or 0]))):
            layout.dateline = (start, found.end())
            layout.outlet = _outlet(found[found.lastgroup or 0]) or layout.outlet
            head = [line for number, line in enumerate(lines[:above]) if _is_of_head(text[slice(*line)].strip(), number == 0)]
            layout.title = next(((low, high) for low, high in head if _may_be_title(text[low:high])), None)
            return [*head, layout.dateline]
        sentences += text[start:end].rstrip()[-1] in _SENTENCE_ENDS
        if sentences > _MOST_CAPTIONS or end - start > _LONGEST_CAPTION:
            break
    return []


def _dateline_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the dateline that opens a line."""
    if not _DATELINE_MARK.search(text, start, min(end, start + LONGEST_DATELINE + 10)):
        return None
    found = _patterns()["dateline"].match(text, start, end)
    said = found[found.lastgroup] if found and found.lastgroup else ""
    rest = text[found.end() : end].rstrip() if found else ""
    # `Kabar.com - 14/03/2018`, `News - Rina Puspita` open nothing
    opens = not rest or len(rest) >= _LEAST_OPENING or rest[-1] in _SENTENCE_ENDS
    return found if said and len(said) <= LONGEST_DATELINE and not _is_sentence(said) and opens else None


def _names_origin(said: str) -> bool:
    """Return whether a dateline names a place in capitals or one that is known, or an outlet."""
    first = re.split(r"\s*[,/(]", said, maxsplit=1)[0]
    return first.isupper() or first.lower() in word_class("place") or _DOMAIN.search(said) is not None


def _is_of_head(line: str, first: bool) -> bool:
    """Return whether a line above a dateline frames the text: a title, the way to the page, a day, names, the credit of a picture; nothing that is said."""
    if _CREDIT.search(line):
        return True
    if line[-1] in _NO_HEAD_ENDS_IN or _DOUBLE_MARK.search(line):
        return False
    return first or len(line.split()) <= _FEW or _is_titled(line) or _dated().search(line) is not None


def _is_titled(line: str) -> bool:
    """Return whether most words of a line have a capital, as in titles and names."""
    words = [word for word in line.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) >= _MOSTLY * len(words)


def _may_be_title(line: str) -> bool:
    """Return whether a line of the head of a page is its title: several words, no way to it (`Home > News`), label, day or clock."""
    words = line.split()
    labelled = words[0].endswith(":") and not _names_somebody(words[0][:-1].lower(), line.partition(":")[2])
    return len(words) >= _FEWEST_IN_TITLE and not (labelled or _WAY.search(line) or _dated().search(line))


def _headings(
    text: str, lines: list[tuple[int, int]], odd: list[tuple[int, int]], known: list[tuple[int, int]], layout: Layout
) -> list[tuple[int, int]]:
    """Return the lines that are a title or heading and lie in no frame that is known, and set the title."""
    found = []
    for start, end in odd:
        first = start == lines[0][0]
        if not (_is_heading(text[start:end].strip(), first) or (first and layout.title is None and _is_small_title(text, start, end))):
            continue
        at = bisect_right(known, start, key=itemgetter(0))
        if at and start < known[at - 1][1]:
            continue
        if first and layout.title is None:
            layout.title = (start, start + len(text[start:end].rstrip()))
        found.append((start, end))
    return found


_NO_HEADING_ENDS_IN = '.?!…,:;"”'
_DOUBLE_MARK = re.compile('["“”«»]')
_NO_HEAD_ENDS_IN = '.…,:;"”'  # a title may ask or cry
_NO_TITLE_ENDS_IN = '.,:;"”'
_LABELLED = re.compile(r"(?P<label>[A-Z][\w ]{2,20}?)\s?:")
_BLANK_LINE = re.compile(r"[ \t\r]*\n[ \t\r]*\n")
_LONGEST_SMALL_TITLE = 110  # characters
_LEAST_AFTER_OFFICE = 2  # words after `Mentan:`
_LEAST_AFTER_NAME = 4  # words after `Rina Puspita:` in a title; after a label stand fewer


@cache
def _dated() -> re.Pattern[str]:
    """Return the expression for a date or clock, by which a line of a timeline, schedule or list is known."""
    months = "|".join(load("dates")["words"]["month"])
    return re.compile(rf"(?i)\b(?:\d{{1,2}}[.:]\d\d|\d{{1,2}}\s?/\s?\d{{1,2}}|\d{{1,2}}\s(?:{months})|(?:pukul|jam)\s\d{{1,2}})\b")


def _is_heading(line: str, first: bool) -> bool:
    """Return whether a line is a title (the first) or a heading inside the text: short, without a full stop or date, mostly capitals.

    A title may ask, or name who says it before a colon (`Rina: Jembatan Retak`).
    """
    if line[-1] in (_NO_TITLE_ENDS_IN if first else _NO_HEADING_ENDS_IN) or len(line) > (160 if first else 90):
        return False
    labelled = _LABELLED.match(line)
    if (labelled or line[-1] in _NO_HEADING_ENDS_IN) and _DOUBLE_MARK.search(line):
        return False  # `Rina: "Saya tidak tahu"`, `"Awas!" Kata Rina!`
    words = [word for word in line.split() if word[0].isalpha()]
    if not words:
        return False
    named = labelled is not None and first and _names_somebody(labelled["label"].lower(), line[labelled.end() :])
    if not _is_titled(line) or len(words) < (4 if first else 1) or (labelled is not None and not named):
        return False
    return first or _dated().search(line) is None


def _is_small_title(text: str, start: int, end: int) -> bool:
    """Return whether the first line is a title whose words are written small, as some houses have it: a blank line after it, and no mark of a sentence in it."""
    line = text[start:end].rstrip()
    apart = _BLANK_LINE.match(text, end) is not None
    marked = line[-1] in _NO_HEADING_ENDS_IN or any(mark in line for mark in (". ", "? ", '"', "“", "”"))
    labelled = _LABELLED.match(line)
    marked = marked or (labelled is not None and not _names_somebody(labelled["label"].lower(), line[labelled.end() :]))
    marked = marked or not word_class("first_person").isdisjoint(line.lower().split())  # `Saya mundur dari jabatan itu`
    return apart and not marked and len(line) <= _LONGEST_SMALL_TITLE and _may_be_title(line) and line[0].isupper()


def _names_somebody(label: str, rest: str) -> bool:
    """Return whether what stands before a colon can be who says the rest of a title: no label of a frame, a note or a check."""
    noted = any(label.startswith(word) for word in load("layout")["note_labels"])
    least = _LEAST_AFTER_OFFICE if label in word_class("role") else _LEAST_AFTER_NAME
    return label not in _labels() and not noted and len(rest.split()) >= least


def _is_sentence(line: str) -> bool:
    return any(word[0].islower() and looks_like_verb(word.lower()) for word in line.split())


def _outlet(line: str) -> str | None:
    """Return the outlet that a dateline names: a domain, a bracketed agency, or a known pattern such as `CNN Indonesia`."""
    if "." in line and (domain := _DOMAIN.search(line)):
        return domain.group()
    if "(" in line and (agency := _AGENCY.search(line)) and not _is_day(agency.group(1)):
        return agency.group(1)
    parts = [part for part in (part.strip() for part in line.replace("/", ",").split(",")) if not _is_day(part)]
    named = [part for part in parts[1:] if not _tells_place_or_time(part)]
    if named:
        return named[-1]
    return parts[0] if parts and " " not in parts[0] and not _tells_place_or_time(parts[0]) else None


def _is_day(part: str) -> bool:
    """Return whether a part of a dateline is a day, as in `Jakarta, Senin (7/3)`."""
    return bool(part) and (part[0].isdigit() or re.split(r"[\s(]", part.lower(), maxsplit=1)[0] in load("dates")["words"]["weekday"])


def _tells_place_or_time(part: str) -> bool:
    """Return whether a part of a dateline says no more than where or when: `Jawa Barat`, `Kemarin`, `WIB`."""
    times, words = load("dates"), load("dates")["words"]
    low = part.lower()
    if low in times["days"] or any(low in words[kind] for kind in ("month", "english_month", "hijri_month", "part")):
        return True
    return all(word in word_class("place") or word in load("layout")["of_datelines"] for word in low.split())


def _end_of_headline(line: str, start: int, at_line_start: bool) -> int:
    """Return where the headline after `Baca juga:` ends: with its line, or, in running text, where a sentence begins."""
    if at_line_start:
        return len(line)
    stop = len(line)
    for match in re.finditer(
        r"(?<=\s)(?:[A-Z][\w.'’-]*\s+){1,4}(?=([a-z]\w+))|[\"“]|[.?!]\s+(?=[A-Z\"“])", line[start : start + LONGEST_HEADLINE]
    ):
        word = match.group(1)
        if word is None or (looks_like_verb(word) and word.startswith(("me", "ber"))):
            stop = start + (match.end() if match.group()[:1] in ".?!" else match.start())
            if word is not None:  # of the capitals before the verb, those that the text names elsewhere too
                names = match.group().split()
                while len(names) > 1 and line.count(" ".join(names)) < 2:
                    stop += len(names.pop(0)) + 1
            break
    return stop


def _merged(frames: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(frames):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(text: str, start: int, end: int, frames: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what is left of a line when its frames are cut out, white space trimmed."""
    pieces: list[tuple[int, int]] = []
    at = start
    for low, high in frames[bisect_right(frames, start, key=itemgetter(1)) : bisect_left(frames, end, key=itemgetter(0))]:
        pieces.append((at, max(at, low)))
        at = max(at, high)
    pieces.append((at, end))
    trimmed = []
    for low, high in pieces:
        while low < high and text[low].isspace():
            low += 1
        while low < high and text[high - 1].isspace():
            high -= 1
        if low < high and (text[low].isalnum() or any(c.isalnum() for c in text[low:high])):
            trimmed.append((low, high))
    return trimmed
