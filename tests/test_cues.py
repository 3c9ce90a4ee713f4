"""Cues of retraction by rule: those that must fire, with polarity and modality, and near misses that must not."""

from collections.abc import Iterator
from typing import Any

import pytest
from marked import Cued, cued

from claimx.acts.rules import rules

from .conftest import Extract

CASES = list(cued())


def params() -> Iterator[Any]:
    for case in CASES:
        marks = [pytest.mark.xfail(strict=True, reason="known failure, kept as data")] if case.fails else []
        yield pytest.param(case, marks=marks, id=f"{case.rule} {case.text[:40]}")


@pytest.mark.parametrize("case", list(params()))
def test_fires_or_stays_silent(extract: Extract, case: Cued) -> None:
    start, end = case.span or (0, len(case.text))
    cues = extract(case.text)["cues"]
    if case.fires:
        hits = [c for c in cues if c["rule"] == case.rule and (c["cue"]["start"], c["cue"]["end"]) == (start, end)]
        assert hits, [(c["rule"], c["cue"]["text"]) for c in cues]
        assert f"{hits[0]['polarity']} {hits[0]['modality']}" == case.scope
    else:
        label = next(rule.label for candidates in rules().values() for rule in candidates if rule.name == case.rule)
        near = [c for c in cues if c["cue"]["start"] < end and start < c["cue"]["end"]]
        assert [(c["rule"], c["cue"]["text"]) for c in near if label in (c["class"], "none") or c["rule"] == case.rule] == []


@pytest.mark.parametrize("case", list(cued("scope.toml")), ids=lambda case: f"{case.rule} {case.text[:40]}")
def test_what_a_sentence_says_of_its_act(extract: Extract, case: Cued) -> None:
    assert case.span
    cues = [c for c in extract(case.text)["cues"] if c["cue"]["start"] < case.span[1] and case.span[0] < c["cue"]["end"]]
    assert [f"{c['polarity']} {c['modality']}" for c in cues] == [case.scope]


def test_agent_target_and_demander(extract: Extract) -> None:
    found = extract("Serikat guru mendesak Bupati Rahmat Salim mencabut ucapannya soal honor.")
    (cue,) = [c for c in found["cues"] if c["class"] == "retraction"]
    names = {s["id"]: s["name"] for s in found["speakers"]}
    assert (names[cue["agent"]], names[cue["demander"]]) == ("Rahmat Salim", "Serikat guru")
    assert (cue["target"]["text"], cue["modality"]) == ("ucapannya soal honor", "demanded")


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Dinas itu meralat jumlah korban luka dari 48 menjadi 39 orang.", "48 orang", "39 orang"),
        ("Badan itu merevisi angka pertumbuhan dari 5,1 persen menjadi 4,9 persen.", "5,1 persen", "4,9 persen"),
        ("Basarnas merevisi jumlah penumpang menjadi 65 orang dari sebelumnya 62 orang.", "62 orang", "65 orang"),
        ("Badan itu memutakhirkan kekuatan gempa dari magnitudo 6,2 menjadi 5,8.", "magnitudo 6,2", "5,8"),
        ("Jumlah korban bukan 12 orang, melainkan 15 orang, kata Rina Puspita, meralat data sebelumnya.", "12 orang", "15 orang"),
        ("Ralat: jumlah korban seharusnya 15 orang, bukan 12 orang.", "12 orang", "15 orang"),
    ],
)
def test_old_and_new_value(extract: Extract, text: str, old: str, new: str) -> None:
    told = {(cue["old_value"], cue["new_value"]) for cue in extract(text)["cues"] if cue["new_value"] is not None}
    assert told == {(old, new)}


