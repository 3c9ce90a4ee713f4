"""The lexicons' linter: no entry twice in a class, every rule of cues named once, valid, and with its cases."""

import re
import tomllib
from pathlib import Path

import pytest

from claimx.acts.rules import CLASSES, rule_names, rules
from claimx.lexicons import doubles, load
from claimx.ranking.model import model
from claimx.render.words import catalogue

from .conftest import ROOT

CASES = tomllib.loads((Path(__file__).parent / "data/cues.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(load("words")))
def test_no_word_twice_in_a_class(name: str) -> None:
    assert doubles(load("words")[name]) == []


@pytest.mark.parametrize("lexicon", ["words", "syntax"])
def test_every_class_is_read_somewhere(lexicon: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert [name for name in load(lexicon) if f'"{name}"' not in code] == []


@pytest.mark.parametrize("name", sorted(load("reporting")))
def test_no_cue_of_saying_twice(name: str) -> None:
    assert doubles(load("reporting")[name]) == []


def test_rules_of_cues_compile_and_are_named_once() -> None:
    names = [rule["name"] for rule in rule_names()]
    assert len(names) == len(set(names))
    for rule in {rule.name: rule for found in rules().values() for rule in found}.values():
        assert rule.label in (*CLASSES, "none")
        assert rule.part("cue")
        for key in ("before", "not_before", "after", "not_after"):
            rule.part(key)  # compiles


def test_every_rule_is_tried_at_words_that_begin_its_cue() -> None:
    for rule in rule_names():
        assert rule["at"].split(), rule["name"]
        assert doubles(rule["at"]) == [], rule["name"]


@pytest.mark.parametrize("name", [rule["name"] for rule in rule_names()])
def test_every_rule_has_a_firing_and_a_silent_case(name: str) -> None:
    cases = CASES.get(name, {})
    assert cases.get("silent"), f"{name} has no silent case in tests/data/cues.toml"
    assert cases.get("fire") or name.startswith("none."), f"{name} has no firing case in tests/data/cues.toml"


@pytest.mark.parametrize("name", sorted(load("cues")["lists"]))
def test_lists_of_cues_are_sorted_and_unique(name: str) -> None:
    words = load("cues")["lists"][name].split()
    assert words == sorted(set(words))


def test_words_at_which_a_rule_is_tried_are_sorted() -> None:
    assert [rule["name"] for rule in rule_names() if rule["at"].split() != sorted(rule["at"].split())] == []


def test_lists_and_atoms_are_all_used() -> None:
    data = load("cues")
    source = "".join(str(value) for rule in data["rule"] for value in rule.values()) + "".join(data["atoms"].values())
    assert [atom for atom in (*data["atoms"], *data["lists"]) if not re.search(rf"\{{{atom}\}}", source)] == []


def test_every_rule_of_attribution_is_told_in_words_and_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/claimx/attribution").glob("*.py"))
    named = set(re.findall(r'"((?:direct|indirect)\.[a-z_]+(?:\.clitic)?)"', source))
    told = set(catalogue()["rule"])
    assert named == {rule for rule in told if "." in rule}
    assert all(f'"{rule}"' in source for rule in told)
    weighed = model("quote")["weights"]
    assert {name.removeprefix("rule_").removeprefix("speaker_") for name in weighed} - {"doubt", "middle", "seldom"} <= told
