"""Word classes: closed ones from `lexicons/words.toml` and `syntax.toml`, open ones by affix and by the fitted list `classes.toml`.

A class is one of: `mark`, `number`, `that` (yang), `negator`, `auxiliary`, `adverb`, `verb`, `adjective`, `noun`, `name`, `pronoun`,
`demonstrative`, `determiner`, `preposition`, `complementizer`, `adverbial` (opens a clause of time, reason …), `coordinator`, `copula`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.lexicons import entries, load, word_class

_ACTIVE = ("mem", "men", "mel", "mer", "mew", "mey")
_NOUN_ENDINGS = ("isasi", "tas", "isme", "wan", "wati")
_CLITICS = ("nya", "lah", "kah", "pun")
OPEN = ("adjective", "adverb", "noun", "verb")


@lru_cache(maxsize=1 << 15)
def by_affix(word: str) -> str:
    """Return `verb` or `noun` for a lower-case word, by its affixes alone (meN-, di-, ber-, ter-)."""
    if len(word) < 5 or word.endswith(_NOUN_ENDINGS):
        return "noun"
    if word.startswith(_ACTIVE) or (word.startswith("di") and len(word) > 5):
        return "verb"
    return "verb" if word.startswith(("ber", "ter")) and len(word) > 5 else "noun"


@cache
def members(name: str) -> frozenset[str]:
    """Return the entries of one list of `syntax.toml`."""
    return frozenset(entries(load("syntax")[name]))


@cache
def _closed() -> dict[str, str]:
    """Return the class of each closed-class word; the later lists win."""
    found: dict[str, str] = {}
    for name, kind in (
        ("connective", "adverb"),
        ("determiner", "determiner"),
        ("preposition", "preposition"),
        ("auxiliary", "auxiliary"),
        ("pronoun_person", "pronoun"),
        ("negator", "negator"),
    ):
        found.update(dict.fromkeys((w for w in word_class(name) if " " not in w), kind))
    for name in ("attaching", "topic"):
        found.update(dict.fromkeys(members(name), "preposition"))
    for name in ("adverbial", "complementizer", "coordinator", "copula"):
        found.update(dict.fromkeys(members(name), name))
    found.update(dict.fromkeys(members("failing"), "auxiliary"))
    for name, kind in (
        ("relative", "that"),
        ("pointing", "demonstrative"),
        ("particle", "adverb"),
        ("nominal", "noun"),
        ("existing", "verb"),
        ("willing", "auxiliary"),
    ):
        found.update(dict.fromkeys(members(name), kind))
    return found


@cache
def _compounds() -> dict[str, frozenset[str]]:
    """Return the first words of verbs of two words, each with the second ones (`angkat bicara`)."""
    found: dict[str, set[str]] = {}
    for entry in members("compound_verb"):
        first, _, second = entry.partition(" ")
        found.setdefault(first, set()).add(second)
    return {first: frozenset(seconds) for first, seconds in found.items()}


@cache
def _listed() -> dict[str, str]:
    """Return the fitted class of each word that its affixes do not tell."""
    lexicon = load("classes")
    found = {word: name for name in OPEN for word in entries(lexicon[name])}
    found.update(dict.fromkeys((w for w in word_class("bare_verb") if " " not in w), "verb"))
    for name in ("role", "organization", "group", "document"):
        found.update(dict.fromkeys(word_class(name), "noun"))
    found.update(dict.fromkeys(members("content_noun") | members("generic"), "noun"))
    found.update(dict.fromkeys(members("state"), "adjective"))
    return found


def listed_class(low: str) -> str | None:
    """Return the class of a lower-case word that a list holds, None where only its affixes tell."""
    return _closed().get(low) or _listed().get(low)


@lru_cache(maxsize=1 << 16)
def lexical_class(low: str) -> str:
    """Return the class of a lower-case word regardless of where it stands."""
    kind = _closed().get(low) or _listed().get(low)
    if kind is None and len(low) > 5:
        base = low.partition("-")[0] if "-" in low else next((low[: -len(c)] for c in _CLITICS if low.endswith(c)), low)
        if base != low and len(base) > (2 if "-" in low else 4):
            kind = _closed().get(base) if base in members("copula") else _listed().get(base)
            low = base
    if kind is not None:
        return kind
    affixed = by_affix(low)
    return affixed if affixed == "noun" or looks_like_verb(low) else "noun"


def _happening(reading: Reading, i: int) -> bool:
    """Return whether token `i` is a verb made a noun by -nya, before who or what does it: `datangnya Rina`, `turunnya harga`."""
    low = reading.low[i]
    if not low.endswith("nya") or low.startswith(("me", "di", "ada")) or not reading.words[i + 1 : i + 2]:
        return False
    return reading.words[i + 1][0].isalnum() and _listed().get(low.removesuffix("nya")) == "verb"


def class_at(reading: Reading, i: int) -> str:
    """Return the class of token `i` where it stands."""
    word = reading.words[i]
    first = word[0]
    if not first.isalnum():
        return "number" if word[:1] == "@" else "mark"
    if first.isdigit():
        return "number"
    if reading.low[i] in _compounds() and reading.low[i + 1 : i + 2] and reading.low[i + 1] in _compounds()[reading.low[i]]:
        return "verb"
    if i and reading.low[i - 1] == "juru" and reading.low[i] in members("of_a_juru"):
        return "noun"
    if i and reading.low[i] == "tengah" and reading.low[i - 1] in ("di", "ke", "dari"):
        return "noun"
    if reading.low[i] == "besar" and i and reading.low[i - 1] == "sebagian":
        return "determiner"
    if i and reading.low[i] == "sampai" and reading.low[i - 1] in ("tidak", "tak"):
        return "auxiliary"
    if _happening(reading, i):
        return "noun"
    if first.isupper():
        closed = _closed().get(reading.low[i])
        if reading.opens_sentence(i):
            following = reading.words[i + 1][:1] if i + 1 < len(reading.words) else ""
            kind = closed or lexical_class(reading.low[i])
            if kind == "verb" and listed_class(reading.low[i]) is None and reading.capital_inside(word):
                return "name"  # `Melani mengaku … kata Melani`; a verb has a capital nowhere else
            return "name" if kind == "noun" and following.isupper() else kind
        return closed if closed is not None and closed not in ("auxiliary", "determiner") else "name"
    return lexical_class(reading.low[i])
