//! One fixture for each format and each irregularity that real feeds have. All texts are invented.

use super::*;

/// Returns the records in a file, and the bad items as "place: why".
fn found(name: &str, text: &str) -> (Vec<Record>, Vec<String>) {
    let (mut records, mut bad) = (Vec::new(), Vec::new());
    read(name, text.as_bytes(), &mut |item, _| match item {
        Item::Record(record) => records.push(record),
        Item::Bad { place, why } => bad.push(format!("{place}: {why}")),
    });
    (records, bad)
}

fn one(name: &str, text: &str) -> Record {
    let (mut records, bad) = found(name, text);
    assert_eq!((records.len(), bad), (1, Vec::new()), "{text}");
    records.remove(0)
}

/// Reads a review with these members and a claim.
fn review(members: &str) -> Record {
    one("a.json", &format!(r#"{{"@type": "ClaimReview", "claimReviewed": "The ferry sank."{members}}}"#))
}

const REVIEW: &str = r#"{"@context": "https://schema.org", "@type": "ClaimReview",
  "url": "https://checks.example/ferry",
  "claimReviewed": "The ferry sank.", "datePublished": "2031-05-03",
  "author": {"@type": "Organization", "name": "Checkpoint"},
  "itemReviewed": {"@type": "Claim", "author": {"name": "Tom Vale"}},
  "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "False"}}"#;

#[test]
fn linked_data_in_pages() {
    let in_page = |data: &str| format!("<html><script type=application/ld+json>{data}</script><p>Text</p>");
    let other = r#"<script type="application/ld+json">{"@type": "WebSite"}</script><SCRIPT>var a = "</p>";</SCRIPT>"#;
    for data in [
        REVIEW.to_owned(),
        format!("[{REVIEW}]"),
        format!(r#"{{"@graph": [{{"@type": "WebPage"}}, {REVIEW}]}}"#),
        format!(r#"{{"@type": "WebPage", "mainEntity": {{"@type": "Article", "review": {REVIEW}}}}}"#),
        format!("\n//<![CDATA[\n{REVIEW}\n//]]>\n"),
    ] {
        let record = one("page.html", &(other.to_owned() + &in_page(&data)));
        let Record { claim, publisher, claimant, verdict, date, url, .. } = &record;
        let known = [claim, publisher, claimant, verdict, date, url].map(String::as_str);
        assert_eq!(
            known,
            ["The ferry sank.", "Checkpoint", "Tom Vale", "False", "2031-05-03", "https://checks.example/ferry"]
        );
    }
    assert_eq!(found("page.html", other).1, ["the page: has no ClaimReview"]);
}

#[test]
fn the_data_commons_feed() {
    let feed = format!(
        r#"{{"@type": "DataFeed", "dataFeedElement": [{{"@type": "DataFeedItem", "dateCreated": "x",
            "item": [{REVIEW}]}},
            {{"item": null}}, null, {{"item": [{{"@type": "ClaimReview", "claimReviewed": null}}]}},
            {{"item": [{REVIEW}, {REVIEW}]}}], "name": "feed"}}"#
    );
    let (records, bad) = found("feed.json", &feed);
    assert_eq!(records.len(), 3);
    assert_eq!(bad, ["item 2: is empty", "item 3: is empty", "item 4: is a check without a claim"]);
}

#[test]
fn answers_of_claims_search() {
    let answer = r#"{"claims": [{"text": "The ferry sank.", "claimant": "Tom Vale", "claimDate": "2031-05-01T00:00:00Z",
        "claimReview": [{"publisher": {"name": "Checkpoint", "site": "checks.example"},
        "url": "https://checks.example/a",
        "title": "No, it did not", "reviewDate": "2031-05-03T00:00:00Z", "textualRating": "Made up",
        "languageCode": "en"},
        {"publisher": {"site": "twice.example"}, "textualRating": "Wrong"}]}], "nextPageToken": "x"}"#;
    let (records, bad) = found("answer.json", answer);
    assert!(bad.is_empty());
    let first = &records[0];
    let known = [&*first.claim, &*first.claimant, &*first.title, &*first.date, &*first.verdict, &*first.language];
    assert_eq!(known, ["The ferry sank.", "Tom Vale", "No, it did not", "2031-05-03", "Made up", "en"]);
    assert_eq!((&*records[1].publisher, &*records[1].date), ("twice.example", "2031-05-01"));
}

