"""What a correction says: the old and the new value, and the reason that an act gives."""

from __future__ import annotations

import re

from claimx.ledger.cue import Cue

_FROM_TO = re.compile(
    r"\bdari\s+(?P<old>[^.;,]{1,40}?)\s+(?:menjadi|ke)\s+(?P<new>[^.;]{1,40}?)(?=\s+(?:orang|korban|jiwa|pada|di|karena|setelah)\b|[.;,\"”]|$)",
    re.IGNORECASE,
)
_NOT = re.compile(r",?\s+bukan\s+(?P<old>[^.;,\"”]{1,40})", re.IGNORECASE)  # `40 orang, bukan 50`
_BEFORE_NOT = re.compile(r"(?:\w+\s)?[\w,.%]+(?:\s\w+)?$")
_SHOULD_BE = re.compile(
    r"tertulis\s+(?P<old>[^.;,]{1,40}),?\s+(?:seharusnya|yang benar(?: adalah)?)\s+(?P<new>[^.;,]{1,40})", re.IGNORECASE
)
_BUT = re.compile(r"\s*(?P<new>[^.;,\"”]{2,60})")
_REASON = re.compile(
    r"\b(?:karena|lantaran|sebab|akibat|menyusul|setelah menuai|atas permintaan)\s+(?P<reason>[^.;,\"”]{3,80})", re.IGNORECASE
)


def set_values(cue: Cue, text: str, after: str) -> None:
    """Set old and new value of a correction, and the reason where one is given."""
    if cue.label in ("correction", "editorial_note"):
        for pattern in (_FROM_TO, _SHOULD_BE):
            match = pattern.search(after)
            if match:
                cue.old_value, cue.new_value = match["old"].strip(), match["new"].strip()
                break
        else:
            for match in _NOT.finditer(after):
                new = _BEFORE_NOT.search(after, max(0, match.start() - 60), match.start())
                if new:
                    cue.old_value, cue.new_value = match["old"].strip(), new.group().strip()
                    break
    elif cue.rule == "debunk.not_but" and text[cue.start : cue.end].lower().endswith(("melainkan", "tetapi", "tapi")):
        match = _BUT.match(after)
        cue.new_value = match["new"].strip() if match else None
    reason = _REASON.search(after)
    if reason:
        cue.reason = reason["reason"].strip()
