"""Report the conditions of the core that no text needs: taken out one at a time, they change no record.

    python tools/unneeded.py FILE.py [FILE.py ...] [--texts PATH ...] [--json FILE]

FILE is a module under src/claimx. Taken out are the operands of `and` and `or`, the conditions of comprehensions, both sides of `x if y
else z`, and whole `if` branches. PATH is a folder of texts or a JSON Lines file with `text` or `sentence`; the samples and the cases under tests/data are always
read. What is found unneeded stays out while the rest is tried, so that of two conditions that replace one another only one is reported.
A condition that only saves time, or that guards an index, is reported too: read before deleting.
"""

from __future__ import annotations

import argparse
import ast
import functools
import importlib
import json
import re
import signal
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

import claimx

ROOT = Path(__file__).resolve().parent.parent
TELLING = 200  # texts that showed a difference before, tried first
PATIENCE = 10  # seconds for one text: a condition without which a loop never ends is needed


class Edit(NamedTuple):
    """A node, the field of it (and the place in a list) that is replaced, and the constant put there."""

    function: str
    node: ast.AST
    field: str
    place: int | None
    constant: bool
    was: ast.expr

    def put(self, expression: ast.expr) -> None:
        """Replace what stands there."""
        if self.place is None:
            setattr(self.node, self.field, expression)
        else:
            getattr(self.node, self.field)[self.place] = expression

    def take_out(self) -> None:
        """Put the constant in place of the condition."""
        self.put(ast.copy_location(ast.Constant(self.constant), self.was))

    def restore(self) -> None:
        """Put the condition back."""
        self.put(self.was)


def edits(tree: ast.Module) -> Iterator[Edit]:  # noqa: C901
    """Yield what can be taken out of each function of a module, outer conditions first."""

    def inside(node: ast.AST, name: str) -> Iterator[Edit]:
        for child in ast.walk(node):
            match child:
                case ast.BoolOp(op=op, values=values):
                    for k, value in enumerate(values):
                        yield Edit(name, child, "values", k, isinstance(op, ast.And), value)
                case ast.comprehension(ifs=ifs):
                    for k, value in enumerate(ifs):
                        yield Edit(name, child, "ifs", k, True, value)
                case ast.If(test=test) | ast.IfExp(test=test):
                    yield Edit(name, child, "test", None, False, test)
                    if isinstance(child, ast.IfExp):
                        yield Edit(name, child, "test", None, True, test)

    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield from inside(node, node.name)
        elif isinstance(node, ast.ClassDef):
            for part in node.body:
                if isinstance(part, ast.FunctionDef):
                    yield from inside(part, f"{node.name}.{part.name}")


def code_of(module: CodeType, name: str) -> CodeType:
    """Return the code of the function of this (dotted) name."""
    code = module
    for part in name.split("."):
        code = next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == part)
    return code


def function_of(module: Any, name: str, wrapped: bool = False) -> Any:
    """Return the plain function under the cache, the property or the static method that wraps it, or what wraps it."""
    found = functools.reduce(lambda holder, part: holder.__dict__[part], name.split("."), module)
    while not wrapped and not isinstance(found, FunctionType):
        found = next(getattr(found, name) for name in ("func", "fget", "__func__", "__wrapped__") if hasattr(found, name))
    return found


_MARKS = re.compile(r"\[\[|(?:\|[^\]|]*)*\]\]|<<|>>|(?<= )\|(?=\w)")
_FEWEST_WORDS = 4
_HOLD_TEXTS = ("text", "fire", "silent", "known_failures", "cut", "keep")


def cases(held: Any) -> Iterator[str]:
    """Yield the texts of the cases in a file of them, without the marks of what is to be found."""
    if isinstance(held, str):
        yield _MARKS.sub("", held).strip()
    elif isinstance(held, list):
        for part in held:
            yield from cases(part)
    else:
        for name, part in held.items():
            if name in _HOLD_TEXTS or isinstance(part, dict) or name == "case":
                yield from cases(part)


