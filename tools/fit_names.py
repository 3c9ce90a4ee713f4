"""Fit the words that begin or make up personal names in news: `lexicons/names.toml`, from sentences with PER, ORG and LOC.

    python tools/fit_names.py FILE [FILE ...] [--write]

FILE is one of idner-news-2k (MIT, khairunnisaor): `token POS tag` a line, IOB tags. A capitalised word is listed as personal where it
stands inside PER in `SHARE` of its uses or more. Printed is how often a two-way guess (personal or not) is right on the last file, with
the list fitted on the others.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

SHARE = 0.75
LEAST = 1


def counts(paths: list[Path]) -> dict[str, Counter[str]]:
    """Return, for each capitalised word in small letters, how often it is personal and how often in another name."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            parts = line.split()
            if len(parts) == 3 and parts[0][:1].isupper() and parts[0].isalpha() and not parts[0].isupper() and parts[2] != "O":
                seen[parts[0].lower()]["personal" if parts[2].endswith("PER") else "other"] += 1
    return seen


def personal(seen: dict[str, Counter[str]]) -> list[str]:
    """Return the words that are personal in most of their uses."""
    return sorted(w for w, c in seen.items() if c["personal"] >= LEAST and c["personal"] / c.total() >= SHARE and len(w) > 2)


def main() -> None:
    """Fit, print the accuracy on the last file and, asked to, write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    listed = set(personal(counts(arguments.files[:-1])))
    held = counts(arguments.files[-1:])
    known = {w: c for w, c in held.items() if w in listed}
    share = sum(c["personal"] for c in known.values()) / max(1, sum(c.total() for c in known.values()))
    print(f"{len(listed)} words; on {arguments.files[-1].name} {share:.1%} of the uses of listed words are personal")
    if arguments.write:
        words = personal(counts(arguments.files))
        lines = [""]
        for word in words:
            if len(lines[-1]) + len(word) > 130:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        head = (
            "# Words of personal names in news. Fitted by tools/fit_names.py, not written by hand.\n"
            f"# Source: idner-news-2k (MIT, khairunnisaor 2020, after Syaifudin and Nurwidyantoro 2016), {len(words)} words; {datetime.now(UTC).date()};\n"
            f"# on its held-out part {share:.1%} of the uses of listed words are personal.\n"
        )
        Path("src/claimx/lexicons/names.toml").write_text(f'{head}\npersonal = """\n' + "\n".join(lines) + '\n"""\n', encoding="utf-8")


if __name__ == "__main__":
    main()
