//! Passive verbs whose subject is part of what is reported: "it was claimed that", "X is believed to have left".

use super::Relation;
use super::clause::Clause;
use crate::lexicon::Class;
use crate::lexicon::verbs::Grammar;
use crate::model::Rule;
use crate::syntax::phrases;

impl Clause<'_> {
    /// Finds the content of a passive cue: "It was claimed that …", "X is believed to have …", "… was confirmed by Y".
    pub fn passive(&self) -> Option<Relation> {
        let view = self.view;
        let next = self.group.tokens.end;
        let sentence = self.sentence();
        if view.class(next, Class::Infinitive) && self.takes(Grammar::Raising) {
            let subject = phrases::before(view, self.group.tokens.start)?;
            let content = vec![view.document.cover(subject), self.content(next..self.clause_end(next))?];
            return self.make(None, content, Rule::RaisedSubject);
        }
        let source = view.class(next, Class::Agent).then(|| phrases::after(view, next + 1, sentence.end)).flatten();
        let from = source.as_ref().map_or(next, |phrase| phrase.end);
        let that = (from..sentence.end.min(from + 8)).find(|&at| view.class(at, Class::Complementiser));
        let source = source.map(|phrase| view.document.cover(phrase));
        let it = view.class(self.group.tokens.start.wrapping_sub(1), Class::It);
        if it
            && let Some(start) =
                that.or_else(|| (self.takes(Grammar::That) && view.words_in(from..sentence.end) > 2).then_some(from))
        {
            return self.make(source, vec![self.content(start..self.clause_end(start))?], Rule::Impersonal);
        }
        if self.takes(Grammar::As)
            && let Some(at) = (next..sentence.end.min(next + 8)).find(|&at| view.class(at, Class::As))
            && (at == next || source.is_some())
        {
            return self.make(source, vec![self.content(at + 1..self.clause_end(next))?], Rule::Impersonal);
        }
        None
    }
}
