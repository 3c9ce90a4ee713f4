"""The HTML report in a real browser: filters, clicks, no console error, hostile text inert, accessible, printable.

Needs Chromium at /usr/bin/chromium (Debian's package); skipped elsewhere unless CLAIMX_BROWSER=required.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from typer.testing import CliRunner

import claimx
from claimx.analysis import Analysis
from claimx.cli import app
from claimx.inputs import Article, Settings, read_all
from claimx.pipeline import analyse
from claimx.records import Thread
from claimx.render.html import page
from claimx.render.inert import shown
from claimx.render.trace import page as trace_page
from claimx.render.trace import pages
from claimx.trace.store import Store
from claimx.trace.threads import as_record, threads

from .conftest import ROOT

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
needs_browser = pytest.mark.skipif(
    not Path(CHROMIUM).exists() and os.environ.get("CLAIMX_BROWSER") != "required",
    reason="needs Chromium: apt-get install chromium",
)
HOSTILE = (
    'Kepala Dinas "><script>document.title="jahat"</script> membantah itu.\n\n'
    '"<img src=x onerror=alert(1)> harga naik {{ 7*7 }} \u202e kanan \x1b[31m," kata Rudi <b>Hartawan</b>.\n'
)


def documents() -> Iterator[Any]:
    for path in sorted((ROOT / "data/samples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield {**claimx.extract(text), "text": text, "source": path.name}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield found
        found.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a page of these records; fail on any console message, error or request for anything but the page."""
    said = []

    def open_page(found: Any, made: Callable[[Any], str] = page, **context: Any) -> Page:
        path = tmp_path / "report.html"
        path.write_text(made(found), encoding="utf-8")
        tab = browser.new_context(**context).new_page()
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on(
            "request",
            lambda request: said.append(request.url) if request.url != path.as_uri() and not request.url.startswith("data:") else None,
        )
        tab.goto(path.as_uri())
        return tab

    yield open_page
    assert said == []


@needs_browser
def test_a_click_in_the_ledger_shows_the_sentence(opened: Callable[..., Page]) -> None:
    tab = opened([next(d for d in documents() if d["source"] == "bantahan.txt")])
    tab.locator(".claims > li > a").first.click()
    here = tab.locator("mark.here")
    here.first.wait_for()
    assert "meloloskan izin tambak udang" in here.first.inner_text()
    assert here.first.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")


@needs_browser
def test_filters_hide_what_is_not_asked_for(opened: Callable[..., Page]) -> None:
    tab = opened([next(d for d in documents() if d["source"] == "permintaan_maaf.txt")])
    everything = tab.locator(".quotes li:visible").count()
    tab.get_by_label("Speaker").select_option("Tuti Nurhasanah")
    few = tab.locator(".quotes li:visible").count()
    assert 0 < few < everything
    assert all("Tuti Nurhasanah" in text for text in tab.locator(".quotes li:visible").all_inner_texts())
    tab.get_by_label("Speaker").select_option("")
    tab.get_by_label("Class of cue").select_option("retraction")
    assert tab.locator(".body mark:not(.dim)").count() == tab.locator(".body mark.retraction").count()


@needs_browser
def test_it_works_from_the_keyboard(opened: Callable[..., Page]) -> None:
    tab = opened([next(d for d in documents() if d["source"] == "bantahan.txt")])
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.locator(".claims > li > a").first.focus()
    tab.keyboard.press("Enter")
    tab.locator("mark.here").first.wait_for()
    assert "anchor" in tab.evaluate("document.activeElement.className")


