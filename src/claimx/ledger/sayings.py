"""The manner of saying that a noun or a verb tells, so that a claim noun (`tudingan`) can be held beside the word that introduces a claim (`menuding`)."""

from __future__ import annotations

from functools import cache, lru_cache

from claimx.language.stem import stem
from claimx.syntax.classes import members

KINDS_OF_SAYING = (
    "saying_accusation", "saying_guess", "saying_hearsay", "saying_statement", "saying_post", "saying_order", "saying_figure", "saying_question",
)  # fmt: skip
UNTOLD = frozenset(KINDS_OF_SAYING[:3])  # of what is only said, one as well as the other: `dugaan` that somebody `menuding`


@cache
def _by_stem() -> dict[str, str]:
    return {word: kind for kind in KINDS_OF_SAYING for word in members(kind)}


@lru_cache(maxsize=1 << 14)
def saying_of(low: str) -> str:
    """Return the kind of saying that a lower-case word tells, empty for none: `tudingan` and `menuding` tell an accusation."""
    base, known = low.removesuffix("nya"), _by_stem()
    return next((known[word] for word in (low, base, stem(low), stem(base)) if word in known), "")
