"""Reads every format that `sayso analyze` writes with independent programs.

    python check.py path/to/sayso ARTICLE.txt...

Each check must first detect deliberately broken files. No network is used.
"""

import csv
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys

import html5lib
import jsonschema
from markdown_it import MarkdownIt
from pyld import jsonld

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE / "../../docs/analysis.schema.json").read_text())
CLI = (HERE / "../../docs/cli.md").read_text()
ANNO = "http://www.w3.org/ns/anno.jsonld"
URL = "https://paper.example/a(b)?c=1"
# Metadata of an article; the title is as hostile as the text.
META = ["--title==1+<b>x</b> [a](javascript:b)", "--byline=@Ann", "--outlet=-Post", f"--url={URL}", "--date=2031-02-03"]


class Wrong(Exception):
    """A problem that a check found."""


def need(so, what):
    if not so:
        raise Wrong(what)


def only(value):
    """Returns the members of a list, or a single value as a list of one."""
    return value if isinstance(value, list) else [value]


def table(out, text):
    rows = list(csv.reader(io.StringIO(out, newline=""), strict=True))
    head = rows[0]
    need(len(set(head)) == len(head) and "words" in head, f"the header is {head}")
    for row in rows[1:]:
        need(len(row) == len(head), f"{len(row)} cells: {row}")
        # OWASP's rules against CSV injection, for every character at which a spreadsheet may split cells.
        for cell in row:
            need(not re.search(r"""(?:^|[,;|\t\r\n])(?:[^\S\t\r\n]|["\ufeff])*[=+@＝＋－＠\t\r\n-]""", cell), f"a formula: {cell!r}")
        cells = dict(zip(head, row))
        start, end = int(cells["start"]), int(cells["end"])
        there = " ".join(text[start:end].split())
        first = undone(cells["words"]).split(" … ")[0]
        need(there.startswith(first) or first.startswith("·") or "·" in first, f"{cells['words']!r} is not at {start}: {there!r}")
    return len(rows) - 1


def undone(cell):
    """Returns the words of a cell, restored with the expression in `docs/cli.md`."""
    pattern = next(line for line in CLI.splitlines() if line.strip().startswith("re.sub("))
    return eval(pattern, {"re": re, "cell": cell})


def records(out, text):
    found = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    count = 0
    for record in found:
        for error in validator.iter_errors(record):
            raise Wrong(f"{error.json_path}: {error.message}")
        need(record["text"] == text, "another text")
        for finding in record["attributions"] + record["claims"]:
            count += 1
            last = 0
            for start, end in finding["content"]:
                need(last <= start < end <= len(text), f"not a span of the text: {start}, {end}")
                last = end
        for claim in record["claims"]:
            need(all(at < len(record["claims"]) for at in claim.get("versus", [])), "versus is out of range")
    return count


def no_network(url, options=None):
    """Returns one of the local contexts, and rejects all others."""
    contexts = {
        ANNO: json.loads((HERE / "anno.context.jsonld").read_text()),
        "https://schema.org": {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}},
    }
    need(url in contexts, f"an unknown context: {url}")
    return {"contextUrl": None, "documentUrl": url, "document": contexts[url], "contentType": "application/ld+json"}


def expanded(document):
    # JSON-LD silently drops terms that are in no context, and a name without a colon is no full name.
    terms = jsonld.expand(document, {"documentLoader": no_network})
    for node in walk(terms):
        for name in node:
            need(name.startswith("@") or ":" in name, f"not a full name: {name}")
    return terms


def walk(value):
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from walk(part)


def leaves(value):
    """Returns the number of strings and numbers in a document, except contexts, ids and types."""
    if isinstance(value, dict):
        return sum(leaves(part) for name, part in value.items() if name not in ("@context", "id", "@id", "type", "@type"))
    if isinstance(value, list):
        return sum(leaves(part) for part in value)
    return 1


