"""The cues of saying, ready for look-up: each surface form with the kind of content that it governs.

Made from `lexicons/reporting.toml` by `claimx.language.morphology`; several hundred forms from some two hundred stems.
"""

from __future__ import annotations

import re
from functools import cache

from claimx.language.morphology import men, passive, stem_of
from claimx.lexicons import entries, load

KINDS = ("say", "judge", "request", "promise")


@cache
def active_cues() -> dict[str, str]:
    """Return the active verbs that govern a paraphrase: form -> say, judge, request or promise."""
    lexicon = load("reporting")
    forms: dict[str, str] = {}
    for kind in KINDS:
        for entry in entries(lexicon[kind]):
            forms[men(stem_of(entry))] = kind
            # loan roots are written both ways: mengkonfirmasi, mengonfirmasi
            if entry[0] in "kptf" and entry.startswith(("klarifikasi", "konfirmasi", "kritik", "koreksi")):
                forms["meng" + stem_of(entry)] = kind
        for form in entries(lexicon[f"{kind}_forms"]):
            forms[form] = kind
    return forms


@cache
def verb_class(name: str) -> frozenset[str]:
    """Return one of the lists of `reporting.toml`: `noun_takers`, `needs_that`, `of_things`, `describing`, `according`, `predicates`, `headline_…`."""
    return frozenset(entries(load("reporting")[name]))


@cache
def bare_cues() -> frozenset[str]:
    """Return the words that attribute a quotation from after it: `kata`, `ujar`, `katanya`, `ujarnya`."""
    roots = entries(load("reporting")["bare"])
    return frozenset(roots) | {root + "nya" for root in roots} | {root + "ku" for root in ("kata", "ujar", "tutur")}


def is_clitic(word: str) -> bool:
    """Return whether a cue carries its sayer in -nya (`ujarnya`); `tanya` only looks so."""
    return word.endswith("nya") and word != "tanya"


@cache
def passive_cues() -> frozenset[str]:
    """Return the di- forms that take a sayer as agent."""
    return frozenset(passive(stem_of(entry)) for entry in entries(load("reporting")["passive"]))


@cache
def fronted_cues() -> frozenset[str]:
    """Return the di- forms that open a sentence with their sayer after them, or in -nya (`Ditambahkan X, P`, `Dikatakannya, P`)."""
    forms = passive_cues() | {passive(stem_of(entry)) for entry in entries(load("reporting")["fronted"])}
    return forms | {form + "nya" for form in forms}


@cache
def via_cues() -> frozenset[str]:
    """Return the words that name the outlet a report was taken from."""
    return frozenset(entries(load("reporting")["via"]))


@cache
def cue_words() -> frozenset[str]:
    """Return the words that can be a cue of saying."""
    return frozenset({*active_cues(), *bare_cues(), *passive_cues(), *fronted_cues(), *via_cues(), *verb_class("according")})


_WORD_AFTER = re.compile(r"[\s,.]{0,4}([^\W_]+)")


@cache
def marked_cues() -> frozenset[str]:
    """Return the words that attribute a quotation from right after its closing mark: the bare cues, and `buka`."""
    return bare_cues() | frozenset(entries(load("reporting")["after_marks"]))


@cache
def _after_marks() -> tuple[frozenset[str], tuple[str, ...]]:
    words = marked_cues() | set(active_cues()) | passive_cues() | {"demikian", "begitu"}
    several = tuple(word for word in words if not word.isalpha())  # `memberi tahu`, `mewanti-wanti`
    return frozenset(words) - frozenset(several), several


def cue_after_marks(text: str, at: int, limit: int) -> bool:
    """Return whether a cue stands just after a closing mark, for telling quotations apart and repairing marks."""
    match = _WORD_AFTER.match(text, at, limit)
    if match is None:
        return False
    single, several = _after_marks()
    return match[1].lower() in single or text[match.start(1) : min(limit, match.start(1) + 40)].lower().startswith(several)
