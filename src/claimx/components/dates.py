"""`claimx_dates`: temporal expressions with TIMEX3 values, and the publication day where it has to be inferred."""

from datetime import date
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc

from claimx.components.store import group, kept, layers, reading_of

if TYPE_CHECKING:
    from claimx.language.reading import Reading
    from claimx.timex import Timex
    from claimx.timex.spans import Dates as DateSpans


class Dates:
    """Tag the dates of a Doc. Publication is taken from `doc._.claimx["published"]`, else told or inferred by the text."""

    def __init__(self, spans_key: str) -> None:
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        from claimx.timex import find, tag

        data = layers(doc)
        reading = reading_of(doc)
        expressions = find(reading.text)
        more: dict[str, Any] = {"sentence_of": reading.sentence_at, "in_body": reading.in_body, "expressions": expressions}
        if data["published"] is not None:
            found = tag(reading.text, date.fromisoformat(data["published"]["value"]), **more)
        else:
            found = self._without_publication(data, reading, more)
        data["dates"] = [_record(timex) for timex in found]
        data["warnings"] = [w for w in data["warnings"] if w["layer"] != "dates"] + [
            {
                "layer": "dates",
                "code": "weekday_conflict" if timex.conflict else "date_impossible" if timex.begin is None else "date_unlikely",
                "message": timex.warning,
                "start": timex.start,
                "end": timex.end,
            }
            for timex in found
            if timex.warning
        ]
        group(doc, self.spans_key, [(t.start, t.end, t.type, f"D{n}") for n, t in enumerate(found, 1)])
        return doc

    def _without_publication(self, data: dict[str, Any], reading: "Reading", more: dict[str, Any]) -> "list[Timex]":
        """Return the dates of a text that comes without a day of publication, and keep the day that it tells itself."""
        from claimx.timex import tag
        from claimx.timex.published import publication
        from claimx.timex.values import tag_without_year

        known = publication(reading, more["expressions"], data.get("years", ()))
        if known is None:
            return tag(reading.text, **more)
        if known.value is not None:
            data["published"] = {"value": known.value, "basis": known.basis, "confidence": known.confidence}
        return tag(reading.text, known.anchor, **more) if known.year_known else tag_without_year(reading.text, known.anchor, **more)


def _record(timex: "Timex") -> dict[str, Any]:
    return {
        "start": timex.start,
        "end": timex.end,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "begin": timex.begin,
        "end_date": timex.end_date,
        "conflict": timex.conflict,
    }


def dates_of(doc: Doc) -> "DateSpans":
    """Return where the dates of a Doc stand; none where the dates component did not run."""
    found: DateSpans = kept(doc, "dates", _spans)
    return found


def _spans(records: Any) -> "DateSpans":
    from claimx.timex.spans import Dates as DateSpans

    return DateSpans([(d["start"], d["end"]) for d in records])


@Language.factory("claimx_dates", default_config={"spans_key": "claimx_dates"})
def make_dates(nlp: Language, name: str, spans_key: str) -> Dates:
    """Return the component; `spans_key` names its span group."""
    return Dates(spans_key)