def annotations(out, text):
    document = json.loads(out)
    oa, as2 = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
    terms = expanded(document)
    kept = sum(1 for node in walk(terms) if "@value" in node) + sum(
        1 for node in walk(terms) for name in ("motivatedBy", "hasPurpose", "hasSource") if oa + name in node
    )
    need(kept == leaves(document), f"{leaves(document)} values, {kept} of them in a vocabulary")
    need(terms[0]["@type"] == [as2 + "OrderedCollection"], "no annotation collection")
    found = [node for node in walk(terms) if node.get("@type") == [oa + "Annotation"]]
    need(terms[0][as2 + "totalItems"][0]["@value"] == len(found), "the wrong number of annotations")
    need(len({node["@id"] for node in found}) == len(found), "two annotations with the same id")
    for node in found:
        need(node.get(oa + "hasBody") and node.get(oa + "motivatedBy"), "an annotation without body or motivation")
        for target in node[oa + "hasTarget"]:
            selectors = {selector["@type"][0][len(oa) :]: selector for selector in target[oa + "hasSelector"]}
            quote, place = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
            exact, prefix, suffix = (quote.get(oa + name, [{"@value": ""}])[0]["@value"] for name in ("exact", "prefix", "suffix"))
            start, end = (place[oa + name][0]["@value"] for name in ("start", "end"))
            need(text[start:end] == exact != "", f"{exact!r} is not at {start}, {end}: {text[start:end]!r}")
            need(text[:start].endswith(prefix) and text[end:].startswith(suffix), f"not around it: {prefix!r}, {suffix!r}")
    return len(found)


def vocabulary():
    lines = (HERE / "schemaorg.tsv").read_text().splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {kind: set(names.split()) for kind, names in rows}


class Scripts(html.parser.HTMLParser):
    """Extracts the JSON-LD of a page, as a search engine does."""

    def __init__(self):
        super().__init__()
        self.inside, self.found = False, []

    def handle_starttag(self, tag, attrs):
        self.inside = tag == "script" and dict(attrs).get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.inside:
            self.found.append(data)

    def handle_endtag(self, tag):
        self.inside = False


def graph(out, text):
    reader = Scripts()
    reader.feed(f'<script type="application/ld+json">{out}</script>')
    need("".join(reader.found) == out, "a page's script would end within it")
    document = json.loads(out)
    expanded(document)
    known = vocabulary()
    nodes = [node for node in walk(document["@graph"]) if "@type" in node]
    for node in nodes:
        need(node["@type"] in known, f"an unexpected type: {node['@type']}")
        extra = {name for name in node if not name.startswith("@")} - known[node["@type"]]
        need(not extra, f"{node['@type']} has no {extra}")
        need("reviewRating" not in node, "an invented rating")
        need(re.match(r"https?://[^\s\"<>]+$", node.get("url", URL)), f"not a URL: {node.get('url')}")
        flat = " ".join(text.split())
        for part in node.get("text", "").split(" … "):
            need("·" in part or part in flat, f"not in the text: {part!r}")
    return len(nodes)


TAGS = set("html head meta title style body main header footer section h1 h2 h3 h4 p ul ol li a bdi div span blockquote q strong em small".split())


