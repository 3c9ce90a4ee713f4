"""What speaks for and against each candidate for who a source means, as named numbers.

A candidate is somebody named, somebody described before, who the source itself describes (`own`), a stretch of it that may be a name (`apart`), or nobody (`open`).
Each number counts alone and together with the form of the source; none knows the rule that found a quote.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from math import log1p

from claimx.annotations import Quote, Span
from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues
from claimx.lexicons import word_class
from claimx.names.features import kinds
from claimx.names.tagger import Name, names_of
from claimx.ranking.model import Features
from claimx.speakers.registry import Speaker, is_syllabic, opens_with_title, shortens, title_start
from claimx.speakers.sources import Source


@dataclass(slots=True)
class Asked:
    """What is asked: who `source` means at token `at` (its first, else that of its cue or content), for a quote with contents, or an act."""

    source: Source
    at: int
    contents: list[Span] = field(default_factory=list)
    direct: bool = False
    cued: bool = False
    start: int = 0  # the first offset of quote, cue and source


@dataclass(slots=True)
class History:
    """What was answered before: who spoke, where, how often, and whom each wording of a source meant."""

    last: Speaker | None = None
    before_last: Speaker | None = None
    last_at: int = -1  # the token at which the last one was asked for
    last_end: int = -1  # the offset at which what he said ended
    spoke: dict[int, int] = field(default_factory=dict)
    worded: dict[str, Speaker] = field(default_factory=dict)
    described: dict[str, Speaker] = field(default_factory=dict)  # who was only described, by what they are called in small letters

    def note(self, asked: Asked, speaker: Speaker | None, end: int) -> None:
        """Take down an answer."""
        if speaker is None:
            return
        if speaker is not self.last:
            self.last, self.before_last = speaker, self.last
        self.last_at, self.last_end = asked.at, end
        self.spoke[id(speaker)] = self.spoke.get(id(speaker), 0) + 1
        if asked.source.said:
            self.worded[asked.source.said.lower()] = speaker


class Scene:
    """Where everything stands in a text: sentences, paragraphs, quotations, by token."""

    def __init__(self, reading: Reading, quotes: list[Quote], entities: list[Speaker]) -> None:
        self.reading = reading
        starts = reading.starts
        self.sentence = [reading.sentence_at(start) for start in starts]
        breaks = reading.line_starts
        self.paragraph: list[int] = []
        count = 0
        for i in range(len(starts)):
            count += i in breaks
            self.paragraph.append(count)
        self.most = max((len(entity.places) for entity in entities), default=1)
        self.quoted: set[int] = set()
        for quote in quotes:
            if quote.type == "direct":
                for part in quote.content:
                    self.quoted.update(reading.tokens(*part))
        # of each entity, how many sources hold its name; of each place, whether it heads its sentence
        self.named: Counter[int] = Counter()
        self.heading: set[int] = set()
        parts = (part for quote in quotes for part in (*quote.content, quote.source, quote.cue) if part is not None)
        self._telling = {reading.sentence_at(offset) for part in parts for offset in (part[0], part[1] - 1)}
        self._first_named: dict[int, int] = {}  # of each sentence, the token of the first person named in it
        for start in sorted(i for entity in entities if entity.kind == "person" for i in entity.starts):
            self._first_named.setdefault(self.sentence[start], start)
        told = sorted((quote.start, quote.source) for quote in quotes if quote.source)
        self._told_starts = [start for start, _ in told]
        sources = self._sources = [reading.tokens(*source) for _, source in told]
        for entity in entities:
            self.named[id(entity)] = sum(any(i in held for i in entity.starts) for held in sources)
            self.heading.update(n.start for n in entity.places if reading.opens_sentence(n.start) or opens_with_title(reading, n))

    def is_told(self, i: int) -> bool:
        """Return whether the sentence of a token holds a quote, or what tells who says one."""
        return self.sentence[i] in self._telling

    def leads(self, i: int) -> bool:
        """Return whether somebody named at token `i` is the first person that his sentence names."""
        return i == self._first_named.get(self.sentence[i])

    def next_source(self, offset: int) -> range:
        """Return the tokens of the source of the first quote from an offset on that has one, empty where none has."""
        following = bisect_left(self._told_starts, offset)
        return self._sources[following] if following < len(self._sources) else range(0)


def of_named(scene: Scene, asked: Asked, who: Speaker, history: History, order: dict[int, int]) -> Features:
    """Return the features of somebody named; `order`: the rank of each by how near his last mention outside quotations is."""
    source, at, reading = asked.source, asked.at, scene.reading
    found: Features = {"person" if who.kind == "person" else "organization": 1.0}
    found[f"head_{source.head}_{who.kind[0]}"] = 1.0
    if source.determiner:
        found[f"{source.determiner}_{who.kind[0]}"] = 1.0
    inside = [name for name in source.names if name.start in who.starts]
    if inside:
        found |= _inside(reading, source, inside[-1])
    elif source.names:
        found["source_names_others"] = 1.0
    known = who.before(at)
    found["mentions"] = log1p(known)
    found["mentions_after"] = log1p(len(who.places) - known)
    others = scene.named[id(who)] - (bool(inside) and bool(asked.contents))  # besides the source that is asked about
    if others > 0:
        found["named_source"] = 1.0
        found["named_sources"] = log1p(others)
    if known:
        found |= _recency(scene, asked, who, known, order)
    elif not inside:
        found["later"] = 1.0
    found |= _told_after(scene, asked, who) | _standing(scene, asked, who)
    if asked.contents and any(part[0] <= reading.starts[i] < part[1] for part in asked.contents for i in who.starts):
        found["spoken_of"] = 1.0
    if source.words and not inside:
        found |= _described_by(source, who)
    return found | _spoken(scene, asked, who, history)


def _described_by(source: Source, who: Speaker) -> Features:
    """Return how what a source says fits the titles that the article gives somebody."""
    found: Features = {f"word_{who.kind[0]}_{source.heading}": 1.0}
    shared = source.words & who.beside
    if shared:
        found["shared"] = len(shared) / len(source.words)
        found["all_shared"] = float(len(shared) == len(source.words))
    if source.heading in who.beside:
        found["shared_head"] = 1.0
    elif source.head in _OFFICES and any(word in offices() for word in who.beside):
        found["other_office"] = 1.0
    if source.heading in who.titled:
        found["titled_so"] = log1p(who.titled[source.heading])
    if abbreviates(source, who):
        found["abbreviates"] = 1.0
    return found


_OFFICES = ("role", "rank", "person_noun", "proxy", "kin")


@cache
def offices() -> frozenset[str]:
    """Return the words that say what somebody is: `bupati`, `kiper`, `pengacara`."""
    return frozenset[str]().union(*(word_class(name) for name in _OFFICES))


def _standing(scene: Scene, asked: Asked, who: Speaker) -> Features:
    """Return what the whole article tells of somebody: whether he has a title, whether nobody is named more often, whether his name is a common one.

    Nothing where a name stands in the source.
    """
    if asked.source.names:
        return {}
    found = {"titled": float(bool(who.beside)), "most": float(len(who.places) == scene.most)}
    borne = kinds(scene.reading.low[who.starts[0]].rstrip(".")) if who.starts else ()
    return found | ({"is_in_personal": 1.0} if "in_personal" in borne else {})


_FULL_TITLES = dict(entry.split("=") for entry in word_class("short_title"))


def abbreviates(source: Source, who: Speaker) -> bool:
    """Return whether a source without a name is short for somebody's name (`MN`, `Fabi`) or for his office (`Menhub`)."""
    if source.names or not source.words:
        return False
    if who.role and (
        (source.heading not in who.beside and is_syllabic(source.heading, tuple(who.role.split())))
        or who.role.lower().startswith(_FULL_TITLES.get(source.heading, "?"))
    ):
        return True
    said = tuple(source.said.split())
    return len(said) == 1 and said[0][0].isupper() and any(shortens(said, tuple(form.split()), who.kind) for form in who.forms)


