"""Makes the pictures of the README from real output: `python docs/pictures.py` (the report needs Chromium)."""

from __future__ import annotations

import io
from pathlib import Path

import claimx
from claimx.render import table
from claimx.render.html import page

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "data/samples/gudang_terbakar.txt"


def main() -> None:
    """Write `terminal.svg` and `report.png`."""
    from playwright.sync_api import sync_playwright
    from rich.console import Console

    text = SAMPLE.read_text(encoding="utf-8")
    document = {**claimx.extract(text), "text": text, "source": str(SAMPLE.relative_to(HERE.parent))}
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, markup=False, emoji=False, highlight=False)
    table.show(document, console)
    (HERE / "terminal.svg").write_text(
        console.export_svg(title="claimx extract data/samples/gudang_terbakar.txt", unique_id="claimx"), encoding="utf-8"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        tab = browser.new_page(viewport={"width": 1280, "height": 800})
        tab.set_content(page([document]))
        tab.screenshot(path=str(HERE / "report.png"))
        browser.close()


if __name__ == "__main__":
    main()
