"""`claimx.news_tokenizer.v1`: a spaCy tokenizer by `claimx.language.tokenizer`; `doc.text` equals the input."""

import re
from collections.abc import Callable
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer
from spacy.vocab import Vocab

from claimx.language.tokenizer import Tokens, scan

_SURROGATE = re.compile("[\ud800-\udfff]")
_SCANNED: WeakKeyDictionary[Doc, tuple[str, Tokens]] = WeakKeyDictionary()


def scanned(doc: Doc) -> tuple[str, Tokens]:
    """Return the text of a Doc and its tokens by `scan`, from the making of the Doc where this tokenizer made it."""
    return _SCANNED.get(doc) or (doc.text, scan(doc.text))


class NewsTokenizer(DummyTokenizer):
    """`str` in, `Doc` out; there is nothing to store, as the rules are code."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens = pairs = scan(text)
        if _SURROGATE.search(text):  # half a character, which spaCy cannot keep: another stands in for it, one for one
            pairs = [(_SURROGATE.sub("\ufffd", word), space) for word, space in pairs]
        doc = Doc(self.vocab, words=[word for word, _ in pairs], spaces=[bool(space) for _, space in pairs])
        _SCANNED[doc] = text, tokens
        return doc


def make_tokenizer() -> Callable[[Language], NewsTokenizer]:
    """The entry point of `spacy_tokenizers`: a function from `nlp` to its tokenizer."""
    return lambda nlp: NewsTokenizer(nlp.vocab)
