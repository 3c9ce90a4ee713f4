"""What a word is to a stretch that it stands in or beside: one of `KINDS`, finer than its word class, for judgements over stretches."""

from __future__ import annotations

from functools import cache

from claimx.language.reporting import active_cues, bare_cues
from claimx.syntax.chunks import Tokens
from claimx.syntax.classes import members

_BY_LIST = ("rumour_noun", "content_noun", "accusing", "alleged", "told", "ordering")  # the first that holds
_MARKS = {",": "comma", ":": "colon", **dict.fromkeys(".?!", "stop"), **dict.fromkeys("\"“”'‘’", "quote")}
KINDS = (
    "edge", "comma", "colon", "stop", "quote", "mark", "act", "bahwa", "topic", *_BY_LIST, "saying", "that", "coordinator", "demonstrative", "negator",
    "pronoun", "existing", "verb", "noun", "name", "number", "adjective", "adverb", "auxiliary", "preposition", "determiner", "adverbial", "complementizer",
    "copula",
)  # fmt: skip


def kind_of(tokens: Tokens, i: int) -> str:
    """Return what token `i` is, where it is no part of an act."""
    word = tokens.words[i]
    if not (word[0].isalnum() or word[0] in "@#"):
        return _MARKS.get(word, "mark")
    return _listed(tokens.low[i]) or tokens.kind(i)


@cache
def _listed(low: str) -> str | None:
    """Return what a word is whatever its class; None where its class tells."""
    base = low.removesuffix("nya")
    if low == "bahwa":
        return "bahwa"
    if low in members("topic") or low in members("responding"):
        return "topic"
    for name in _BY_LIST:
        if (base if name.endswith("noun") else low) in members(name):
            return name
    if low in active_cues() or low in bare_cues():
        return "saying"
    return "existing" if base in members("existing") else None