#[test]
fn json_lines_with_plain_fields() {
    let lines = "{\"id\": 7, \"claim\": \"The ferry sank.\", \"claimant\": \"Tom Vale\", \
                 \"publisher\": \"Checkpoint\"}\n\n\
                 {\"claim\": \"The ferry\n{\"claim\": \"\"}\n{\"title\": \"No claim\"}\n\
                 {\"claim\": \"It burned.\", \"speaker\": \"Ann Hale\", \"label\": \"false\"}\n";
    for name in ["checks.jsonl", "checks.json", "checks"] {
        let (records, bad) = found(name, lines);
        assert_eq!(records.len(), 2, "{name}");
        assert_eq!((&*records[0].id, &*records[0].claimant), ("7", "Tom Vale"));
        assert_eq!((&*records[1].claimant, &*records[1].verdict), ("Ann Hale", "false"));
        assert!(bad[0].starts_with("line 3: is not JSON"), "{bad:?}");
        assert_eq!(bad[1..], ["line 4: is a check without a claim", "line 5: has no claim that was checked"]);
    }
}

#[test]
fn tables() {
    let insights = "id,@context,author.name,claimReviewed,datePublished,itemReviewed.author.name,\
                    reviewRating.alternateName,url\n\
                    a1,https://schema.org,Checkpoint,\"The ferry, they say, sank.\",2031-05-03,Tom Vale,\
                    Mostly wrong,https://c.example/a\n";
    let record = one("insights.csv", insights);
    assert_eq!((&*record.claim, &*record.claimant), ("The ferry, they say, sank.", "Tom Vale"));
    assert_eq!((&*record.verdict, &*record.publisher, &*record.id), ("Mostly wrong", "Checkpoint", "a1"));
    let plain = "Claim;Claimant;Verdict\nThe ferry sank.;Tom Vale;Wrong\n;;\n;Ann Hale;Right\n";
    let (records, bad) = found("plain.csv", plain);
    assert_eq!((records.len(), bad), (1, vec!["line 4: is a check without a claim".to_owned()]));
    let (_, bad) = found("other.csv", "a,b\n1,2\n");
    assert_eq!(bad, ["line 1: has no column with claims: expected claim or claimReviewed"]);
}

#[test]
fn own_drafts() {
    let text = "Mayor Tom Vale denied that he had sold the harbour.";
    let analysis = crate::analyze(text);
    let meta = crate::export::Meta::default();
    let article = crate::export::Article {
        id: "a",
        meta: &meta,
        text,
        analysis: &analysis,
        locale: crate::i18n::Locale::ENGLISH,
    };
    for draft in [crate::export::schemaorg::write(&article), crate::export::schemaorg::drafts(&article)] {
        let (records, bad) = found("draft.jsonld", &draft);
        assert!(bad.is_empty() && records.len() == 1, "{draft}: {bad:?}");
        assert!(records[0].claim.contains("sold the harbour"), "{:?}", records[0]);
        assert_eq!(records[0].verdict, "");
    }
}

