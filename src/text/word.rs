//! Words, each looked up once.
//!
//! An article repeats most of its words. What is known about a word without its neighbours (its lower case, what the
//! lexicon says about it, how its letters are hashed for the network) is computed on its first occurrence and shared by
//! all tokens with the same spelling.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use super::TokenKind;
use crate::hash::HashMap;
use crate::lexicon::check_worthiness::Entry;
use crate::lexicon::{self, WordInfo};

/// The number of tables in which the network looks up letters.
const TABLES: usize = sayso_net::TABLES.len();

/// One spelling of a word, with what is known about it. Dereferences to the text in lower case, with straight
/// apostrophes and without soft hyphens.
#[derive(Clone)]
pub struct Word(Rc<Spelling>);

struct Spelling {
    lower: Box<str>,
    kind: TokenKind,
    capital: bool,
    known: WordInfo,
    letters: OnceCell<Letters>,
    check_worthiness: OnceCell<&'static [Entry]>,
}

/// What the network reads of a word's letters.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// The row of the word in each table.
    pub hashed: [u16; TABLES],
    /// The class of how often the word is a cue in the training set.
    pub cue: u8,
}

impl Word {
    /// Creates a word from one word, number or mark.
    pub fn new(raw: &str) -> Self {
        let kind = if raw.contains(char::is_alphabetic) {
            TokenKind::Word
        } else if raw.contains(char::is_numeric) {
            TokenKind::Number
        } else {
            TokenKind::Mark
        };
        let lower = lower(raw);
        let known = lexicon::get().known(&lower);
        let capital = raw.starts_with(char::is_uppercase);
        Self(Rc::new(Spelling {
            lower,
            kind,
            capital,
            known,
            letters: OnceCell::new(),
            check_worthiness: OnceCell::new(),
        }))
    }

    /// Returns the address of its shared data. Equally spelled tokens of a document usually share one address;
    /// different spellings never do.
    pub fn address(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }

    /// Returns its kind.
    pub fn kind(&self) -> TokenKind {
        self.0.kind
    }

    /// Whether its first letter is a capital.
    pub fn capital(&self) -> bool {
        self.0.capital
    }

    /// Returns what the lexicon says about it.
    pub fn known(&self) -> &WordInfo {
        &self.0.known
    }

    /// Returns the entries of `check-worthiness.tsv` that start with it. They are looked up on demand, because only the
    /// check-worthiness rating needs them.
    pub fn check_worthiness(&self) -> &'static [Entry] {
        self.0.check_worthiness.get_or_init(|| lexicon::check_worthiness::get().starting(&self.0.lower))
    }

    /// Returns what the network reads of its letters, which `read` computes on the first call.
    pub fn letters(&self, read: impl FnOnce() -> Letters) -> Letters {
        *self.0.letters.get_or_init(read)
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.lower
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        self
    }
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Word {}

impl PartialEq<str> for Word {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Word {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// The number of words up to which none are dropped.
const LEAST: usize = 5000;

/// The words met so far, by spelling.
#[derive(Debug)]
pub struct Words {
    met: HashMap<Box<str>, Word>,
    /// Unused words are dropped once there are more than this.
    most: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self { met: HashMap::default(), most: LEAST }
    }
}

impl Words {
    /// Returns the word with the spelling `raw`.
    pub fn get(&mut self, raw: &str) -> Word {
        if let Some(word) = self.met.get(raw) {
            return word.clone();
        }
        let word = Word::new(raw);
        self.met.insert(raw.into(), word.clone());
        word
    }

    /// Drops words that no token uses, once there are too many.
    pub fn end_run(&mut self) {
        if self.met.len() > self.most {
            self.met.retain(|_, word| Rc::strong_count(&word.0) > 1);
            self.most = LEAST.max(2 * self.met.len());
        }
    }
}

fn lower(raw: &str) -> Box<str> {
    if raw.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return raw.into();
    }
    let plain = raw.chars().filter(|&c| c != '\u{ad}').map(|c| if c == '’' { '\'' } else { c });
    plain.flat_map(char::to_lowercase).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Class;

    #[test]
    fn equal_spellings_share_a_word() {
        let mut words = Words::default();
        let (said, again, shouted) = (words.get("said"), words.get("said"), words.get("SAID"));
        assert!(Rc::ptr_eq(&said.0, &again.0) && !Rc::ptr_eq(&said.0, &shouted.0));
        assert!(said == shouted && shouted.capital() && !said.capital());
        assert!(
            said.known().verbs().any(|(cue, _)| cue.lemma == "say") && words.get("The").known().is(Class::Determiner)
        );
        assert_eq!(
            (&*words.get("CO\u{ad}OP’S"), words.get("3,000").kind(), words.get("—").kind()),
            ("coop's", TokenKind::Number, TokenKind::Mark)
        );
    }

    #[test]
    fn the_quick_test_misses_no_quantity() {
        for word in
            ["5", "23rd", "dozens", "two", "noon", "twenty-three", "12km", "friday", "may", "a", "hundred", "€", "$"]
        {
            let read = crate::text::Document::new(word);
            assert!(
                Word::new(word).known().counts || crate::text::quantity::find(&read.tokens, 0..1).is_empty(),
                "{word}"
            );
        }
    }
}
