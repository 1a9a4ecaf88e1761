//! Patterns of words: how a row of a pack names the words that it is about.
//!
//! `corpus/languages/README.md` describes the notation. Patterns are found by their first word, in time proportional to
//! the length of that word.

use super::tokens::Token;
use crate::hash::HashMap;

/// The maximum number of words that `…` matches.
const GAP: usize = 6;

/// A form that a word of a pattern may have, in lower case and with straight apostrophes.
#[derive(Debug)]
pub enum Form {
    /// Exactly this word.
    Whole(Box<str>),
    /// A word that starts with this.
    Start(Box<str>),
    /// A word that ends with this.
    End(Box<str>),
}

impl Form {
    /// Reads a word that may start or end with `*`.
    pub fn new(word: &str) -> Self {
        match (word.strip_suffix('*'), word.strip_prefix('*')) {
            (Some(start), _) => Form::Start(start.into()),
            (_, Some(end)) => Form::End(end.into()),
            _ => Form::Whole(word.into()),
        }
    }

    /// Whether `word` has this form.
    pub fn fits(&self, word: &str) -> bool {
        match self {
            Form::Whole(whole) => **whole == *word,
            Form::Start(start) => word.starts_with(&**start),
            Form::End(end) => word.ends_with(&**end),
        }
    }
}

/// One word of a pattern.
#[derive(Debug)]
enum Piece {
    /// One of these forms.
    Word(Vec<Form>),
    /// One to [`GAP`] words.
    Gap,
}

#[derive(Debug)]
struct Pattern {
    pieces: Vec<Piece>,
    row: usize,
}

/// A place where a pattern fits. Its positions count tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The index of the row that the pattern belongs to.
    pub row: usize,
    /// The index of the pattern.
    pub pattern: usize,
    /// The first token.
    pub start: usize,
    /// The position after the last token.
    pub end: usize,
    /// The tokens that `…` matches; empty if the pattern has no gap.
    pub gap: (usize, usize),
}

/// All patterns of a pack.
#[derive(Debug, Default)]
pub struct Patterns {
    all: Vec<Pattern>,
    wholes: HashMap<Box<str>, Vec<usize>>,
    starts: HashMap<Box<str>, Vec<usize>>,
    ends: HashMap<Box<str>, Vec<usize>>,
}

impl Patterns {
    /// Adds the pattern that consists of `words`, for row `row` of the pack. The words are split as a text is. Returns
    /// `false` if there is no word, or if the first or last one is a gap (`…`).
    pub fn add(&mut self, words: &[&str], row: usize) -> bool {
        let pieces: Vec<Piece> = words.iter().map(|word| piece(word)).collect();
        let (Some(Piece::Word(first)), Some(Piece::Word(_))) = (pieces.first(), pieces.last()) else { return false };
        let number = self.all.len();
        for form in first {
            let (map, word) = match form {
                Form::Whole(word) => (&mut self.wholes, word),
                Form::Start(word) => (&mut self.starts, word),
                Form::End(word) => (&mut self.ends, word),
            };
            map.entry(word.clone()).or_default().push(number);
        }
        self.all.push(Pattern { pieces, row });
        true
    }

    /// Returns the first form of the first word of a pattern, which is its nominative. Returns `None` if that is not a
    /// whole word.
    pub fn base(&self, pattern: usize) -> Option<&str> {
        match self.all[pattern].pieces.first()? {
            Piece::Word(forms) => match forms.first()? {
                Form::Whole(word) => Some(word),
                _ => None,
            },
            Piece::Gap => None,
        }
    }

    /// Appends the patterns that fit at token `at` to `out`. `end` is the end of its sentence.
    pub fn find(&self, tokens: &[Token], at: usize, end: usize, out: &mut Vec<Hit>) {
        let word = &*tokens[at].lower;
        let mut try_all = |numbers: Option<&Vec<usize>>| {
            for &number in numbers.into_iter().flatten() {
                let pattern = &self.all[number];
                out.extend(fit(&pattern.pieces[1..], tokens, at + 1, end).map(|(to, gap)| Hit {
                    row: pattern.row,
                    pattern: number,
                    start: at,
                    end: to,
                    gap,
                }));
            }
        };
        try_all(self.wholes.get(word));
        for (cut, _) in word.char_indices() {
            if cut > 0 {
                try_all(self.starts.get(&word[..cut]));
            }
            try_all(self.ends.get(&word[cut..]));
        }
        try_all(self.starts.get(word));
    }
}

/// Returns where a match of `pieces` from token `at` on ends, and the tokens of its gap.
fn fit(pieces: &[Piece], tokens: &[Token], at: usize, end: usize) -> Option<(usize, (usize, usize))> {
    let Some((piece, rest)) = pieces.split_first() else { return Some((at, (0, 0))) };
    match piece {
        Piece::Word(forms) => {
            let word = tokens.get(at).filter(|_| at < end)?;
            let fits = forms.iter().any(|form| form.fits(&word.lower));
            if fits { fit(rest, tokens, at + 1, end) } else { None }
        }
        Piece::Gap => {
            let last = (at + GAP).min(end);
            (at + 1..=last).take_while(|&to| tokens[to - 1].wordlike()).find_map(|to| {
                let (done, _) = fit(rest, tokens, to, end)?;
                Some((done, (at, to)))
            })
        }
    }
}

fn piece(word: &str) -> Piece {
    if word == "…" {
        return Piece::Gap;
    }
    let mut parts = word.split('|');
    let stem = parts.next().unwrap_or_default();
    let mut forms: Vec<Form> = parts.map(|ending| Form::new(&format!("{stem}{ending}"))).collect();
    if forms.is_empty() {
        forms.push(Form::new(stem));
    }
    Piece::Word(forms)
}
