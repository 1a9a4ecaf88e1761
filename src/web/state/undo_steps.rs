//! The undo steps of typing in one text. Pure: no browser types.

use std::rc::Rc;

use crate::web::edit::Edit;
use crate::web::origin::Origin;

/// The maximum number of steps; the oldest are dropped.
const MOST: usize = 400;
/// The maximum total size of the steps, in bytes.
const MOST_BYTES: usize = 8_000_000;
/// A step of this many bytes ends where the next word begins, so that undo never removes a whole page at once.
const LONG: usize = 80;

/// A change to a text: at byte `at`, `old` is replaced by `new`.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    at: usize,
    old: String,
    new: String,
    /// The origin of the text that contained `old`.
    origin: Rc<Origin>,
}

/// The steps of one text: those that can be undone, and those that were.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// The steps that can be undone, the latest last.
    past: Vec<Rc<Step>>,
    /// The undone steps. The one that was undone last comes last.
    future: Vec<Rc<Step>>,
    /// Whether further typing may extend the last step.
    open: bool,
}

/// A text before or after a step, with its origin and the remaining steps.
pub type Stepped = (String, Rc<Origin>, Steps);

impl Steps {
    /// Returns the steps after the reader changed `old` to `new`; `origin` is that of `old`. Typing without a pause, at
    /// one place and within one line, is one step.
    pub fn typed(&self, old: &str, new: &str, origin: &Rc<Origin>) -> Self {
        let (at, was, is) = Edit::between(old, new).parts(old, new);
        let mut past = self.past.clone();
        match past.last().filter(|_| self.open).and_then(|last| last.joined(at, was, is)) {
            Some(step) => {
                past.pop();
                if step.old != step.new {
                    past.push(Rc::new(step));
                }
            }
            None => past.push(Rc::new(Step { at, old: was.into(), new: is.into(), origin: origin.clone() })),
        }
        let bytes = |past: &[Rc<Step>]| past.iter().map(|step| step.old.len() + step.new.len()).sum::<usize>();
        while past.len() > MOST || past.len() > 1 && bytes(&past) > MOST_BYTES {
            past.remove(0);
        }
        Self { past, future: Vec::new(), open: single(was) && single(is) }
    }

    /// Returns the steps after a pause, which ends the last step.
    pub fn paused(&self) -> Self {
        Self { open: false, ..self.clone() }
    }

    /// Returns whether further typing may extend the last step.
    pub fn open(&self) -> bool {
        self.open
    }

    /// Returns whether there are steps to undo or redo.
    pub fn any(&self) -> bool {
        !self.past.is_empty() || !self.future.is_empty()
    }

    /// Undoes the last step in `text`, which has this origin; `None` if there is no step.
    pub fn back(&self, text: &str, origin: &Rc<Origin>) -> Option<Stepped> {
        let mut next = self.paused();
        let (text, origin, step) = next.past.pop()?.reversed(text, origin)?;
        next.future.push(step);
        Some((text, origin, next))
    }

    /// Redoes the step that was undone last; `None` if there is none.
    pub fn forward(&self, text: &str, origin: &Rc<Origin>) -> Option<Stepped> {
        let mut next = self.paused();
        let (text, origin, step) = next.future.pop()?.reversed(text, origin)?;
        next.past.push(step);
        Some((text, origin, next))
    }
}

impl Step {
    /// Returns this step merged with the edit after it; `None` if they do not belong together.
    fn joined(&self, at: usize, old: &str, new: &str) -> Option<Self> {
        let alone = !single(old) || !single(new) || new == "\n" || self.new.ends_with('\n');
        if alone || self.new.len() >= LONG && self.new.ends_with(' ') && new != " " {
            return None;
        }
        let (end, next) = (at + old.len(), self.clone());
        // Typed at the end of the step, or deleted from there.
        if at >= self.at && end == self.at + self.new.len() {
            return Some(Self { new: [&self.new[..at - self.at], new].concat(), ..next });
        }
        // More is deleted, before or after it.
        match self.new.is_empty() && new.is_empty() {
            true if end == self.at => Some(Self { at, old: [old, &self.old].concat(), ..next }),
            true if at == self.at => Some(Self { old: [&self.old, old].concat(), ..next }),
            _ => None,
        }
    }

