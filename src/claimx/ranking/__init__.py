"""Fitted judgements: a logistic model over named features, its weights readable data (`weights.toml`, fitted by `tools/fit_ledger.py`)."""
