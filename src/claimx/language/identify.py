"""A light check that a text is Indonesian at all: function words counted, Malay and English told apart.

It looks at the first tokens only and says nothing of short texts: claimx is for articles, and a wrong alarm costs trust.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimx.lexicons import entries, load

LOOK_AT = 600  # tokens
FEWEST = 25  # words below which nothing is said of languages other than these two
FEWEST_ENGLISH = 4  # words of a text in which only English function words stand
MIN_SHARE = 0.05  # of the words; the least of 450 Indonesian articles was 0.08, most lie about 0.25
MALAY_SHARE = 0.04  # of the words that no Indonesian writes; of 1,050 Indonesian articles none had more than 0.01


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries(text)) for name, text in load("language").items()}


def foreign(low: Sequence[str]) -> str | None:
    """Return `Malay`, `English` or `another language` for tokens (in lower case) of a text that is not Indonesian, else None."""
    words = [word for word in low[:LOOK_AT] if word.isalpha()]
    found = {name: sum(word in known for word in words) for name, known in _words().items()}
    english, indonesian, malay = found["english"], found["indonesian"], found["malay"]
    if len(words) >= FEWEST_ENGLISH and english > 2 * indonesian and english > (0.15 if len(words) >= FEWEST else 0.3) * len(words):
        return "English"
    if malay >= 2 and malay > MALAY_SHARE * len(words):
        return "Malay"
    return "another language" if len(words) >= FEWEST and indonesian < MIN_SHARE * len(words) else None
