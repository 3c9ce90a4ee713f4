"""Temporal expressions: spans and values, negatives, calendar bounds, warnings, and the component alone."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from marked import Dated, dated

from claimx.render.days import in_words
from claimx.timex import tag
from claimx.timex.calendar import bounds, named_day
from claimx.timex.patterns import Form, all_forms, triggers

from .conftest import TRIM, Extract

PUBLICATION = tomllib.loads((Path(__file__).parent / "data/publication.toml").read_text(encoding="utf-8"))
CASES = list(dated())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return end - len(words.lstrip(TRIM)), start + len(words.rstrip(TRIM))


def params() -> Iterator[Any]:
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason="known failure, kept as data")] if case.fails else []
        yield pytest.param(case, marks=marks, id=f"{case.group}: {case.text[:40]}")


@pytest.mark.parametrize("case", list(params()))
def test_dates(case: Dated) -> None:
    found = [(*trimmed(case.text, t.start, t.end), t.value, t.mod) for t in tag(case.text, date.fromisoformat(case.published))]
    assert found == [(*trimmed(case.text, start, end), value, mod) for start, end, value, mod in case.dates]


@pytest.mark.parametrize("case", [c for c in CASES if c.group == "layout"], ids=lambda c: c.text[:40])
def test_a_line_with_a_date_or_clock_is_text_whatever_its_layout(extract: Extract, case: Dated) -> None:
    assert [(d["start"], d["end"], d["value"], d["mod"]) for d in extract(case.text, published=case.published)["dates"]] == case.dates


def test_every_form_begins_with_a_known_trigger() -> None:
    known = frozenset({"year", "counted", "bracket", "day"}).union(*(classes for classes, _ in triggers().values()))
    assert frozenset.union(*(classes for classes, _ in all_forms())) == known


@pytest.mark.parametrize("form", [form for _, form in all_forms()], ids=lambda form: f"{form.kind}: {form.source[:40]}")
def test_no_part_of_a_form_holds_another(form: Form) -> None:
    # `Form.parts` takes the last group that matched for the last of all
    source = re.sub(r"\\.|\[\]?(?:\\.|[^\]])*\]", "", form.pattern.pattern)
    while (without := re.sub(r"\((?!\?P<)[^()]*\)", "", source)) != source:  # groups that only hold together what they hold
        source = without
    assert not re.search(r"\(\?P<[^()]*\(", source)
    assert form.pattern.groups == len(form.pattern.groupindex)


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"), ("2023-02", "2023-02-01", "2023-02-28"), ("2021-W01", "2021-01-04", "2021-01-10"),
        ("2020-W28-WE", "2020-07-11", "2020-07-12"), ("2020-Q4", "2020-10-01", "2020-12-31"), ("2020-H1", "2020-01-01", "2020-06-30"),
        ("199", "1990-01-01", "1999-12-31"), ("18", "1800-01-01", "1899-12-31"), ("2024-05-06T14:30", "2024-05-06", "2024-05-06"),
        *((value, None, None) for value in ("PAST_REF", "P3D", "XXXX-05-01", "2023-02-30")),
    ],
)  # fmt: skip
def test_bounds(value: str, begin: str | None, end: str | None) -> None:
    assert bounds(value) == (begin, end)


def test_named_days_come_from_the_holidays_package() -> None:
    assert named_day("Idul Fitri", 2023) == date(2023, 4, 22)
    assert named_day("08-17", 2023) == date(2023, 8, 17)


def test_conflict_keeps_both_readings_and_warns(extract: Extract) -> None:
    found = extract("Rapat digelar Selasa (5/3) di balai desa.", "2021-03-10")
    (stated,) = found["dates"]
    assert stated["value"] == "2021-03-05"
    assert stated["conflict"] == {"weekday": "2021-03-02", "date": "2021-03-05"}
    assert found["warnings"][0]["message"] == "Selasa (5/3): 5 March 2021 is a Friday"


def test_impossible_day_is_kept_and_reported(extract: Extract) -> None:
    found = extract("Sidang dijadwalkan 31 Juni 2021.", "2021-03-10")
    assert (found["dates"][0]["begin"], found["warnings"][0]["code"]) == (None, "date_impossible")


def test_without_publication_values_keep_their_blanks(extract: Extract) -> None:
    values = [d["value"] for d in extract("Ia pulang Kamis dan kembali bulan lalu, lalu 5 Mei.")["dates"]]
    assert values == ["XXXX-WXX-4", "XXXX-XX", "XXXX-05-05"]


@pytest.mark.parametrize(
    ("basis", "told"), [pytest.param(basis, told, id=why) for basis in PUBLICATION for why, told in PUBLICATION[basis].items()]
)
def test_publication_is_weighed_from_the_text(extract: Extract, basis: str, told: str) -> None:
    day, _, text = told.partition(" | ")
    found = extract(told if basis == "untold" else text)["published"]
    assert found is None if basis == "untold" else (found["value"], found["basis"]) == (day, basis)
    assert found is None or 0.7 <= found["confidence"] < 1


def test_what_is_certain_without_a_year(extract: Extract) -> None:
    document = extract("Harga naik sejak kemarin, kata Rudi, Rabu (13/3). Lebaran tahun lalu ramai, dan 5 Mei 1985 sepi. Ia pulang Senin.")
    assert [d["value"] for d in document["dates"]] == ["XXXX-03-12", "XXXX-03-13", "XXXX-XX-XX", "1985-05-05", "XXXX-03-11"]
    assert [d["begin"] for d in document["dates"]] == [None, None, None, "1985-05-05", None]


def test_a_day_too_weak_to_tell_still_anchors_the_others(extract: Extract) -> None:
    document = extract(
        "Waduk itu dibuka Kamis (4/1/2024). Tanggul yang jebol pada Senin (11/3/2024) lalu menggenangi sawah. Air surut kemarin."
    )
    assert document["published"] is None
    assert document["dates"][-1]["value"] == "2024-03-10"


def test_no_date_of_the_cases_is_left_in_codes() -> None:
    values = [(v, m) for case in CASES if not case.fails for _, _, v, m in case.dates]
    assert [v for v, m in values if re.search(r"T[A-Z]{2}|W\d|Q\d|H\d|^P\d|_REF", in_words(v, m))] == []


@pytest.mark.parametrize("published", ["0001-01-01", "0001-01-05", "9999-12-30", "9999-12-31"])
def test_beyond_the_ends_of_the_calendar_a_day_is_unknown(extract: Extract, published: str) -> None:
    text = (
        "Ia datang kemarin, lusa, besok, pekan lalu, dua tahun lalu, sebulan lagi, Senin depan, Minggu lalu, malam Minggu, tahun lalu, Lebaran, "
        "10 tahun lagi, akhir pekan ini, kuartal lalu, bulan depan, 5 Januari, Sabtu (2/2). Rapat 31 Desember 9999. Ia pergi sehari kemudian."
    )
    dates = extract(text, published=published)["dates"]
    assert len(dates) > 12
    assert all(d["begin"] is None or "0001" <= d["begin"][:4] <= "9999" for d in dates)