AGENT_AND_TARGET = [
    ('"Iya benar, pabrik itu tutup pekan depan," kata Andi Surya.', "Andi Surya", "pabrik itu tutup pekan depan"),
    ("Warga lega usai dicabutnya larangan sepeda motor melintas di Jalan Mawar oleh Mahkamah Agung.", "Mahkamah Agung", "larangan sepeda motor melintas di Jalan Mawar"),
    ("Bupati Rina Sari memutuskan bahwa izin tambang itu dicabut.", "Rina Sari", "izin tambang itu"),
    ("Rina Sari mengakui, tahun ini jalan itu belum diperbaiki.", "Rina Sari", "tahun ini jalan itu belum diperbaiki"),
    ('"Tidak benar (menerima uang)," kata Andi Surya.', "Andi Surya", "menerima uang"),
    ('"Benar ada penambahan dana," kata Andi Surya.', "Andi Surya", "ada penambahan dana"),
    ("Perwakilan Sutan Mahmud membantah laporan bahwa kliennya telah menipu.", "Perwakilan Sutan Mahmud", "laporan bahwa kliennya telah menipu"),
    ('"Saya tidak mau berkomentar apa pun," kata Andi Surya.', "Andi Surya", None),
    ("Andi Surya menjelaskan hal itu untuk meluruskan kabar kelangkaan.", "Andi Surya", "kabar kelangkaan"),
    # whom something is asked of, with or without a word for the purpose
    ("Andi Surya meminta kepada Kepala Humas agar meralat keterangan itu.", "Kepala Humas", "keterangan itu"),
    ('"Saya minta juga kepada pihak bank mencabut gugatan itu," kata Andi Surya.', "pihak bank", "gugatan itu"),
    ("Andi Surya menyampaikan kepada warga telah mencabut gugatan itu.", "Andi Surya", "gugatan itu"),
    # a number that is somebody, and what tells more of him
    ("Dua warga mencabut gugatan itu.", "Dua warga", "gugatan itu"),
    ("Andi Surya, yang mencabut gugatan itu, tidak hadir.", "Andi Surya", "gugatan itu"),
    # the subject right after a circumstance
    ("Di Jakarta warga membantah kabar itu.", "warga", "kabar itu"),
    ("Berdasarkan Pasal 5 pemohon bisa mencabut gugatan itu.", "pemohon", "gugatan itu"),
    # who carries out what a noun names
    ("Pencabutan izin tambang itu dilakukan oleh Dinas Perizinan.", "Dinas Perizinan", "izin tambang"),
    ("Pencabutan izin tambang itu diputuskan Bupati Rahmat Salim.", "Rahmat Salim", "izin tambang"),
    ("Sebelumnya, perihal pencabutan izin tambang itu diumumkan pemerintah pada Juni.", "pemerintah", "izin tambang"),
    ("Permintaan maaf itu disampaikan Andi Surya.", "Andi Surya", None),
    ("Kabar mundurnya Rahmat Salim dibenarkan oleh sekretarisnya, Andi Surya.", "Andi Surya", "Kabar mundurnya Rahmat Salim"),
    ("Pencabutan izin tambang itu diumumkan Senin.", None, "izin tambang"),
    # a predicate inside what a rumour says
    ('"Kabar pasar Wangi tutup itu tidak benar," kata Andi Surya.', "Andi Surya", "Kabar pasar Wangi tutup itu"),
    ('Redaksi Kabarlembah.id mencabut artikel berjudul "Camat Palsu" yang tayang Senin.', "Redaksi Kabarlembah.id", 'artikel berjudul "Camat Palsu" yang tayang Senin'),
]  # fmt: skip
NOT_YET = [
    # who acts is somebody else to the ranker of speakers
    ("Pesan itu dipastikan hoaks oleh Stasiun Cuaca Kembaran.", "Stasiun Cuaca", "Pesan itu"),
    ('"Tujuh, turunkan harga pupuk. Delapan, cabut aturan kuota itu," kata Andi Surya.', None, "aturan kuota itu"),
    ('"Yang meminta maaf seharusnya bukan kami," kata Andi Surya.', None, None),
    ("Andi Surya menemui saksi yang mencabut gugatan itu.", "saksi", "gugatan itu"),
    ("Lalu, apa yang membuat Andi Surya urung mencabut gugatan itu?", None, "gugatan itu"),
    ("Pencabutan izin tambang itu disesalkan Andi Surya.", None, "izin tambang itu"),
    ('Rudi Hartawan menilai soal itu selesai. "Ujung-ujungnya sudah minta maaf," kata Andi Surya.', None, None),
    # the likeliest stretch of the sentence is another, or one too many
    ("Rina Sari mengakui di Kembaran, Senin.", "Rina Sari", None),
    ("Rina Sari mengakui, kata pengacaranya, pernah lalai.", "Rina Sari", None),
    ("Dinas itu merevisi jumlah korban banjir dari 14 menjadi 11 orang.", "Dinas", "jumlah korban banjir dari 14 menjadi 11 orang"),
    ("Andi Surya menambahkan Persema tak mau mengomentari isu itu secara detail.", "Persema", "isu itu"),
    ("Dengan dicabutnya larangan becak motor oleh Mahkamah Niaga, sopir lega.", "Mahkamah Niaga", "larangan becak motor"),
    ('"Kabar itu membuat warga panik, padahal tidak benar," kata Andi Surya.', "Andi Surya", "Kabar itu"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "agent", "target"), [*AGENT_AND_TARGET, *(pytest.param(*case, marks=pytest.mark.xfail(strict=True)) for case in NOT_YET)]
)
def test_agent_and_target(extract: Extract, text: str, agent: str | None, target: str | None) -> None:
    found = extract(text)
    (cue,) = found["cues"]
    names = {s["id"]: s["name"] for s in found["speakers"]}
    assert names.get(cue["agent"]) == agent
    assert (cue["target"] and cue["target"]["text"]) == target


@pytest.mark.parametrize(
    ("lead", "modality"),
    [
        ("Kami mendesak:", "demanded"), ("Koalisi menuntut pemerintah agar:", "demanded"),
        ("Kronologi yang harus diketahui:", "asserted"), ("Bupati melakukan:", "asserted"),
    ],
)  # fmt: skip
def test_acts_in_a_list_of_demands_are_demanded(extract: Extract, lead: str, modality: str) -> None:
    record = extract(f"{lead}\n1. Gubernur Rina Puspita mencabut Peraturan Nomor 12 Tahun 2019.\n2. Bupati pulang.")
    assert [cue["modality"] for cue in record["cues"]] == [modality]
