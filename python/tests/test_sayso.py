"""Tests the wheel as users see it."""

import doctest
import json
import pickle
import threading
import time
from pathlib import Path

import pytest

import sayso

TEXT = "It was cold 😀. “We won’t go,” said Zoë Lee. Lee denied that the road was closed. Police reportedly saw 30 people."
ARTICLES = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "corpus/articles").glob("*.txt"))
]


def test_spans_count_as_python_does():
    found = sayso.analyze(TEXT).attributions[0]
    assert found.content[0].of(TEXT) == "“We won’t go,”"
    assert found.source[0].of(TEXT) == found.speaker == "Zoë Lee"
    assert found.kind == "direct" and 0 < found.confidence <= 1


def test_a_page_is_read_as_an_article():
    page = """<html><head><title>Bridge shut - The Tide</title></head><body><nav><a href="/">Home</a> <a href="/n">News</a></nav>
        <article><h1>Bridge shut</h1><p class="byline">By Ann Vale</p><p>The bridge is shut 😀 until Friday, Zoë Lee said on
        Monday at the pier.</p><aside class="newsletter">Sign up</aside></article></body></html>"""
    article = sayso.read_html(page)
    assert "The bridge is shut 😀 until Friday, Zoë Lee said" in article.text and "Sign up" not in article.text
    assert (article.title, article.byline) == ("Bridge shut", "Ann Vale")
    assert any("Sign up" in words for words in article.left_out)
    assert sayso.analyze(article.text).attributions[0].speaker == "Zoë Lee"


def test_a_tangled_page_is_an_error():
    with pytest.raises(ValueError):
        sayso.read_html("<div>" * 100_000)
    with pytest.raises(TypeError):
        sayso.read_html(b"<p>bytes</p>")


LIBRARY = Path(__file__).parents[2] / "tests/pkg/checks.sayso"
FERRY = "😀 The mayor said on Monday that the ferry to Oru carried 400 people in May. It rained."


def test_published_checks_are_matched():
    library = sayso.Library(LIBRARY)
    assert (library.info.claims, library.info.reviews, library.info.publishers[0]) == (2, 3, ("Checkpoint", 2))
    (found,) = sayso.match(FERRY, library)
    assert found.sentence.of(FERRY) == found.text and found.shown and found.stance == "repeats"
    assert [review.verdict for review in found.check.reviews] == ["Half right", "Wrong"]
    assert "ferry" in [word.of(FERRY) for word in found.words]
    assert sayso.match_many([FERRY, "It rained."], library) == [[found], []]


def test_a_library_is_pickled_as_its_bytes():
    library = pickle.loads(pickle.dumps(sayso.Library(LIBRARY.read_bytes())))
    assert sayso.match(FERRY, library)[0].check.claimant == "Tom Vale"


def test_other_files_are_no_library():
    with pytest.raises(ValueError, match="not a library"):
        sayso.Library(b"[]")
    with pytest.raises(ValueError):
        sayso.match("x" * (sayso.MOST_CHARACTERS + 1), sayso.Library(LIBRARY))


def test_claims_have_their_parties():
    claim = next(claim for claim in sayso.analyze(TEXT).claims if claim.status == "denied")
    assert claim.contested and claim.challengers and claim.content[0].of(TEXT) == "the road was closed"


def test_nothing_is_lost_on_the_way():
    """Checks that every field of the JSON is in the objects, so that a new field cannot be forgotten."""
    raw = json.loads(sayso._sayso.analyze_json(ARTICLES, 0))
    assert any(found["claims"] for found in raw)

    def same(left, right):
        if isinstance(left, dict):
            if set(right) == {"start", "end"}:
                return False
            return all(key in right and same(value, right[key]) for key, value in left.items())
        if isinstance(right, dict):
            return left == [right["start"], right["end"]]
        if isinstance(left, list):
            return len(left) == len(right) and all(map(same, left, right))
        return left == right

    for found, text in zip(raw, ARTICLES):
        assert same(found, sayso.analyze(text).to_dict())


def test_many_are_as_one_in_order():
    texts = ARTICLES * 5 + [TEXT, ""]
    assert sayso.analyze_many(texts, jobs=3) == [sayso.analyze(text) for text in texts]
    assert sayso.analyze_many(iter([]), jobs=2) == []


def test_other_threads_run_meanwhile():
    done = threading.Event()
    long = "\n\n".join(ARTICLES * 10)
    work = threading.Thread(target=lambda: (sayso._sayso.analyze_json([long], 1), done.set()))
    steps, longest, last = 0, 0.0, time.perf_counter()
    start = last
    work.start()
    while not done.is_set():
        now = time.perf_counter()
        longest, last, steps = max(longest, now - last), now, steps + 1
    work.join()
    # If the GIL were held, the loop would be blocked for as long as the analysis takes.
    assert steps > 100 and longest < (last - start) / 2


@pytest.mark.parametrize("text", ["", "\0", "half \ud83d “a pair”, she said.", "“" * 1000, "e\u0301\r\n" * 50])
def test_any_text_will_do(text):
    found = sayso.analyze(text)
    ends = [span.end for a in found.attributions for span in a.content]
    assert all(end <= len(text) for end in ends)


GERMAN = "„Die Brücke ist sicher“, sagte Bürgermeisterin Anna Oru am Dienstag. Die Polizei wies den Vorwurf zurück, sie habe zu spät gehandelt."


def test_german_is_detected():
    found = sayso.analyze(GERMAN)
    assert (found.language, found.notices) == ("de", ["experimental"])
    assert found.attributions[0].content[0].of(GERMAN) == "„Die Brücke ist sicher“"
    assert sayso.analyze(TEXT).language == "en"


def test_the_language_can_be_given():
    short = "„Nein“, sagte Anna Oru."
    assert sayso.analyze(short, language="de").language == "de"
    assert sayso.analyze_many([GERMAN], language="en")[0].language == "en"
    with pytest.raises(ValueError, match="no rules for the language"):
        sayso.analyze(short, language="tlh")


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError):
        sayso.analyze(b"bytes")
    with pytest.raises(ValueError):
        sayso.analyze_many([], jobs=-1)


def test_a_text_longer_than_an_article_is_refused():
    longest = "\n" * sayso.MOST_CHARACTERS
    assert sayso.analyze(longest).attributions == []
    with pytest.raises(ValueError, match="text 1 has 1,000,001 characters"):
        sayso.analyze_many(["", longest + "é"])


def test_frames():
    pytest.importorskip("pandas")
    frame = sayso.attributions_frame([TEXT, "", TEXT])
    assert list(frame[frame.kind == "direct"].article) == [0, 2]
    assert frame.iloc[0].speaker == "Zoë Lee" and TEXT[frame.iloc[0].start : frame.iloc[0].end] == "“We won’t go,”"
    claims = sayso.claims_frame([TEXT])
    assert set(claims[claims.status == "denied"].content) == {"the road was closed"}
    assert list(sayso.claims_frame([]).columns) == list(claims.columns)


def test_the_documentation_tells_the_truth():
    assert doctest.testmod(sayso).failed == 0
