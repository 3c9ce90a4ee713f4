"""What stands around the cue of a paraphrase: its place, the words beside it with their classes, and where its content has a predicate, for the features of
`accept`, `bounds` and `sources`. Nothing is judged here."""

from __future__ import annotations

from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from claimx.annotations import Span
from claimx.attribution.content import has_predicate
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, fronted_cues, passive_cues, verb_class, via_cues
from claimx.names.tagger import names_of
from claimx.syntax.classes import class_at

_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34)  # lengths and distances, in words, are told by the last of these that they reach
_PREDICATES = frozenset({"verb", "negator", "auxiliary", "copula"})
_COARSE = dict.fromkeys(_PREDICATES, "V") | dict.fromkeys(
    ("noun", "name", "PER", "ORG", "number", "demonstrative", "determiner", "pronoun"), "N"
)
_BUILD = 24  # words of a content whose classes are looked at
_MOST_SPARE = 2  # predicates: more make no difference
_ENDS_CLAUSE = (",", ";", "yang")


class Place(NamedTuple):
    """Where a shape was found: the token of its cue, its stretch of the sentence (offsets), whether it stands inside the content of another quote, and
    whether in the attribution of a direct one (`"…," kata X, seraya menambahkan bahwa P`)."""

    cue: int
    start: int
    end: int
    inside: bool
    attributing: bool


@cache
def kind_of(word: str) -> str:
    """Return the kind of a cue of saying, by its form and what it governs."""
    if word in verb_class("according"):
        return "according"
    if word in via_cues():
        return "via"
    if word in active_cues():
        return active_cues()[word]
    for name, forms in (("passive", passive_cues()), ("fronted", fronted_cues()), ("bare", bare_cues())):
        if word in forms:
            return name
    return "other"


def step(length: int) -> int:
    """Return the step that a length or distance reaches."""
    return max(least for least in _STEPS if least <= length)


def class_in(reading: Reading, k: int) -> str:
    """Return the class of the word at token `k`: PER or ORG in a name, a mark as it is."""
    known = reading.kinds.get(k)
    if known is None:
        name = names_of(reading).at(k)
        found = class_at(reading, k) if name is None else name.kind
        known = reading.kinds[k] = reading.words[k] if found == "mark" else found
    return known


class Around:
    """The words of the stretch of a cue by their place, with their classes; what lies outside has none. `word`, `kind`: those of the cue."""

    def __init__(self, reading: Reading, place: Place) -> None:
        self.reading, self.cue = reading, place.cue
        self.first = reading.token_at(place.start)
        self.stop = reading.tokens(place.start, place.end).stop
        self.word = reading.low[place.cue]
        self.kind = kind_of(self.word)

    def low(self, k: int) -> str:
        """Return the word at token `k` in small letters, `-` outside."""
        return self.reading.low[k] if self.first <= k < self.stop else "-"

    def class_of(self, k: int) -> str:
        """Return the class of the word at token `k`: PER or ORG in a name, a mark as it is, `-` outside."""
        return class_in(self.reading, k) if self.first <= k < self.stop else "-"

    def is_predicate(self, k: int) -> bool:
        """Return whether the word at token `k` is of a class that makes a predicate."""
        return self.class_of(k) in _PREDICATES


class Said(NamedTuple):
    """The last part of a content: its tokens, where its first clause has its predicate (None: nowhere), and whether it is a clause."""

    held: range
    predicate: int | None
    clause: bool

    @property
    def coarse(self) -> str:
        """Whether the predicate stands first, later or nowhere."""
        return "none" if self.predicate is None else "first" if self.predicate == self.held.start else "later"


def said(around: Around, content: Span) -> Said:
    """Return what is known of the last part of a content."""
    held = around.reading.tokens(*content)
    stop = next((k for k in held if k > held.start and around.reading.low[k] in _ENDS_CLAUSE), held.stop)
    predicate = next((k for k in range(held.start, stop) if around.is_predicate(k)), None)
    return Said(held, predicate, has_predicate(around.reading, *content))


def of_predicate(around: Around, told: Said) -> list[str]:
    """Return the features that tell whether and where a content has a predicate."""
    far = "none" if told.predicate is None else step(told.predicate - told.held.start)
    anywhere = any(around.is_predicate(k) for k in told.held)
    found = [f"verb={far}", f"verb={far}|{around.kind}", f"verb={told.coarse}|{around.word}", f"verb_anywhere={anywhere}|{around.kind}"]
    if told.predicate is not None:
        found.append(f"predicate={around.low(told.predicate)}")
    return [*found, f"clause={told.clause}|{around.word}"]


def of_build(around: Around, held: range) -> list[str]:
    """Return what is told by how a content is built: the predicates that its relative clauses do not take, and the classes of its first words, runs of one as one."""
    verbs = [around.is_predicate(k) for k in held]
    groups = sum(verb and not before for before, verb in pairwise([False, *verbs]))
    spare = max(-1, min(_MOST_SPARE, groups - sum(around.reading.low[k] == "yang" for k in held)))
    classes = [_COARSE.get(around.class_of(k), around.class_of(k)) for k in held[:_BUILD]]
    runs = [kind for kind, _ in groupby(classes)]
    found = [f"spare={spare}", f"spare={spare}|{around.kind}", f"spare={spare}|{around.word}"]
    return [*found, f"pattern={'-'.join(runs[:4])}", f"pattern={'-'.join(runs[:6])}", f"pattern={'-'.join(runs[:4])}|{around.kind}"]
