//! Attributing verbs and nouns, with all their forms.

use super::Table;
use crate::model::Act;
use crate::word_map::WordMap;

/// What an attributing verb or noun can govern. The comment at the top of `verbs.tsv` explains each value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// A quotation may be next to it.
    Quote,
    /// A clause follows, with or without "that".
    That,
    /// A clause follows, only with "that".
    ThatOnly,
    /// The content may precede it: "…, he said".
    Left,
    /// "vowed to leave".
    Infinitive,
    /// "denied leaving".
    Gerund,
    /// A noun phrase is the content.
    Noun,
    /// "warned of floods".
    Of,
    /// The addressee may come between verb and content.
    Addressee,
    /// The addressee must come between verb and content; without one the verb is passive: "passengers told that …".
    Hearer,
    /// Attributes only if its subject is a body that hears: "the court heard".
    Forum,
    /// "asked whether", "explained how".
    Whether,
    /// "accused A of X".
    Accuse,
    /// "is indicted on X": only in the passive, with its preposition as the particle.
    Accused,
    /// "blamed A for X".
    Blame,
    /// "described X as Y".
    As,
    /// "called X Y".
    Names,
    /// "is believed to have left".
    Raising,
    /// Describes a manner of speaking, and attributes only next to a quotation: "snapped".
    Manner,
    /// Combines with another verb: "refused to confirm" attributes as a unit.
    Joins,
}

impl Grammar {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Self::Quote,
            "that" => Self::That,
            "that+" => Self::ThatOnly,
            "left" => Self::Left,
            "infinitive" => Self::Infinitive,
            "gerund" => Self::Gerund,
            "noun" => Self::Noun,
            "of" => Self::Of,
            "addressee" => Self::Addressee,
            "hearer" => Self::Hearer,
            "forum" => Self::Forum,
            "whether" => Self::Whether,
            "accuse" => Self::Accuse,
            "accused" => Self::Accused,
            "blame" => Self::Blame,
            "as" => Self::As,
            "names" => Self::Names,
            "raising" => Self::Raising,
            "manner" => Self::Manner,
            "joins" => Self::Joins,
            _ => return None,
        })
    }
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said": past tense and participle are not distinguished.
    Past,
    /// "saying"
    Ing,
}

/// The writer's attitude to what is said, as far as the verb shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// "said": the verb only reports.
    Neutral,
    /// "claimed": the writer keeps a distance.
    Distancing,
}

/// Returns the tone of the verb in a cue; `None` if the cue contains no known verb.
pub fn tone(cue: &str) -> Option<Tone> {
    let lexicon = super::get();
    let mut tone = None;
    for word in cue.split_whitespace() {
        for (verb, _) in lexicon.verbs.of(&word.to_lowercase()) {
            if verb.distancing {
                return Some(Tone::Distancing);
            }
            tone = Some(Tone::Neutral);
        }
    }
    tone
}

/// An attributing verb or noun.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its dictionary form.
    pub lemma: &'static str,
    /// Words that must follow it: "out" in "pointed out". Usually empty.
    pub particle: &'static str,
    /// What it can govern.
    pub grammar: Vec<Grammar>,
    /// What the source does.
    pub act: Act,
    /// Whether it shows this act only if its object is a claim: "rejected the report", not "rejected the offer".
    pub of_claim: bool,
    /// Whether a writer who uses it keeps a distance from what is said.
    pub distancing: bool,
}

impl Cue {
    /// Whether it can govern `grammar`.
    pub fn takes(&self, grammar: Grammar) -> bool {
        self.grammar.contains(&grammar)
    }

    /// Whether it reports a thought, a wish or a deed.
    pub fn attitude(&self) -> bool {
        self.act == Act::Attitude
    }
}

/// Parses an act, and whether it requires a claim as the object.
fn act(cell: &str) -> Option<(Act, bool)> {
    let name = cell.strip_suffix("-of-claim");
    let act = Act::ALL.into_iter().find(|act| act.name() == name.unwrap_or(cell))?;
    Some((act, name.is_some()))
}

/// All forms of all cues of one table.
#[derive(Debug, Default)]
pub struct Cues {
    cues: Vec<Cue>,
    forms: WordMap<Vec<(usize, Form)>>,
}

