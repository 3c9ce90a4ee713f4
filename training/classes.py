"""Fit the open word classes that Indonesian affixes do not tell: `lexicons/classes.toml`, from POS-tagged news.

    python training/classes.py DATASET --check FILE [FILE ...] [--write]

DATASET is `nlp_id/data/dataset_postag.txt` of the PyPI package nlp-id (MIT, kumparan): one `word<TAB>tag` a line. The affix
rule (`syntax.classes.by_affix`) calls a word verb or noun; a word is listed where the data disagree with the rule often enough. FILE is one
of idner-news-2k (MIT, khairunnisaor), tagged by another tagger: a verb is listed only where both agree, since the first data call many
rare nouns verbs.
Every fifth sentence is held out: what is printed is the accuracy there, with and without the list.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

from claimx.syntax.classes import by_affix

OPEN = {"NN": "noun", "NNP": "noun", "FW": "noun", "VB": "verb", "JJ": "adjective", "ADV": "adverb"}
LEAST = 5  # times a word must stand in the data
SHARE = 0.6  # of them in one class


def sentences(path: Path) -> list[list[tuple[str, str]]]:
    """Return the tagged sentences of a file, empty ones left out."""
    found: list[list[tuple[str, str]]] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        word, _, tag = line.strip().partition("\t")
        if tag:
            found[-1].append((word, tag.upper()))
        elif found[-1]:
            found.append([])
    return [sentence for sentence in found if sentence]


def counts(data: list[list[tuple[str, str]]]) -> dict[str, Counter[str]]:
    """Return, for each lower-case word, how often it stands in each open class."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in data:
        for word, tag in sentence:
            if tag in OPEN and word.isalpha() and word.islower():
                seen[word][OPEN[tag]] += 1
    return seen


def verbs_elsewhere(paths: list[Path]) -> set[str]:
    """Return the words that a second data set calls verbs in most of their uses."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            parts = line.split()
            if len(parts) == 3 and parts[0].islower():
                seen[parts[0]][parts[1]] += 1
    return {word for word, tags in seen.items() if tags["VERB"] * 2 > tags.total()}


def exceptions(seen: dict[str, Counter[str]], verbs: set[str]) -> dict[str, list[str]]:
    """Return the words of each class that the affix rule gets wrong; of verbs those among `verbs`."""
    listed: dict[str, list[str]] = defaultdict(list)
    for word, tags in seen.items():
        best, n = tags.most_common(1)[0]
        if sum(tags.values()) >= LEAST and n / sum(tags.values()) >= SHARE and best != by_affix(word) and (best != "verb" or word in verbs):
            listed[best].append(word)
    return {name: sorted(words) for name, words in sorted(listed.items())}


def accuracy(seen: dict[str, Counter[str]], listed: dict[str, list[str]]) -> float:
    """Return the share of running words of open classes that get their class."""
    known = {word: name for name, words in listed.items() for word in words}
    right = sum(tags[known.get(word) or by_affix(word)] for word, tags in seen.items())
    return right / sum(sum(tags.values()) for tags in seen.values())


def main() -> None:
    """Fit, print the figures on the held-out sentences and, asked to, write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--write", action="store_true", help="write src/claimx/lexicons/classes.toml, fitted on all sentences")
    parser.add_argument("--check", type=Path, nargs="+", required=True, metavar="FILE")
    arguments = parser.parse_args()
    verbs = verbs_elsewhere(arguments.check)
    data = sentences(arguments.dataset)
    train = [sentence for n, sentence in enumerate(data) if n % 5]
    held = counts([sentence for n, sentence in enumerate(data) if not n % 5])
    before, after = accuracy(held, {}), accuracy(held, exceptions(counts(train), verbs))
    print(f"held out {len(data) - len(train)} of {len(data)} sentences: affixes alone {before:.1%}, with the list {after:.1%}")
    if arguments.write:
        listed = exceptions(counts(data), verbs)
        head = (
            "# Open-class words whose class the affix rule does not tell. Fitted by training/classes.py, not written by hand.\n"
            f"# Source: nlp-id 0.1.23 (PyPI, MIT) and, for verbs, idner-news-2k (MIT); {len(data)} POS-tagged sentences of news; {datetime.now(UTC).date()}; a word stands here from\n"
            f"# {LEAST} occurrences, {SHARE:.0%} of them in one class. Held-out accuracy on words of open classes: {after:.1%} (affixes alone {before:.1%}).\n"
        )
        body = "".join(f'\n{name} = """\n{_wrapped(words)}\n"""\n' for name, words in listed.items())
        Path("src/claimx/lexicons/classes.toml").write_text(head + body, encoding="utf-8")
        print({name: len(words) for name, words in listed.items()})


def _wrapped(words: list[str], width: int = 130) -> str:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


if __name__ == "__main__":
    main()
