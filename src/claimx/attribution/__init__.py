"""Who said what: the noun phrases of sources (`sources`), direct quotes (`direct`), paraphrase (`indirect` and its shapes), headlines (`headlines`). Who a source is, is said in `claimx.speakers`.

After PARC 3.0 a quote has a source, a cue and a content; here they are offsets into the text, no spaCy involved.
"""
