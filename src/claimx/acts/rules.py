"""The rules of `lexicons/cues.toml`, checked, and compiled when they are first tried: one article needs few of them."""

from __future__ import annotations

import re
from functools import cache, cached_property

from claimx.lexicons import Entry, LexiconError, any_of, load

CLASSES = (
    "retraction", "revocation", "correction", "error_admission", "denial", "debunk", "clarification", "apology",
    "nonresponse", "confirmation", "takedown", "editorial_note",
)  # fmt: skip
FORMS = ("label", "verb", "passive", "noun", "predicate", "first_person", "never", "absent", "note")


class Rule:
    """One rule of the lexicon; see the head of the file for what its expressions mean."""

    def __init__(self, entry: Entry, proposes: bool = False) -> None:
        self.open = proposes  # whether it has no conditions and only proposes
        self.name: str = entry["name"]
        self.label: str = entry["class"]
        self.subtype: str | None = entry.get("subtype")
        self.form: str = entry["form"]
        self.quoted: bool = entry.get("quoted", False)
        self.polar: bool = entry.get("polar", False)
        self.target: str | None = entry.get("target")
        self.object_inside: bool = entry.get("object") == "inside"
        self.agent: str | None = entry.get("agent")
        self.followed: tuple[str, ...] = tuple(entry.get("followed", "").split())
        self.rumour: bool = entry.get("rumour", False)
        self.whole: bool = entry.get("whole", False)
        self.repeats: str | None = entry.get("repeats")
        self.value: str | None = entry.get("value")
        self.headline: str | None = entry.get("headline", "too" if self.form == "label" else None)
        self._entry = entry
        self._parts: dict[str, re.Pattern[str] | None] = {}
        if self.label not in (*CLASSES, "none") or self.form not in FORMS:
            raise LexiconError(f"cues.toml: {self.name}: unknown class or form")

    @cached_property
    def cue(self) -> re.Pattern[str]:
        """The expression of the cue itself."""
        return self._compiled(self._entry["cue"])

    def part(self, key: str) -> re.Pattern[str] | None:
        """Return one expression of the rule (`cue`, `before`, `not_before`, `after`, `not_after`), None where it has none."""
        if key not in self._parts:
            self._parts[key] = self._compiled(self._entry[key]) if key in self._entry else None
        return self._parts[key]

    @staticmethod
    def _compiled(source: str) -> re.Pattern[str]:
        for _ in range(3):  # an atom may hold another
            source = re.sub(r"\{([a-z]+)\}", lambda m: _atoms()[m[1]], source)
        return re.compile(re.sub(r" (?![?+*])", r"\\s+", source).replace(" ?", r"\s?"), re.IGNORECASE)


@cache
def _atoms() -> dict[str, str]:
    data = load("cues")
    return {**data["atoms"], **{name: any_of(words) for name, words in data["lists"].items()}}


@cache
def listed(*names: str) -> frozenset[str]:
    """Return the single words of some lists of the lexicon, without those that stand for any ending."""
    lists = load("cues")["lists"]
    return frozenset(word for name in names for word in lists[name].split() if "_" not in word and "*" not in word)


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the word at which each is tried, in the order of the file."""
    table: dict[str, list[Rule]] = {}
    for kind in ("rule", "open"):
        for entry in load("cues")[kind]:
            rule = Rule(entry, kind == "open")
            for word in entry["at"].split():
                table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}


def rule_names() -> list[Entry]:
    """Return the raw rules of the lexicon, for its linter."""
    return list(load("cues")["rule"])
