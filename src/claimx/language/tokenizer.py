"""A tokenizer made for Indonesian news: one compiled regular expression, no exceptions table.

`scan` cuts a text into (token, followed by one space) pairs whose concatenation is the text to the last character;
`NewsTokenizer` puts them into a spaCy `Doc`. Clitics stay on their word (`ujarnya`, `KTP-nya`), since cues are
annotated with them; titles and initials keep their full stop (`Ir.`, `S.H.`, `M.`); numbers keep their inner marks
(`2,5`, `14.30`), but a range (`2014-2019`) and a date (`11/7`) fall into their parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Words that carry a full stop before a name or number, and so end no sentence. Lower case; compared without case.
BEFORE_NAMES = (
    "muh|moh|hi|dg|ir|capt|dr|drs|dra|drg|apt|ns|rd|br|pdt|prof|hj|h|kh|tgk|tb|st|sdr|bpk|jl|jln|no|hlm|pt|cv|jend|letjen|mayjen|brigjen|kol|letkol|kapt|"
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


_SURROGATE = re.compile("[\ud800-\udfff]")
_SCANNED: WeakKeyDictionary[Doc, tuple[str, Tokens]] = WeakKeyDictionary()


def scanned(doc: Doc) -> tuple[str, Tokens]:
    """Return the text of a Doc and its tokens by `scan`, from the making of the Doc where this tokenizer made it."""
    return _SCANNED.get(doc) or (doc.text, scan(doc.text))


class NewsTokenizer:
    """A spaCy tokenizer: `str` in, `Doc` out, `doc.text` equal to the input."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        tokens = pairs = scan(text)
        if _SURROGATE.search(text):  # half a character, which spaCy cannot keep: another stands in for it, one for one
            pairs = [(_SURROGATE.sub("\ufffd", word), space) for word, space in pairs]
        doc = Doc(self.vocab, words=[word for word, _ in pairs], spaces=[bool(space) for _, space in pairs])
        _SCANNED[doc] = text, tokens
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """Tokenize a stream of texts, one `Doc` each."""
        return (self(text) for text in texts)

    # There is nothing to store: the rules are code.
    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> NewsTokenizer:
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        return None

    def from_disk(self, _path: str | Path, **_: object) -> NewsTokenizer:
        return self


def make_tokenizer() -> Callable[[Any], NewsTokenizer]:
    """The entry point `claimx.news_tokenizer.v1` of `spacy_tokenizers`: a function from `nlp` to its tokenizer."""

    def create(nlp: Any) -> NewsTokenizer:
        return NewsTokenizer(nlp.vocab)

    return create