@needs_browser
def test_many_articles_have_an_index_that_leads_to_them(opened: Callable[..., Page]) -> None:
    found = list(documents())
    tab = opened(found)
    links = tab.locator(".card h2 a")
    assert links.count() == len(found)
    links.last.click()
    assert re.fullmatch(r"#a\d+", tab.evaluate("location.hash"))


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_the_index_is_searched_filtered_and_sorted_and_breaks_no_word(opened: Callable[..., Page], width: int) -> None:
    tab = opened(list(documents()), viewport={"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cards = tab.locator(".card:visible")
    acted = [bool(card.get_attribute("data-status")) for card in cards.all()]
    assert acted == sorted(acted, reverse=True)  # those with acts first
    told = tab.locator(".card li small").all_text_contents()
    assert told
    assert not any("by the same" in line for line in told)  # who acted is named on the card
    assert [line for line in told if not re.search(r" 0\.\d\d", line)] == []
    tab.get_by_label("Search").fill("berisi plastik")
    assert cards.count() == 1
    tab.get_by_label("Search").fill("")
    tab.get_by_label("Status").select_option("revoked")
    assert cards.count() == 1
    assert all("revoked" in (card.get_attribute("data-status") or "") for card in cards.all())
    tab.get_by_label("Status").select_option("")
    tab.locator("input[data-card=people]").fill("surya maheswara")
    assert cards.count() == 1
    tab.locator("input[data-card=people]").fill("")
    tab.locator("input[data-card=day]").fill("2024-03")
    assert {card.get_attribute("data-day")[:7] for card in cards.all()} == {"2024-03"}
    tab.locator("input[data-card=day]").fill("")
    tab.get_by_label("Sort").select_option("up")
    days = [card.get_attribute("data-day") or "" for card in cards.all()]
    assert days == sorted(days, key=lambda day: "" if "X" in day else day)  # without its year, a day is not known
    broken = """() => [...document.querySelectorAll(".card")].flatMap(card => {
        const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), found = [];
        for (let node; node = walker.nextNode();) for (const word of node.data.matchAll(/\\S+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
            if (lines.size > 1 && !word[0].includes("-")) found.push(word[0]);
        }
        return found; })"""
    assert tab.evaluate(broken) == []


@pytest.mark.slow
@needs_browser
def test_a_thousand_articles_are_searched_and_one_is_opened(browser: Browser, tmp_path: Path) -> None:
    for number in range(1_000):
        text = f"Kabar Desa {number}\n\nCamat Rina Wijaya membantah kabar bahwa jembatan {number} runtuh.\n"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert CliRunner().invoke(app, ["extract", "-q", "-f", "html", "-o", f"{tmp_path}/situs/", str(tmp_path)]).exit_code == 0
    for width in (390, 1280):
        tab = browser.new_context(viewport={"width": width, "height": 800}).new_page()
        tab.goto((tmp_path / "situs/index.html").as_uri())
        cards = tab.locator(".card:visible")
        assert cards.count() == 1_000
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab.get_by_label("Search").fill("jembatan 777 runtuh")
        assert cards.count() == 1
        cards.first.locator("h2 a").click()
        assert tab.locator("h1").inner_text() == "Kabar Desa 777"


@needs_browser
@pytest.mark.parametrize(("width", "first"), [(390, "ledger"), (1280, "text")])
def test_on_a_phone_the_ledger_comes_first(opened: Callable[..., Page], width: int, first: str) -> None:
    tab = opened([next(documents())], viewport={"width": width, "height": 800})
    at = {name: tab.locator(f".columns > .{name}").bounding_box() for name in ("ledger", "text")}
    axis = "y" if width == 390 else "x"
    assert min(at, key=lambda name: at[name][axis]) == first
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_browser
def test_a_person_who_acts_keeps_the_line(opened: Callable[..., Page]) -> None:
    tab = opened([next(d for d in documents() if d["source"] == "larangan_dicabut.txt")])
    tab.get_by_label("Speaker").select_option("Pemerintah Kabupaten Girikerta")
    kept = tab.locator(".claims > li:visible").all_inner_texts()
    assert kept
    assert all("Pemerintah Kabupaten Girikerta" in text for text in kept)


UNDONE = "Polda Wanasari tidak membantah laporan itu. Menteri Rina Wijaya akan mencabut larangan ekspor beras."


@needs_browser
def test_what_was_not_done_looks_different_and_says_so(opened: Callable[..., Page]) -> None:
    tab = opened([{**claimx.extract(UNDONE), "text": UNDONE, "claims": []}])
    assert {text.strip() for text in tab.locator(".body mark.c.undone .vh").all_inner_texts()} == {"[to be revoked by Rina Wijaya]"}
    done = tab.locator(".body mark.c:not(.undone)").first
    assert done.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"
    assert tab.locator(".body mark.c.undone").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "dashed"


@needs_browser
def test_the_word_that_negates_an_act_is_marked_with_it(opened: Callable[..., Page]) -> None:
    text = "Polda Wanasari tidak pernah mencabut laporan itu. Menteri Rina Wijaya mencabut larangan ekspor beras."
    tab = opened([{**claimx.extract(text, min_confidence=0), "text": text}])
    marks = tab.evaluate(
        "() => [...document.querySelectorAll('.body mark.c')].map(m => [...m.childNodes].filter(n => n.nodeType == 3).map(n => n.data).join(''))"
    )
    assert [m.strip() for m in marks] == ["tidak pernah mencabut", "laporan", "mencabut", "larangan"]  # cut where a target begins


def test_a_title_stands_once_and_a_first_sentence_names_what_has_none() -> None:
    text = "Harga beras naik lagi. Warga mengeluh.\n"
    shown = page([{**claimx.extract(text), "text": text, "source": "n001", "title": None}])
    assert "<h1>Harga beras naik lagi.</h1>" in shown
    assert "<h1>n001" not in shown
    assert page([{**claimx.extract(text), "text": text, "title": "Beras"}]).count("Beras</h1>") == 1


def test_a_page_of_a_folder_leads_back_to_the_index(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Harga naik.", encoding="utf-8")
    CliRunner().invoke(app, ["extract", "-q", "-f", "html", "-o", f"{tmp_path}/situs/", str(tmp_path / "a.txt")])
    (made,) = (path for path in (tmp_path / "situs").glob("*.html") if path.name != "index.html")
    assert '<a href="index.html">' in made.read_text(encoding="utf-8")


def test_the_report_speaks_indonesian() -> None:
    made = page([next(documents())], "id")
    assert '<html lang="id">' in made
    assert "Klaim yang ditanggapi" in made
    assert "dibantah oleh Surya Maheswara" in made
    assert not re.search(r"Claims acted|Who said|Skip to|denied by", made)


@pytest.mark.parametrize(
    ("lang", "day"), [("en", "published Tuesday, 18 March 2025 (option)"), ("id", "terbit Selasa, 18 Maret 2025 (menurut opsi)")]
)
def test_the_day_of_publication_is_told_in_the_language_of_the_report(lang: str, day: str) -> None:
    made = page([{**claimx.extract("Harga beras naik.", "2025-03-18"), "text": "Harga beras naik."}], lang)
    assert day in re.sub(r"</?time[^>]*>", "", made)


@needs_browser
def test_hostile_text_is_inert(opened: Callable[..., Page]) -> None:
    tab = opened(
        [
            {
                **claimx.extract(HOSTILE),
                "text": HOSTILE,
                "source": '"><script>alert(1)</script>.txt',
                "title": "</title><script>alert(2)</script>",
            }
        ]
    )
    assert "jahat" not in tab.title()
    assert tab.locator("script").count() == 1
    assert tab.locator("img, b").count() == 0
    body = tab.locator(".body").inner_text()
    assert "img src=x onerror=alert(1)>" in body
    assert "{{ 7*7 }}" in body
    assert "\u202e" not in body
    assert "\x1b" not in body


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_said_by_axe(opened: Callable[..., Page], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe wants to run as a script of the page, which the content policy forbids to all others
    tab = opened(list(documents())[:3], color_scheme=scheme, bypass_csp=True)
    found = Axe().run(tab).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found if v["impact"] in ("serious", "critical")] == []


@needs_browser
def test_print_shows_text_and_ledger(opened: Callable[..., Page]) -> None:
    tab = opened([next(documents())])
    tab.emulate_media(media="print")
    assert tab.locator(".filters").first.is_hidden()
    assert tab.locator(".body").first.is_visible()
    assert tab.locator(".claims").first.is_visible()


def test_the_page_needs_nothing_from_elsewhere() -> None:
    made = page(list(documents()))
    assert not re.search(r"(?:src|href)=[\"'](?!#|data:)", made)
    assert "@import" not in made
    assert "default-src 'none'" in made


def test_controls_become_visible_one_for_one() -> None:
    assert shown("a\u202eb\x00c\ud800\n\td") == "a\ufffdb\ufffdc\ufffd\n\td"


def test_every_character_of_the_text_is_on_the_page() -> None:
    import html as entities

    for document in documents():
        body = re.search(r'<p class="body">(.*?)</p>', page([document]), re.DOTALL)[1]
        plain = re.sub(r'<span class="vh".*?</span>', "", body)
        assert entities.unescape(re.sub(r"<[^>]+>", "", plain)) == document["text"]


def traced() -> list[Thread]:
    articles = read_all([str(ROOT / "data/samples/trace/articles.jsonl")], Settings())
    found: Any = (analyse(article, Analysis(True)) for article in articles if isinstance(article, Article))
    with closing(Store()) as store:
        store.add(found)
        return [as_record(number, thread) for number, thread in enumerate(threads(store), 1)]


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_of_threads_is_searched_and_fits(opened: Callable[..., Page], width: int) -> None:
    tab = opened(traced(), trace_page, viewport={"width": width, "height": 800})
    assert tab.locator(".thread:visible").count() == 2
    assert tab.locator(".thread .silent").count() == 3
    tab.get_by_label("Search").fill("merkuri")
    assert tab.locator(".thread:visible h2").all_inner_texts() == [
        "DENIED PDAM Kota Sarwa menyalurkan air yang mengandung merkuri ke pelanggan di Kelurahan Mandirejo"
    ]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@needs_browser
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_threads_lead_to_one_another_and_fit(browser: Browser, tmp_path: Path, width: int) -> None:
    for name, content in pages(traced()):
        (tmp_path / name).write_text(content, encoding="utf-8")
    tab = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto((tmp_path / "index.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.get_by_label("Status").select_option("denied")
    assert tab.locator(".card:visible").count() == 1
    tab.get_by_label("Status").select_option("")
    tab.get_by_label("Person").fill("retno")
    tab.locator(".card:visible a").first.click()
    assert "merkuri" in tab.locator("h1").inner_text()
    assert tab.locator(".silent").count() == 1
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.get_by_role("link", name="All threads").click()
    assert tab.locator(".card").count() == 2
    assert said == []


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_is_said_of_threads_by_axe(opened: Callable[..., Page], scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab = opened(traced(), trace_page, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(tab).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
