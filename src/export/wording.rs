//! What the formats share: names of acts for people, and quotations of the article with unsafe characters replaced.

use crate::i18n::Locale;
use crate::model::{Act, Attribution, SourceType};
use crate::span::Span;

/// Returns the words of `spans` on one line, made safe as by [`line`]. Separate parts are joined by an ellipsis.
pub fn quote(text: &str, spans: &[Span]) -> String {
    let parts: Vec<String> = spans.iter().map(|span| line(span.of(text))).collect();
    parts.join(" … ")
}

/// Returns `words` on one line, with each run of white space as one space, and control characters and direction marks
/// as `·`.
pub fn line(words: &str) -> String {
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.chars().map(shown).collect()
}

/// Returns `text` with control characters and direction marks shown as `·`, for file names, ids and messages. Each line
/// end and tab becomes a space; runs of white space are not shortened.
pub fn harmless(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// Returns the character to show for `c`: control characters and direction marks are replaced.
pub fn shown(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '·',
        c if c.is_control() => '·',
        c => c,
    }
}

/// Returns the name of the speaker or, if there is none, the words of the source; empty for a pronoun that refers to
/// nobody known.
pub fn who(text: &str, a: &Attribution) -> String {
    match (a.speaker.as_str(), a.source_type) {
        // A person without a name is an unresolved pronoun.
        ("", SourceType::Person) => String::new(),
        ("", _) => quote(text, &a.source),
        (speaker, _) => line(speaker),
    }
}

/// Returns the name of an act for people, such as "denies"; `None` for a plain statement.
pub fn deed(locale: Locale, act: Act) -> Option<&'static str> {
    match act {
        Act::Statement => None,
        Act::Attitude => Some(locale.text("ui.attitude.one")),
        act => Some(locale.label("ui.act", act.name())),
    }
}

/// Returns the text of a list entry: the content, preceded by the article's words for the act unless it is a plain
/// statement, as in "denied having taken bribes", so that nobody appears to say what they deny.
pub fn deed_and_content(locale: Locale, text: &str, a: &Attribution) -> String {
    let content = quote(text, &a.content);
    match deed(locale, a.act) {
        None => content,
        Some(name) if a.cue.is_empty() => format!("{name} {content}"),
        Some(_) => format!("{} {content}", quote(text, &a.cue)),
    }
}

/// Returns the numbers of statements and of other entries, in words: "2 statements, 1 other entry".
pub fn tally<'a>(locale: Locale, entries: impl Iterator<Item = &'a Attribution>) -> String {
    let (mut said, mut others) = (0, 0);
    entries.for_each(|a| if a.act.speaks() { said += 1 } else { others += 1 });
    let statements = locale.count("ui.statements", said);
    if others == 0 { statements } else { format!("{statements}, {}", locale.count("ui.others", others)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_one_harmless_line() {
        let text = "one\r\n\t two \u{202e}x\u{7}";
        assert_eq!(quote(text, &[Span::new(0, 3), Span::new(3, text.len())]), "one … two ·x·");
    }

    const EN: Locale = Locale::ENGLISH;
    const ACTS: &str = "Ben Hale denied having taken bribes. Anna Oru refused to say whether the road was shut. Lee \
        said it was. The company did not respond to questions. Tom Reed asked whether it was safe. Police warned that \
        it was not.";

    #[test]
    fn a_list_says_what_a_source_does() {
        let analysis = crate::analyze(ACTS);
        let listed = |name: &str| -> Vec<String> {
            let own = analysis.attributions.iter().filter(|a| a.speaker == name);
            own.map(|a| format!("{}: {}", deed(EN, a.act).unwrap_or("says"), deed_and_content(EN, ACTS, a))).collect()
        };
        assert_eq!(listed("Ben Hale"), ["denies: denied having taken bribes"]);
        assert_eq!(listed("Anna Oru"), ["declined to say: refused to say whether the road was shut"]);
        assert_eq!(listed("Tom Reed"), ["asked: asked whether it was safe"]);
        assert_eq!(listed("Police"), ["warned: warned that it was not"]);
        assert_eq!(tally(EN, analysis.attributions.iter().filter(|a| a.speaker == "Ben Hale")), "1 statement");
        assert_eq!(
            tally(EN, analysis.attributions.iter().filter(|a| a.speaker == "Anna Oru")),
            "0 statements, 1 other entry"
        );
    }

    #[test]
    fn every_format_names_the_act() {
        let meta = crate::export::Meta::default();
        let text = "Ben Hale denied being “a thief”. Anna Oru refused to say whether the road was shut.";
        let analysis = crate::analyze(text);
        let article = crate::export::Article { id: "", meta: &meta, text, analysis: &analysis, locale: EN };
        let brat = crate::export::brat::write(&article);
        assert!(brat.contains("\tAct T1 denial\n") && brat.contains(" refusal\n"), "{brat}");
        let csv = crate::export::csv::write(&article);
        assert!(csv.contains("\"denial\",\"denied\"") && csv.contains("\"refusal\",\"refused to say\""), "{csv}");
        let annotations = crate::export::jsonld::write(&article);
        assert!(annotations.contains("\"value\":\"denial\"") && annotations.contains("denies"), "{annotations}");
        let report = crate::export::markdown::write(&article);
        assert!(report.contains("- denied being “a thief”") && report.contains("denies"), "{report}");
        assert!(report.contains("- refused to say whether the road was shut"), "{report}");
        assert!(!crate::export::schemaorg::write(&article).contains("\"Quotation\""));
    }

    #[cfg(feature = "cli")]
    #[test]
    fn acts_of_earlier_versions_are_read() {
        let written = serde_json::to_value(crate::analyze(ACTS)).unwrap();
        let read = |act: Option<&str>| {
            let mut one = written["attributions"][0].clone();
            let fields = one.as_object_mut().unwrap();
            fields.remove("act");
            fields.extend(act.map(|act| ("act".to_owned(), act.into())));
            serde_json::from_value::<Attribution>(one).unwrap().act
        };
        let all = [read(None), read(Some("statement")), read(Some("attitude")), read(Some("denial"))];
        assert_eq!(all, [Act::Statement, Act::Statement, Act::Attitude, Act::Denial]);
    }
}
