"""What people read: both languages whole, every entry used, and the ledger's lines as sentences."""

import ast
import string
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from claimx.cli import Language
from claimx.records import Claim, Modality, Published
from claimx.render import ledger
from claimx.render.days import in_words
from claimx.render.table import SECTIONS, STYLES
from claimx.render.words import LANGUAGES, catalogue, usual_language
from claimx.selection import CLASSES, STATUSES

from .conftest import ROOT


def entries() -> list[tuple[str, str, Any]]:
    return [(section, name, words) for section, names in catalogue().items() for name, words in names.items()]


def parts(words: str) -> set[str]:
    return {part for _, part, _, _ in string.Formatter().parse(words) if part}


def test_both_languages_say_everything_with_the_same_parts() -> None:
    assert tuple(language.value for language in Language) == LANGUAGES
    for section, name, words in entries():
        assert tuple(words) == LANGUAGES, f"{section}.{name}"
        indonesian, english = parts(words["id"]), parts(words["en"])
        assert indonesian <= english if section == "warning" else indonesian == english, f"{section}.{name}"


FOLDER = ROOT / "src/claimx"
BY_RECORD = (
    "doubt status act unit basis undone section column stance rule explain warning when review count class scope quote".split()
)  # sections whose entries are named by what a record holds
CODE = [path.read_text(encoding="utf-8") for path in (*FOLDER.rglob("*.py"), *FOLDER.rglob("*.html"))]


def calls() -> Iterator[tuple[str, set[str | None]]]:
    """Yield (entry, names of its parts) for every call that names an entry of the catalogue."""
    sections = {"InputError": "error.", "OutputError": "error.", "tell": "message.", "_wrong": "option.", "say": ""}
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (called := getattr(node.func, "attr", getattr(node.func, "id", ""))) in sections:
                for name in node.args[called not in ("tell", "_wrong") :][:1]:
                    if isinstance(name, ast.Constant):
                        yield f"{sections[called]}{name.value!s}", {part.arg for part in node.keywords}


def test_every_entry_that_is_named_is_there_with_its_parts() -> None:
    named = list(calls())
    assert {name.partition(".")[0] for name, _ in named} >= {"error", "message", "option", "facts", "line"}
    for name, given in named:
        section, _, key = name.partition(".")
        assert given in (parts(catalogue()[section][key]["en"]), {None}), name  # None: `**parts`


def test_an_error_says_what_happened_and_what_to_try() -> None:
    for name, words in catalogue()["error"].items():
        assert all(what and hint for what, _, hint in (words[lang].partition(". ") for lang in LANGUAGES)), name


def test_every_entry_is_used() -> None:
    code = "\n".join(CODE)
    called = {name for name, _ in calls()}
    built = {"error.sqlite", "error.pdf", "error.office", "error.rtf", "error.old_word", "option.file", "option.folder"}  # by kind of file
    for section, name, _ in entries():
        if section in ("error", "message", "option"):
            assert f"{section}.{name}" in called | built, f"{section}.{name}"
        elif section not in BY_RECORD:
            assert f"{section}.{name}" in code, f"{section}.{name}"
    explained = (FOLDER / "render/explain.py").read_text(encoding="utf-8")
    assert all(f'"{name}"' in explained or f"explain.{name}" in explained for name in catalogue()["explain"])
    assert set(catalogue()["status"]) == set(STATUSES)
    assert set(catalogue()["doubt"]) == set(get_args(get_args(get_type_hints(Claim)["doubtful"])[0]))
    assert set(catalogue()["act"]) == set(catalogue()["class"]) == set(CLASSES)
    assert set(catalogue()["scope"]) == {"affirmed", "negated", *get_args(Modality)}
    assert set(catalogue()["count"]) == set(SECTIONS)
    assert set(catalogue()["basis"]) == set(get_args(get_type_hints(Published)["basis"]))
    assert set(catalogue()["undone"]) == {"negated", *get_args(Modality)} - {"asserted"}


def test_every_status_has_a_colour_of_its_meaning() -> None:
    assert set(ledger.GROUPS) == set(STATUSES)
    assert set(ledger.GROUPS.values()) == set(STYLES)


@pytest.mark.parametrize(
    ("locale", "language"), [("id_ID.UTF-8", "id"), ("id", "id"), ("in_ID", "id"), ("en_US.UTF-8", "en"), ("C.UTF-8", "en"), ("", "en")]
)
def test_the_language_is_that_of_the_locale(monkeypatch: pytest.MonkeyPatch, locale: str, language: str) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert usual_language() == language


def document(*cues: tuple[Any, ...], speaker: str | None = None, date: str | None = None, lag: dict[str, Any] | None = None) -> Any:
    """A record with one claim and some acts on it."""
    told = [
        {
            "id": f"R{number}", "class": kind, "cue": {"start": 0, "end": 1, "text": verb}, "polarity": polarity, "modality": modality,
            "agent": agent, "date": day, "old_value": old, "new_value": new,
        }
        for number, (kind, verb, agent, polarity, modality, day, old, new) in enumerate(cues, 1)
    ]  # fmt: skip
    claim = {
        "id": "C1", "span": {"start": 0, "end": 1, "text": "47 orang"}, "speaker": speaker, "quote": None, "date": date, "status": "corrected",
        "set_by": "R1", "history": [cue["id"] for cue in told], "lag": lag, "confidence": 0.9, "certainty": "sure", "doubtful": [], "evidence": [],
    }  # fmt: skip
    return {
        "text": None,
        "speakers": [{"id": "S1", "name": "Hendra Wirawan"}, {"id": "S2", "name": "Rina"}],
        "dates": [{"id": "D1", "value": "2024-03-05TNI"}, {"id": "D2", "value": "2024-03-06"}],
        "cues": told,
        "claims": [claim],
    }


