//! The input of the rules in this stage: the text, the attributions, and the cues in the text.

use std::ops::Range;

use crate::lexicon::claims::{ClaimCue, Shape, Spelling, WordClass};
use crate::lexicon::verbs::Form;
use crate::lexicon::{ClaimWord, Class, Lexicon, uncontracted};
use crate::model::Attribution;
use crate::span::Span;
use crate::syntax::clause::Voices;
use crate::syntax::{View, nouns, verbs};
use crate::text::Document;

/// A document with its attributions, indexed by token.
pub struct Context<'a> {
    /// The text.
    pub view: View<'a>,
    /// The attributions.
    pub attributions: &'a [Attribution],
    /// Maps each token to the attribution whose source contains it.
    sources: TokenIndex,
    /// Maps each token to the attribution whose source or cue starts at it.
    starts: TokenIndex,
    /// Maps each token to the attribution whose content is the innermost around it.
    around: TokenIndex,
    /// Maps each token to the attribution whose cue contains it.
    cues: TokenIndex,
}

/// Maps tokens of a document to the indices of attributions. The value of a token is the index plus one, or 0 if it has
/// no attribution.
struct TokenIndex(Vec<u32>);

impl TokenIndex {
    /// Creates a map for `count` tokens, none of which has an attribution.
    fn new(count: usize) -> Self {
        Self(vec![0; count])
    }

    fn set(&mut self, tokens: Range<usize>, attribution: usize) {
        if let Some(tokens) = self.0.get_mut(tokens) {
            tokens.fill(attribution as u32 + 1);
        }
    }

    fn at(&self, token: usize) -> Option<usize> {
        self.0.get(token)?.checked_sub(1).map(|attribution| attribution as usize)
    }
}

/// The maximum length of a cue that contains adverbs, in tokens.
const MAX_LOOSE: usize = 12;

/// The maximum distance from a verb of calling to a quotation, in tokens.
const CALLED: usize = 12;

/// A cue found in the text.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The tokens that match the table's words.
    pub tokens: Range<usize>,
    /// These tokens, and the auxiliaries and adverbs before them if the cue is verbal.
    pub group: Range<usize>,
    /// The row of the table.
    pub cue: &'static ClaimCue,
    /// The verb's form, or the base form if the cue is not a verb.
    pub form: Form,
    /// Whether the verb is passive, so that its subject is not the speaker: "is accused".
    pub passive: bool,
    /// Whether the group contains a negation.
    pub negated: bool,
}

impl<'a> Context<'a> {
    /// Creates the context of a document.
    pub fn new(document: &'a Document<'a>, attributions: &'a [Attribution]) -> Self {
        let none = || TokenIndex::new(document.tokens.len());
        let (sources, starts, around, cues) = (none(), none(), none(), none());
        let mut out = Self { view: View::new(document), attributions, sources, starts, around, cues };
        // The longest content comes first, so that nested contents overwrite those around them.
        let length = |attribution: &Attribution| attribution.content.iter().map(|part| part.len()).sum::<usize>();
        let mut by_length: Vec<(usize, usize)> = attributions.iter().map(length).zip(0..).collect();
        crate::sort::sort_by_key(&mut by_length, |&(length, _)| std::cmp::Reverse(length));
        for (_, at) in by_length {
            out.index(document, at);
        }
        out
    }

    fn index(&mut self, document: &Document<'_>, at: usize) {
        let attribution = &self.attributions[at];
        for part in &attribution.content {
            self.around.set(document.tokens_in(*part), at);
        }
        for part in &attribution.source {
            self.sources.set(document.tokens_in(*part), at);
            self.start(document.token_at(part.start), at);
        }
        for part in &attribution.cue {
            self.cues.set(document.tokens_in(*part), at);
            self.start(document.token_at(part.start), at);
        }
    }

    fn start(&mut self, token: usize, at: usize) {
        self.starts.set(token..token + 1, at);
    }

