"""The tools that are no part of the package, as far as a mistake in them would mislead."""

import ast
import importlib.util
import random
import re
from types import ModuleType

import pytest

from .conftest import ROOT


def load(name: str, folder: str = "tools") -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / folder / f"{name}.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SOURCE = """
def size(a, b):
    if a and not b:
        return 1 if a else 2
    return [x for x in b if x]
"""


def test_every_condition_of_a_function_is_taken_out_and_put_back() -> None:
    unneeded = load("unneeded")
    tree = ast.parse(SOURCE)
    whole = ast.unparse(tree)
    seen = []
    for edit in unneeded.edits(tree):
        edit.take_out()
        seen.append(next(line.strip() for line, old in zip(ast.unparse(tree).split("\n"), whole.split("\n"), strict=True) if line != old))
        edit.restore()
        assert ast.unparse(tree) == whole
    assert sorted(seen) == sorted([
        "if False:", "if True and (not b):", "if a and True:", "return 1 if False else 2", "return 1 if True else 2", "return [x for x in b if True]",
    ])  # fmt: skip


def test_the_code_of_a_function_is_found_under_what_wraps_it() -> None:
    unneeded = load("unneeded")
    from claimx.attribution import phrases

    assert unneeded.function_of(phrases, "heads").__name__ == "heads"
    assert unneeded.code_of(compile(SOURCE, "x", "exec"), "size").co_name == "size"


def test_articles_of_the_grammar_break_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "fuzz")
    grammar = load("grammar", "fuzz")
    named = {symbol for choices in grammar.GRAMMAR.values() for choice in choices for symbol in re.findall(r"<(\w+)>", choice)}
    assert named - grammar.GRAMMAR.keys() == set()
    assert not any("<" in grammar.made(symbol, random.Random(1), grammar.DEEPEST) for symbol in grammar.GRAMMAR)  # each ends
    seeds = grammar.texts(grammar.SAMPLES)
    assert grammar.work((seeds, 1, 100), grammar.DENSE) == (100, [])
    kept = grammar.slowest((seeds, 1, 0), 0.02, grammar.DENSE)
    assert kept == sorted(kept, reverse=True)


def test_the_functions_that_are_too_long_only_get_fewer() -> None:
    marked = [
        path
        for folder in ("src", "tools", "fuzz")
        for path in (ROOT / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "C901" in line
    ]
    assert len(marked) <= 5
