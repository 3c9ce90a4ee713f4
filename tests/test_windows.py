"""Texts longer than any article: windows that lose nothing, one record, time that grows with length and no faster."""

import gc
import itertools
import re
import subprocess
import sys
import time
import tomllib
from typing import Any

import pytest

import claimx
from claimx.analysis import Analysis
from claimx.inputs import Article
from claimx.language.reading import LONGEST_SENTENCE, Reading
from claimx.pipeline import analyse
from claimx.windows import WINDOW, windows

from .conftest import ROOT, Extract, check

ARTICLE = '"Harga naik," kata Rudi Hartawan, Senin (4/3/2024). Rudi membantah kabar kelangkaan itu.\n\n'


@pytest.mark.parametrize("text", [ARTICLE * 2000, "kata " * 40_000, "x" * 200_000, "", "a\n" * 90_000])
def test_windows_put_together_are_the_text(text: str) -> None:
    parts = list(windows(text))
    assert "".join(part for _, part in parts) == text
    assert all(text[offset : offset + len(part)] == part for offset, part in parts)
    assert all(len(part) <= WINDOW for _, part in parts)


def test_a_gap_is_read_by_nobody_and_parts_no_record() -> None:
    text = "\n" * 300 + ARTICLE + " " * 5_000 + ARTICLE.replace("naik", "turun")
    document = check(claimx.extract(text), text)
    assert [q["content"][0]["text"] for q in document["quotes"]] == ["Harga naik,", "Harga turun,"]
    assert [s["name"] for s in document["speakers"]] == ["Rudi Hartawan"]
    assert all(part.strip() and " " * 200 not in part for _, part in windows(text))
    assert claimx.extract(" " * 1_000)["quotes"] == []


def test_what_stands_after_a_gap_is_of_the_whole_record() -> None:
    text = "Harga Beras Naik Tajam Sekali" + "\n" * 250 + ARTICLE * 3 + " " * 300 + "Copyright © ANTARA 2024" + " " * 300
    document = claimx.extract(text)
    assert (document["published"]["value"], document["published"]["basis"]) == ("2024-03-04", "inferred")
    assert document["outlet"] == "ANTARA"
    record: Any = analyse(Article("-", "Harga naik." + " " * 300, "0"), Analysis(include_text=True))
    assert len(record["text"]) == 311


def test_one_record_with_true_offsets_and_ids(extract: Extract) -> None:
    count = 2 * WINDOW // len(ARTICLE) + 1
    text = ARTICLE * count
    document = check(claimx.extract(text), text)
    assert len(document["quotes"]) == count
    assert [s["name"] for s in document["speakers"]] == ["Rudi Hartawan"]
    for layer, letter in (("quotes", "Q"), ("dates", "D"), ("cues", "R"), ("claims", "C")):
        assert [item["id"] for item in document[layer]] == [f"{letter}{n}" for n in range(1, len(document[layer]) + 1)]
    assert {q["speaker"] for q in document["quotes"]} == {"S1"}
    assert {c["claim"] for c in document["cues"]} <= {c["id"] for c in document["claims"]} | {None}


def test_a_sentence_is_never_longer_than_what_is_bearable() -> None:
    reading = Reading("kata " * 10_000)
    assert max(end - start for start, end in reading.sentences) <= LONGEST_SENTENCE
    assert "".join(reading.text[s:e] for s, e in reading.sentences).replace(" ", "") == "kata" * 10_000


# what an attacker, or a broken page, would send: each unit over and over
FAMILIES = {
    "marks": '"', "curly": "“a” ", "open": "“kata ", "brackets": "(", "nested": "((", "words": "kata ", "and": "dan ", "digits": "1", "numbers": "12 ",
    "slashes": "1/2/", "names": "Budi ", "lists": "Budi, ", "quotes": '"A," kata B. ', "lines": "\n", "singles": "'a' ", "glued singles": "'a'", "that": "yang ", "said": "mengatakan ",
    "denied": "membantah ", "rumours": "kabar itu ", "according": "menurut Budi, ", "days": "Senin (1/2) ", "hyphens": "a-", "dots": ".", "initials": "A.",
    "addresses": "http://a.b ", "accounts": "@a ", "spaces": " ", "joiners": "\u200d", "his": "katanya ", "colons": "Budi: ", "dashes": "— ",
    "sorry": "meminta maaf ", "hoax": "kabar hoaks ", "acronyms": "Partai Maju (PM) ", "aliases": "Budi alias Bud ", "related": "Baca juga: Budi ",
    "amends": "ralat ", "amended": "meralatnya ", "dotted": "a.", "mails": "a+", "thousands": "1.111.", "gaps": "a" + " " * 300, "royals": "kata Ratu, ", "titles": "kata Presiden, ", "signatures": "A  | Aa", "titled names": "Raja ", "first names": "Agung ",
}  # fmt: skip


# the same with another name or word in place of `*` each time: nothing that was read before helps
NEW_EACH_TIME = {
    "corrected": "Koreksi: tertulis *.\n", "claimed": '"Harga * naik," kata Bupati *. * membantah isu *.\n', "hoaxes": "Kabar * itu hoaks. ",
    "titled": '"Harga naik," kata direktur * itu.\n', "parted": '"a" kata * "b". ', "amended anew": "Ralat: *\n", "headlines": "*\n\n",
    "named": "* membenarkan\n * korban rencana * * * * jiwa  * menampik, ",
}  # fmt: skip
_SYLLABLES = "ba ce di fo gu ha ji ko lu ma ne pi ro su ta we yo zu".split()


