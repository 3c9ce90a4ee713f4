"""Indonesian affixes, as far as cues need them: from a stem to its meN-, di- and bare forms.

Rules of nasal assimilation after the standard grammar (Alwi et al., Tata Bahasa Baku Bahasa Indonesia): k, t, s, p
fall away after meN- in native roots; they stay before another consonant (`mengklaim`, `memprediksi`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimx.lexicons import word_class

VOWELS = "aeiou"


def men(stem: str) -> str:
    """Return the active form of a stem: `kata` + kan is `mengatakan`, `sebut` is `menyebut`, `klaim` is `mengklaim`."""
    first, second = stem[0], stem[1:2]
    native = second in VOWELS
    if stem.startswith("per") and len(stem) > 6 and stem[3] not in VOWELS:
        return "mem" + stem  # the prefix per-: memperkirakan, but memerintahkan
    if first == "k":
        return "meng" + (stem[1:] if native else stem)
    if first == "t":
        return "men" + (stem[1:] if native else stem)
    if first == "s":
        return "meny" + stem[1:] if native else "men" + stem
    if first == "p":
        return "mem" + (stem[1:] if native else stem)
    if first in "bfv":
        return "mem" + stem
    if first in "djcz":
        return "men" + stem
    if first in "ghq" or first in VOWELS:
        return "meng" + stem
    return "me" + stem


def stem_of(entry: str) -> str:
    """Return the stem that an entry of the lexicon writes (`kata+kan` is `katakan`)."""
    return entry.replace("+", "")


def passive(stem: str) -> str:
    """Return the di- form of a stem."""
    return "di" + stem


_WAN = 7  # letters: shorter words with this ending are others (`lawan`, `hewan`)


def looks_like_agent_noun(word: str) -> bool:
    """Return whether a lower-case word names who does something: peN- without -an (`penggagas`), or -wan and -wati (`gerilyawan`)."""
    if word.endswith(("wan", "wati")) and len(word) >= _WAN:
        return word not in _NOT_VERBS and not looks_like_verb(word)  # no `melawan`, no `melewati`
    return len(word) >= 6 and word.startswith(("pem", "pen", "pel", "per", "pet")) and not word.endswith(("an", "kan", "i"))


_NOT_VERBS = word_class("not_verb")


@lru_cache(maxsize=1 << 16)
def looks_like_verb(word: str) -> bool:
    """Return whether a lower-case word has the shape of a finite verb (meN-, di-, ber-, ter-)."""
    if len(word) < 5 or word in _NOT_VERBS:
        return False
    if word.startswith(("mem", "men", "mel", "mer", "mew", "mey", "di")):
        return True
    return word.startswith(("ber", "ter", "be")) and len(word) >= 6 and word[:3] in ("ber", "ter", "bek", "bel")


# two abbreviated words or more, each with its capital
_DEGREE = re.compile(r"(?:(?:(?:LL|[A-Z][a-z]{0,3})\.)+[A-Z][A-Za-z]{0,5}\.?|Sp[A-Z][A-Za-z]{0,4})(?:-[A-Z]{2,5})?")


@lru_cache(maxsize=1 << 16)
def looks_like_degree(word: str) -> bool:
    """Return whether a word as written is built as academic degrees are: `S.H.`, `M.Biomed`, `Sp.A`."""
    return _DEGREE.fullmatch(word) is not None


def looks_like_abstract_noun(word: str) -> bool:
    """Return whether a lower-case word is built as peN-…-an, ke-…-an or per-…-an: never a personal name."""
    return len(word) >= 7 and word.endswith("an") and word.startswith(("pe", "ke"))
