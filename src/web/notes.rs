//! The notes in the margin. Pure: no browser types.

use super::marks::Item;
use super::messages;
use crate::export::wording::deed;
use crate::i18n::Locale;
use crate::model::{Act, Analysis, Attribution, Claim, Kind, SourceType, Status};

/// A finding's note in the margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The finding.
    pub item: Item,
    /// The icon before the text.
    pub icon: Icon,
    /// The emphasised word: a claim's status; empty for other findings.
    pub status: &'static str,
    /// The text that follows, such as "by Anna Oru".
    pub text: String,
    /// A second, smaller line; may be empty.
    pub detail: String,
    /// The words that the note is about, for screen readers.
    pub words: String,
    /// Whether the note of a claim says the same; if both are visible, this one is hidden.
    pub repeats: bool,
}

/// The icon of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The icon of a status.
    Status(Status),
    /// The avatar of a speaker.
    Avatar(Avatar),
    /// The icon of a refusal to comment.
    NoComment,
    /// The icon of a published fact-check.
    Check,
}

/// The avatar of a speaker: initials in a shape that shows the type of source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avatar {
    /// At most two letters; a question mark for a speaker without a name.
    pub letters: String,
    /// The shape: `person`, `org`, `doc` or `anon`.
    pub shape: &'static str,
}

impl Avatar {
    /// Returns the avatar of the speaker with this name, which is empty if the speaker has none.
    pub fn new(name: &str, source: SourceType) -> Self {
        let shape = match source {
            SourceType::Person => "person",
            SourceType::Organisation | SourceType::Outlet | SourceType::Place => "org",
            SourceType::Document => "doc",
            SourceType::Role | SourceType::Anonymous | SourceType::Unknown => "anon",
        };
        match (shape, initials(name)) {
            (shape, letters) if shape != "anon" && !letters.is_empty() => Self { letters, shape },
            _ => Self { letters: "?".into(), shape: "anon" },
        }
    }

    /// Returns the avatar of a party to a claim. A party that is not a speaker in the article counts as a person.
    pub fn of_party(analysis: &Analysis, name: &str) -> Self {
        let known = analysis.attributions.iter().find(|a| a.speaker == name);
        Self::new(name, known.map_or(SourceType::Person, |a| a.source_type))
    }
}

/// Returns the initials of the first and last capitalised words of a name; if there are none, the initial of the last
/// word.
fn initials(name: &str) -> String {
    let mut first = name.split_whitespace().filter_map(|word| word.chars().next());
    let mut capitals = first.clone().filter(|c| c.is_uppercase());
    match (capitals.next(), capitals.next_back()) {
        (None, _) => first.next_back().into_iter().flat_map(char::to_uppercase).collect(),
        (one, other) => one.into_iter().chain(other).collect(),
    }
}

/// Returns the note of `item`; `None` if `analysis` does not contain it.
pub fn note(locale: Locale, analysis: &Analysis, text: &str, item: Item) -> Option<Note> {
    match item {
        Item::Claim(at) => analysis.claims.get(at).map(|c| of_claim(locale, analysis, text, item, c)),
        Item::Attribution(at) => analysis.attributions.get(at).map(|a| of_attribution(locale, analysis, text, item, a)),
        Item::Mention(at) => analysis.mentions.get(at).map(|m| Note {
            item,
            icon: Icon::Avatar(Avatar::new("", SourceType::Unknown)),
            status: "",
            text: locale.text("ui.kind.mention").to_owned(),
            detail: String::new(),
            words: messages::snippet(text, &[m.span]),
            repeats: false,
        }),
        // `Checks::note` returns the notes of matches.
        Item::Check(_) => None,
    }
}

fn of_claim(locale: Locale, analysis: &Analysis, text: &str, item: Item, c: &Claim) -> Note {
    let (by, detail) = parties(locale, analysis, c);
    Note {
        item,
        icon: Icon::Status(c.status),
        status: messages::status(locale, c.status),
        text: by,
        detail,
        words: messages::snippet(text, &c.content),
        repeats: false,
    }
}

