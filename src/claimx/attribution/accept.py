"""Whether words that have the shape of a paraphrase are one: what stands around its cue as named features, and a fitted judgement (`ranking/accept.json`).

The shapes propose (`clauses`, `according`, `passives`): a cue, a source, a content. Whether the verb says something here, whether what follows is a clause and
no mere object, whether the subject can speak at all, is judged here.
"""

from __future__ import annotations

from dataclasses import replace

from claimx.annotations import Quote, Span
from claimx.attribution.around import Around, Place, Said, kind_of, of_predicate, said, step
from claimx.attribution.bounds import chosen
from claimx.language.closed import PRONOUNS
from claimx.language.morphology import looks_like_abstract_noun
from claimx.language.reading import Reading
from claimx.language.reporting import cue_words
from claimx.lexicons import word_class
from claimx.names.tagger import names_of
from claimx.ranking.model import model, probability

_BESIDE = 3  # words on either side that count by their place
_BETWEEN = 4  # words between source and cue that are looked at, the last ones
_SOURCE = 12  # words of a source that are looked at, the last ones
_SPEAKERS = ("role", "organization", "group", "document", "anonymous")  # lists that tell what a source is


def features(reading: Reading, quote: Quote, place: Place) -> list[str]:
    """Return the features by which a quote that a shape proposes is accepted, by name; each counts one."""
    around = Around(reading, place)
    found = [*_of_cue(around, place), f"shape={quote.rule}", f"shape={quote.rule}|{around.word}"]
    found += _of_source(around, quote.source)
    told = said(around, quote.content[-1])
    if told.held:
        found += [*of_predicate(around, told), *_of_opening(around, told)]
    return list(dict.fromkeys(found))


def _of_cue(around: Around, place: Place) -> list[str]:
    """Return what is told by the cue and the words on either side of it."""
    i, word, kind, class_of, low = place.cue, around.word, around.kind, around.class_of, around.low
    found = [f"cue={word}"]
    if place.attributing:
        found += ["attributing", f"attributing={kind}", f"attributing={around.reading.low[i - 1]}"]
    for k in range(1, _BESIDE + 1):
        found += [f"after={k}|{low(i + k)}", f"before={k}|{low(i - k)}", f"before_kind={k}|{class_of(i - k)}"]
    later = next((low(k) for k in range(i + 1, around.stop) if low(k) in cue_words()), None)
    found += [f"cue_after={word}|{class_of(i + 1)}", f"cue_then={word}|{low(i + 1)}", f"cue_before={word}|{class_of(i - 1)}"]
    return [*found, f"kind_then={kind}|{class_of(i + 1)}|{class_of(i + 2)}", f"cue_later={kind_of(later) if later else '-'}"]


def _of_source(around: Around, source: Span | None) -> list[str]:
    """Return what is told by who would be the source, and by what stands between him and the cue."""
    if source is None:
        return ["source=none", f"source=none|{around.kind}", f"source=none|{around.word}"]
    held = around.reading.tokens(*source)
    at = held.stop if held.stop <= around.cue else around.first
    found = [f"between={around.kind}|{around.low(k)}" for k in range(max(at, around.cue - _BETWEEN), around.cue)]
    who = _who(around.reading, held)
    pointed = bool(held) and around.reading.low[held.stop - 1] in word_class("demonstrative")
    found += [f"source={who}", f"source={who}|{around.kind}", f"source={who}|{around.word}", f"pointed={who}|{pointed}|{around.kind}"]
    return [*found, f"source_size={step(len(held))}"]


def _who(reading: Reading, held: range) -> str:
    """Return what a source is: person, body, pronoun, what a list tells, else a thing."""
    looked = held[-_SOURCE:]
    names = {name.kind for name in names_of(reading).within(looked.start, looked.stop)}
    if names:
        return "person" if "PER" in names else "body"
    if held and reading.low[held.stop - 1] in PRONOUNS:
        return "pronoun"
    words = {reading.low[k].rstrip(".") for k in looked}
    return next((name for name in _SPEAKERS if not words.isdisjoint(word_class(name))), "thing")


def _of_opening(around: Around, told: Said) -> list[str]:
    """Return what is told by how a content begins and ends: its first words, what leads to it, whether it is a thing and no clause."""
    held, kind, word = told.held, around.kind, around.word
    first = around.low(held.start)
    lead = " ".join(around.reading.low[around.cue + 1 : held.start][:2]) if held.start > around.cue else "<"
    opened = "that" if "bahwa" in lead else "comma" if "," in lead or ":" in lead else "bare"
    closed = "comma" if around.low(held.stop) == "," else "end" if held.stop >= around.stop - 1 else "more"
    thing = _thing(first)
    found = [f"opens={first}", f"opens={first} {around.low(held.start + 1)}", f"lead={lead}", f"lead={lead}|{kind}", f"leads={word}|{lead}"]
    found += [f"closed={closed}", f"clause={told.clause}|{kind}|{opened}", f"opened={word}|{opened}"]
    return [
        *found,
        f"thing={thing}|{opened}|{told.coarse}",
        f"thing={thing}|{word}|{opened}",
        f"thing={thing}|{kind}|{opened}|{told.clause}",
    ]


def _thing(word: str) -> str:
    """Return which kind of thing the first word of a content names, `-` for none: a courtesy, something abstract, something of somebody."""
    if word.removesuffix("nya") in word_class("courtesy"):
        return "courtesy"
    return "abstract" if looks_like_abstract_noun(word) else "of_somebody" if word.endswith("nya") else "-"


def accepted(reading: Reading, quote: Quote, place: Place) -> Quote | None:
    """Return a quote that a shape proposes with its likeliest bounds, None where it is likelier none."""
    likely = probability("accept", dict.fromkeys(features(reading, quote, place), 1.0))
    return replace(chosen(reading, quote, place), uncertainty=1 - likely) if likely >= model("accept")["threshold"] else None
