"""Fitted judgements: a logistic model over named features, its weights readable data, one file for each judgement, fitted by the scripts of `training/`."""
