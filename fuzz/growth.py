"""Text of one unit over and over: where time grows with the square of the length, and what takes far longer than news.

    python fuzz/growth.py [--jobs 2] [--cases]

Three questions, all answered by ratios within one run: does a text of eight windows take more than six times as long as one of two; does a dense text take
more than ten times as long as news of its length; does the run need more than ten times the memory that news needs. `--cases` asks the second of every
sentence that a rule is tested by, which takes minutes. What is slow once is measured five times: a busy machine slows one of five, what is slow is slow each
time. The exit code is 1 where something is named.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import multiprocessing
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

from grammar import DENSE, MOST

import claimx
import claimx.windows
from claimx.analysis import Analysis
from claimx.errors import InputError
from claimx.inputs import Article
from claimx.pipeline import analyse

ROOT = Path(__file__).parents[1]
SAMPLES = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/samples").glob("*.txt")))
WINDOW = 4_000  # characters: small windows are soon done
TIMES = 5
MOST_OF_ACTS = 15  # times as long as news, of a whole window of nothing but acts and new names: 8 to 11 were measured, and ten is wanted

# what an attacker, or a broken page, would send: each unit over and over
FAMILIES = {
    "marks": '"', "curly": "“a” ", "open": "“kata ", "brackets": "(", "nested": "((", "words": "kata ", "and": "dan ", "digits": "1", "numbers": "12 ",
    "slashes": "1/2/", "names": "Budi ", "lists": "Budi, ", "quotes": '"A," kata B. ', "lines": "\n", "singles": "'a' ", "glued singles": "'a'", "that": "yang ", "said": "mengatakan ",
    "denied": "membantah ", "rumours": "kabar itu ", "according": "menurut Budi, ", "days": "Senin (1/2) ", "hyphens": "a-", "dots": ".", "initials": "A.",
    "addresses": "http://a.b ", "accounts": "@a ", "spaces": " ", "joiners": "\u200d", "his": "katanya ", "colons": "Budi: ", "dashes": "— ",
    "sorry": "meminta maaf ", "hoax": "kabar hoaks ", "acronyms": "Partai Maju (PM) ", "aliases": "Budi alias Bud ", "related": "Baca juga: Budi ",
    "amends": "ralat ", "amended": "meralatnya ", "dotted": "a.", "mails": "a+", "thousands": "1.111.", "gaps": "a" + " " * 300, "royals": "kata Ratu, ", "titles": "kata Presiden, ", "signatures": "A  | Aa", "titled names": "Raja ", "first names": "Agung ",
}  # fmt: skip

# the same with another name or word in place of `*` each time: nothing that was read before helps
NEW_EACH_TIME = {
    "corrected": "Koreksi: tertulis *.\n", "claimed": '"Harga * naik," kata Bupati *. * membantah isu *.\n', "hoaxes": "Kabar * itu hoaks. ",
    "titled": '"Harga naik," kata direktur * itu.\n', "parted": '"a" kata * "b". ', "amended anew": "Ralat: *\n", "headlines": "*\n\n",
    "acts": "* ralat ralat.\n", "deniers": "* bantah ralat.\n", "sayers": "kata * bantah *.\n", "named": "* membenarkan\n * korban rencana * * * * jiwa  * menampik, ",
}  # fmt: skip
_SYLLABLES = "ba ce di fo gu ha ji ko lu ma ne pi ro su ta we yo zu".split()

# what `grammar.py --slow` found, and the sentences of cases, when they were slow: one took 20 times as long as news, one 75 times
SLOW_ONCE = [
    "membantah kabar itu, katanya. ", "merinci, ", "berita yang fitnah ", "'a'", "surat edaran ", '«kabar itu, ada jiwa"» dia tidak membatalkan hal itu\n',
    "Mari cabut aturan itu. ", "Menteri Perhubungan Bagus Sumantri meninjau bandara. Menhub mengatakan landasan siap dipakai. ",
    "Rina membantah kabar itu, tidak benar, dan bukan hoaks, palsu, keliru dan salah, mencabut larangan, " * 6 + ". ",
    f"Jumlah korban dikoreksi menjadi {'9' * 750} di Desa Sukamaju.\n",
]  # fmt: skip


def repeated(family: str, size: int) -> str:
    """Return a text of about `size` characters made of the unit of a family."""
    if family in FAMILIES:
        return FAMILIES[family] * (size // len(FAMILIES[family]))
    unit = NEW_EACH_TIME[family]
    words = itertools.product(_SYLLABLES, repeat=4)
    return "".join(re.sub(r"\*", lambda _: "".join(next(words)).title(), unit) for _ in range(size // (len(unit) + 7 * unit.count("*"))))


def seconds(text: str) -> float:
    """Return the seconds of the processor that a text takes.

    The collector waits: a full collection falls into one run and not into the other, and costs as much as a window.
    """
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        result = analyse(Article("-", text, "0"), Analysis())
        took = time.process_time() - started
    finally:
        gc.enable()
    if isinstance(result, InputError):
        raise result
    return took


def least(ratio: Callable[[], float], most: float) -> float:
    """Return the least of some measurements of a ratio, the first that is small enough where one is."""
    found = float("inf")
    for _ in range(TIMES):
        found = min(found, ratio())
        if found <= most:
            break
    return found


def growth(family: str) -> str | None:
    """Return what is wrong with how time grows: eight windows take four times as long as two; with the square it would be sixteen times."""
    claimx.windows.WINDOW = WINDOW
    seconds(repeated(family, WINDOW))
    found = least(lambda: seconds(repeated(family, 8 * WINDOW)) / max(seconds(repeated(family, 2 * WINDOW)), 0.01), 6)
    return f"{family}: four times the text takes {found:.1f} times as long" if found > 6 else None


def density(unit: str) -> str | None:
    """Return what is wrong with how long a dense text takes, beside news measured right before: of a family a whole window, else of a unit over and over."""
    text = repeated(unit, claimx.windows.WINDOW) if unit in NEW_EACH_TIME else unit * max(1, 12_000 // len(unit))
    each = lambda: seconds(text) / len(text) / (seconds(SAMPLES) / len(SAMPLES) / DENSE)  # noqa: E731
    most = MOST_OF_ACTS if unit in NEW_EACH_TIME else MOST
    found = least(each, most)
    return f"{unit[:80]!r} takes {found:.0f} times as long as news" if found > most else None


def of_the_cases() -> list[str]:
    """Return the sentences by which rules of cues, quotes, links and clauses are tested, without their marks."""
    found = []
    for name in ("cues", "links", "quotes", "syntax"):
        held = tomllib.loads((ROOT / f"tests/data/{name}.toml").read_text(encoding="utf-8"))
        cases = held["case"] if "case" in held else [case for rule in held.values() for case in rule.get("fire", ())]
        found += [case if isinstance(case, str) else case["text"] for case in cases]
    return [re.sub(r"\[\[|\]\]|<<|>>", "", text).strip() + " " for text in found]


def memory() -> str | None:
    """Return what is wrong with the memory of a dense text: 400 KB of the samples take 1.3 times that of news (52 and 39 MB). Linux tells the peak."""
    code = (
        "import re, sys, claimx\n"
        "used = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "text = sys.stdin.read(); claimx.extract('Halo.'); before = used()\n"
        "claimx.extract(text * (400_000 // len(text))); print(used() - before)"
    )
    samples, dense = (
        int(subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True).stdout)
        for text in (SAMPLES, SLOW_ONCE[0] * 300)
    )
    return f"a dense text takes {1.3 * dense / samples:.0f} times the memory of news" if dense > 10 * samples / 1.3 else None


def main() -> int:
    """Measure, and name what is slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes")
    parser.add_argument("--cases", action="store_true", help="every sentence of a case too")
    chosen = parser.parse_args()
    with multiprocessing.Pool(chosen.jobs) as pool:
        growing = pool.map(growth, [*FAMILIES, *NEW_EACH_TIME], chunksize=1)
    with multiprocessing.Pool(chosen.jobs) as pool:  # anew: the windows have their size again
        dense = pool.map(density, SLOW_ONCE + [*NEW_EACH_TIME] + (of_the_cases() if chosen.cases else []), chunksize=1)
    wrong = [fault for fault in (*growing, *dense, memory() if sys.platform == "linux" else None) if fault]
    print(
        "\n".join(wrong)
        or f"{len(growing)} families grow with their length, {len(dense)} dense texts take at most ten times as long as news, those of acts and new names fifteen"
    )
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