DONE = ("affirmed", "asserted")


def test_a_line_says_who_said_what_and_what_became_of_it() -> None:
    found = document(
        ("correction", "meralat", "S1", *DONE, "D2", "47 orang", "29 orang"),
        ("correction", "ralat", "S1", *DONE, None, None, None),
        speaker="S1", date="D1", lag={"value": "P1D", "mod": "APPROX"},
    )  # fmt: skip
    (line,) = ledger.lines(found, "id")
    assert line.claimed == "Hendra Wirawan menyebut «47 orang» (Selasa malam, 5 Maret 2024)"
    (act,) = line.acts
    assert act.sentence == "diralat oleh dirinya sendiri (Rabu, 6 Maret 2024): 47 orang → 29 orang · 2 kali"
    assert (act.verbs, act.done) == (("meralat", "ralat"), True)
    assert (line.lag, line.sure) == ("sekitar 1 hari kemudian", "keyakinan 0.90")
    (line,) = ledger.lines(found, "en")
    assert line.acts[0].sentence == "corrected by the same (Wednesday, 6 March 2024): 47 orang → 29 orang · 2 acts"
    assert line.lag == "about 1 day after"


@pytest.mark.parametrize(
    ("polarity", "modality", "sentence"),
    [
        ("negated", "asserted", "tidak dibantah oleh Rina"), ("affirmed", "planned", "akan dibantah oleh Rina"),
        ("affirmed", "demanded", "diminta agar dibantah oleh Rina"), ("affirmed", "refused", "ditolak untuk dibantah oleh Rina"),
        ("affirmed", "questioned", "ditanyakan apakah dibantah oleh Rina"),
    ],
)  # fmt: skip
def test_an_act_that_was_not_done_says_so(polarity: str, modality: str, sentence: str) -> None:
    (line,) = ledger.lines(document(("denial", "bantah", "S2", polarity, modality, None, None, None)), "id")
    assert line.acts[0].sentence == sentence
    assert not line.acts[0].done


def test_acts_of_two_days_persons_or_kinds_are_not_folded() -> None:
    acts = [
        ("denial", "bantah", "S1", *DONE, "D1", None, None), ("denial", "bantah", "S1", *DONE, "D2", None, None),
        ("denial", "bantah", "S2", *DONE, None, None, None), ("apology", "maaf", "S2", *DONE, None, None, None),
    ]  # fmt: skip
    (line,) = ledger.lines(document(*acts), "en")
    assert [act.cues for act in line.acts] == [("R1",), ("R2",), ("R3",), ("R4",)]


@pytest.mark.parametrize(
    ("value", "mod", "indonesian", "english"),
    [
        ("2024-07-19", None, "Jumat, 19 Juli 2024", "Friday, 19 July 2024"),
        ("2024-07-19TNI", None, "Jumat malam, 19 Juli 2024", "Friday night, 19 July 2024"),
        ("2024-07-19T14:05", "APPROX", "sekitar Jumat, 19 Juli 2024 pukul 14.05", "about Friday, 19 July 2024 at 14:05"),
        ("XXXX-10-12", None, "12 Oktober (tahun tak disebut)", "12 October (year not told)"),
        ("XXXX-XX-XXT11:30", None, "hari tak disebut pukul 11.30", "some day at 11:30"),
        ("XXXX-07", None, "Juli (tahun tak disebut)", "July (year not told)"),
        ("2024-07", "START", "awal Juli 2024", "start of July 2024"), ("2024-W29", None, "pekan 15–21 Juli 2024", "week 15–21 July 2024"),
        ("2024-W31", None, "pekan 29 Juli–4 Agustus 2024", "week 29 July–4 August 2024"),
        ("2025-W01", None, "pekan 30 Desember 2024–5 Januari 2025", "week 30 December 2024–5 January 2025"),
        ("2024-W29-WE", None, "akhir pekan 20–21 Juli 2024", "weekend 20–21 July 2024"),
        ("2024-Q3", None, "kuartal III 2024", "quarter III of 2024"), ("2024-H1", None, "semester I 2024", "half I of 2024"),
        ("2024", "END", "akhir 2024", "end of 2024"), ("199", None, "1990-an", "the 1990s"), ("18", None, "abad ke-19", "century 19"),
        ("P1Y", None, "1 tahun", "1 year"), ("P2Y6M", None, "2 tahun 6 bulan", "2 years 6 months"),
        ("P1.5Y", "APPROX", "sekitar 1,5 tahun", "about 1.5 years"), ("PT1.5H", "MORE_THAN", "lebih dari 1,5 jam", "more than 1.5 hours"),
        ("PXM", None, "beberapa bulan", "several months"), ("P2DE", None, "2 dekade", "2 decades"),
        ("XXXX-WXX-4", None, "hari Kamis", "every Thursday"), ("XXXX-WXX-WE", None, "akhir pekan", "weekends"),
        ("PAST_REF", None, "waktu lampau", "some time past"),
        *((value, None, value, value) for value in ("XXXX", "2024-13-40", "2024-02-30")),
    ],
)  # fmt: skip
def test_spans_of_time_in_both_languages(value: str, mod: str | None, indonesian: str, english: str) -> None:
    assert (in_words(value, mod), in_words(value, mod, "en")) == (indonesian, english)
