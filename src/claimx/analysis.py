"""How one article is analysed: which components run, how sure a line of the ledger must be, whether the record holds the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, frozen=True)
class Analysis:
    """What is asked of an analysis.

    `only` names the components to run, None for all. `min_confidence`, 0 to 1, takes the place of the fitted threshold below which an
    entry of the ledger is only possible. `include_text` puts the article's text into its record.
    """

    include_text: bool = False
    only: tuple[str, ...] | None = None
    min_confidence: float | None = None
