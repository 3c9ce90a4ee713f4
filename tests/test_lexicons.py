"""The lexicons' linter: no entry twice in a class, every rule of cues named once, valid, and with its cases."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parse  # type: ignore[attr-defined]
from typing import Any

import pytest
from marked import cued

from claimx.acts.rules import CLASSES, Rule, rule_names, rules
from claimx.language.tokenizer import scan
from claimx.lexicons import CHOSEN, entries, load
from claimx.ranking.model import model
from claimx.render.words import catalogue

from .conftest import ROOT, Extract, Put

CASES = list(cued())


@pytest.mark.parametrize("lexicon", ["words", "syntax", "reporting", "names", "scope", "classes"])
def test_no_word_twice_in_a_list(lexicon: str) -> None:
    assert all(entries(words) for words in load(lexicon).values() if isinstance(words, str))


def test_what_has_its_time_has_one() -> None:
    eras = load("publication")["eras"]
    names = [name for words in eras.values() for name in entries(words)]
    assert len(set(names)) == len(names)
    for years in eras:
        first, last = re.fullmatch(r"((?:19|20)\d\d)?-((?:19|20)\d\d)?", years).groups(default="")
        assert not (first and last) or first <= last
    assert [name for name in names if not name[0].isupper()] == []  # looked up at words written large


@pytest.mark.parametrize("lexicon", ["words", "syntax"])
def test_every_class_is_read_somewhere(lexicon: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    asked = re.sub(r'(?<!\))\["\w+"\]|"\w+":|[!=]= "\w+"', "", code)  # a key or a value of something else is no question
    assert [name for name in load(lexicon) if f'"{name}"' not in asked] == []


def test_rules_of_cues_compile_and_are_named_once() -> None:
    names = [rule["name"] for rule in rule_names()]
    assert len(names) == len(set(names))
    for rule in {rule.name: rule for found in rules().values() for rule in found}.values():
        assert rule.label in (*CLASSES, "none")
        assert rule.part("cue")
        for key in ("before", "not_before", "after", "not_after"):
            rule.part(key)  # compiles


Begun = set[tuple[str, bool]]  # how a match begins, and whether its first word is whole


def begun(parsed: Iterable[Any]) -> Begun:
    """Return how what a parsed expression matches can begin, as far as the first blank; `*` stands for letters that are not told."""
    found: Begun = {("", False)}
    for kind, held in parsed:
        more: Begun = {("", False)}  # of a place, and of what only stands beside it
        if kind is sre.LITERAL:
            more = {(chr(held).lower(), False)}
        elif kind is sre.IN:
            more = {(chr(value).lower() if of is sre.LITERAL else "*", False) for of, value in held if value is not sre.CATEGORY_SPACE} or {
                ("", True)
            }
        elif kind is sre.BRANCH:
            more = set().union(*map(begun, held[1]))
        elif kind is sre.SUBPATTERN:
            more = begun(held[-1])
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            more = begun(held[2]) | ({("", False)} if held[0] == 0 else set())
        found = {known for known in found if known[1]} | {(text + on, whole) for text, ended in found if not ended for on, whole in more}
    return found


@pytest.mark.parametrize("rule", {id(rule): rule for row in rules().values() for rule in row}.values(), ids=lambda rule: rule.name)
def test_every_rule_is_tried_at_the_words_that_begin_its_cue(rule: Rule) -> None:
    tried = {word for word, row in rules().items() if rule in row}
    told = {text if "*" in text else scan(text)[0][0] for text, _ in begun(sre_parse.parse(rule.cue.pattern, re.IGNORECASE))}
    endings = tuple(text.partition("*")[0] for text in told if "*" in text)
    assert tried == {text for text in told if "*" not in text} | {word for word in tried if endings and word.startswith(endings)}


@pytest.mark.parametrize("name", [rule["name"] for rule in rule_names()])
def test_every_rule_has_a_firing_and_a_silent_case(name: str) -> None:
    cases = [case for case in CASES if case.rule == name]
    assert any(case.span is None or not case.fires for case in cases)
    assert name.startswith("none.") or any(case.fires and not case.fails for case in cases)


def test_lists_and_atoms_are_all_used() -> None:
    data = load("cues")
    source = "".join(str(value) for rule in data["rule"] for value in rule.values()) + "".join(data["atoms"].values())
    assert [atom for atom in (*data["atoms"], *data["lists"]) if not re.search(rf"\{{{atom}\}}", source)] == []


def test_every_rule_of_attribution_is_told_in_words_and_used() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/claimx/attribution").glob("*.py"))
    named = set(re.findall(r'"((?:direct|indirect)\.[a-z_]+(?:\.clitic)?)"', source))
    told = set(catalogue()["rule"])
    assert named == {rule for rule in told if "." in rule}
    assert all(f'"{rule}"' in source for rule in named)
    weighed = model("quote")["weights"]
    assert {name.removeprefix("rule_") for name in weighed} - {"uncertainty", "middle", "seldom", "speaker"} <= told


def with_lists(folder: Path, *arguments: str, code: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run claimx, or Python code, in a new process that reads the lists of a folder; `code` names the folder itself."""
    command = ["-c", code] if code else ["-m", "claimx", "extract", "-q", "-f", "csv", *arguments, "-"]
    env = {key: value for key, value in os.environ.items() if key != CHOSEN} | ({} if code else {CHOSEN: str(folder)})
    said = "Rina Puspita berkoar bahwa pasar tutup.\n"
    return subprocess.run([sys.executable, *command], input=said, capture_output=True, text=True, check=False, env=env)


@pytest.fixture
def lists(put: Put) -> Path:
    return put("reporting.toml", f'say_forms = """berkoar {load("reporting")["say_forms"]}"""\n').parent


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_a_list_of_ones_own_takes_the_place_of_the_programs(lists: Path, jobs: str, extract: Extract) -> None:
    assert extract("Rina Puspita berkoar bahwa pasar tutup.\n")["quotes"] == []
    assert ",berkoar,Rina Puspita," in with_lists(lists, "-j", jobs).stdout


def test_a_list_of_ones_own_is_named_in_python_before_anything_is_read(lists: Path) -> None:
    read = "import sys, claimx; claimx.extract('Rapat.'); "
    load_and_count = f"import sys, claimx; nlp = claimx.load(lexicons={str(lists)!r}); print(len(nlp(sys.stdin.read())._.claimx.quotes))"
    assert with_lists(lists, code=load_and_count).stdout == "1\n"
    assert "other words were read before" in with_lists(lists, code=read + load_and_count).stderr


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("words.toml", "role = ", "words.toml: Invalid value"),
        ("words.toml", 'peran = "bupati"', "words.toml has no peran"),
        ("words.toml", 'role = "bupati camat bupati"', "role: twice in one list: bupati"),
        ("kata.toml", "", "kata.toml: no lexicon has this name"),
    ],
)
def test_a_list_that_cannot_be_is_refused(put: Put, file: str, content: str, said: str) -> None:
    done = with_lists(put(file, content).parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_lists_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = with_lists(tmp_path / "tidak-ada")
    assert done.returncode == 2
    assert "no folder of lexicons" in done.stderr