def _told_after(scene: Scene, asked: Asked, who: Speaker) -> Features:
    """Return whether the source of the next quote that has one names somebody, and how near it is; nothing where a name stands in this one."""
    following = scene.next_source(asked.contents[-1][1] if asked.contents else asked.start)
    if asked.source.names or not following or not any(i in following for i in who.starts):
        return {}
    apart = scene.paragraph[following.start] - scene.paragraph[asked.at]
    return {"next_source": 1.0, f"next_source_{max(0, min(apart, 3))}": 1.0}


def _inside(reading: Reading, source: Source, name: Name) -> Features:
    """Return how a name stands in its source."""
    tokens = source.tokens
    found: Features = {"inside": 1.0, f"inside_{source.head}": 1.0, f"names_{min(3, len(source.names))}": 1.0}
    same = [other for other in source.names if other.kind == name.kind]
    found["inside_last"] = float(name is source.names[-1])
    found["inside_first"] = float(name is source.names[0])
    found["only_of_kind"] = float(len(same) == 1)
    found["last_of_kind"] = float(name is same[-1])
    found["first_of_kind"] = float(name is same[0])
    found["whole"] = float(name.start == tokens.start and name.stop == tokens.stop)
    found["opens_source"] = float(name.start == tokens.start)
    after = reading.low[name.stop] if name.stop < tokens.stop else ""
    found["ends_source"] = float(after in ("", "(", ","))
    before = reading.low[name.start - 1].rstrip(".") if name.start > tokens.start else ""
    for kind in _BEFORE:
        if before in word_class(kind):
            found[f"after_{kind}"] = found[f"after_{kind}_{name.kind[0]}"] = 1.0
    if before.islower() and not any(before in word_class(kind) for kind in ("role", "rank")):
        found["after_small"] = 1.0
    found[f"inside_{source.head}_{name.kind[0]}"] = 1.0
    if source.joined:
        found["inside_joined"] = 1.0
    if before == ",":
        found["after_comma"] = 1.0
    if before and reading.words[name.start - 1][0].isupper():
        found["after_capital"] = 1.0
    if "yang" in reading.low[tokens.start : name.start]:
        found["in_relative"] = 1.0
    return found


