"""Chunks: where a noun phrase, a prepositional phrase, a verb group and a whole object end. Each judgement has its one place here.

Token ranges are half open; `limit` is the token that a chunk may not pass, the end of a sentence or of a quotation.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from claimx.language.morphology import looks_like_agent_noun
from claimx.language.reading import Reading
from claimx.language.reporting import active_cues, bare_cues, fronted_cues, passive_cues
from claimx.lexicons import word_class
from claimx.syntax.classes import class_at, lexical_class, listed_class, members
from claimx.timex.spans import Dates

Range = tuple[int, int]

_OPENING = {'"': '"”', "“": '”"', "'": "'’", "‘": "’'", "”": '”"', "«": "»"}
_LONGEST_BRACKET = 14  # tokens
_LONGEST_CLAUSE = 120  # tokens
_LONGEST_PHRASE = 60  # tokens; no record of 4,784 texts needs more
_NESTED = 4  # relative clauses inside one; no article has more, and a text of nothing but `yang` may
_LONGEST_TITLE = 60  # tokens of a stretch in marks that is skipped as one
_NOMINAL = frozenset({"noun", "name", "number", "pronoun", "determiner"})
_MODIFYING = frozenset({"adjective", "noun", "name", "number", "demonstrative", "pronoun"})
_BEFORE_VERB = frozenset({"negator", "auxiliary", "adverb"})
_BEFORE_ADJECTIVE = _BEFORE_VERB | {"name", "demonstrative", "pronoun", "adverbial", "that", "complementizer"}
_PREDICATIVE = frozenset({"verb", "copula"})
_JOINING = ("-", "/", "&", "–", "'", "’")


@cache
def _tells() -> frozenset[str]:
    """Return the verbs after which `jika` and `kalau` open what is told."""
    return frozenset(active_cues()) | fronted_cues() | members("knowing")


class Tokens:
    """The tokens of a text with their classes, found lazily, and the chunks that begin at a token."""

    def __init__(self, reading: Reading, dates: Dates) -> None:
        self.reading = reading
        self.dates = dates
        self.words = reading.words
        self.low = reading.low
        self._kinds: dict[int, str] = {}

    def kind(self, i: int) -> str:
        """Return the class of token `i`."""
        known = self._kinds.get(i)
        if known is None:
            known = self._kinds[i] = class_at(self.reading, i)
        return known

    def date_end(self, i: int) -> int:
        """Return the token after a temporal expression that begins at token `i`, else `i`."""
        end = self.dates.at(self.reading.starts[i])
        return i if end is None else bisect_left(self.reading.starts, end)

    # -- marks ---------------------------------------------------------------------------------------------------------
    def bracket_end(self, i: int, limit: int) -> int:
        """Return the token after the bracket that closes the one at token `i`."""
        for k in range(i + 1, min(limit, i + _LONGEST_BRACKET)):
            if self.words[k] == ")":
                return k + 1
        return i + 1

    def quoted_end(self, i: int, limit: int) -> int | None:
        """Return the token after the mark that closes the one at token `i`, None where token `i` opens no quotation."""
        closing = _OPENING.get(self.words[i])
        if closing is None or self.reading.starts[i] not in self.reading.quotation_starts:
            return None
        for k in range(i + 1, min(limit, i + _LONGEST_TITLE)):
            if self.words[k] in closing:
                return k + 1
        return None

    # -- predicates ----------------------------------------------------------------------------------------------------
    def is_predicate(self, i: int) -> bool:
        """Return whether token `i` can be the main word of a predicate."""
        kind = self.kind(i)
        if kind == "noun" and i and self.low[i - 1] in word_class("first_person") and self._opens(i - 1):
            return True  # `kami apresiasi`, `saya kira`
        if kind in ("noun", "verb") and i > 1 and self.kind(i - 1) == "pronoun" and self.low[i - 2] in members("tense"):
            return True  # `sudah ia cabut`
        if kind in _PREDICATIVE:
            return self.words[i][0].islower() or self.reading.opens_sentence(i) or self.reading.is_headline_verb(i)
        return kind == "adjective" and (i == 0 or self.kind(i - 1) in _BEFORE_ADJECTIVE)

    def _opens(self, i: int) -> bool:
        """Return whether token `i` opens a clause: the first of a sentence or quotation, or after a mark or `bahwa`."""
        return i == 0 or self.kind(i - 1) in ("mark", "complementizer") or self.reading.opens_sentence(i)

    def group_head(self, i: int, limit: int) -> int | None:
        """Return the main word of the verb group that begins at token `i`: after negators, auxiliaries and adverbs; a noun only negated."""
        k = i
        while k < limit and (self.kind(k) in _BEFORE_VERB or self._adverbial(k, limit)):
            k += 1
        if k >= limit:
            return None
        negated = k > i and self.kind(k - 1) == "negator" and self.kind(k) in ("noun", "preposition")
        negated = negated or (k > i and self.low[k - 1] in members("tense") and self.kind(k) == "noun" and not self.low[k].endswith("nya"))
        return k if self.is_predicate(k) or negated else None

    def _adverbial(self, i: int, limit: int) -> bool:
        """Return whether an adjective at token `i` tells how the verb after it is done: `X resmi mencabut`, `X tegas membantah`."""
        return self.kind(i) == "adjective" and i + 1 < limit and self.kind(i + 1) == "verb" and self.low[i + 1].startswith("me")

    def begins_group(self, i: int, limit: int) -> bool:
        """Return whether a verb group begins at token `i`."""
        return self.group_head(i, limit) is not None

    def clause_follows(self, i: int, limit: int) -> bool:
        """Return whether a clause, and not only a noun phrase, begins at token `i`."""
        if i >= limit:
            return False
        if self.begins_group(i, limit):
            return True
        end = self.apposed_end(i, limit)
        while end < limit and self.kind(end) == "preposition":
            after = self.prepositional_end(end, limit)
            if after <= end + 1:
                break
            end = after
        return end > i and end < limit and (self.begins_group(end, limit) or self.kind(end) == "that")

    def apposed_end(self, i: int, limit: int) -> int:
        """Return the token after the noun phrase at token `i`, with who that is between commas: `direktur klub, Rina Puspita,` and `Rina Puspita, direktur klub,`."""
        end = self.noun_phrase_end(i, limit)
        if end <= i or end + 1 >= limit or self.words[end] != "," or "name" not in (self.kind(i), self.kind(end + 1)):
            return end
        stop = self.noun_phrase_end(end + 1, limit)
        return stop + 1 if end + 1 < stop < limit and self.words[stop] == "," else end

    def complements(self, i: int) -> bool:
        """Return whether token `i` opens a complement clause: `bahwa`, or `jika`/`kalau` right after a verb or noun of saying or knowing."""
        low = self.low[i]
        if low in members("complementizer"):
            return True
        return low in members("whether") and i > 0 and (self.low[i - 1] in _tells() or self.low[i - 1] in members("content_noun"))

    def agent_end(self, i: int, limit: int) -> int:
        """Return the token after the agent that stands right after a passive (`dibantah Polda`), `i` where there is none."""
        if i >= limit or self.date_end(i) > i:
            return i
        if self.low[i] == "oleh":
            return self.noun_phrase_end(i + 1, limit)
        if self.low[i].startswith(("meng", "memb", "memp", "meny")) and lexical_class(self.low[i]) == "verb":
            return i  # a line begins anew: `izin dibatalkan Mengandung merkuri`
        if (
            self.words[i][0].isupper()
            and not self.acts(i)
            and (listed_class(self.low[i]) == "noun" or self.kind(min(i + 1, limit - 1)) == "number")
        ):
            return i  # `izin dibatalkan Kadar merkuri …`, `… Cemaran 1,4-dioksan …`
        able = any(self.low[i].rstrip(".") in word_class(name) for name in ("role", "rank", "organization"))
        nominal = able or self.kind(i) in ("name", "pronoun") or self.low[i] in members("opens_body")
        return self.noun_phrase_end(i, limit) if nominal else i

    def acts(self, i: int) -> bool:
        """Return whether a noun at token `i` names somebody who can act."""
        low = self.low[i]
        listed = any(low in word_class(name) for name in ("role", "organization", "group", "rank"))
        return listed or looks_like_agent_noun(low) or " ".join(self.low[i : i + 2]) in word_class("proxy")  # `juru bicara`

    # -- noun phrases --------------------------------------------------------------------------------------------------
    def noun_phrase_end(self, i: int, limit: int, conjuncts: bool = True) -> int:
        """Return the token after the bare noun phrase at token `i`: head and modifiers, no relative clause nor prepositional phrase.

        With `conjuncts` nouns that `dan` joins to it are part of it.
        """
        j, demonstrated = i, False
        limit = min(limit, i + _LONGEST_PHRASE)
        while j < limit:
            date = self.date_end(j)
            if date > j:
                if j == i or (self.kind(j - 1) not in ("name", "number") and self.low[j - 1] not in members("attribute")):
                    return j if j > i else date
                j = date
                continue
            if not self.words[j][0].isalnum() and self.words[j][0] != "@":
                after = self._past_mark(i, j, limit)
                if after is None:
                    return j
                j = after
                continue
            if self.kind(j) == "coordinator" and conjuncts and j > i and self._coordinated_noun(j, limit):
                j += 1
                demonstrated = False
                continue
            if (demonstrated and self.kind(j) != "demonstrative") or not self._modifies(i, j):
                return j
            demonstrated = demonstrated or self.kind(j) == "demonstrative"
            j += 1
        return j

    def _past_mark(self, i: int, j: int, limit: int) -> int | None:
        """Return the token after the bracket, hyphen or title that goes on with the noun phrase [i, j), None where a mark ends it."""
        word = self.words[j]
        if word == "(" and j > i:
            return self.bracket_end(j, limit)
        if word in _JOINING and j > i and j + 1 < limit:
            return j + 1
        return self.quoted_end(j, limit) if j == i or close_to_title(self, j) else None

    def _modifies(self, i: int, j: int) -> bool:
        """Return whether the word at token `j` is the head of the noun phrase that begins at token `i`, or a modifier in it."""
        kind, low = self.kind(j), self.low[j]
        if kind == "demonstrative":
            return True
        if j == i:
            return kind in _NOMINAL or kind == "adjective"
        if low in members("attribute") or low in members("ordinal"):
            return True  # `sutradara berusia 42 tahun`
        if kind == "determiner":
            return self.kind(j - 1) == "coordinator" or self._owned(j)
        if kind not in _MODIFYING:
            return False
        if kind == "pronoun" and self.kind(j - 1) not in ("noun", "coordinator"):
            return False
        if j == i + 1 and self.kind(i) == "pronoun" and self.is_predicate(j):
            return False
        return not (kind == "adjective" and self._ends_a_name(j - 1))  # `X bungkam`, `Komisi Pemilihan Umum (KPU) resmi mencabut`

    def _owned(self, j: int) -> bool:
        """Return whether a noun before token `j` may be followed by whose it is: `permohonan para warga`, `dugaan sejumlah anggota …`."""
        return self.kind(j - 1) == "noun" and (self.low[j] == "para" or self.low[j - 1] in members("content_noun"))

    def _ends_a_name(self, j: int) -> bool:
        return (self.kind(j) in ("name", "pronoun") and not self.words[j].isupper()) or self.words[j] == ")"

    def _coordinated_noun(self, j: int, limit: int) -> bool:
        """Return whether `dan` at token `j` joins another noun to the phrase, and no new clause."""
        if self.low[j] not in members("and_or") or j + 1 >= limit or self.kind(j + 1) not in _NOMINAL:
            return False
        end = self.noun_phrase_end(j + 1, limit, conjuncts=False)
        return not (end < limit and self.begins_group(end, limit) and self.kind(j - 1) != "name")

    def prepositional_end(self, i: int, limit: int) -> int:
        """Return the token after the prepositional phrase at token `i`."""
        j = i + 1
        if self.low[i] == "dengan" and j + 1 < limit and self.kind(j) == "auxiliary" and self.kind(j + 1) == "verb":
            return j + 1  # `dengan tegas membantah`
        while j < limit and self.kind(j) in ("preposition", "adverbial") and self.date_end(j) == j:
            j += 1
        return max(j, self.noun_phrase_end(j, limit))

    def apposed(self, subject: Range, i: int) -> bool:
        """Return whether the noun phrase at token `i` goes on with the subject: only a comma, a bracket or a preposition stands between."""
        between = self.words[subject[1] : i]
        if "," not in between:
            return True
        fronted = self.kind(subject[0]) not in ("name", "noun", "determiner", "pronoun")
        return not fronted and len(between) <= _LONGEST_BRACKET and between[-1] in (",", ")", "(")

    # -- objects -------------------------------------------------------------------------------------------------------
    def object_end(self, i: int, limit: int) -> int:
        """Return the token after the whole object at token `i`: noun phrase, its phrases, relative and complement clauses."""
        j = self.noun_phrase_end(i, limit)
        while i < j < limit:
            low, kind = self.low[j], self.kind(j)
            if kind == "that":
                j = self.relative_end(j, limit)
            elif low == "bahwa" or self.complements(j):
                return self.clause_end(j + 1, limit)
            elif (after := self._dated_relative(j, limit)) > j:
                j = after
            elif (after := self._apposition(j, limit)) > j:
                j = self.clause_end(after + 1, limit) if self._goes_on(i, after, limit) else after
            elif low == "akibat" and not self.clause_follows(j + 1, limit):
                j = self.prepositional_end(j, limit)  # `korban meninggal akibat longsor`
            elif kind == "preposition" and low in members("attaching") and not self._tells_occasion(j, limit):
                if low == "dengan" and self.low[j + 1 : j + 2] and self.low[j + 1] in members("reason_noun"):
                    return j
                if self.begins_group(j + 1, limit):
                    return self.clause_end(j + 1, limit)
                after = self.prepositional_end(j, limit)
                if after <= j + 1:
                    return j
                j = after
            elif self.begins_group(j, limit) and self._takes_clause(i, j):
                return self.clause_end(j, limit)
            else:
                return j
        return j

    def _goes_on(self, i: int, j: int, limit: int) -> bool:
        """Return whether what a rumour says goes on after an apposition that ends at `j`: `kabar siswa SD 1, Wanasari, dikeluarkan`."""
        return j + 1 < limit and self.words[j] == "," and self.low[i] in members("rumour_noun") and self.begins_group(j + 1, limit)

    def _dated_relative(self, j: int, limit: int) -> int:
        """Return where a time between a noun and its relative clause ends (`media selama ini yang menyebut …`), `j` where there is none."""
        if self.low[j : j + 2] == ["selama", "ini"] and j + 2 < limit and self.kind(j + 2) == "that":
            return j + 2
        start = j + 1 if self.kind(j) in ("adverbial", "preposition") and j + 1 < limit else j
        end = self.date_end(start)
        return end if end > start and end < limit and self.kind(end) == "that" else j

    def _apposition(self, j: int, limit: int) -> int:
        """Return where a name after a comma at token `j` ends that explains the noun before it, `j` where none does."""
        if self.words[j] != "," or j + 1 >= limit or self.kind(j + 1) != "name" or self.date_end(j + 1) > j + 1:
            return j
        end = self.noun_phrase_end(j + 1, limit)
        closes = end >= limit or self.words[end] in ',.;)"”'
        return end if closes and not (end + 1 < limit and self.date_end(end + 1) > end + 1) else j

    def _takes_clause(self, i: int, j: int) -> bool:
        """Return whether the phrase [i, j) ends in a noun that the verb at `j` may follow as what it says (`isu mundur`)."""
        pointed = j == i + 2 and self.kind(j - 1) == "demonstrative"
        if self.low[i] in members("rumour_noun") and j > i + 1 and not pointed:
            return True  # `kabar siswa itu dikeluarkan`
        if self.low[j - 1].removesuffix("nya") not in members("content_noun") or self.kind(j) == "negator":
            return False
        if self.low[j] in members("tense"):
            return self.low[j - 1].removesuffix("nya") in members("frame") | members("rumour_noun") | {"rencana"}
        return self.low[j] in members("existence") or (self.kind(j) == "verb" and not self.low[j].startswith("di"))

    def relative_end(self, i: int, limit: int) -> int:
        """Return the token after the relative clause whose `yang` is token `i`."""
        j, nested = self._after_predicate(i + 1, limit), 0
        while j < limit:
            low, kind = self.low[j], self.kind(j)
            if kind == "that":
                nested += 1
                if nested > _NESTED:
                    return limit
                j = self._after_predicate(j + 1, limit)
                continue
            if low == "bahwa":
                return self.clause_end(j + 1, limit)
            if low in members("spreading"):
                return j  # `surat yang mewajibkan P beredar`
            if kind == "preposition" and low in members("attaching") and not self._tells_hearers(j, limit):
                after = self.clause_end(j + 1, limit) if self.begins_group(j + 1, limit) else self.prepositional_end(j, limit)
            elif low in members("when") and not self.clause_follows(j + 1, limit):
                after = self.prepositional_end(j, limit)
            elif self.date_end(j) > j and self.kind(j - 1) in ("preposition", "adverbial"):
                after = self.date_end(j)
            elif self._continues_predicate(j, limit):
                after = j + 1
            else:
                after = self.noun_phrase_end(j, limit)
            if after <= j:
                return j
            j = after
        return j

    def _continues_predicate(self, j: int, limit: int) -> bool:
        """Return whether token `j` belongs to the predicate of a relative clause, or joins or begins another one of it."""
        kind = self.kind(j)
        if kind == "coordinator" and self.low[j] in members("and_or"):
            return self.begins_group(j + 1, limit) and self.low[j + 1] not in active_cues()
        return kind in ("demonstrative", "adverb") or (self.begins_group(j, limit) and self.kind(j - 1) != "demonstrative")

    def _after_predicate(self, j: int, limit: int) -> int:
        """Return the token after the first predicate from token `j` on, with the subject and particles before it."""
        while j < limit and not self.is_predicate(j) and self.kind(j) in (*_BEFORE_VERB, "noun", "name", "pronoun", "adjective", "number"):
            j += 1
        return j + 1 if j < limit and self.is_predicate(j) else j

    def _tells_occasion(self, i: int, limit: int) -> bool:
        """Return whether the prepositional phrase at token `i` tells when, where or to whom something was said."""
        low = self.low
        if i + 1 >= limit:
            return True
        if self.date_end(i + 1) > i + 1 or (low[i] in members("within") and self.date_end(min(i + 2, limit - 1)) > i + 2):
            return True
        if low[i] == "kepada":
            return self._tells_hearers(i, limit)
        if low[i] in members("within"):
            if low[i + 1] in members("occasion"):
                return True
            after = self.prepositional_end(i, limit)
            while (
                after < limit
                and self.words[after] == ","
                and self.kind(min(after + 1, limit - 1)) == "name"
                and self.date_end(after + 1) == after + 1
            ):
                after = max(self.noun_phrase_end(after + 1, limit), after + 1)
            return after < limit and self.words[after] == "," and after + 1 < limit and self.date_end(after + 1) > after + 1
        return False

    def _tells_hearers(self, i: int, limit: int) -> bool:
        """Return whether the phrase at token `i` names who was told: `kepada wartawan`."""
        return self.low[i] == "kepada" and any(word in members("hearers") for word in self.low[i + 1 : min(limit, i + 4)])

    # -- clauses -------------------------------------------------------------------------------------------------------
    def clause_end(self, i: int, limit: int) -> int:
        """Return the token after the complement clause that begins at token `i`."""
        j, seen, predicated = i, False, False
        limit = min(limit, i + _LONGEST_CLAUSE)
        while j < limit:
            kind = self.kind(j)
            close = self.quoted_end(j, limit) if kind == "mark" else None
            if close is not None:
                j = close
                continue
            if (kind == "mark" and self.words[j] in ".;!?:") or (seen and self._ends_clause(j, limit)):
                return j
            if predicated and self.low[j] in members("spreading") and self.kind(j - 1) != "that":
                return j
            predicated = predicated or self.is_predicate(j)
            seen = seen or self.is_predicate(j) or kind in ("noun", "name")
            j += 1
        return j

    def _ends_clause(self, j: int, limit: int) -> bool:
        """Return whether a clause that says something already ends before token `j`: what follows is a circumstance of its saying, or another act."""
        kind, low = self.kind(j), self.low[j]
        if kind == "mark":
            return low == "," and self._ends_at_comma(j + 1, limit)
        if kind == "preposition" and self._tells_occasion(j, limit) and self.date_end(min(j + 1, limit - 1)) == j + 1:
            return True
        if kind == "adverbial" and low in _OF_SAYING and self._of_asking(j + 1, limit):
            return True
        if kind == "coordinator" and (self._new_saying(j + 1, limit) or low in members("however")):
            return True
        return low in members("breaking")

    def _of_asking(self, i: int, limit: int) -> bool:
        return any(self.low[k] in _ASKED for k in range(i, min(i + 3, limit)))

    def _ends_at_comma(self, i: int, limit: int) -> bool:
        """Return whether what follows a comma at token `i - 1` is no part of the clause before it."""
        if i >= limit:
            return True
        low = self.low[i]
        if low in bare_cues() or low in members("contrast") or low in members("new_after_comma"):
            return True
        if self.date_end(i) > i:
            return True
        if low in members("when") and self._of_asking(i + 1, limit):
            return True
        return low in active_cues() or self._new_saying(i, limit)

    def _new_saying(self, i: int, limit: int) -> bool:
        """Return whether a reporting predicate, with or without a subject of its own, begins at token `i`."""
        k = i
        while k < limit and (self.kind(k) in _BEFORE_VERB or self.low[k] in members("before_saying")):
            k += 1
        if k < limit and (self.low[k] in active_cues() or self.low[k] in passive_cues()) and self.kind(k) == "verb":
            return self.low[k] not in members("chained_saying") or k == i
        return False


_OF_SAYING = members("while_saying")
_ASKED = members("asked")


def close_to_title(tokens: Tokens, j: int) -> bool:
    """Return whether the quotation at token `j` goes on with the noun before it (`film "Dilan"`, `artikel berjudul "Harga Naik"`)."""
    return j > 0 and (tokens.kind(j - 1) in ("noun", "name") or tokens.low[j - 1] in members("attribute"))
