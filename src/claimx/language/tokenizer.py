"""A tokenizer made for Indonesian news: one compiled regular expression, no exceptions table.

`scan` cuts a text into (token, followed by one space) pairs whose concatenation is the text to the last character;
`claimx.components.tokenizer` puts them into a spaCy `Doc`. Clitics stay on their word (`ujarnya`, `KTP-nya`), since cues are
annotated with them; titles and initials keep their full stop (`Ir.`, `S.H.`, `M.`); numbers keep their inner marks
(`2,5`, `14.30`), but a range (`2014-2019`) and a date (`11/7`) fall into their parts.
"""

from __future__ import annotations

import re

# Words that carry a full stop before a name or number, and so end no sentence. Lower case; compared without case.
BEFORE_NAMES = (
    "muh|moh|hi|dg|ir|capt|dr|drs|dra|drg|drh|apt|ns|rd|br|pdt|prof|hj|h|kh|tgk|tb|st|sdr|bpk|ny|tn|jl|jln|no|hlm|pt|cv|jend|letjen|mayjen|brigjen|kol|letkol|kapt|"
    "lettu|letda|kompol|kombes|akbp|akp|ipda|iptu|aiptu|aipda|bripka|brigpol|briptu|bripda|bharada|irjen|komjen|pol|purn|pelda|peltu|serma|serka|sertu|serda|kopka|"
    "koptu|kopda|praka|pratu|prada|marsda|marsma|marsdya|laksda|laksma|laksdya|mr|mrs|ms|kab|kec|kel|prov|tgl|pkl"
)
# All that carry one: these may end a sentence.
ABBREVIATIONS = (
    BEFORE_NAMES + "|rm|sdri|gg|nos|dll|dsb|dst|tsb|a\\.n|u\\.p|d\\.a|s\\.d|ud|tbk|mayor|sr|jr|vs|cq|ttd|red|wib|lt|inc|ltd|co|corp|bros"
)

# Words after which some pages lose the blank before a link: `kepadadetikcom`, `dilansirAntara`, `dataBPS`.
_BEFORE_LINKS = "[KkPp]epada|[Pp]ada|[Dd](?:ari|engan|i(?:kutip|lansir|terima|temui|hubungi|konfirmasi))|[Oo]leh"

TOKEN = re.compile(
    r"""(
      (?:(?:"""
    + _BEFORE_LINKS
    + r""")(?=[A-Z][a-z]{2}(?<!Nya))|(?:"""
    + _BEFORE_LINKS
    + r"""|[Dd]ata|[Tt]im|[Pp]antauan)(?=detik(?:com|[A-Z])|[A-Z]{3}))
    | detik(?:com|[A-Z][a-z]+|[A-Z]+)(?=(?:di|dari|pada)\b)          # and the one after it: `detikJatengdi`
    | [^\W\d_]++(?=[\s,])                                      # most words by far: letters alone, none of what follows
    | [,.](?=\s) | \s+ | ["“”()]                                # and most of what stands between them
    | (?:https?://|www\.)[^\s"“”<>]+[^\s"“”<>.,;:!?)\]]      # addresses, without the mark that follows
    | [\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+                       # mail; what stands before @ has 64 characters at most
    | [A-Za-z][\w-]{0,62}+\.(?:com|net|org|tv|io|ai|id|co(?:\.[a-z]{2})?)\b(?!\.\w)   # Kompas.com, Kata.ai
    | @\w+(?:\.\w+)*+ | \#\w+                                    # accounts, tags
    | (?:pukul|jam|pkl|Pukul|Jam|Pkl|Rp|US\$|USD)(?=\d)        # a unit glued to its number
    | \d+(?:[.,:]\d+)*                                         # 14.30  2,5  1.000  10:05
    | (?:(?i:"""
    + ABBREVIATIONS
    + r""")\.(?=\s|,|[A-Z(]|$))                              # Ir.  Jl.  PT.
    | (?:(?:LL|[A-Z][a-z]?)\.)+[A-Z][A-Za-z]{0,4}\b\.?            # S.H.  M.Si.  M.AP.  Ph.D  LL.M.
    | [A-Z]\.(?=\s?[A-Z])                                     # M. Hery
    | [^\W_]+(?:[-'’‘`][^\W\d_][^\W_]*)*                         # words, Jum'at, baru-baru, KTP-nya, COVID
    | -{2,}|\.{2,}|={2,}|_+
    | .
    )(\ ?)""",
    re.VERBOSE | re.DOTALL,
)


Tokens = list[tuple[str, str]]


def scan(text: str) -> Tokens:
    """Return the tokens of `text`, each with the single space that follows it (or an empty string)."""
    return TOKEN.findall(text)
