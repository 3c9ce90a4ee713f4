"""The components in spaCy: by entry point, alone, in a stock pipeline, and through every way a Doc or pipeline is stored."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import claimx
from claimx.inputs import Article
from claimx.pipeline import COMPONENTS, Indonesian, load
from claimx.summary import summarize

from .conftest import Put

TEXT = (
    "Direktur Utama PT Sagara Hendra Wibowo membantah kabar itu, Senin (4/3/2024).\n\n"
    '"Kabar itu tidak benar," kata Hendra. "Kami tidak pernah mengirim surat."'
)


def printed(code: str, *arguments: str) -> str:
    """Return what a new Python process prints."""
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def test_components_stand_in_their_order_and_fill_span_groups(nlp: Indonesian) -> None:
    assert tuple(nlp.pipe_names) == COMPONENTS
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["claimx_dates"]] == ["Senin (4/3/2024)"]
    assert [span.text for span in doc.spans["claimx_cues"]][:1] == ["membantah"]
    assert doc.spans["claimx_quotes"][0].id_ == "Q1"
    assert doc.spans["claimx_sources"][0].text == "Hendra"


def test_entry_points_serve_a_program_that_only_installed_claimx() -> None:
    assert "Senin (4/3/2024)" in printed(
        f"import spacy; nlp = spacy.blank('xx'); [nlp.add_pipe(n) for n in {COMPONENTS!r}];"
        "doc = nlp('Rapat digelar Senin (4/3/2024).'); print([s.text for s in doc.spans['claimx_dates']])"
    )


def test_stock_tokenizer_keeps_offsets_true() -> None:
    nlp = spacy.blank("id")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    text = '"Saya tahu",ujar Hendra Wibowo, Senin(4/3/2024).'
    doc = nlp(text)
    (quote,) = doc._.claimx.quotes
    assert text[slice(*quote.content[0])] == "Saya tahu"


def test_dates_alone() -> None:
    nlp = spacy.blank("xx")
    nlp.add_pipe("claimx_dates")
    doc = nlp("Ia pulang 5 Mei 2020.")
    assert [span.label_ for span in doc.spans["claimx_dates"]] == ["DATE"]


def test_pipeline_survives_the_disk(nlp: Indonesian, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again(TEXT)._.claimx == nlp(TEXT)._.claimx


def test_doc_survives_bytes_and_docbin(nlp: Indonesian) -> None:
    article = Article("-", "", "0")
    doc = nlp(TEXT)
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert summarize(again, article) == summarize(doc, article)
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert summarize(back, article) == summarize(doc, article)
    assert back._.claimx == again._.claimx == doc._.claimx
    assert [s.text for s in back.spans["claimx_cues"]] == [s.text for s in doc.spans["claimx_cues"]]


def test_a_store_read_before_anything_of_claimx_is_loaded(nlp: Indonesian, tmp_path: Path) -> None:
    DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_disk(tmp_path / "docs.spacy")
    code = (
        "import sys; from spacy.tokens import DocBin; from spacy.vocab import Vocab;"
        "(doc,) = DocBin().from_disk(sys.argv[1]).get_docs(Vocab());"
        "from claimx.components.store import annotations_of; print([q.content for q in annotations_of(doc).quotes])"
    )
    assert printed(code, str(tmp_path / "docs.spacy")).strip() == str([q.content for q in nlp(TEXT)._.claimx.quotes])


def test_two_processes_give_what_one_gives(nlp: Indonesian) -> None:
    texts = [TEXT, "Ia pulang 5 Mei 2020.", TEXT]
    one = [doc._.claimx for doc in nlp.pipe(texts)]
    two = [doc._.claimx for doc in nlp.pipe(texts, n_process=2, batch_size=1)]
    assert one == two


def test_importing_claimx_does_not_import_spacy() -> None:
    assert printed("import sys, claimx, claimx.cli; print('spacy' in sys.modules or 'rich' in sys.modules)") == "False\n"


@pytest.mark.parametrize("day", [date(2024, 3, 4), datetime(2024, 3, 4, 23, 59)])
def test_a_day_may_be_a_date(day: date | datetime) -> None:
    assert claimx.extract("Rapat besok.", published=day) == claimx.extract("Rapat besok.", published="2024-03-04")


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_texts_in_processes_come_out_in_order(jobs: int) -> None:
    said, closed = '"Harga naik," kata Rudi Hartawan.', "Kemarin pasar tutup."
    found: list[Any] = list(claimx.extract_many([said, (closed, date(2024, 3, 4)), (closed, "2024-03-05")], jobs=jobs))
    assert {**found[0], "source": "-"} == claimx.extract(said)
    assert [d["source"] for d in found] == ["1", "2", "3"]
    assert [d["dates"][0]["value"] for d in found[1:]] == ["2024-03-03", "2024-03-04"]


@pytest.mark.parametrize(
    ("texts", "options", "error"),
    [
        (["a"], {"jobs": 0}, ValueError),
        (["a"], {"min_confidence": 2}, ValueError),
        ([("a", "5 Mei")], {}, ValueError),
        ([b"a"], {}, TypeError),
    ],
)
def test_many_texts_are_checked(texts: list[Any], options: dict[str, Any], error: type[Any]) -> None:
    with pytest.raises(error):
        list(claimx.extract_many(texts, **options))


def test_files_are_read_with_their_text(tmp_path: Path, put: Put) -> None:
    put("a.txt", TEXT)
    put("b.jsonl", '{"text": "Pasar tutup.", "id": "b1"}\n{"rusak"\n')
    first, second, third = claimx.read(tmp_path)
    assert first["text"] == TEXT
    assert second["source"] == "b1"
    assert "not JSON" in str(third)


def test_one_factory_adds_all(nlp: Indonesian) -> None:
    whole = spacy.blank("xx")
    whole.add_pipe("claimx")
    whole.tokenizer = nlp.tokenizer
    assert whole(TEXT)._.claimx == nlp(TEXT)._.claimx
    assert whole.analyze_pipes()["problems"] == {"claimx": []}


def test_what_is_missing_is_told_before_a_run_and_in_it() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("claimx_claims")
    assert nlp.analyze_pipes()["problems"]["claimx_claims"] == ["doc._.claimx_quotes", "doc._.claimx_cues", "doc._.claimx_speakers"]
    with pytest.raises(ValueError, match="needs claimx_quotes, claimx_cues, claimx_speakers before it"):
        nlp(TEXT)
    for name in ("claimx_quotes", "claimx_cues", "claimx_speakers"):
        nlp.add_pipe(name, before="claimx_claims")
    assert nlp.analyze_pipes()["problems"]["claimx_claims"] == []
    assert nlp(TEXT)._.claimx_claims


@pytest.mark.parametrize("day", ["2024-03-05", date(2024, 3, 5), datetime(2024, 3, 5, 9)])
def test_the_day_of_publication_is_set_on_the_doc_or_as_context(nlp: Indonesian, day: Any) -> None:
    doc = nlp.make_doc("Rapat digelar kemarin.")
    doc._.claimx_published = day
    ((other, context),) = nlp.pipe([("Rapat digelar kemarin.", {"published": day, "id": 7})], as_tuples=True)
    assert [nlp(doc)._.claimx_dates[0].value, other._.claimx_dates[0].value, context["id"]] == ["2024-03-04", "2024-03-04", 7]


def test_a_day_that_is_none_is_an_error(nlp: Indonesian) -> None:
    doc = nlp.make_doc("Rapat digelar kemarin.")
    doc._.claimx_published = "besok"
    with pytest.raises(ValueError, match="besok"):
        nlp(doc)


def test_a_doc_as_json_holds_the_record(nlp: Indonesian) -> None:
    held = json.loads(json.dumps(nlp(TEXT).to_json(underscore=["claimx_record"])))["_"]["claimx_record"]
    assert held["claims"] == claimx.extract(TEXT)["claims"]
    assert {span.label_ for span in nlp(TEXT).ents} == {"PER", "ORG"}
