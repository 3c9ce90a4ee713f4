"""The spaCy components, one factory a file; each reads the text through `claimx.language.reading` and adds its annotations.

They live in `doc._.claimx`, typed (`claimx.annotations`; they survive `to_bytes` and `DocBin`), and as span groups `claimx_dates`, `claimx_quotes`,
`claimx_sources`, `claimx_cues`, `claimx_claims` for spaCy's own tools. Modules in here import neither lexicons nor patterns at import time: every
program that makes a pipeline imports them. Their annotations of types are not postponed: spaCy up to 3.8.7 reads those of a factory as they stand.
"""