# classes of words that tell, right before a name in a source, whether it is his who speaks
_BEFORE = (
    "role",
    "rank",
    "proxy",
    "relation",
    "kin",
    "person_noun",
    "anonymous",
    "preposition",
    "document",
    "utterance",
    "outlet_noun",
    "organization",
    "company",
    "group",
    "calls",
)


def _recency(scene: Scene, asked: Asked, who: Speaker, known: int, order: dict[int, int]) -> Features:
    """Return how near somebody was told of before."""
    last = who.starts[known - 1]
    found: Features = {"sentences": log1p(max(0, scene.sentence[asked.at] - scene.sentence[last]))}
    outside = next((i for i in reversed(who.starts[:known]) if i not in scene.quoted), None)
    if outside is None:
        found["only_quoted"] = 1.0
        return found
    apart = scene.sentence[asked.at] - scene.sentence[outside]
    found["sentences_outside"] = log1p(max(0, apart))
    found[f"apart_{min(apart, 3)}"] = 1.0
    found["same_paragraph"] = float(scene.paragraph[outside] == scene.paragraph[asked.at])
    found[f"rank_{min(order.get(id(who), 9), 4)}"] = 1.0
    if outside in scene.heading:
        found["headed_sentence"] = 1.0
    name = who.places[who.starts.index(outside)]
    following = scene.reading.low[name.stop] if name.stop < len(scene.reading.low) else ""
    found["said"] = float(following in active_cues())
    found["said_before"] = float(outside > 0 and scene.reading.low[outside - 1] in bare_cues())
    begun = title_start(scene.reading, name)
    if begun and scene.reading.low[begun - 1].startswith("di") and looks_like_verb(scene.reading.low[begun - 1]):  # `dibantah Rina Sari`
        found["passive_by"] = 1.0
    if following[:2] in ("me", "di", "be") or following in word_class("auxiliary"):
        found["acted"] = 1.0
    if outside and scene.reading.low[outside - 1] in word_class("preposition"):
        found["after_preposition"] = 1.0
    return found


