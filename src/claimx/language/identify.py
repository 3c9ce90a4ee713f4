"""A light check that a text is Indonesian at all: function words counted, Malay and English told apart.

It looks at the first tokens only and says nothing of short texts: claimx is for articles, and a wrong alarm costs trust.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimx.lexicons import entries, load

LOOK_AT = 600  # tokens
FEWEST = 25  # words below which nothing is said
MIN_SHARE = 0.05  # of the words; the least of 450 Indonesian articles was 0.08, most lie about 0.25


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries(text)) for name, text in load("language").items()}


def foreign(low: Sequence[str]) -> str | None:
    """Return `Malay`, `English` or `another language` for tokens (in lower case) of a text that is not Indonesian, else None."""
    words = [word for word in low[:LOOK_AT] if word.isalpha()]
    if len(words) < FEWEST:
        return None
    found = {name: sum(word in known for word in words) for name, known in _words().items()}
    if found["english"] > 2 * found["indonesian"] and found["english"] > 0.15 * len(words):
        return "English"
    if found["malay"] >= 3 and found["malay"] * 4 > found["indonesian"]:
        return "Malay"
    return "another language" if found["indonesian"] < MIN_SHARE * len(words) else None