    /// Returns `text` with this step reverted, its origin, and the step that reverts that; `None` if the step does not
    /// match the text.
    fn reversed(&self, text: &str, origin: &Rc<Origin>) -> Option<(String, Rc<Origin>, Rc<Self>)> {
        let Self { at, old, new, .. } = self;
        let (head, rest) = text.split_at_checked(*at)?;
        let text = [head, old, rest.strip_prefix(&**new)?].concat();
        let step = Self { at: *at, old: new.clone(), new: old.clone(), origin: origin.clone() };
        Some((text, Rc::new(origin.stepped(&self.origin)), Rc::new(step)))
    }
}

/// Returns whether this is at most one character, as typed with one key.
pub fn single(stretch: &str) -> bool {
    stretch.chars().nth(1).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the steps after these texts in sequence; `|` before a text means that the reader paused before typing
    /// it.
    fn after(texts: &[&str]) -> (String, Steps) {
        texts.iter().fold(Default::default(), |(old, steps): (String, Steps), text| {
            let steps = if text.starts_with('|') { steps.paused() } else { steps };
            let text = text.trim_start_matches('|');
            (text.to_owned(), steps.typed(&old, text, &Rc::default()))
        })
    }

    /// Returns the texts that repeated undo produces.
    fn undone((mut text, mut steps): (String, Steps)) -> Vec<String> {
        let mut all = Vec::new();
        while let Some((before, _, next)) = steps.back(&text, &Rc::default()) {
            all.push(before.clone());
            (text, steps) = (before, next);
        }
        all
    }

    fn keys(words: &str) -> Vec<&str> {
        words.char_indices().map(|(at, c)| &words[..at + c.len_utf8()]).collect()
    }

    #[test]
    fn a_sentence_is_undone_in_one_step() {
        let words = "The ferry is läte, said Tom Hale in the harbour.";
        let (text, steps) = after(&keys(words));
        let (before, origin, steps) = steps.back(&text, &Rc::default()).unwrap();
        assert!(before.is_empty() && steps.back(&before, &origin).is_none());
        assert_eq!(steps.forward(&before, &origin).unwrap().0, words);
    }

    #[test]
    fn long_typing_is_split_into_steps_between_words() {
        let words = "all day long ".repeat(50);
        let steps = undone(after(&keys(&words)));
        assert!(steps.len() > 4 && steps.iter().all(|text| text.is_empty() || text.ends_with(' ')), "{steps:?}");
    }

    #[test]
    fn pauses_places_line_breaks_and_pastes_end_a_step() {
        assert_eq!(undone(after(&["a", "ab", "|abc", "abcd"])), ["ab", ""]);
        assert_eq!(undone(after(&["a", "ab", "xab", "xyab"])), ["ab", ""]);
        assert_eq!(undone(after(&["a", "ab", "ab\n", "ab\nc"])), ["ab\n", "ab", ""]);
        assert_eq!(undone(after(&["a", "a pasted", "a pasted!"])), ["a pasted", "a", ""]);
    }

    #[test]
    fn deletions_are_undone_at_once() {
        assert_eq!(undone(after(&["abcd", "abc", "ab", "a"])), ["abcd", ""]);
        assert_eq!(undone(after(&["abcd", "acd", "ad"])), ["abcd", ""]);
        // A typo corrected immediately is part of what is typed.
        assert_eq!(undone(after(&["a", "ac", "a", "ab"])), [""]);
        assert_eq!(undone(after(&["a", ""])), Vec::<String>::new());
    }

    #[test]
    fn typing_after_undo_discards_redo() {
        let (text, steps) = after(&["a", "ab", "|abc"]);
        let (text, origin, steps) = steps.back(&text, &Rc::default()).unwrap();
        let steps = steps.typed(&text, "abd", &origin);
        assert!(steps.forward("abd", &origin).is_none());
        assert_eq!(steps.back("abd", &origin).unwrap().0, "ab");
    }

    #[test]
    fn the_oldest_steps_are_dropped() {
        let texts: Vec<String> = (0..MOST + 10).map(|at| "|".to_owned() + &"a".repeat(at + 1)).collect();
        let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
        assert_eq!(undone(after(&texts)).len(), MOST);
    }
}