def _spoken(scene: Scene, asked: Asked, who: Speaker, history: History) -> Features:
    """Return what was answered before speaks for."""
    found: Features = {}
    times = history.spoke.get(id(who), 0)
    if times:
        found["spoke"] = log1p(times)
    if who is history.last:
        found["last"] = 1.0
        between = scene.reading.text[history.last_end : asked.start] if history.last_end <= asked.start else ""
        found["last_adjoining"] = float(not between.strip(' .,"“”'))
        gap = scene.sentence[asked.at] - scene.sentence[history.last_at]
        found[f"last_gap_{min(gap, 3)}"] = 1.0
        if scene.paragraph[asked.at] == scene.paragraph[history.last_at]:
            found["last_same_paragraph"] = 1.0
    elif who is history.before_last:
        found["before_last"] = 1.0
    if history.last is not None and who is not history.last and who.places:
        place = who.before(asked.at)
        recent = who.starts[place - 1] if place else -1
        found["since_last"] = float(recent > history.last_at)
        found["new_since_last"] = float(recent > history.last_at and who.starts[0] > history.last_at)
        if recent > history.last_at and recent not in scene.quoted:
            found["since_last_outside"] = 1.0
            if (
                not scene.is_told(recent) and scene.sentence[asked.at] - scene.sentence[recent] < 2
            ):  # a sentence without a quote brings him in
                brought = "new" if who.starts[0] > history.last_at else "again"
                found[f"brought_{brought}"] = 1.0
                if scene.leads(recent):
                    found[f"leads_{brought}"] = 1.0
    elif history.last is None:
        found["first_asked"] = 1.0
    if asked.source.said and history.worded.get(asked.source.said.lower()) is who:
        found["worded_so"] = 1.0
    return found


def of_described(scene: Scene, asked: Asked, who: Speaker, history: History) -> Features:
    """Return the features of somebody who was only described before, as the source of an earlier quote or act."""
    found: Features = {"described": 1.0, "described_" + who.kind: 1.0}
    words = {word.removesuffix("nya") for word in who.name.lower().split()}
    found["described_same"] = float(who.name.lower() == asked.source.said.lower())
    found[f"described_{asked.source.head}"] = 1.0
    if asked.source.determiner:
        found["described_" + asked.source.determiner] = 1.0
    if asked.source.words:
        shared = asked.source.words & words
        found["shared"] = len(shared) / len(asked.source.words)
        found["shared_head"] = float(asked.source.heading in words)
    spoken = _spoken(scene, asked, who, history)
    return found | spoken | {f"described_{name}": value for name, value in spoken.items() if name.startswith("last")}


def of_own(asked: Asked, history: History, borne: bool) -> Features:
    """Return the features of who the source itself describes; `borne`: somebody named has the title or name that it says in short."""
    source = asked.source
    found: Features = {"own": 1.0, f"own_{source.head}": 1.0, f"own_names_{min(2, len(source.names))}": 1.0}
    found["own_word_" + source.heading] = 1.0
    found["own_length"] = log1p(len(source.tokens))
    found["own_known"] = float(source.said.lower() in history.worded)
    if source.determiner:
        found["own_" + source.determiner] = 1.0
    found["own_borne"] = float(borne)
    found["own_small"] = float(source.said.islower())
    found["own_joined"] = float(source.joined)
    found["own_clitic"] = float(source.said.partition(" ")[0].lower().endswith("nya"))
    found["own_apart"] = float(bool(source.apart))
    return found


def of_apart(reading: Reading, source: Source, how: str, name: Name) -> Features:
    """Return the features of a stretch of a source that the tagger took for no name."""
    size = name.stop - name.start
    found: Features = {how: 1.0, f"{how}_{source.head}": 1.0, f"{how}_size_{size}": 1.0}
    found[how + "_whole"] = float(size == len(source.tokens))
    found[how + "_beside_names"] = float(bool(source.names))
    before = reading.words[name.start - 1] if name.start > source.tokens.start else ""
    found[how + "_after_capital"] = float(before[:1].isupper())
    found[how + "_after_comma"] = float(before == ",")
    found[how + "_after_title"] = float(before.lower().rstrip(".") in word_class("rank") | word_class("role"))
    leaning = names_of(reading).leaning
    found[how + "_leaning"] = max(-2.0, min(2.0, sum(leaning.get(i, -4.0) for i in range(name.start, name.stop)) / size / 4))
    found[how + "_leans_before"] = max(-2.0, min(2.0, leaning.get(name.start - 1, -4.0) / 4))
    kinds_of = kinds(reading.low[name.start].rstrip("."))
    return found | {f"apart_{kind}": 1.0 for kind in ("in_place", "in_titleword", "in_personal", "given", "family") if kind in kinds_of}


def of_open(asked: Asked, history: History) -> Features:
    """Return the features of nobody: the text leaves it open."""
    return {"open": 1.0, "open_first": float(history.last is None), "open_direct": float(asked.direct), "open_cued": float(asked.cued)}
