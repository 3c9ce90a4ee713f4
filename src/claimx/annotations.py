"""What is found in a text, typed: dates, quotes, entities, cues and claims, as a Doc carries them.

They refer to one another by their place in the list of their kind. A later component fills in what it alone can tell: who is meant by a
source, whose act a cue is. JSON is made of them in `summary` and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from claimx.records import Lag, Published

Span = tuple[int, int]  # offsets of the first character and after the last


@dataclass(slots=True)
class Timex:
    """One temporal expression: offsets, `type` DATE | TIME | DURATION | SET, TIMEX3 `value`, `mod`; `begin` and `end_date` as ISO days.

    `conflict` holds both readings, {"weekday": …, "date": …}, where a weekday disagrees with its date.
    """

    start: int
    end: int
    type: str
    value: str
    mod: str | None = None
    begin: str | None = None
    end_date: str | None = None
    conflict: dict[str, str] | None = None
    warning: str | None = None


@dataclass(slots=True)
class Quote:
    """One act of saying. `type` is direct, indirect or mixed; `rule` names what found it (in words: `render/words.toml`).

    `uncertainty`, 0 to 1, is how far a direct quote falls short of the rule's clearest, and how likely a paraphrase is none; `cuts` is where the content of the quote before must end, since this one
    begins inside it; `date` is the index of the day on which it was said. Of the speakers component: `speaker`, an index of `entities`; `speaker_rule`, the
    form of the source; how likely that speaker is, 0 to 1; the names that lost (`candidates`), and what spoke for him (`evidence`).
    """

    type: str
    content: list[Span]
    cue: Span | None
    source: Span | None
    rule: str
    via: Span | None = None
    flags: list[str] = field(default_factory=list)
    cuts: int | None = None
    uncertainty: float = 0
    date: int | None = None
    speaker: int | None = None
    speaker_rule: str = "open"
    speaker_confidence: float = 1.0
    candidates: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return the offset of the first content character."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Return the offset after the last content character."""
        return self.content[-1][1]


@dataclass(slots=True)
class Entity:
    """One sayer or agent: the fullest `name`, `kind`, `role` in the text's words, other names, and every span that refers to it as a source."""

    name: str
    kind: str
    role: str | None
    aliases: list[str]
    mentions: list[Span]


@dataclass(slots=True)
class Cue:
    """One act of denial, withdrawal …: offsets, class and attributes, and where its agent, demander, claimant and target are told.

    Of the speakers component: `agent`, `demander` and `claimant`, indices of `entities`, and how likely that agent is, 0 to 1. Of the claims component: `doer`, the agent, where none is told
    that of another act on the same claim; `claim`, `claim_span` (where the claim is stated, if elsewhere), `evidence`, `date` and `lag`.
    """

    start: int
    end: int
    label: str
    subtype: str | None
    rule: str
    form: str
    polarity: str
    modality: str
    aspect: str | None
    strength: str
    confidence: float  # how likely it is an act, 0 to 1
    moving: float = 0.0  # and one that moves what somebody had claimed
    agent_span: Span | None = None
    agent_quote: int | None = None  # index of the quote whose speaker is the agent
    agent_same_as: int | None = None  # index of the cue whose agent this one shares
    demander_span: Span | None = None
    claimant_span: Span | None = None  # who made the statement or order that its target names (`membantah pernyataan X`)
    target: Span | None = None
    target_confidence: float = 0.0  # how likely the act is done to that, 0 to 1
    old_value: str | None = None
    new_value: str | None = None
    reason: str | None = None
    quote: int | None = None  # index of the quote in whose content the cue stands
    object_inside: bool = False  # whether the cue holds the head of its object
    target_from: str | None = None
    agent_from: str | None = None
    headline: bool = False  # whether it stands in the headline, where every word may have a capital
    bare: bool = False  # whether its verb has no prefix: an order inside a quotation, or a headline
    agent: int | None = None
    agent_confidence: float = 1.0
    demander: int | None = None
    claimant: int | None = None
    doer: int | None = None
    claim: int | None = None
    claim_span: Span | None = None
    evidence: list[str] = field(default_factory=list)
    date: int | None = None
    lag: Lag | None = None


@dataclass(slots=True)
class Claim:
    """One entry of the ledger: where it is stated, by whom, and the `status` that the acts on it (`history`, `set_by`: indices of cues) leave it in.

    `certainty` is sure, or possible where the program would rather be asked; `doubtful` then says of what: what, who, whether.
    """

    span: Span
    quote: int | None = None
    speaker: int | None = None
    date: int | None = None
    status: str = "asserted"
    set_by: int | None = None
    history: list[int] = field(default_factory=list)
    lag: Lag | None = None
    confidence: float = 1.0
    certainty: str = "sure"
    doubtful: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Notice:
    """A warning of one layer about a stretch of the text."""

    layer: str
    code: str
    message: str
    start: int
    end: int


@dataclass(slots=True)
class Annotations:
    """All that was found in a Doc; `years` are those of articles beside it, by which a day without a year gets one."""

    published: Published | None = None
    years: list[int] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    dates: list[Timex] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
