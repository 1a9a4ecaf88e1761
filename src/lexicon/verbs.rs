//! Verbs and nouns that attribute, with all their forms.

use super::Table;
use crate::model::Act;
use crate::word_map::WordMap;

/// What a verb or noun of saying can govern; the meaning of each is told at the head of `verbs.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// A quotation may stand next to it.
    Quote,
    /// A clause follows, with or without "that".
    That,
    /// A clause follows, with "that" only.
    ThatOnly,
    /// Content may stand before it: "…, he said".
    Left,
    /// "vowed to leave".
    Infinitive,
    /// "denied leaving".
    Gerund,
    /// A noun phrase is the content.
    Noun,
    /// "warned of floods".
    Of,
    /// The hearer may stand between verb and content.
    Addressee,
    /// The hearer must stand between, so that the verb is passive where none does: "passengers told that …".
    Hearer,
    /// It attributes only where a body that hears is its subject: "the court heard".
    Forum,
    /// "asked whether", "explained how".
    Whether,
    /// "accused A of X".
    Accuse,
    /// "is indicted on X": the passive only, with its preposition as particle.
    Accused,
    /// "blamed A for X".
    Blame,
    /// "described X as Y".
    As,
    /// "called X Y".
    Names,
    /// "is believed to have left".
    Raising,
    /// It says how somebody speaks, and attributes only beside a quotation: "snapped".
    Manner,
    /// "refused to confirm" attributes as one.
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

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said": past tense and participle are not told apart.
    Past,
    /// "saying"
    Ing,
}

/// How a writer stands to what somebody says, as far as the verb shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// "Said": the verb only passes it on.
    Neutral,
    /// "Claimed": the writer keeps a distance.
    Distancing,
}

/// The tone of the verb in the words of a cue; `None` where no known verb is among them.
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

/// A verb or noun that attributes.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its dictionary form.
    pub lemma: &'static str,
    /// Words that must follow the form: "out" of "pointed out". Empty for most.
    pub particle: &'static str,
    /// What it can govern.
    pub grammar: Vec<Grammar>,
    /// What whoever it is said of does.
    pub act: Act,
    /// Whether it shows this act only where its object is a claim: "rejected the report", not "rejected the offer".
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

/// The act that a cell of the tables names, and whether it needs a claim as object.
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

    /// Reads a table with the columns word, forms, act: cues that govern nothing.
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

    /// The cues that `word` (lower case) is a form of.
    pub fn of<'a>(&'a self, word: &str) -> impl Iterator<Item = (&'a Cue, Form)> + use<'a> {
        self.at(self.entries(word))
    }

    /// The entries of `word` (lower case), for [`Self::at`].
    pub(super) fn entries(&self, word: &str) -> &[(usize, Form)] {
        self.forms.get(word).map_or(&[], Vec::as_slice)
    }

    /// The cues of some entries.
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

/// The regular forms of a verb. Irregular verbs get wrong forms too, which no text contains.
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
    fn forms_find_their_cue() {
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
