"""The closed classes of Indonesian: words that are never a name, and pronouns that can speak."""

from __future__ import annotations

from functools import cache

from claimx.lexicons import word_class

PRONOUNS = word_class("source_pronoun")
_CLASSES = "preposition subordinator conjunction negator auxiliary demonstrative determiner pronoun_person connective circumstance".split()


@cache
def function_words() -> frozenset[str]:
    """Return the closed classes together."""
    return frozenset(word for name in _CLASSES for word in word_class(name))
