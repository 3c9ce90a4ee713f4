"""The tools that are no part of the package, as far as a mistake in them would mislead."""

import importlib.util
import random
import re
from types import ModuleType

import pytest
import srsly
from weasel.cli.run import load_project_config

from .conftest import ROOT


def load(name: str, folder: str = "tools") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / folder / f"{name}.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_articles_of_the_grammar_break_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "fuzz")
    grammar = load("grammar", "fuzz")
    named = {symbol for choices in grammar.GRAMMAR.values() for choice in choices for symbol in re.findall(r"<(\w+)>", choice)}
    assert named - grammar.GRAMMAR.keys() == set()
    assert not any("<" in grammar.made(symbol, random.Random(1), grammar.DEEPEST) for symbol in grammar.GRAMMAR)  # each ends
    seeds = grammar.texts(grammar.SAMPLES)[:2]
    assert grammar.work((seeds, 1, 10), grammar.DENSE / 1_000) == (10, [])  # whatever time it takes: a busy machine is no fault
    kept = grammar.slowest((seeds, 1, 0), 0.005, grammar.DENSE)
    assert kept == sorted(kept, reverse=True)


def test_the_functions_that_are_too_long_only_get_fewer() -> None:
    marked = [
        path
        for folder in ("src", "tools", "training", "fuzz")
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "C901" in line
    ]
    assert len(marked) <= 1


def test_steps_depend_on_each_path_that_project_yml_lists() -> None:
    """Confection 1.3.4 read two variables in a row as one path, which is nowhere, so that no step ran."""
    listed = srsly.read_yaml(ROOT / "project.yml")["commands"]
    read = load_project_config(ROOT)["commands"]
    assert [len(step["deps"]) for step in read] == [len(step["deps"]) for step in listed]
