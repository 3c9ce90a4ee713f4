"""Gold without its texts: write it as offsets, and put it together again beside the texts.

    python tools/standoff.py write GOLD FILE
    python tools/standoff.py fill FILE TEXTS FOLDER

GOLD is a folder of NAME.txt beside NAME.gold.json; FILE is JSON Lines, one article a line: `name`, `sha256` of the text's bytes, and the
annotation with spans as [start, end], in code points. `fill` looks in the folder TEXTS for files of any name with those bytes and writes NAME.txt and
NAME.gold.json to FOLDER, for the scripts that fit models and, where quotes, dates and cues are annotated, for `claimx score`. It counts articles whose
text is not there and says what to do; the exit code is 1 where no text is there.

An annotation with `people` and `bodies` (every name of the article) is written without any string of the text: its line has `id` in place of `name`,
then `url`, `outlet`, `published` and `sha256`. A person or body is a list of forms, the fullest first, and a form the list of places where it stands
outside a longer name, or its first place where there is none. Speakers, agents and claimants are a place each. Left out, and counted by `write`:
a name that does not stand in the text as annotated, and the wording of a matter that is an extract (all its words, or `EXTRACT` of them in a row,
stand in the text). `fill` gives such a matter the text of its first span, or "" where it has none, and such a judged act (`acts`) no wording: its stretch says it. `write` checks that
each line gives back all that was not left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

EXTRACT = 8  # words in a row that make a wording an extract
SHOWN = 10  # names of articles in a message
NAMES = ("people", "bodies")
Place = tuple[int, int]


# -- spans -------------------------------------------------------------------------------------------------------------------
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


# -- names and wordings ------------------------------------------------------------------------------------------------------
def openable(gold: dict[str, Any], text: str, left: Counter[str]) -> dict[str, Any]:
    """Return what of an annotation can be given as offsets and words of our own; count in `left` what cannot."""

    def standing(names: list[str], what: str) -> list[str]:
        left[what] += sum(name not in text for name in names)
        return [name for name in names if name in text]

    def named(item: dict[str, Any], field: str) -> dict[str, Any]:
        main, others = item[field], item.get(f"{field}_aliases", [])
        known = standing([main, *others] if main else others, f"names of {field}s")
        first, rest = (known[0], known[1:]) if main and known else (None, known)
        return {**item, field: first, f"{field}_aliases": rest}

    def matter_of(matter: dict[str, Any]) -> dict[str, Any]:
        claimants = [names for names in (standing(names, "names of claimants") for names in matter["claimants"]) if names]
        wording = matter["text"]
        if is_extract(wording, text):
            left["wordings of matters"] += 1
            wording = _first_span(matter)
        return {**matter, "text": wording, "claimants": claimants}

    def act_of(act: dict[str, Any]) -> dict[str, Any]:
        if not (act.get("matter") and is_extract(act["matter"], text)):
            return act
        left["wordings of acts"] += 1
        return {**act, "matter": None}

    layers: dict[str, Any] = {
        key: [forms for forms in (standing(forms, f"names of {key}") for forms in gold[key]) if forms] for key in NAMES
    }
    if "quotes" in gold:
        layers["quotes"] = [named(quote, "speaker") for quote in gold["quotes"]]
    if "cues" in gold:
        layers["cues"] = [named(cue, "agent") for cue in gold["cues"]]
        layers["matters"] = [matter_of(matter) for matter in gold["matters"]]
    if "acts" in gold:
        layers["acts"] = [act_of(act) for act in gold["acts"]]
    return {**gold, **layers}


def _first_span(matter: dict[str, Any]) -> str:
    return str(matter["spans"][0]["text"]) if matter["spans"] else ""


def is_extract(wording: str, text: str) -> bool:
    """Return whether a wording is taken from the text: all its words, or `EXTRACT` of them in a row, stand there."""
    words = _words(wording)
    size = min(EXTRACT, len(words))
    held = f" {' '.join(_words(text))} "
    return any(f" {' '.join(words[k : k + size])} " in held for k in range(len(words) - size + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def places(name: str, text: str) -> list[Place]:
    """Return where a name stands in the text as whole words; where it never does, all its places."""
    found = [match.span() for match in re.finditer(re.escape(name), text)]
    whole = [(start, end) for start, end in found if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()]
    return whole or found


def mentions(gold: dict[str, Any], text: str) -> dict[str, list[list[list[list[int]]]]]:
    """Return the people and bodies of an article: of each its forms, of each form where it stands outside a longer name, else its first place."""
    found = {form: places(form, text) for key in NAMES for forms in gold[key] for form in forms}
    taken: list[Place] = []
    free: dict[str, list[list[int]]] = {}
    for form in sorted(found, key=len, reverse=True):
        outside = [(start, end) for start, end in found[form] if not any(start < there[1] and there[0] < end for there in taken)]
        taken += outside
        free[form] = [list(place) for place in outside or found[form][:1]]
    return {key: [[free[form] for form in forms] for forms in gold[key]] for key in NAMES}


def without_names(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """Return an openable annotation as offsets: of each name the place nearest to where it counts, of a matter no text that its first span holds."""

    def place(name: str | None, near: int) -> list[int] | None:
        if not name:
            return None
        start, end = min(places(name, text), key=lambda there: abs(there[0] - near))
        return [start, end]

    def placed(item: dict[str, Any], field: str, near: int) -> dict[str, Any]:
        others = f"{field}_aliases"
        return {**item, field: place(item[field], near), others: [place(name, near) for name in item[others]]}

    def matter_of(matter: dict[str, Any]) -> dict[str, Any]:
        near = matter["spans"][0]["start"] if matter["spans"] else 0
        kept = {key: value for key, value in matter.items() if key != "text" or value != _first_span(matter)}
        return {**kept, "claimants": [[place(name, near) for name in names] for names in matter["claimants"]]}

    layers: dict[str, Any] = dict(mentions(gold, text))
    if "quotes" in gold:
        layers["quotes"] = [placed(q, "speaker", (q["source"] or q["cue"] or q["content"][0])["start"]) for q in gold["quotes"]]
    if "cues" in gold:
        layers["cues"] = [placed(cue, "agent", cue["cue"]["start"]) for cue in gold["cues"]]
        layers["matters"] = [matter_of(matter) for matter in gold["matters"]]
    return without_text({**gold, **layers})  # type: ignore[no-any-return]


def with_names(row: dict[str, Any], text: str) -> dict[str, Any]:
    """Return the annotation that a line without names stands for."""
    gold: dict[str, Any] = with_text(row, text)
    for key in NAMES:
        gold[key] = [[spans[0]["text"] for spans in forms] for forms in gold[key]]
    for layer, field in (("quotes", "speaker"), ("cues", "agent")):
        for item in gold.get(layer, ()):
            item[field] = item[field] and item[field]["text"]
            item[f"{field}_aliases"] = [span["text"] for span in item[f"{field}_aliases"]]
    for matter in gold.get("matters", ()):
        matter["claimants"] = [[span["text"] for span in names] for names in matter["claimants"]]
        matter.setdefault("text", _first_span(matter))
    return gold


# -- files -------------------------------------------------------------------------------------------------------------------
def write(gold: Path, file: Path) -> int:
    """Write the annotation of a folder without its texts; return the exit code."""
    annotated = {path.name.removesuffix(".gold.json"): path for path in sorted(gold.glob("*.gold.json"))}
    if missing := [name for name in annotated if not (gold / f"{name}.txt").exists()]:
        print(f"{_some(missing)}: NAME.gold.json has no NAME.txt beside it in {gold}; nothing is written", file=sys.stderr)
        return 1
    rows = []
    left: Counter[str] = Counter()
    for name, path in annotated.items():
        data = (gold / f"{name}.txt").read_bytes()
        digest, annotation = hashlib.sha256(data).hexdigest(), json.loads(path.read_text(encoding="utf-8"))
        if "people" in annotation:
            text = data.decode("utf-8")
            given = openable(annotation, text, left)
            head = {"id": name, "url": given.get("url"), "outlet": given.get("outlet"), "published": given["published"], "sha256": digest}
            row = {**head, **without_names(given, text)}
            if with_names({key: value for key, value in row.items() if key in annotation}, text) != given:
                print(f"{name}: the line does not give the annotation back; nothing is written", file=sys.stderr)
                return 1
        else:
            row = {"name": name, "sha256": digest, **without_text(annotation)}
        rows.append(row)
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} articles written to {file}")
    if +left:
        print(f"left out: {', '.join(f'{count} {what}' for what, count in sorted((+left).items()))}")
    return 0


def fill(file: Path, texts: Path, folder: Path) -> int:
    """Write each article whose text is there with its annotation; return the exit code."""
    paths = sorted(texts.rglob("*.txt"))
    there = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = [row for row in rows if row["sha256"] in there]
    folder.mkdir(parents=True, exist_ok=True)
    for row in found:
        data = there[row.pop("sha256")].read_bytes()
        name = row.pop("id", None) or row.pop("name")
        text = data.decode("utf-8")
        annotation = with_names(row, text) if "people" in row else with_text(row, text)
        (folder / f"{name}.txt").write_bytes(data)
        (folder / f"{name}.gold.json").write_text(json.dumps(annotation, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} of {len(rows)} articles written to {folder}; the texts of {len(rows) - len(found)} are not in {texts}")
    if lacking := [row.get("id") or row["name"] for row in rows if "sha256" in row]:
        print(advice(lacking, {path.stem for path in paths}, file, texts), file=sys.stderr)
    return 0 if found else 1


def advice(lacking: list[str], files: set[str], file: Path, texts: Path) -> str:
    """Return what is said of articles without their text: those with a file of their name but other bytes, those with none, and what to do."""
    changed, missing = [name for name in lacking if name in files], [name for name in lacking if name not in files]
    said = []
    if changed:
        said.append(f"{len(changed)} texts have other bytes than the annotated ones: {_some(changed)}")
    if missing:
        said.append(f"{len(missing)} texts are not there: {_some(missing)}")
    said.append(
        f"Put each text as a .txt file of any name into {texts} and run this again. It must have the sha256 that {file} gives: UTF-8, with line breaks and "
        "spaces as they were. `url` is where the article stands; gold/README.md names the data sets that hold the texts."
    )
    return "\n".join(said)


def _some(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def main() -> int:
    """Read the arguments and do what they say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, paths in (("write", ("gold", "file")), ("fill", ("file", "texts", "folder"))):
        command = commands.add_parser(name)
        for path in paths:
            command.add_argument(path, type=Path)
    chosen = parser.parse_args()
    if chosen.command == "write":
        return write(chosen.gold, chosen.file)
    return fill(chosen.file, chosen.texts, chosen.folder)


if __name__ == "__main__":
    sys.exit(main())
