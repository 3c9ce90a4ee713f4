"""What holds for any text at all: true offsets, valid records, the same bytes twice, and inputs that fuzzing found."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import claimx
from claimx.inputs import Settings, read_all
from claimx.language.tokenizer import scan
from claimx.render.lines import json_text

from .conftest import ROOT, check

FOUND = sorted((ROOT / "tests/data/fuzz").glob("*.txt"))
PIECES = [
    '"', "“", "”", "'", "‘", "’", "«", "»", "„", "(", ")", ",", ".", ":", ";", "?", "!", "\n", "\n\n", " ", "\t", "-", "—", "…", "\u200b", "\u202e", "\u0301", "\x00",
    "kata", "ujarnya", "Budi", "Budi Santoso", "Bupati", "mengatakan", "bahwa", "menurut", "membantah", "mencabut", "pernyataannya", "meminta maaf", "tidak", "hoaks",
    "kabar itu", "Senin", "(4/3/2024)", "pukul 10.00 WIB", "Minggu", "31/6", "5 Mei 2020", "dua tahun", "kemarin", "Baca juga:", "Editor:", "JAKARTA -", "1", "2,5",
]  # fmt: skip
NEWS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join) | st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXT = st.text(max_size=300) | NEWS


def holds(text: str, published: str | None = None) -> Any:
    document = check(claimx.extract(text, published), text)
    for layer in ("dates", "cues"):
        starts = [(item.get("start") if layer == "dates" else item["cue"]["start"]) for item in document[layer]]
        assert starts == sorted(starts)
    assert all(a["end"] <= b["start"] for a, b in zip(document["dates"], document["dates"][1:], strict=False))
    for quote in document["quotes"]:
        assert [p["start"] for p in quote["content"]] == sorted(p["start"] for p in quote["content"])
    shown = json_text(document)
    assert json.loads(shown) == json.loads(json.dumps(document))
    assert json_text(claimx.extract(text, published)) == shown
    return document


@given(TEXT, st.none() | st.dates().map(lambda day: day.isoformat()))
@settings(max_examples=500, deadline=None)
def test_any_text_and_day_give_a_valid_record_with_true_offsets(text: Any, published: Any) -> None:
    holds(text, published)


@given(st.text(alphabet=st.characters(), max_size=200))
@settings(max_examples=200, deadline=None)
def test_tokens_make_up_the_text_surrogates_too(text: Any) -> None:
    assert "".join(word + space for word, space in scan(text)) == text


@given(
    st.sampled_from(sorted((ROOT / "data/samples").glob("*.txt"))),
    st.sampled_from(["Editor: Sinta Dewi", "Copyright © Kabar Lembah 2024", "Baca juga: Harga Naik"]),
)
@settings(max_examples=24, deadline=None)
def test_boilerplate_after_the_text_changes_nothing_in_the_body(path: Any, boilerplate: Any) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = (claimx.extract(whole, "2024-03-05") for whole in (text, f"{text}\n\n{boilerplate}\n"))
    for layer in ("speakers", "quotes", "dates", "cues", "claims"):
        assert after[layer] == before[layer]


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("ending", ["txt", "html", "json", "jsonl", "gz"])
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, ending: str, data: Any) -> None:
    path = tmp_path_factory.getbasetemp() / f"{os.getpid()}.{ending}"
    path.write_bytes(data)
    for item in read_all([str(path)], Settings(max_bytes=10_000)):
        assert str(item)


@pytest.mark.parametrize("path", FOUND, ids=lambda p: p.stem)
@pytest.mark.parametrize("published", [None, "0001-01-01", "2024-02-29", "2024-03-05", "9999-12-31"])  # as in fuzz/grammar.py
def test_inputs_that_fuzzing_found(path: Path, published: str | None) -> None:
    holds(path.read_bytes().decode("utf-8", "surrogatepass"), published)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "variable", "locale", "zone"), [("1", "LC_ALL", "C", "Asia/Jakarta"), ("4321", "LANG", "tr_TR.UTF-8", "America/Lima")]
)
def test_the_same_input_gives_the_same_bytes_everywhere(seed: str, variable: str, locale: str, zone: str) -> None:
    command = [sys.executable, "-m", "claimx", "extract", "-q", "-f", "jsonl", str(ROOT / "data/samples")]
    usual = subprocess.run(command, capture_output=True, check=True).stdout
    elsewhere = os.environ | {"PYTHONHASHSEED": seed, variable: locale, "TZ": zone}
    assert subprocess.run(command, capture_output=True, check=True, env=elsewhere).stdout == usual