    /// Returns the span of a range of tokens, without punctuation at its ends. Returns `None` if the range contains no
    /// word.
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.view.trimmed(range)
    }

    /// Returns the attribution whose cue contains the token.
    pub fn cued_at(&self, at: usize) -> Option<&'a Attribution> {
        self.cues.at(at).map(|at| &self.attributions[at])
    }

    /// Returns the attribution whose source contains the token.
    pub fn source_at(&self, at: usize) -> Option<&'a Attribution> {
        self.sources.at(at).map(|at| &self.attributions[at])
    }

    /// Returns the attribution whose content is the innermost around the token.
    pub fn reported_at(&self, at: usize) -> Option<&'a Attribution> {
        self.around.at(at).map(|at| &self.attributions[at])
    }

    /// Returns the source of the innermost attribution around the token, if it has one.
    pub fn voice(&self, at: usize) -> Option<Range<usize>> {
        let source = self.reported_at(at)?.source.first()?;
        Some(self.view.document.tokens_in(*source)).filter(|range| !range.is_empty())
    }

    /// Returns the last position at which what the cue governs may end.
    pub fn limit(&self, hit: &Hit) -> usize {
        self.claim_range(hit.tokens.start).end.max(hit.tokens.end)
    }

    /// Returns the tokens over which a claim around `at` may extend: its sentence, or only the reported part of the
    /// sentence if `at` is in a report.
    pub fn claim_range(&self, at: usize) -> Range<usize> {
        let sentence = self.view.sentence(at);
        if self.around.at(at).is_none() {
            return sentence;
        }
        let inside = |i: &usize| self.around.at(*i).is_some() || !self.view.wordlike(*i);
        let start = (sentence.start..at).rev().take_while(inside).last().unwrap_or(at);
        let end = (at..sentence.end).take_while(inside).last().map_or(at + 1, |last| last + 1);
        start..end
    }

    /// Returns the cues of the table that occur in the text, in text order. Of the cues inside quotations, returns only
    /// those that [`Self::own_words`] accepts.
    pub fn hits(&self) -> Vec<Hit> {
        let mut out: Vec<Hit> = Vec::new();
        let mut covered = 0;
        for at in 0..self.view.document.tokens.len() {
            let mut quoted = None;
            let table = &self.view.lexicon.claims;
            let spellings = self.view.known(at).claims;
            let negated = !spellings.is_empty() && uncontracted(self.view.word(at)).1;
            for spelling in spellings {
                let cue = &table.cues[spelling.cue];
                if *quoted.get_or_insert_with(|| self.view.is_statement(at)) && !self.own_words(at, cue) {
                    continue;
                }
                let Some(end) = self.spelled(at, spelling, cue, negated) else { continue };
                // In "The indictment charges that" the verb excludes the noun with the same spelling.
                let verb = out.last().is_some_and(|hit| hit.tokens.start == at && hit.cue.class == WordClass::Verb);
                let longer = at < covered && end <= covered
                    || verb && cue.class == WordClass::Noun && self.view.class(end, Class::Complementiser);
                if !longer && self.stands(at, end, cue, spelling.form) {
                    out.push(self.hit(at..end, cue, spelling.form));
                    if end > at + 1 {
                        covered = end;
                    }
                }
            }
        }
        out
    }

    /// Whether a cue inside a quotation expresses the speaker's own denial or doubt. "alleged" in a quotation is about
    /// others, but "we deny it" and "I cannot confirm it" state the speaker's own position.
    fn own_words(&self, at: usize, cue: &ClaimCue) -> bool {
        let own = (at.saturating_sub(4)..at).any(|i| self.view.class(i, Class::FirstPerson));
        match cue.shape {
            Shape::Unverified | Shape::Disown | Shape::Deny | Shape::Reject | Shape::Plea | Shape::Innocence => own,
            Shape::Predicate => self.points_back(at) || self.called(at),
            Shape::ModalPast => self.reported_at(at).is_some(),
            _ => false,
        }
    }

    /// Whether the quotation that opens before the cue is what somebody calls a statement: "called the report “a
    /// complete fabrication”".
    fn called(&self, at: usize) -> bool {
        let view = self.view;
        let open = (at.saturating_sub(2)..at).rev().find(|&i| view.quote_mark(i));
        open.is_some_and(|open| (open.saturating_sub(CALLED)..open).any(|i| view.class(i, Class::Calling)))
    }

    /// Whether the quoted speaker comments on what others have said: "That is a lie", "These claims are false".
    fn points_back(&self, at: usize) -> bool {
        let view = self.view;
        let be = (at.saturating_sub(3)..at).rev().find(|&i| view.class(i, Class::Be));
        be.is_some_and(|be| {
            let subject = be.wrapping_sub(1);
            view.class(subject, Class::Demonstrative) || view.class(subject, Class::It) || view.known(subject).is_noun()
        })
    }

    /// Returns the end of the spelling that starts at the token, or `None` if the text does not continue with its
    /// words. If `negated`, the first token includes the "not". A doubt may contain adverbs, and a falsehood words
    /// that strengthen it: "could not be independently verified", "an outright lie".
    pub fn spelled(&self, at: usize, spelling: &Spelling, cue: &ClaimCue, negated: bool) -> Option<usize> {
        let loose = |at: usize| match cue.shape {
            Shape::Unverified => self.view.adverb(at),
            Shape::Predicate => self.view.adverb(at) || self.view.known(at).is_claim_word(ClaimWord::Utter),
            _ => false,
        };
        let mut end = at + 1;
        let rest = match spelling.rest.split_first() {
            Some((not, rest)) if negated && not == "not" => rest,
            _ if negated => return None,
            _ => &spelling.rest,
        };
        for word in rest {
            while end < at + MAX_LOOSE && !self.view.is(end, word) && loose(end) {
                end += 1;
            }
            if !self.view.is(end, word) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Whether the words from `at` to `end` are the cue here: no word that excludes it follows, and they have its word
    /// class.
    fn stands(&self, at: usize, end: usize, cue: &ClaimCue, form: Form) -> bool {
        let view = self.view;
        // For a cue that is not inflected, such as an adjective, only the next word counts; for others also their
        // object.
        let within = if cue.class == WordClass::Fixed { 1 } else { 4 };
        let trapped = (end..end + within)
            .take_while(|&i| view.wordlike(i) && !view.class(i, Class::Subordinator))
            .any(|i| cue.unless.contains(&view.word(i)));
        if trapped {
            return false;
        }
        match cue.class {
            WordClass::Verb => self.is_verb(at, end, cue, form),
            WordClass::Noun => !self.follows_modal(at),
            WordClass::Fixed => true,
        }
    }

    /// Whether the word follows a modal or "not", so that it is a verb: "did not claim that", "to claim that".
    fn follows_modal(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let view = self.view;
        view.class(before, Class::Not)
            || view.class(before, Class::Auxiliary)
                && !view.class(before, Class::Be)
                && !view.class(before, Class::Perfect)
    }

    /// Whether the form is used as a verb, and not as a noun or an adjective.
    fn is_verb(&self, at: usize, end: usize, cue: &ClaimCue, form: Form) -> bool {
        let view = self.view;
        let Some(before) = at.checked_sub(1).filter(|&b| view.sentence(at).contains(&b)) else {
            return form == Form::Ing || form == Form::Past && view.class(end, Class::Preposition);
        };
        let relative = view.class(before, Class::RelativeSubject);
        // In "they have both denied it" the determiner belongs to the subject.
        let floating = view.class(before, Class::Floating) && before > view.sentence(at).start;
        let determined = !relative
            && view.class(before, Class::Determiner)
            && !view.class(before, Class::Nobody)
            && !(floating
                && (view.auxiliary(before - 1)
                    || view.class(before - 1, Class::Pronoun)
                    || nouns::is_plural(view, before - 1)))
            || view.class(before, Class::Genitive) && form != Form::Past;
        let preposition = view.class(before, Class::Preposition) && !view.class(before, Class::Infinitive);
        let opens = view.class(end, Class::Determiner)
            || view.class(end, Class::Pronoun)
            || view.class(end, Class::Object)
            || view.any(end, &[Class::Complementiser, Class::Infinitive])
            || view.capital(end)
            || view.word(end).ends_with("ing")
            || view.quote_mark(end) && view.document.tokens[end].span.start > view.document.tokens[end - 1].span.end;
        // "Deny" and "accuse" are always verbs, but "claims" and "charge" may be nouns.
        let phrase = end > at + 1;
        let plain = phrase || !cue_is_noun_too(view.lexicon, cue) && view.wordlike(end);
        match form {
            Form::Past => {
                let subordinate = view.class(before, Class::Subordinator) && !relative;
                !determined && !view.is(before, "-") && !preposition && !subordinate && !view.number(before)
            }
            Form::Ing => !determined && (plain || opens || view.is(before, ",")),
            Form::Third => {
                // In "which Norvik denies" the object precedes the subject.
                let behind_object = (at.saturating_sub(4)..at).any(|i| view.class(i, Class::Which));
                let governs = opens || plain || behind_object;
                // In "Hill, who has left, denies it" a comma closes the subject.
                let follows = view.wordlike(before) || plain && view.is(before, ",");
                !determined && !preposition && follows && !view.auxiliary(before) && governs
            }
            Form::Base => {
                let joined = view.any(before, &[Class::Or, Class::Nor, Class::Neither, Class::Infinitive])
                    || relative
                    || view.class(before, Class::Pronoun)
                    || verbs::is_auxiliary(view, before) && !view.class(before, Class::No)
                    || view.adverb(before);
                let police = view.is(before, "police");
                let plural = view.word(before).ends_with('s') && !view.class(before, Class::Genitive) || police;
                let conjoined = view.any(before, &[Class::And, Class::But]) && plain;
                joined || conjoined || plural && (opens || plain || view.auxiliary(end) || police && view.wordlike(end))
            }
        }
    }

    fn hit(&self, tokens: Range<usize>, cue: &'static ClaimCue, form: Form) -> Hit {
        let view = self.view;
        let sentence = view.sentence(tokens.start);
        let verbal =
            cue.class == WordClass::Verb || matches!(cue.shape, Shape::Raising | Shape::Unverified | Shape::Passive);
        let start = if verbal { verbs::group_start(view, tokens.start, sentence.start) } else { tokens.start };
        let start = verbs::without_adverbs(view, start..tokens.start);
        let passive = verbs::is_passive(view, start..tokens.start, form);
        let negated = verbs::is_negated(view, start..tokens.start);
        Hit { group: start..tokens.end, passive, tokens, cue, form, negated }
    }
}

impl Voices for Context<'_> {
    fn view(&self) -> View<'_> {
        self.view
    }

    fn speaks_at(&self, at: usize) -> bool {
        self.starts.at(at).is_some()
    }

    fn is_cue(&self, at: usize) -> bool {
        self.cues.at(at).is_some()
    }
}

fn cue_is_noun_too(lexicon: &Lexicon, cue: &ClaimCue) -> bool {
    lexicon.nouns.of(cue.words).next().is_some() || lexicon.is_claim_word(cue.words, ClaimWord::Noun)
}