#[test]
fn ratings_are_taken_as_written() {
    let verdict = |rating: &str| review(&format!(r#", "reviewRating": {rating}"#)).verdict;
    // No verdict is computed from an inverted scale or from one without ends.
    assert_eq!(verdict(r#"{"ratingValue": 5, "bestRating": 1, "worstRating": 5}"#), "");
    assert_eq!(verdict(r#"{"ratingValue": "2"}"#), "");
    assert_eq!(verdict(r#"{"ratingValue": "-1", "alternateName": "3/5"}"#), "");
    assert_eq!(verdict(r#"{"ratingValue": "Rather wrong"}"#), "Rather wrong");
    assert_eq!(verdict(r#"{"alternateName": {"@value": "Wrong", "@language": "en"}}"#), "Wrong");
    assert_eq!(verdict(r#"{"alternateName": ["", "Half right"]}"#), "Half right");
    assert_eq!(verdict(r#"[{"ratingValue": 1}, {"alternateName": "Made up"}]"#), "Made up");
    assert_eq!(verdict(r#""Four Quills""#), "Four Quills");
    assert_eq!(verdict("null"), "");
}

#[test]
fn authors_are_taken_as_they_come() {
    let publisher = |members: &str| review(members).publisher;
    assert_eq!(publisher(r#", "author": {"name": "Checkpoint"}"#), "Checkpoint");
    assert_eq!(publisher(r#", "author": ["Ask Twice", {"name": "Checkpoint"}, "Ask Twice"]"#), "Ask Twice, Checkpoint");
    assert_eq!(publisher(r#", "author": "https://www.checks.example/about""#), "checks.example");
    assert_eq!(publisher(r#", "publisher": {"name": ["Checkpoint"]}"#), "Checkpoint");
    assert_eq!(publisher(r#", "url": "https://www.checks.example/a""#), "checks.example");
    assert_eq!(publisher(""), "");
    let claimant =
        review(r#", "itemReviewed": [null, {"author": [{"name": "Tom Vale"}, {"name": "Ann Hale"}]}]"#).claimant;
    assert_eq!(claimant, "Tom Vale, Ann Hale");
}

#[test]
fn several_addresses_in_one_string() {
    let url = |url: &str| review(&format!(r#", "url": {url}"#)).url;
    assert_eq!(url(r#""see https://a.example/1, https://a.example/2""#), "https://a.example/1");
    assert_eq!(url(r#"["javascript:alert(1)", "https://a.example/2"]"#), "https://a.example/2");
    assert_eq!(url(r#"{"@id": "https://a.example/3"}"#), "https://a.example/3");
    assert_eq!(url("7"), "");
}

#[test]
fn claims_with_references_questions_and_numbers() {
    let claim = |claim: &str| one("a.json", &format!(r#"{{"@type": "ClaimReview", "claimReviewed": {claim}}}"#)).claim;
    assert_eq!(claim(r#""Did the &quot;Salt &amp; Tin&quot; sink?""#), "Did the \"Salt & Tin\" sink?");
    assert_eq!(claim(r#"["The <b>ferry</b> sank."]"#), "The ferry sank.");
    assert_eq!(claim("2031"), "2031");
    let item =
        r#"{"@type": ["Review", "schema:ClaimReview"], "itemReviewed": {"@type": "Claim", "name": "The ferry sank."}}"#;
    assert_eq!(one("a.json", item).claim, "The ferry sank.");
}

#[test]
fn broken_json_costs_one_record() {
    let (records, bad) = found("a.json", &format!("[{REVIEW}, {{\"@type\": \"ClaimReview\" \"x\"}}, {REVIEW},]"));
    assert_eq!(records.len(), 2);
    assert!(bad.len() == 1 && bad[0].starts_with("item 2: is not JSON"), "{bad:?}");
    // The feed was cut off.
    let (records, bad) =
        found("a.json", &format!("{{\"dataFeedElement\": [{REVIEW},\n{REVIEW},\n{{\"@type\": \"Claim"));
    assert_eq!((records.len(), bad), (2, vec!["item 3: does not end".to_owned()]));
    // A brace is missing.
    let (records, bad) = found("a.json", &format!("[{{\"@type\": \"ClaimReview\", \"a\": {{\"b\": 1}},\n{REVIEW}]"));
    assert_eq!((records.len(), bad.len()), (1, 1), "{bad:?}");
    // A string contains a raw line break, and a comma precedes a brace.
    let record = one("a.json", "{\"@type\": \"ClaimReview\", \"claimReviewed\": \"The ferry\n sank.\",}");
    assert_eq!(record.claim, "The ferry sank.");
}

#[test]
fn any_bytes_are_read() {
    for bytes in [
        &b""[..],
        b"\xff\xfe",
        b"\xff\xfe{\0}\0",
        b"[[[[",
        b"{\"a\":\"\\",
        b"[{]}",
        b"\xef\xbb\xbf[null]",
        b"{\"claims\": [",
        b"\"{",
    ] {
        for name in ["a", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.html"] {
            read(name, bytes, &mut |_, _| {});
        }
    }
    let wide: Vec<u8> = "[{\"claim\": \"It sank.\"}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut records = 0;
    read("a.json", &[&[0xff, 0xfe][..], &wide].concat(), &mut |item, _| {
        records += usize::from(matches!(item, Item::Record(_)))
    });
    assert_eq!(records, 1);
}

#[test]
fn truncated_and_hostile_lists_end() {
    for text in [r#"{"claims":[n"#, r#"{"claims":[nul"#, "[n", "[null", r#"{"claims":[null, "é"#] {
        assert_eq!(found("a.json", text).0, Vec::new(), "{text}");
    }
}
