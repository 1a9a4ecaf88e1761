//! What may stand between a cue and its content: the hearer, the day, the place.

use super::indirect::Clause;
use crate::lexicon::Class;

impl Clause<'_> {
    /// Behind the hearer: "told reporters", "told the court".
    pub fn after_hearer(&self, at: usize, end: usize) -> usize {
        let view = self.view;
        if view.class(at, Class::Addressee) || view.class(at, Class::Pronoun) {
            return at + 1;
        }
        let mut next = at;
        if view.class(next, Class::Determiner) && !view.is(next, "that") {
            next += 1;
            while next < end && view.wordlike(next) && !view.capital(next) && !self.clause_opens(next) {
                next += 1;
            }
        }
        while next < end && view.capital(next) && (next > at || !self.clause_opens(next)) {
            next += 1;
        }
        next
    }

    fn clause_opens(&self, at: usize) -> bool {
        let view = self.view;
        view.class(at, Class::Determiner)
            || view.class(at, Class::Pronoun)
            || view.class(at, Class::Subordinator)
            || view.auxiliary(at)
            || view.class(at, Class::Preposition)
            || view.is(at, "to")
    }

    /// Behind "on Friday", "Saturday", "in a statement", "late on Monday".
    pub fn after_time(&self, at: usize, end: usize) -> usize {
        let view = self.view;
        let mut next = at;
        while next < end {
            let day = view.class(next, Class::Day) || view.class(next, Class::Month) && view.number(next + 1);
            let on_day = matches!(view.word(next), "on" | "late" | "early" | "earlier" | "last")
                && (view.class(next + 1, Class::Day)
                    || view.class(next + 1, Class::Month)
                    || view.is(next + 1, "on")
                    || view.class(next + 1, Class::Time));
            let told_in = matches!(view.word(next), "in" | "at" | "during" | "via" | "on")
                && matches!(view.word(next + 1), "a" | "an" | "the" | "his" | "her" | "its");
            if day || on_day {
                next += 1;
            } else if told_in {
                let comma = (next + 2..end.min(next + 9)).find(|&i| view.is(i, ",") || view.is(i, ":"));
                match comma {
                    Some(comma) => next = comma,
                    None => return next,
                }
            } else if next > at && (view.is(next, ",") || view.class(next, Class::Time) || view.is(next, "night")) {
                next += 1;
            } else {
                return next;
            }
        }
        next
    }
}
