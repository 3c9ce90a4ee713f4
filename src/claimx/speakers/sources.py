"""What a source says of who speaks: its form, the names in it, its head, and the description that it gives of somebody unnamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimx.annotations import Span
from claimx.language.morphology import looks_like_agent_noun
from claimx.language.reading import Reading
from claimx.lexicons import word_class
from claimx.names.tagger import Name, names_of
from claimx.syntax.classes import members

# the forms of a source of one word; `first` before the pronouns that hold its words too
_PRONOUNS = {
    "first": word_class("first_person"),
    "plural": word_class("plural_source"),
    "pronoun": word_class("source_pronoun") | {"pihaknya"},
}
_POINTERS = word_class("points_at_somebody")
# the classes of the head of a source, the first that holds it
_HEADS = (
    "proxy",
    "rank",
    "role",
    "person_noun",
    "kin",
    "outlet_noun",
    "utterance",
    "document",
    "organization",
    "company",
    "group",
    "anonymous",
)


_BEFORE_HEAD = word_class("determiner") | word_class("before_head")
_JOINS = word_class("joins_speakers")


@dataclass(slots=True, frozen=True)
class Source:
    """What a source says; `span` None where there is no source.

    `form`: nothing, clitic, pronoun, plural, first (person), named, body; without a name, by its head, title, firm, document, outlet, several, capital or
    other, and `pointing_` before some of them where it points back; headline where it stands there.

    `head` is the class of its first noun; `names` are those in it; `words` its words in small letters, `heading` its first noun; `said` describes it in words.
    """

    form: str
    span: Span | None
    tokens: range
    names: tuple[Name, ...] = ()
    head: str = ""
    heading: str = ""
    words: frozenset[str] = frozenset()
    said: str = ""
    determiner: str = ""  # one, several, or none
    pointing: bool = False  # whether it points back: `itu`, `sang`
    joined: bool = False  # whether it opens with two names that a word or slash joins
    apart: tuple[
        tuple[str, Name], ...
    ] = ()  # stretches in it that can be a name which the tagger did not find, with how they stand: tail, split, lead, wrapped


def read_source(reading: Reading, span: Span | None, clitic: bool = False) -> Source:
    """Return what a source says; `clitic`: the cue ends with -nya."""
    if span is None:
        return Source("clitic" if clitic else "nothing", None, range(0))
    tokens = reading.tokens(*span)
    if not len(tokens):
        return Source("nothing", span, tokens)
    low = reading.low
    first = low[tokens.start]
    if len(tokens) == 1 or first == "pihaknya":
        alone = first.removesuffix("pun")
        form = next((form for form, words in _PRONOUNS.items() if alone in words), None)
        if form:
            return Source(form, span, tokens, heading=alone)
    names = tuple(names_of(reading).within(tokens.start, tokens.stop))
    head, heading = _head(reading, tokens, names)
    new = bool(_determiner(low, tokens)) or (
        head in ("proxy", "kin") and len(tokens) > 2
    )  # `seorang pejabat di kantor itu`, `juru bicara perusahaan itu`
    pointing = (low[tokens.stop - 1] in _POINTERS and not new) or first == "sang"
    words = frozenset(low[i].removesuffix("nya") for i in tokens if low[i].isalpha() and low[i] not in _SMALL)
    return Source(
        _form(low, tokens, names, head, pointing),
        span,
        tokens,
        names,
        head,
        heading,
        words,
        described(reading, tokens),
        _determiner(low, tokens),
        pointing,
        _opens_joined(low, tokens, names),
        tuple(_apart(reading, tokens, head)),
    )


def _opens_joined(low: list[str], tokens: range, names: tuple[Name, ...]) -> bool:
    """Return whether a source opens with two names that are joined: `Rina dan Budi`, `Rina/Budi`."""
    if len(names) < 2 or names[0].start != tokens.start:
        return False
    between = low[names[0].stop : names[1].start]
    return len(between) == 1 and between[0] in _JOINS


def _form(low: list[str], tokens: range, names: tuple[Name, ...], head: str, pointing: bool) -> str:
    """Return the form of a source of several words or a noun: by the names in it, by its head, and by whether it points back."""
    if names:
        form = "named" if any(name.kind == "PER" for name in names) else "body"
        return "pointing_" + form if pointing and head != "name" else form
    group = {
        "role": "title",
        "rank": "title",
        "proxy": "title",
        "person_noun": "title",
        "kin": "title",
        "organization": "firm",
        "company": "firm",
    }
    group |= {"document": "document", "utterance": "document", "outlet_noun": "outlet", "group": "several", "capital": "capital"}
    form = "several" if _determiner(low, tokens) == "several" else group.get(head, "other")
    return "pointing_" + form if pointing and form in ("title", "firm", "document", "other") else form


def _determiner(low: list[str], tokens: range) -> str:
    """Return whether a source opens with a word for one (`seorang`) or for several (`para`), or doubles its noun."""
    first = low[tokens.start]
    half, mark, again = first.partition("-")
    if first in word_class("of_several") or first in word_class("several_of_them") or (mark and half == again):
        return "several"
    return "one" if first in word_class("somebody") or first in members("one_thing") else ""


_SMALL = word_class("small_in_titles") | _POINTERS | members("around_title")


def _head(reading: Reading, tokens: range, names: tuple[Name, ...]) -> tuple[str, str]:
    """Return the class of the first noun of a source and that noun: `name` where a name opens it."""
    low = reading.low
    i = tokens.start
    while i < tokens.stop - 1 and not (names and names[0].start == i):
        if low[i] in _BEFORE_HEAD or not low[i][0].isalpha():
            i += 1
        elif i < tokens.stop - 2 and " ".join(low[i : i + 2]) in _BEFORE_HEAD:
            i += 2
        else:
            break
    if names and names[0].start == i:
        return "name", low[i]
    word, two = low[i].rstrip("."), " ".join(low[i : i + 2])
    wordings = {word, two, word.removesuffix("nya")}
    found = next((name for name in _HEADS if not wordings.isdisjoint(word_class(name))), None)
    if found is None and (looks_like_agent_noun(word) or word.partition("-")[0] in word_class("role")):
        found = "role"
    return found or ("capital" if reading.words[i][0].isupper() else "common"), word


def _apart(reading: Reading, tokens: range, head: str) -> Iterator[tuple[str, Name]]:
    """Yield the stretches of a source that can be a name which the tagger did not find, with how they stand in it."""
    words, low, names = reading.words, reading.low, names_of(reading)
    k = tokens.stop
    while k > tokens.start and words[k - 1][0].isupper() and names.at(k - 1) is None and tokens.stop - k < _LONGEST_TAIL:
        k -= 1
        if _is_of_title(low[k].rstrip(".")):
            break
        yield "tail", Name(k, tokens.stop, "PER")
    last = names.at(tokens.stop - 1)
    first = low[tokens.start + (low[tokens.start] in _BEFORE_HEAD and len(tokens) > 1)]
    of_many = first in word_class("organization")  # `(pihak) manajemen Ranu Jaya`
    if last is not None and last.kind == "ORG" and head in _HOLDING and not of_many:  # `Kepala Dinas Sosial Sukamerta Rina`
        for k in range(max(last.start + 1, last.stop - _LONGEST_TAIL + 1), last.stop):
            if words[k][0].isupper():
                yield "split", Name(k, last.stop, "PER")
    k = tokens.start
    while k < tokens.stop and words[k][0].isupper() and names.at(k) is None and not _is_of_title(low[k].rstrip(".")):
        k += 1
    if tokens.start < k < tokens.stop and (words[k] in ",(" or low[k] in word_class("somebody")):
        yield "lead", Name(tokens.start, k, "PER")
    if head in _WRAPPING:
        k = tokens.start + 1
        while k < tokens.stop and (low[k] in word_class("platform") or low[k] in word_class("calls") or low[k] in _WRAPPED_BY):
            k += 1
        stop = next((j for j in range(k, tokens.stop) if words[j] in ",(" or low[j] == "yang" or low[j] in _POINTERS), tokens.stop)
        if k < stop and names.at(k) is None:
            yield "wrapped", Name(k, stop, "ORG")


_LONGEST_TAIL = 4  # words
_HOLDING = frozenset({"role", "rank", "proxy", "capital", "anonymous"})
_WRAPPING = frozenset({"outlet_noun", "utterance", "document"})
_WRAPPED_BY = word_class("after_wrapping_noun")


def _is_of_title(low: str) -> bool:
    return any(low in word_class(name) for name in ("role", "rank", "organization", "of_several", "somebody"))


def described(reading: Reading, tokens: range) -> str:
    """Return the words by which a source describes who speaks: without what stands in brackets, a pointer at its end, or a pronoun."""
    low, words = reading.low, reading.words
    start, stop = tokens.start, tokens.stop
    if low[stop - 1] in _POINTERS and stop - 1 > start:
        stop -= 1
    if low[start] == "pihak" and stop - start > 1 and words[start + 1][0].isupper():
        start += 1
    comma = next((k for k in range(start + 1, stop - 1) if words[k] == "," and low[k + 1] == "yang"), stop)
    text = reading.text[reading.starts[start] : reading.ends[max(start, comma - 1)]]
    while "(" in text and ")" in text.partition("(")[2]:
        before, _, rest = text.partition("(")
        text = before + rest.partition(")")[2]
    return " ".join(text.split()).strip(" ,;:\"“”'‘’")


def kind_of(source: Source) -> str:
    """Return the kind of somebody whom a source only describes."""
    if source.head in ("group", "document"):
        return source.head
    if source.head in ("organization", "company", "outlet_noun"):
        return "organization"
    return "group" if source.form in ("plural", "several") else "document" if source.head == "utterance" else "anonymous"
