"""TIMEX3 in Indonesian: `patterns` finds expressions, `values` gives them their value, `calendar` knows the days.

`values` asks the module of an expression's kind: `days`, `periods`, `amounts`, `named`; `context` is what they all need.

After HeidelTime's division into extraction and normalisation (Strötgen and Gertz 2013), values after TimeML/ISO 8601.
"""

from claimx.annotations import Timex
from claimx.timex.patterns import find
from claimx.timex.values import tag

__all__ = ["Timex", "find", "tag"]