def repeated(family: str, size: int) -> str:
    """Return a text of about `size` characters made of the unit of a family."""
    if family in FAMILIES:
        return FAMILIES[family] * (size // len(FAMILIES[family]))
    unit = NEW_EACH_TIME[family]
    words = itertools.product(_SYLLABLES, repeat=4)
    return "".join(re.sub(r"\*", lambda _: "".join(next(words)).title(), unit) for _ in range(size // (len(unit) + 7 * unit.count("*"))))


@pytest.mark.parametrize("family", sorted(FAMILIES | NEW_EACH_TIME))
def test_time_grows_with_length_and_no_faster(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ratios within one run, with small windows so that it is soon done: eight windows take four times as long as two, give
    or take half of that for a busy machine; what grew with the square would take sixteen times as long."""
    window = 4_000
    monkeypatch.setattr("claimx.windows.WINDOW", window)

    def seconds(size: int) -> float:
        text = repeated(family, size)
        gc.collect()
        gc.disable()  # a full collection falls into one run and not into the other, and costs as much as a window
        try:
            started = time.process_time()
            claimx.extract(text)
            return time.process_time() - started
        finally:
            gc.enable()

    seconds(window)
    assert any(seconds(8 * window) / max(seconds(2 * window), 0.01) <= 6 for _ in range(5))  # some take 20 ms


DENSE = "membantah kabar itu, katanya. "
SAMPLES = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/samples").glob("*.txt")))


SLOW_ONCE = [
    DENSE,
    "merinci, ",
    "berita yang fitnah ",
    "'a'",
    "surat edaran ",
    '«kabar itu, ada jiwa"» dia tidak membatalkan hal itu\n',
    "Mari cabut aturan itu. ",
    "Menteri Perhubungan Bagus Sumantri meninjau bandara. Menhub mengatakan landasan siap dipakai. ",
]


def seconds_each(text: str) -> float:
    """Return the seconds that a character of a text takes."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        claimx.extract(text)
        return (time.process_time() - started) / len(text)
    finally:
        gc.enable()


def of_news() -> float:
    """Return the seconds that a character of news takes: the samples, dense with quotes, take 2.7 times as long (`fuzz/grammar.py`)."""
    return min(seconds_each(SAMPLES) for _ in range(2)) / 2.7


def is_slow(text: str) -> bool:
    """Return whether a text takes more than ten times as long as news, in each of five pairs measured one after the other.

    A busy machine slows one of a pair now and then (7.8 was seen where 5 is true), and never all five; what is slow, is slow each time.
    """
    return all(seconds_each(text) > 10 * of_news() for _ in range(5))


@pytest.mark.parametrize("unit", SLOW_ONCE)
def test_dense_text_takes_at_most_ten_times_as_long_as_news(unit: str) -> None:
    """Units that `fuzz/grammar.py --slow` found, or the test of all cases."""
    assert not is_slow(unit * (24_000 // len(unit)))


def sentences_of_the_cases() -> list[str]:
    """Return the sentences by which rules of cues, quotes, links and clauses are tested, without their marks."""
    found = []
    for name in ("cues", "links", "quotes", "syntax"):
        held = tomllib.loads((ROOT / f"tests/data/{name}.toml").read_text(encoding="utf-8"))
        cases = held["case"] if "case" in held else [case for rule in held.values() for case in rule.get("fire", ())]
        found += [case if isinstance(case, str) else case["text"] for case in cases]
    return [re.sub(r"\[\[|\]\]|<<|>>", "", text).strip() + " " for text in found]


@pytest.mark.slow
def test_no_sentence_of_a_case_over_and_over_takes_more_than_ten_times_as_long_as_news() -> None:
    """Once an order took 20 times as long, and a minister's short title 75 times: each occurrence looked through all the others."""
    news = of_news()
    slow = [unit for unit in sentences_of_the_cases() if seconds_each(unit * max(1, 9_000 // len(unit))) > 7 * news]
    assert [unit for unit in slow if is_slow(unit * (24_000 // len(unit)))] == []


def test_a_number_without_end_in_a_correction_takes_no_longer_than_words() -> None:
    """Once two seconds for a few hundred digits: each was tried as the first and the last of a value (found by `fuzz/fuzz.py`)."""

    def each(stretch: str) -> float:
        return seconds_each(f"Jumlah korban dikoreksi menjadi {stretch} di Desa Sukamaju.\n" * 20)

    assert any(each("9" * 750) <= 3 * each("kata " * 150) for _ in range(5))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/status says the peak")
def test_dense_text_takes_at_most_ten_times_the_memory_of_news() -> None:
    """400 KB of the samples take 1.3 times the memory of one of news (52 and 39 MB)."""
    code = (
        "import re, sys, claimx\n"
        "used = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "text = sys.stdin.read(); claimx.extract('Halo.'); before = used()\n"
        "claimx.extract(text * (400_000 // len(text))); print(used() - before)"
    )
    samples, dense = (
        int(subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True).stdout)
        for text in (SAMPLES, DENSE * 300)
    )
    assert dense <= 10 * samples / 1.3
