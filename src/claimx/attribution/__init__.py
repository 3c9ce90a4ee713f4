"""Who said what: noun phrases (`phrases`), direct quotes (`direct`), paraphrase (`indirect` and its shapes), and who a source is (`people`).

After PARC 3.0 a quote has a source, a cue and a content; here they are offsets into the text, no spaCy involved.
"""
