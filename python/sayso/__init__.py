"""Who says what in news articles, and which claims in them are contested.

    >>> import sayso
    >>> text = "“We will not go,” Ann Lee said."
    >>> found = sayso.analyze(text).attributions[0]
    >>> found.speaker, found.content[0].of(text)
    ('Ann Lee', '“We will not go,”')

Spans count code points, as Python's strings do. Everything runs on this machine. Articles in English, German, French,
Spanish and Ukrainian are read; the rules for the last four are experimental.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from . import _sayso
from ._vocabulary import CONTESTED, Act, ClaimStance, Kind, Rule, SourceType, Status

if TYPE_CHECKING:
    import pandas

#: The maximum length of a text, in characters (code points).
MOST_CHARACTERS: int = _sayso.MOST_CHARACTERS

__all__ = [
    "MOST_CHARACTERS",
    "Act",
    "Analysis",
    "Article",
    "Attribution",
    "CheckWorthiness",
    "CheckedClaim",
    "Claim",
    "ClaimStance",
    "Kind",
    "Language",
    "Library",
    "LibraryInfo",
    "Match",
    "Mention",
    "Reason",
    "Review",
    "Rule",
    "Skipped",
    "SourceType",
    "Span",
    "Status",
    "analyze",
    "analyze_many",
    "attributions_frame",
    "claims_frame",
    "match",
    "match_many",
    "read_html",
]

Language = Literal["en", "de", "fr", "es", "uk"]


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a text in code points, with an exclusive end: ``text[span.start:span.end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Returns the words that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was marked: the rule, its English sentence, and the words that triggered it."""

    rule: Rule
    text: str
    words: list[Span]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying, denying, asking, staying silent or thinking. `source` is empty if the text names no one."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    kind: Kind
    act: Act
    source_type: SourceType
    speaker: str
    confidence: float
    reason: Reason
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, and how the article presents it. `versus` contains the indices in `Analysis.claims` of the competing
    versions of a disputed claim; `figures` contains the figures in the content.
    """

    content: list[Span]
    status: Status
    cues: list[Span]
    claimant: str
    challengers: list[str]
    target: str
    confidence: float
    reason: Reason
    versus: list[int] = field(default_factory=list)
    figures: list[Span] = field(default_factory=list)

    @property
    def contested(self) -> bool:
        """Whether the article itself presents the claim as contested."""
        return self.status in CONTESTED


@dataclass(frozen=True, slots=True)
class Mention:
    """Quoted words that are not attributed to anyone."""

    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class CheckWorthiness:
    """How much there is to check in a sentence, from 0 to 1."""

    span: Span
    score: float
    reasons: list[Reason]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is not part of the article, such as advertising between paragraphs."""

    span: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one text. `language` is the language whose rules were used. `notices` contains
    ``"experimental"`` if they are new, and ``"not-english"`` if the text is in a language without rules.
    """

    attributions: list[Attribution]
    claims: list[Claim]
    mentions: list[Mention]
    checks: list[CheckWorthiness]
    notices: list[str]
    skipped: list[Skipped] = field(default_factory=list)
    language: Language = "en"

    def to_dict(self) -> dict[str, Any]:
        """Returns the findings as plain dicts and lists."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Article:
    """The article in a web page. Fields that the page does not state are empty. `left_out` contains the texts of blocks
    that do not belong to the article.
    """

    text: str
    title: str
    byline: str
    outlet: str
    url: str
    date: str
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Review:
    """One publisher's check of a claim, in the publisher's own words. Unknown fields are empty."""

    id: str
    title: str
    date: str
    publisher: str
    verdict: str
    url: str
    language: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim, who makes it, and who checked it."""

    claim: str
    claimant: str
    reviews: list[Review]


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence that makes a checked claim or resembles one. `shown` says whether a reader should see it without
    asking. Unless `stance` is ``"repeats"``, the text itself disputes the claim or reports the check, so readers need
    no warning.
    """

    sentence: Span
    text: str
    speaker: str
    score: float
    shown: bool
    stance: ClaimStance
    cues: list[Span]
    words: list[Span]
    check: CheckedClaim


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library contains. `size` is that of its file in bytes. Publishers, languages, sources and licences come
    with their numbers of checks, the largest first. `dates` are the earliest and the latest date of a check, empty if
    unknown.
    """

    size: int
    claims: int
    reviews: int
    publishers: list[tuple[str, int]]
    languages: list[tuple[str, int]]
    sources: list[tuple[str, int]]
    licences: list[tuple[str, int]]
    dates: tuple[str, str]


class Library:
    """Published fact-checks, opened from a file that ``sayso library build`` has written, or from its bytes.

        >>> Library(b"")
        Traceback (most recent call last):
        ...
        ValueError: the file is not a library of fact-checks

    Several threads may use it at once. It is pickled as its bytes.
    """

    __slots__ = ("_bytes", "_own")

    def __init__(self, file: bytes | str | os.PathLike[str]) -> None:
        if isinstance(file, (str, os.PathLike)):
            with open(file, "rb") as opened:
                file = opened.read()
        self._bytes = bytes(file)
        self._own = _sayso.Library(self._bytes)

    @property
    def info(self) -> LibraryInfo:
        """What the library contains."""
        found: dict[str, Any] = json.loads(self._own.info_json())
        for key in ("publishers", "languages", "sources", "licences"):
            found[key] = [tuple(row) for row in found[key]]
        return LibraryInfo(**{**found, "dates": tuple(found["dates"])})

    def __reduce__(self) -> tuple[type[Library], tuple[bytes]]:
        return (Library, (self._bytes,))


def match(text: str, library: Library) -> list[Match]:
    """Returns the published fact-checks of what a text says, in the order of the text, the best first for each
    sentence.

    Raises `ValueError` if the text has more than `MOST_CHARACTERS`.
    """
    return match_many([text], library, jobs=1)[0]


def match_many(texts: Iterable[str], library: Library, jobs: int = 0) -> list[list[Match]]:
    """Matches each text like `match`, in the order of the texts, on `jobs` threads (0: as many as there are cores)."""
    return [[_match(one) for one in found] for found in json.loads(library._own.match_json(_bounded(texts, jobs), jobs))]


def read_html(html: str) -> Article:
    """Returns the article in a web page, without menus, advertising, captions and comments, ready for `analyze`.

        >>> page = "<nav>Home</nav><article><h1>Bridge shut</h1><p>The bridge is shut, Ann Lee said.</p></article>"
        >>> read_html(page).text
        'Bridge shut\\n\\nThe bridge is shut, Ann Lee said.'

    Raises `ValueError` if the markup is nested or tangled too deeply for a parser. Nothing is fetched.
    """
    return Article(**json.loads(_sayso.read_html_json(_whole(html))))


def analyze(text: str, language: Language | None = None) -> Analysis:
    """Analyses one text by the rules for `language` or, if that is `None`, for the language of most of its words.

    Raises `ValueError` if the text has more than `MOST_CHARACTERS`, or if there are no rules for the language. Any
    other text can be analysed.
    """
    return analyze_many([text], jobs=1, language=language)[0]


def analyze_many(texts: Iterable[str], jobs: int = 0, language: Language | None = None) -> list[Analysis]:
    """Analyses each text, on `jobs` threads (0: as many as there are cores). Returns the results in the order of the
    texts. Other Python threads can run meanwhile.

    `language` is the language of all texts; if it is `None`, that of each is detected. Raises `ValueError` before
    analysing anything if a text has more than `MOST_CHARACTERS`, or if there are no rules for the language.
    """
    return [_analysis(found) for found in json.loads(_sayso.analyze_json(_bounded(texts, jobs), jobs, language))]


def attributions_frame(texts: Iterable[str], jobs: int = 0, language: Language | None = None) -> pandas.DataFrame:
    """Returns a table with one row per attribution; `article` is the index in `texts`. Needs pandas."""
    rows = []
    texts = list(texts)
    for article, (text, found) in enumerate(zip(texts, analyze_many(texts, jobs, language))):
        for a in found.attributions:
            rows.append(
                (article, a.speaker, _words(text, a.source), _words(text, a.cue), _words(text, a.content))
                + (a.kind, a.act, a.source_type, a.confidence, a.content[0].start, a.content[-1].end, a.reason.rule)
            )
    columns = ["article", "speaker", "source", "cue", "content", "kind", "act", "source_type", "confidence"]
    return _frame(rows, [*columns, "start", "end", "rule"])


def claims_frame(texts: Iterable[str], jobs: int = 0, language: Language | None = None) -> pandas.DataFrame:
    """Returns a table with one row per claim; `article` is the index in `texts`. Needs pandas."""
    rows = []
    texts = list(texts)
    for article, (text, found) in enumerate(zip(texts, analyze_many(texts, jobs, language))):
        for c in found.claims:
            rows.append(
                (article, c.status, c.contested, _words(text, c.content), _words(text, c.cues), c.claimant)
                + ("; ".join(c.challengers), c.target, c.confidence, c.content[0].start, c.content[-1].end, c.reason.rule)
            )
    columns = ["article", "status", "contested", "content", "cues", "claimant", "challengers", "target", "confidence"]
    return _frame(rows, [*columns, "start", "end", "rule"])


def _bounded(texts: Iterable[str], jobs: int) -> list[str]:
    if jobs < 0:
        raise ValueError("jobs must be 0 or more")
    texts = [_whole(text) for text in texts]
    for number, text in enumerate(texts):
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"text {number} has {len(text):,} characters; at most {MOST_CHARACTERS:,} are allowed")
    return texts


def _whole(text: str) -> str:
    """Replaces lone surrogates, which cannot be encoded as UTF-8, by one character each, so that offsets do not
    change.
    """
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}")
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def _words(text: str, spans: list[Span]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _frame(rows: list[tuple[Any, ...]], columns: list[str]) -> pandas.DataFrame:
    try:
        import pandas
    except ImportError as error:
        raise ImportError("frames need pandas: pip install 'sayso[pandas]'") from error
    return pandas.DataFrame(rows, columns=columns)


def _spans(found: list[list[int]]) -> list[Span]:
    return [Span(start, end) for start, end in found]


def _reason(found: dict[str, Any]) -> Reason:
    return Reason(found["rule"], found["text"], _spans(found["words"]))


def _match(found: dict[str, Any]) -> Match:
    check = found["check"]
    check = CheckedClaim(check["claim"], check["claimant"], [Review(**review) for review in check["reviews"]])
    spans: dict[str, Any] = {key: _spans(found[key]) for key in ("cues", "words")}
    rest = {key: found[key] for key in ("text", "speaker", "score", "shown", "stance")}
    return Match(sentence=Span(*found["sentence"]), check=check, **spans, **rest)


def _attribution(found: dict[str, Any]) -> Attribution:
    parts: dict[str, Any] = {key: _spans(found[key]) for key in ("source", "cue", "content")}
    rest = {key: found[key] for key in ("kind", "act", "source_type", "speaker", "confidence")}
    antecedent = Span(*found["antecedent"]) if "antecedent" in found else None
    return Attribution(**parts, **rest, reason=_reason(found["reason"]), antecedent=antecedent)


def _claim(found: dict[str, Any]) -> Claim:
    parts: dict[str, Any] = {key: _spans(found.get(key, [])) for key in ("content", "cues", "figures")}
    rest = {key: found[key] for key in ("status", "claimant", "challengers", "target", "confidence")}
    return Claim(**parts, **rest, reason=_reason(found["reason"]), versus=found.get("versus", []))


def _analysis(found: dict[str, Any]) -> Analysis:
    return Analysis(
        attributions=[_attribution(a) for a in found["attributions"]],
        claims=[_claim(c) for c in found["claims"]],
        mentions=[Mention(Span(*m["span"]), _reason(m["reason"])) for m in found["mentions"]],
        checks=[CheckWorthiness(Span(*c["span"]), c["score"], [_reason(r) for r in c["reasons"]]) for c in found["checks"]],
        notices=found["notices"],
        skipped=[Skipped(Span(*line["span"]), _reason(line["reason"])) for line in found.get("skipped", [])],
        language=found["language"],
    )