impl Cues {
    /// Reads a table with the columns lemma, forms, grammar, act, tone. Nouns have no tone.
    pub(super) fn read(table: Table<'static>, verbs: bool) -> Self {
        let mut out = Self::default();
        for row in table.rows() {
            let (word, particle) = row.get(0).split_once(' ').unwrap_or((row.get(0), ""));
            let Some((act, of_claim)) = act(row.get(3)) else { continue };
            let cue = Cue {
                lemma: row.get(0),
                particle,
                grammar: row.list(2).filter_map(Grammar::read).collect(),
                act,
                of_claim,
                distancing: row.get(4) == "distancing",
            };
            let at = out.cues.len();
            out.cues.push(cue);
            for form in row.list(1) {
                let form = form.split(' ').next().unwrap_or(form);
                out.add(form, at, form_by_ending(word, form));
            }
            for (form, kind) in
                if verbs { inflect(word) } else { vec![(word.to_owned(), Form::Base), (plural(word), Form::Third)] }
            {
                out.add(&form, at, kind);
            }
        }
        out
    }

    /// Reads a table with the columns word, forms, act. These cues govern nothing.
    pub(super) fn read_acts(table: Table<'static>) -> Self {
        let mut out = Self::default();
        for row in table.rows() {
            let Some((act, of_claim)) = act(row.get(2)) else { continue };
            let at = out.cues.len();
            let (lemma, grammar) = (row.get(0), Vec::new());
            out.cues.push(Cue { lemma, particle: "", grammar, act, of_claim, distancing: false });
            for form in row.list(1) {
                out.add(form, at, form_by_ending(lemma, form));
            }
            for (form, kind) in inflect(lemma) {
                out.add(&form, at, kind);
            }
        }
        out
    }

    fn add(&mut self, form: &str, cue: usize, kind: Form) {
        let entries = self.forms.entry(form.to_owned());
        if !entries.iter().any(|&(at, _)| at == cue) {
            entries.push((cue, kind));
        }
    }

    /// Returns the cues of which `word` (lower case) is a form, each with the form.
    pub fn of<'a>(&'a self, word: &str) -> impl Iterator<Item = (&'a Cue, Form)> + use<'a> {
        self.at(self.entries(word))
    }

    /// Returns the entries of `word` (lower case), which [`Self::at`] resolves.
    pub(super) fn entries(&self, word: &str) -> &[(usize, Form)] {
        self.forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// Returns the cues of some entries, each with the form.
    pub(super) fn at<'a>(&'a self, entries: &'a [(usize, Form)]) -> impl Iterator<Item = (&'a Cue, Form)> + use<'a> {
        entries.iter().map(|&(at, form)| (&self.cues[at], form))
    }
}

fn form_by_ending(lemma: &str, form: &str) -> Form {
    match form {
        _ if form == lemma => Form::Base,
        _ if form.ends_with("ing") => Form::Ing,
        _ if form.ends_with('s') => Form::Third,
        _ => Form::Past,
    }
}

/// Returns the regular forms of a verb. For irregular verbs some are wrong, which does no harm, since texts do not
/// contain them.
pub(super) fn inflect(verb: &str) -> Vec<(String, Form)> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let y = verb.strip_suffix('y').filter(|rest| !rest.ends_with(['a', 'e', 'o', 'u']));
    let past = y.map_or_else(|| format!("{stem}ed"), |rest| format!("{rest}ied"));
    vec![
        (verb.to_owned(), Form::Base),
        (plural(verb), Form::Third),
        (past, Form::Past),
        (format!("{stem}ing"), Form::Ing),
    ]
}

pub(super) fn plural(word: &str) -> String {
    match word.strip_suffix('y').filter(|rest| !rest.ends_with(['a', 'e', 'o', 'u'])) {
        Some(rest) => format!("{rest}ies"),
        None if word.ends_with(['s', 'x', 'z']) || word.ends_with("sh") || word.ends_with("ch") => format!("{word}es"),
        None => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms() {
        let forms = |verb| inflect(verb).into_iter().map(|(form, _)| form).collect::<Vec<_>>();
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("accuse"), ["accuse", "accuses", "accused", "accusing"]);
        assert_eq!(forms("dismiss"), ["dismiss", "dismisses", "dismissed", "dismissing"]);
    }

    #[test]
    fn finds_cues_by_form() {
        let verbs = &crate::lexicon::get().verbs;
        assert!(verbs.of("said").any(|(cue, form)| cue.lemma == "say" && form == Form::Past));
        assert!(verbs.of("pointed").any(|(cue, _)| cue.particle == "out"));
        assert!(verbs.of("believed").any(|(cue, _)| cue.takes(Grammar::Raising) && cue.attitude()));
    }

    #[test]
    fn every_row_names_an_act() {
        let named = |table: Table<'static>, column| table.rows().all(|row| act(row.get(column)).is_some());
        assert!(named(crate::lexicon::VERBS, 3) && named(crate::lexicon::NOUNS, 3));
        assert!(named(crate::lexicon::ACTS, 2) && named(crate::lexicon::CUE_WORDS, 2));
    }
}
