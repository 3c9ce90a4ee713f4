"""Word classes: closed ones from `lexicons/words.toml` and `syntax.toml`, open ones by affix and by the fitted list `classes.toml`.

A class is one of: `mark`, `number`, `that` (yang), `negator`, `auxiliary`, `adverb`, `verb`, `adjective`, `noun`, `name`, `pronoun`,
`demonstrative`, `determiner`, `preposition`, `complementizer`, `adverbial` (opens a clause of time, reason …), `coordinator`, `copula`.
"""

from __future__ import annotations

from functools import cache, lru_cache

from claimx.language.morphology import looks_like_verb
from claimx.language.reading import Reading
from claimx.lexicons import entries, load, word_class

_AFFIXED = 5  # letters; a shorter word has no affix
_ACTIVE = ("mem", "men", "mel", "mer", "mew", "mey")
_NOUN_ENDINGS = ("isasi", "tas", "isme", "wan", "wati")
_CLITICS = ("nya", "lah", "kah", "pun")
OPEN = ("adjective", "adverb", "noun", "verb")


@lru_cache(maxsize=1 << 15)
def by_affix(word: str) -> str:
    """Return `verb` or `noun` for a lower-case word, by its affixes alone (meN-, di-, ber-, ter-)."""
    if len(word) < _AFFIXED or word.endswith(_NOUN_ENDINGS):
        return "noun"
    if word.startswith(_ACTIVE) or (word.startswith("di") and len(word) > _AFFIXED):
        return "verb"
    return "verb" if word.startswith(("ber", "ter")) and len(word) > _AFFIXED else "noun"


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


# the lists of pairs, each with the class of the first word and of the second, where they have one of their own
_IN_PAIRS = (
    ("compound_verb", "verb", None),
    ("times", "adverb", "adverb"),
    ("second_noun", None, "noun"),
    ("second_auxiliary", None, "auxiliary"),
    ("second_determiner", None, "determiner"),
)
Beside = dict[str, dict[str, str]]  # of a word, its class by the word beside it


@cache
def _pairs() -> tuple[Beside, Beside]:
    """Return the classes of the first and of the second words of pairs (`angkat bicara`, `juru bicara`, `tiga kali`)."""
    opens: Beside = {}
    closes: Beside = {}
    for name, of_first, of_second in _IN_PAIRS:
        for first, second in (pair.split(" ") for pair in members(name)):
            for found, word, beside, kind in ((opens, first, second, of_first), (closes, second, first, of_second)):
                if kind is not None:
                    found.setdefault(word, {})[beside] = kind
    return opens, closes


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
    if kind is None and len(low) > _AFFIXED:
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


def _in_pair(reading: Reading, i: int) -> str | None:
    """Return the class that token `i` has by the word beside it (`angkat bicara`, `juru bicara`, `datangnya Rina`), None where none tells."""
    low = reading.low[i]
    opens, closes = _pairs()
    if low in opens and i + 1 < len(reading.low) and (kind := opens[low].get(reading.low[i + 1])) is not None:
        return kind
    if low in closes and i and (kind := closes[low].get(reading.low[i - 1])) is not None:
        return kind
    return "noun" if _happening(reading, i) else None


def class_at(reading: Reading, i: int) -> str:
    """Return the class of token `i` where it stands."""
    first = reading.words[i][0]
    if not first.isalnum():
        return "number" if first == "@" else "mark"
    if first.isdigit():
        return "number"
    return _in_pair(reading, i) or (_capitalised(reading, i) if first.isupper() else lexical_class(reading.low[i]))


def _capitalised(reading: Reading, i: int) -> str:
    """Return the class of a word with a capital: a name inside a sentence, unless its class is closed; at its head what the word is by itself."""
    word, low = reading.words[i], reading.low[i]
    closed = _closed().get(low)
    if reading.is_headline_verb(i):
        return "verb"
    if not reading.opens_sentence(i):
        return closed if closed is not None and closed not in ("auxiliary", "determiner") else "name"
    kind = closed or lexical_class(low)
    if kind == "verb" and listed_class(low) is None and reading.capital_inside(word):
        return "name"  # `Melani mengaku … kata Melani`; a verb has a capital nowhere else
    return "name" if kind == "noun" and reading.words[i + 1 : i + 2] and reading.words[i + 1][0].isupper() else kind