def sentences(code: str) -> Iterator[str]:
    """Yield the texts that stand in the code of a test: its strings of four words or more, docstrings too, which do no harm."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value.split()) >= _FEWEST_WORDS:
            yield _MARKS.sub("", node.value).strip()


def texts(paths: list[Path]) -> list[str]:
    """Return the samples, the cases and what lies under the paths, short ones first."""
    found = [p.read_text(encoding="utf-8") for p in (ROOT / "data/samples").rglob("*.txt")]
    for path in (ROOT / "tests").glob("test_*.py"):
        found += sentences(path.read_text(encoding="utf-8"))
    for path in (ROOT / "tests/data").glob("*.toml"):
        found += cases(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in paths:
        if path.is_dir():
            found += [p.read_bytes().decode("utf-8") for p in sorted(path.glob("*.txt"))]
        else:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found += [row.get("text") or row["sentence"] for row in rows]
    return sorted(dict.fromkeys(found), key=len)


def record(text: str) -> str:
    """Return the record of a text as JSON, or the error that it raised."""
    try:
        return json.dumps(claimx.extract(text, min_confidence=0), sort_keys=True)
    except TimeoutError:
        raise
    except Exception as error:
        return repr(error)


def lines_run(found: list[str], files: set[str]) -> dict[tuple[str, int], list[int]]:
    """Return, for each function of the files (by file and first line), the places of the texts that reach it."""
    reached: dict[tuple[str, int], list[int]] = defaultdict(list)
    for k, text in enumerate(found):
        seen: set[tuple[str, int]] = set()
        forget()

        def note(frame: FrameType, event: str, argument: object, seen: set[tuple[str, int]] = seen) -> None:
            if frame.f_code.co_filename in files:
                seen.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        sys.settrace(note)
        record(text)
        sys.settrace(None)
        for place in seen:
            reached[place].append(k)
    return reached


def forget() -> None:
    """Empty the caches of functions that take arguments; those without hold lexicons."""
    for name, module in list(sys.modules.items()):
        if name.startswith("claimx."):
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper) and value.__wrapped__.__code__.co_argcount:
                    value.cache_clear()


def changes(found: list[str], before: list[str], among: list[int], telling: list[int]) -> bool:
    """Return whether a record of these texts is another one than before. `telling` are the texts that showed it the last times, which come first."""
    forget()
    known = set(among)
    first = [k for k in telling if k in known]
    try:
        for k in (*first, *(k for k in among if k not in first)):
            signal.alarm(PATIENCE)
            if record(found[k]) != before[k]:
                telling[:] = [k, *(other for other in telling if other != k)][:TELLING]
                return True
    except TimeoutError:
        return True
    finally:
        signal.alarm(0)
    return False


def _unneeded_in(
    path: Path, found: list[str], before: list[str], reached: dict[tuple[str, int], list[int]]
) -> Iterator[dict[str, Any] | None]:
    """Try every condition of a file; yield what is known of one that nothing needs, None for each of the others."""
    source = path.resolve().read_text(encoding="utf-8")
    tree = ast.parse(source)
    module = importlib.import_module(".".join(path.resolve().relative_to(ROOT / "src").with_suffix("").parts))
    telling: list[int] = []
    gone: set[int] = set()  # nodes inside of what is out already
    for edit in edits(tree):
        if id(edit.node) in gone:
            continue
        function = function_of(module, edit.function)
        original = function.__code__
        among = reached[(str(path.resolve()), original.co_firstlineno)]
        if not among and function is not function_of(module, edit.function, wrapped=True):
            continue  # the loader of a lexicon, run once and for all texts
        edit.take_out()
        try:
            function.__code__ = code_of(compile(tree, str(path.resolve()), "exec"), edit.function)
            needed = changes(found, before, among, telling)
        except ValueError:  # a variable of the function around it is no longer needed
            needed = True
        if needed:
            edit.restore()
            function.__code__ = original
            yield None
            continue
        gone.update(id(node) for node in ast.walk(edit.was))
        if isinstance(edit.node, ast.If):
            gone.update(id(node) for part in edit.node.body for node in ast.walk(part))
        yield {
            "file": str(path), "function": edit.function, "line": edit.was.lineno, "column": edit.was.col_offset,
            "end": [edit.was.end_lineno, edit.was.end_col_offset], "kind": type(edit.node).__name__, "constant": edit.constant, "texts": len(among),
            "text": " ".join((ast.get_source_segment(source, edit.was) or "").split())[:160],
        }  # fmt: skip


def main() -> None:
    """Try every condition of the files and print those that nothing needs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    found = texts(options.texts)
    before = [record(text) for text in found]
    files = {str(p.resolve()) for p in options.files}
    reached = lines_run(found, files)
    unneeded, tried = [], 0
    for path in options.files:
        for finding in _unneeded_in(path, found, before, reached):
            tried += 1
            if finding is not None:
                unneeded.append(finding)
                print("{file}:{line}: {function}: {kind} as {constant} ({texts} texts): {text}".format(**finding), flush=True)
                if options.json:
                    options.json.write_text(json.dumps(unneeded, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(unneeded)} of {tried} conditions are needed by none of {len(found)} texts")


if __name__ == "__main__":
    main()
