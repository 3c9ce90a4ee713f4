"""The open gold in gold/: offsets that are true, names of fields and classes, and the tools that people use on it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from claimx.acts.rules import CLASSES
from claimx.records import Claim
from claimx.scoring import figures, score

from .conftest import ROOT, Put, spans
from .program import run

GOLD = ROOT / "gold"
OWN = sorted((GOLD / "own").glob("*.gold.json"))
SECOND = sorted((GOLD / "second").glob("*.gold.json"))
TRAIN = ROOT.parent / "shared/gold/train"
STATUSES = set(get_args(get_type_hints(Claim)["status"]))


def called(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, ROOT / "tools" / name, *map(str, arguments)], capture_output=True, text=True, check=False)


def tool(name: str, *arguments: object) -> str:
    done = called(name, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def text_of(gold: Path) -> Path:
    return gold.with_name(gold.name.replace(".gold.json", ".txt"))


def held(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", OWN + SECOND, ids=lambda path: f"{path.parent.name}-{path.name.removesuffix('.gold.json')}")
def test_offsets_classes_and_references_are_true(path: Path) -> None:
    text = text_of(GOLD / "own" / path.name).read_bytes().decode("utf-8")
    gold = held(path)
    assert gold["quotes"] or gold["cues"]
    for span in spans(gold):
        assert text[span["start"] : span["end"]] == span["text"]
    acts, matters = ({item["id"] for item in gold[key]} for key in ("cues", "matters"))
    assert {cue["class"] for cue in gold["cues"]} <= set(CLASSES)
    assert {cue["matter"] for cue in gold["cues"]} <= matters | {None}
    assert {matter["status"] for matter in gold["matters"]} <= STATUSES
    assert {act for matter in gold["matters"] for act in matter["set_by"]} <= acts


@pytest.mark.parametrize("name", ["typed", "short", "patterns", "unread", "probes"])
def test_short_texts_hold_what_is_told_of_them(name: str) -> None:
    rows = lines_of(GOLD / "own" / f"{name}.jsonl")
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        text = row["text"]
        for act in row.get("acts", ()):
            cue = act["cue"] if isinstance(act["cue"], dict) else {"text": act["cue"]}
            assert text.count(cue["text"]) >= cue.get("n", 1), (row["id"], cue)
            assert act["class"] in CLASSES
        for line in row["lines"]:
            assert line["status"] in STATUSES
            assert any(said in text for said in line["about"]), (row["id"], line)
            assert "acts" not in row or line["matter"] in {act["matter"] for act in row["acts"]}
        for forms in (*row.get("people", ()), *row.get("bodies", ())):
            assert all(form in text for form in forms), (row["id"], forms)


@pytest.mark.parametrize("name", ["dev", "dev2", "everyday", "everyday_second", "news", "news_acts", "second", "train", "train_quotes"])
def test_stand_off_holds_no_text(name: str) -> None:
    rows = lines_of(GOLD / "standoff" / f"{name}.jsonl")
    assert rows
    assert all(len(row["sha256"]) == 64 and not list(spans(row)) for row in rows)


def test_stand_off_is_put_together_again_by_the_bytes_of_the_texts(tmp_path: Path, put: Put) -> None:
    for path in OWN[:2]:
        put(f"teks/lain-{path.stem}.txt", text_of(path).read_bytes())
    tool("standoff.py", "write", GOLD / "own", tmp_path / "own.jsonl")
    said = tool("standoff.py", "fill", tmp_path / "own.jsonl", tmp_path / "teks", tmp_path / "gold")
    assert said.startswith(f"2 of {len(OWN)} articles")
    for path in OWN[:2]:
        assert held(tmp_path / "gold" / path.name) == held(path)


ARTICLE = (
    'Gubernur Surya Mahesa Lubis membantah kabar penutupan Pasar Lontar. "Pasar tetap buka," kata Surya di kantor Yayasan Surya Bakti.\n'
    "Seorang pedagang mengaku lega. Kabar itu mula-mula disebar akun Lontar Kini.\n"
)


def span(text: str, within: str = ARTICLE) -> dict[str, Any]:
    return {"start": within.index(text), "end": within.index(text) + len(text), "text": text}


def annotation() -> dict[str, Any]:
    """Return the annotation of `ARTICLE`: with a name that it does not hold, two of one and a wording that is an extract."""
    lubis = {"speaker": "Surya Mahesa Lubis", "speaker_aliases": ["Surya"]}
    trader = {"speaker": "Seorang pedagang", "speaker_aliases": []}
    matter = {"kind": "proposition", "status_aliases": [], "set_by": ["k1"], "status": "denied", "lag": None, "part_of": None}
    return {
        "published": "2024-03-04", "outlet": "Lontar Post", "url": "https://contoh.example/pasar",
        "people": [["Surya Mahesa Lubis", "Surya"], ["Nama Salah Eja"]],
        "bodies": [["Perkumpulan Lontar Kini", "Lontar Kini"], ["Yayasan Surya Bakti"]],
        "quotes": [
            {"type": "direct", "content": [span("Pasar tetap buka,")], "cue": span("kata"), "source": None, **lubis},
            {"type": "indirect", "content": [span("lega")], "cue": span("mengaku"), "source": span("Seorang pedagang"), **trader},
        ],
        "cues": [{
            "id": "k1", "cue": span("membantah"), "class": "denial", "class_aliases": [], "polarity": "affirmed", "modality": "asserted",
            "agent": "Surya Mahesa Lubis", "agent_aliases": ["Surya"], "target": span("kabar penutupan Pasar Lontar"), "matter": "m1", "optional": True,
        }],
        "matters": [
            {"id": "m1", "text": "Pasar Lontar akan ditutup.", "spans": [], "claimants": [["Perkumpulan Lontar Kini", "Lontar Kini"]], **matter},
            {"id": "m2", "text": "pasar tetap buka", "spans": [span("Pasar tetap buka"), span("buka")], "claimants": [], **matter},
        ],
    }  # fmt: skip


def test_stand_off_with_names_holds_no_string_of_the_text_and_is_put_together_again(tmp_path: Path, put: Put) -> None:
    source = put("train/x1.txt", ARTICLE).parent
    put("train/x1.gold.json", json.dumps(annotation()))
    said = tool("standoff.py", "write", source, tmp_path / "train.jsonl")
    assert said.splitlines()[1:] == ["left out: 1 names of bodies, 1 names of claimants, 1 names of people, 1 wordings of matters"]

    (row,) = lines_of(tmp_path / "train.jsonl")
    assert list(row)[:5] == ["id", "url", "outlet", "published", "sha256"]
    lubis, again = span("Surya Mahesa Lubis"), ARTICLE.index("Surya di kantor")  # not the one in the name of the foundation
    assert row["people"] == [[[[lubis["start"], lubis["end"]]], [[again, again + 5]]]]
    assert row["quotes"][0]["speaker"] == row["people"][0][0][0]
    assert {text for text in texts_of(row) if text in ARTICLE} == set()

    tool("standoff.py", "fill", tmp_path / "train.jsonl", source, tmp_path / "filled")
    wanted = annotation()
    wanted["people"], wanted["bodies"][0] = [["Surya Mahesa Lubis", "Surya"]], ["Lontar Kini"]
    wanted["matters"][0]["claimants"], wanted["matters"][1]["text"] = [["Lontar Kini"]], "Pasar tetap buka"
    assert held(tmp_path / "filled/x1.gold.json") == wanted
    assert (tmp_path / "filled/x1.txt").read_bytes() == (source / "x1.txt").read_bytes()


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(part)


@pytest.mark.parametrize(
    ("wording", "extract"),
    [
        ("Seorang pedagang mengaku lega.", True),  # all of it
        ("Benar kata Surya di kantor Yayasan Surya Bakti seorang pedagang", True),  # eight words in a row
        ("Seorang pedagang tidak lega.", False),
        ("pedagang mengaku leg", False),  # part of a word
    ],
)
def test_wordings_taken_from_the_text_are_known(wording: str, extract: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    import standoff  # type: ignore[import-not-found]

    assert standoff.is_extract(wording, ARTICLE) is extract


def test_missing_and_changed_texts_are_named_with_what_to_do(tmp_path: Path, put: Put) -> None:
    source = tmp_path / "train"
    for name in ("x1", "x2", "x3"):
        put(f"train/{name}.txt", f"{ARTICLE}{name}\n")
        put(f"train/{name}.gold.json", json.dumps(annotation()))
    tool("standoff.py", "write", source, tmp_path / "train.jsonl")
    (source / "x1.txt").unlink()
    put("train/x2.txt", f"{ARTICLE}x2\r\n")
    done = called("standoff.py", "fill", tmp_path / "train.jsonl", source, tmp_path / "filled")
    assert done.returncode == 0
    assert done.stdout.startswith("1 of 3 articles")
    changed, missing, advice = done.stderr.splitlines()
    assert changed == "1 texts have other bytes than the annotated ones: x2"
    assert missing == "1 texts are not there: x1"
    assert "sha256" in advice

    failed = called("standoff.py", "write", source, tmp_path / "again.jsonl")
    assert failed.returncode == 1
    assert failed.stderr.startswith("x1: NAME.gold.json has no NAME.txt")
    assert not (tmp_path / "again.jsonl").exists()


@pytest.mark.gold
@pytest.mark.skipif(not TRAIN.is_dir(), reason=f"needs the texts at {TRAIN}, which are not in this repository")
def test_training_gold_comes_back_but_for_what_is_counted(tmp_path: Path) -> None:
    said = tool("standoff.py", "write", TRAIN, tmp_path / "train.jsonl")
    assert (tmp_path / "train.jsonl").read_bytes() == (GOLD / "standoff/train.jsonl").read_bytes()
    tool("standoff.py", "fill", GOLD / "standoff/train.jsonl", TRAIN, tmp_path / "filled")
    lost = wordings = 0
    for path in sorted(TRAIN.glob("*.gold.json")):
        text = text_of(path).read_bytes().decode("utf-8")
        gold, filled = held(path), held(tmp_path / "filled" / path.name)
        for was, now in zip(gold.get("matters", []), filled.get("matters", []), strict=True):
            if was["text"] != now["text"]:
                assert now["text"] == next((span["text"] for span in was["spans"]), "")
                wordings += 1
                was["text"] = now["text"]
        names = taken_out(gold)
        kept = [name for name in names if name in text]
        assert taken_out(filled) == kept
        lost += len(names) - len(kept)
        assert gold == filled
    parts = (part.split(" ", 1) for part in said.splitlines()[1].removeprefix("left out: ").split(", "))
    counted = {what: int(count) for count, what in parts}
    assert counted.pop("wordings of matters") == wordings
    assert sum(counted.values()) == lost


def taken_out(gold: dict[str, Any]) -> list[str]:
    """Take the names out of an annotation, those of people and bodies and of who speaks, acts or claims, and return them."""
    items = [*gold.get("quotes", []), *gold.get("cues", []), *gold.get("matters", [])]
    fields = ("speaker", "speaker_aliases", "agent", "agent_aliases", "claimants")
    return list(texts_of([gold.pop("people"), gold.pop("bodies"), [item.pop(field, None) for item in items for field in fields]]))


def test_two_annotators_are_compared() -> None:
    lines = dict(line.split() for line in tool("agreement.py", GOLD / "own", GOLD / "second").splitlines()[1:])
    assert float(lines["attributed.direct"]) > 95
    assert float(lines["cues.target"]) > 90


def test_the_program_is_scored_on_it_as_its_page_says(tmp_path: Path, put: Put) -> None:
    articles = [GOLD / "own" / f"{name}.txt" for name in ("a01", "b04", "c05", "d04")]
    for article in articles:
        for path in (article, article.with_suffix(".gold.json")):
            put(f"gold/{path.name}", path.read_bytes())
    assert run("extract", "-q", "-f", "jsonl", "-o", tmp_path / "hasil.jsonl", *articles).returncode == 0
    found = figures(score(tmp_path / "gold", tmp_path / "hasil.jsonl"))
    assert found["quotes.direct.exact"].gold > 10
    assert found["attributed.all"].f1 > 0.7
    assert found["ledger.line"].gold > 3
