"""Fitted judgements: a logistic model over named features, its weights readable data, one file for each judgement, fitted by the scripts of `training/`."""

CHOSEN = "CLAIMX_MODELS"  # in the environment: a folder whose files take the place of the program's, as those of a fold do