/// Returns who gives a claim its status ("by Anna Oru"), and who else is involved ("Ben Hale says so").
pub fn parties(locale: Locale, analysis: &Analysis, c: &Claim) -> (String, String) {
    let by = |name: &str| if name.is_empty() { String::new() } else { locale.fill("ui.by", &[("name", name)]) };
    let says_so =
        |name: &str| if name.is_empty() { String::new() } else { locale.fill("ui.says-so", &[("name", name)]) };
    match c.status {
        Status::Denied | Status::Refuted if !c.challengers.is_empty() => {
            (by(&c.challengers.join(", ")), says_so(&c.claimant))
        }
        Status::Disputed => {
            let others = c.versus.iter().filter_map(|&at| analysis.claims.get(at)).map(|other| &other.claimant);
            let mut names: Vec<&str> = Vec::new();
            for name in std::iter::once(&c.claimant).chain(others).chain(&c.challengers) {
                if !name.is_empty() && !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
            (String::new(), names.join(" · "))
        }
        Status::Unconfirmed | Status::Corroborated | Status::Denied | Status::Refuted => {
            (String::new(), says_so(&c.claimant))
        }
        Status::Alleged | Status::Speculative => {
            let about =
                if c.target.is_empty() { String::new() } else { locale.fill("ui.target", &[("name", &c.target)]) };
            (by(&c.claimant), about)
        }
    }
}

fn of_attribution(locale: Locale, analysis: &Analysis, text: &str, item: Item, a: &Attribution) -> Note {
    let silent = matches!(a.act, Act::Refusal | Act::Silence);
    let name = if a.speaker.is_empty() { messages::quote(text, &a.source) } else { a.speaker.clone() };
    let icon = if silent { Icon::NoComment } else { Icon::Avatar(Avatar::new(&name, a.source_type)) };
    let name = if name.is_empty() { locale.text("ui.nobody").to_owned() } else { name };
    let manner = deed(locale, a.act).unwrap_or_else(|| messages::manner_short(locale, a.kind));
    let party = |c: &Claim| c.claimant == name || c.challengers.contains(&name);
    let shared = |c: &Claim| {
        a.content.iter().any(|own| c.content.iter().any(|span| span.start < own.end && own.start < span.end))
    };
    let repeats = !silent && a.kind != Kind::Direct && analysis.claims.iter().any(|c| party(c) && shared(c));
    Note {
        item,
        icon,
        status: "",
        text: name,
        detail: manner.to_owned(),
        words: messages::snippet(text, &a.content),
        repeats,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use yew::Reducible;

    use super::*;
    use crate::i18n::Language;
    use crate::web::state::{Action, State};

    const TEXT: &str = "Mira Voss said a valve had been left open. Tarn Storage denied that a valve had been left \
        open. “We have the sheet,” said Ana Kale. Tarn Storage declined to comment.";

    #[test]
    fn a_note_says_who_and_how() {
        let analysis = crate::analyze(TEXT);
        let of =
            |item| note(Locale::PAGE, &analysis, TEXT, item).map(|note| (note.text, note.detail)).unwrap_or_default();
        let all: Vec<_> = (0..analysis.attributions.len()).map(|at| of(Item::Attribution(at))).collect();
        assert!(all.contains(&("Ana Kale".into(), "quoted".into())), "{all:?}");
        let claims: Vec<_> = (0..analysis.claims.len()).map(|at| of(Item::Claim(at)).0).collect();
        assert!(claims.iter().any(|by| by == "by Tarn Storage"), "{claims:?}");
        assert_eq!(note(Locale::PAGE, &analysis, TEXT, Item::Claim(99)), None);
    }

    #[test]
    fn notes_change_with_the_language_of_the_interface() {
        let german = Locale::PAGE.with_table(Language::German, "ui.manner.direct\twörtlich\n".into());
        let (text, analysis) = (Rc::<str>::from(TEXT), Rc::new(crate::analyze(TEXT)));
        let after = |state: State, action| (*Rc::new(state).reduce(action)).clone();
        let english = after(State::default(), Action::Typed(TEXT.into()));
        let english = after(english, Action::Analysed(text, analysis));
        let says = |state: &State, detail: &str| {
            let mut notes = state.lines.iter().flat_map(|line| line.runs.iter()).flat_map(|run| run.notes.iter());
            notes.any(|note| note.text == "Ana Kale" && note.detail == detail)
        };
        let german = after(english.clone(), Action::LanguageChanged(german));
        assert!(says(&english, "quoted") && says(&german, "wörtlich"));
    }

    #[test]
    fn an_avatar_has_the_first_letters_of_the_name() {
        let letters = |name: &str| Avatar::new(name, SourceType::Person).letters;
        assert_eq!(
            (letters("Mira Voss"), letters("Ana de la Cruz"), letters("NASA")),
            ("MV".into(), "AC".into(), "N".into())
        );
        assert_eq!(letters("the coast guard"), "G");
        assert_eq!(Avatar::new("officials", SourceType::Role).letters, "?");
        assert_eq!(Avatar::new("Épée Ça", SourceType::Person).letters, "ÉÇ");
    }
}