def page(out, _):
    try:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(out)
    except html5lib.html5parser.ParseError as error:
        raise Wrong(f"not well formed: {error}") from error
    links = 0
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        need(element.tag in TAGS, f"an unexpected element: {element.tag}")
        for name, value in element.attrib.items():
            need(not name.startswith("on") and name not in ("style", "src", "srcset", "srcdoc"), f"an attribute: {name}={value}")
            need(name != "href" or value.startswith(URL), f"a link: {value}")
            links += name == "href"
    policy = [meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    need(policy and "default-src 'none'" in policy[0], "no policy")
    return links


def prose(out, _):
    reader = MarkdownIt("commonmark")
    # Check every URL, even those that this reader would reject.
    reader.validateLink = lambda url: True
    flat = [part for token in reader.parse(out) for part in [token, *(token.children or [])]]
    need(not [part.content for part in flat if part.type.startswith("html")], "raw HTML")
    need(not [part for part in flat if part.type == "image"], "an image")
    links = [part.attrs["href"] for part in flat if part.type == "link_open"]
    need(all(link.startswith(URL) for link in links), f"links: {[link for link in links if not link.startswith(URL)]}")
    need(sum(part.type == "heading_open" and part.tag == "h1" for part in flat) == 1, "not one headline")
    need(not [part for part in flat if part.type in ("code_inline", "code_block", "fence", "hr")], "code or rules")
    return len(links)


ENDS = {
    "HasSource": ("Content", "Source"),
    "HasCue": ("Content", "Cue"),
    "HasClaimCue": ("Claim", "ClaimCue"),
    "Versus": ("Claim", "Claim"),
}
LABELS = {"Kind": "Content", "Act": "Content", "SourceType": "Content", "Status": "Claim"}


def standoff(out, text):
    need(out.endswith("\n") or not out, "no end of line")
    kinds, others = {}, []
    for line in out.split("\n")[:-1]:
        name, _, rest = line.partition("\t")
        if not name.startswith("T"):
            others.append((name, rest))
            continue
        match = re.fullmatch(r"([A-Za-z]+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)", rest)
        need(match and name not in kinds and re.fullmatch(r"T[1-9]\d*", name), f"no span: {line!r}")
        places = [tuple(map(int, place.split())) for place in match[2].split(";")]
        need(all(start < end for start, end in places), f"an empty span: {line!r}")
        need(all(a[1] <= b[0] for a, b in zip(places, places[1:])), f"spans out of order: {line!r}")
        parts = [text[start:end] for start, end in places]
        need(" ".join(parts) == match[3], f"{match[3]!r} is not at {places}: {parts}")
        need(not re.search(r"[\r\n\t]", match[3]), f"a line break within: {line!r}")
        kinds[name] = match[1]
    for name, rest in others:
        if match := re.fullmatch(r"R\d+", name) and re.fullmatch(r"(\w+) Arg1:(T\d+) Arg2:(T\d+)", rest):
            need(ENDS.get(match[1]) == (kinds.get(match[2]), kinds.get(match[3])), f"no such relation: {rest}")
        elif match := re.fullmatch(r"A\d+", name) and re.fullmatch(r"(\w+) (T\d+) ([a-z]+)", rest):
            need(kinds.get(match[2]) == LABELS.get(match[1], "?"), f"no such attribute: {rest}")
        else:
            match = re.fullmatch(r"#\d+", name) and re.fullmatch(r"AnnotatorNotes (T\d+)\t[^\r\n\t]+", rest)
            need(match and match[1] in kinds, f"not a line of brat: {name} {rest}")
    return len(kinds)


def swap(old, new):
    return lambda out: out.replace(old, new, 1)


# For each format, its reader, and some ways to break it that the reader must detect.
FORMATS = {
    "csv": (table, [swap('"attribution","', '"=1+1","'), swap('"attribution","', '"x; \u00a0""=1+1","'), swap('"attribution","', '"\tx","'), swap('"attribution",', ""), swap('"\r\n', '\r\n')]),
    "json": (records, [swap('"kind"', '"sort"'), swap('"codepoint"', '"letters"'), swap('"content": [', '"content": [[0, 9999999],'), swap('"confidence": 0', '"confidence": 7')]),
    "jsonld": (annotations, [swap('"exact":"', '"exact":"x'), swap('"start":', '"start":1'), swap('"purpose"', '"porpoise"'), swap(ANNO, "http://other.example/"), swap('"prefix":"', '"prefix":"~')]),
    "schemaorg": (graph, [swap('"text":"', '"text":"never said '), swap('"inLanguage"', '"inTongue"'), swap('"Quotation"', '"Quote"'), swap('"text":"', '"text":"</script>')]),
    "claimreview": (graph, [swap('"claimReviewed"', '"reviewRating":{},"claimReviewed"'), swap('"ClaimReview"', '"Verdict"')]),
    "html": (page, [swap("<p", "<script>x()</script><p"), swap("<p", '<p onclick="x()"'), swap("</section>", ""), swap(f'href="{URL}', 'href="javascript:x'), swap("default-src", "img-src")]),
    "markdown": (prose, [swap("\n- ", "\n- <b>x</b> "), swap("\n- ", "\n- [x](javascript:x) "), swap("\n- ", "\n- ![](https://x.example) "), swap("\n- ", "\n- <https://x.example> "), swap("## ", "# ")]),
    "brat": (standoff, [swap("T1\tContent ", "T1\tContent 1"), swap("HasCue", "HasHat"), swap("Arg2:T2", "Arg2:T99"), swap("\nA1\t", "\nZ1\t")]),
}


def written(sayso, form, article):
    done = subprocess.run([sayso, "analyze", "--format", form, *META, article], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


def main(sayso, articles):
    faults = []
    for form, (check, breaks) in FORMATS.items():
        count, noticed = 0, [False] * len(breaks)
        for article in articles:
            text = pathlib.Path(article).read_bytes().decode("utf-8")
            out = written(sayso, form, article)
            try:
                count += check(out, text)
            except Exception as fault:  # Any exception of a reader means that the file is wrong.
                faults.append(f"{form}: {article}: {type(fault).__name__}: {fault}")
            for at, harm in enumerate(breaks):
                broken = harm(out)
                try:
                    if broken != out:
                        check(broken, text)
                except Exception:
                    noticed[at] = True
        if not all(noticed):
            faults.append(f"{form}: the check does not detect break number {noticed.index(False) + 1}")
        if count == 0:
            faults.append(f"{form}: there was nothing to check")
        print(f"{form}: {count} items in {len(articles)} articles read back; {sum(noticed)} of {len(breaks)} breaks detected")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
