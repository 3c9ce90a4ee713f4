"""The terminal view of a score: figures, accuracy by band of confidence, and the faults by kind."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from claimx.render.inert import plain
from claimx.render.words import say
from claimx.scoring import Ratio, Tally, by_confidence, figures

_COUNTS = ("bad_offsets", "documents")


def show(tally: Tally, console: Console, faults: int = 0, lang: str = "en") -> None:
    """Print the figures in percent, and at most `faults` faults of each kind; the names of figures and kinds are those of the JSON."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(say(lang, "score.figure"), overflow="fold")
    for title in ("P", "R", "F1", say(lang, "score.gold"), say(lang, "score.predicted"), say(lang, "score.right")):
        table.add_column(title, justify="right")
    for name, figure in figures(tally).items():
        if isinstance(figure, Ratio):
            shares = (f"{100 * share:.1f}" for share in (figure.p, figure.r, figure.f1))
            table.add_row(name, *shares, *(f"{n:.0f}" for n in (figure.gold, figure.predicted, figure.matched)))
        elif figure is None:
            table.add_row(name, "", "", "–")
        else:
            table.add_row(name, "", "", f"{figure:.0f}" if name in _COUNTS else f"{100 * figure:.1f}")
    console.print(table)
    bands = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    bands.add_column(say(lang, "score.confidence"))
    for title in (say(lang, "score.quotes"), say(lang, "score.right"), "%"):
        bands.add_column(title, justify="right")
    above = 1.0
    for low, quotes, right in by_confidence(tally):
        band = say(lang, "score.band", low=f"{low:.1f}", high=f"{above:.1f}")
        bands.add_row(band, str(quotes), str(right), f"{100 * right / quotes:.1f}" if quotes else "–")
        above = low
    console.print()
    console.print(bands)
    kinds: dict[str, int] = {}
    for fault in sorted(tally.faults, key=lambda f: f.kind):
        kinds[fault.kind] = kinds.get(fault.kind, 0) + 1
        if kinds[fault.kind] <= faults:
            told = say(lang, "score.fault", wanted=plain(fault.wanted), found=plain(fault.found))
            console.print(Text.assemble((f"{fault.kind} ", "bold"), plain(fault.document), ": ", told))
