"""The stem of a word: enough to see that two words share a root."""

from __future__ import annotations

import re
from functools import lru_cache

_NASAL = re.compile(r"(?:me|pe)(?:(?P<y>ny)|(?P<m>m)|(?P<n>n(?!g)))(?=[aiueo]\w{3})")  # a prefix that has swallowed s, p or t
_PREFIX = re.compile(r"(?:meng|mem|men|me|peng|pem|pen|pe|di|ber|ter|per|ke)(?=\w{4})")
_NOMINAL = re.compile(r"(?:ke|pe)\w+an(?:nya)?$")  # `kenaikan`, `penolakan`: the suffix is -an, however the root ends
_ROOT = 5  # letters of most roots: no affix is taken from a word that has no more


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return a lower-case word without its commonest affixes: enough to see that `penangkapan` and `ditangkap` share a root."""
    base = re.sub(r"(?:nya|lah|kah|pun|ku|mu)$", "", word) if len(word) > _ROOT + 1 else word
    if nasal := _NASAL.match(base):
        base = {"y": "s", "m": "p", "n": "t"}[nasal.lastgroup or "n"] + base[nasal.end() :]
    elif len(base) > _ROOT:
        base = _PREFIX.sub("", base, count=1)
    if len(base) <= _ROOT:
        return base
    return base.removesuffix("an") if _NOMINAL.match(word) else re.sub(r"(?:kan|an|i)$", "", base)
