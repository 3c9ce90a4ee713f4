"""Gold without its texts: write it as offsets, and put it together again beside the texts.

    python tools/standoff.py write GOLD FILE
    python tools/standoff.py fill FILE TEXTS FOLDER

GOLD is a folder of NAME.txt beside NAME.gold.json; FILE is JSON Lines, one article a line: `name`, `sha256` of the text's bytes, and the
annotation with spans as [start, end]. `fill` looks in the folder TEXTS for files of any name with those bytes and writes NAME.txt and
NAME.gold.json to FOLDER, which `claimx score` and the scripts that fit models read. Articles whose text is not there are counted; the exit
code is 1 where none is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def without_text(value: Any) -> Any:
    """Return an annotation with each span as [start, end] and what else it holds beside it."""
    if isinstance(value, list):
        return [without_text(item) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: without_text(item) for key, item in value.items() if key not in ("start", "end") and not _is_text_of_span(value, key)}
    if {"start", "end"} <= value.keys():
        at = [value["start"], value["end"]]
        return {"at": at, **inner} if inner else at
    return inner


def _is_text_of_span(value: dict[str, Any], key: str) -> bool:
    return key == "text" and "start" in value


def with_text(value: Any, text: str) -> Any:
    """Return an annotation with each [start, end] as the span that it stands for."""
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(item, int) for item in value):
            return {"start": value[0], "end": value[1], "text": text[value[0] : value[1]]}
        return [with_text(item, text) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {key: with_text(item, text) for key, item in value.items() if key != "at"}
    return {**with_text(value["at"], text), **inner} if "at" in value else inner


def write(gold: Path, file: Path) -> int:
    """Write the annotation of a folder without its texts; return the exit code."""
    rows = []
    for path in sorted(gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        digest = hashlib.sha256((gold / f"{name}.txt").read_bytes()).hexdigest()
        rows.append({"name": name, "sha256": digest, **without_text(json.loads(path.read_text(encoding="utf-8")))})
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} articles written to {file}")
    return 0


def fill(file: Path, texts: Path, folder: Path) -> int:
    """Write each article whose text is there with its annotation; return the exit code."""
    there = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(texts.rglob("*.txt"))}
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = [row for row in rows if row["sha256"] in there]
    folder.mkdir(parents=True, exist_ok=True)
    for row in found:
        data = there[row.pop("sha256")].read_bytes()
        name = row.pop("name")
        (folder / f"{name}.txt").write_bytes(data)
        annotation = json.dumps(with_text(row, data.decode("utf-8")), ensure_ascii=False, indent=1)
        (folder / f"{name}.gold.json").write_text(annotation + "\n", encoding="utf-8")
    print(f"{len(found)} of {len(rows)} articles written to {folder}; the texts of {len(rows) - len(found)} are not in {texts}")
    return 0 if found else 1


def main() -> int:
    """Read the arguments and do what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, places in (("write", ("gold", "file")), ("fill", ("file", "texts", "folder"))):
        command = commands.add_parser(name)
        for place in places:
            command.add_argument(place, type=Path)
    chosen = parser.parse_args()
    if chosen.command == "write":
        return write(chosen.gold, chosen.file)
    return fill(chosen.file, chosen.texts, chosen.folder)


if __name__ == "__main__":
    sys.exit(main())
