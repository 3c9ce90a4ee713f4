"""The spaCy components, one factory a file; each reads the text through `claimx.language.reading` and adds its layer.

Layers live in `doc._.claimx`, a plain dictionary of JSON values with offsets (it survives `to_bytes` and `DocBin`), and
as span groups `claimx_dates`, `claimx_quotes`, `claimx_sources`, `claimx_cues` for spaCy's own tools. Modules in here
import neither lexicons nor patterns at import time: every program that makes a pipeline imports them. Their
annotations are not postponed: spaCy up to 3.8.7 reads those of a factory as they stand.
"""
