//! Speakers of quotations without a cue, and of "I" inside a statement.
//!
//! Hit: “No,” Oru said. **“Never.”**; a paragraph that opens with a quotation mark after a quotation left open;
//! questions and answers in separate paragraphs, once both people in the conversation have been named. Miss: a
//! quotation separated from its neighbours by another paragraph.

use super::source_type::Source;
use super::{Answer, AttributionParts, Entities, View};
use crate::lexicon::Class;
use crate::model::{Kind, SourceType};
use crate::span::Span;
use crate::text::Quote;

/// Completes the answers to empty sources and to the first person.
pub fn carry_on(
    view: &View<'_, '_>,
    entities: &Entities,
    all: &[AttributionParts<'_>],
    sources: &[Source],
    mut answers: Vec<Answer>,
) -> Vec<Answer> {
    let around = enclosing(all);
    let mut order: Vec<usize> = (0..all.len()).collect();
    crate::sort::sort_by_key(&mut order, |&at| start(&all[at]));
    let mut conversation = Conversation { view, all, before: None, partner: None };
    let mut open: Vec<usize> = Vec::new();
    for &at in &order {
        let attribution = &all[at];
        if !attribution.source.is_empty() || !attribution.cue.is_empty() {
            // A source inside a statement does not take the turn.
            let known = !answers[at].who.is_empty() || !answers[at].words.is_empty();
            if known {
                // The clause determined the speaker.
            } else if around[at].is_none() && attribution.source.is_empty() {
                answers[at] = Answer::unnamed(cued(view, attribution));
            } else if attribution.source.is_empty() {
                answers[at] = Answer::unnamed(SourceType::Anonymous);
            }
            let speaks = around[at].is_none() && !attribution.source.is_empty();
            if speaks {
                open.drain(..).filter(|&o| conversation.leads(o, at)).for_each(|o| answers[o] = answers[at].clone());
                conversation.partner = conversation
                    .before
                    .filter(|&before| answers[before].who != answers[at].who && conversation.answers(before, at));
                conversation.before = Some(at);
            }
        } else if attribution.kind != Kind::Indirect {
            match conversation.before.filter(|&before| conversation.goes_on(before, at)) {
                Some(before) => {
                    let turn = conversation.partner.filter(|_| conversation.answers(before, at));
                    answers[at] = answers[turn.unwrap_or(before)].clone();
                    conversation.partner = if turn.is_some() { Some(before) } else { conversation.partner };
                    conversation.before = Some(at);
                }
                None => open.push(at),
            }
        }
    }
    first_person(view, entities, all, sources, &around, answers)
}

/// Returns the source type of an empty source with a cue: anonymous, except for participles, whose subject is
/// elsewhere.
fn cued(view: &View<'_, '_>, attribution: &AttributionParts<'_>) -> SourceType {
    let cue = view.tokens_of(attribution.cue);
    let participle = cue.len() == 1 && view.word(cue.start).ends_with("ing");
    if participle { SourceType::Unknown } else { SourceType::Anonymous }
}

fn start(attribution: &AttributionParts<'_>) -> usize {
    attribution.content.first().map_or(0, |span| span.start)
}

struct Conversation<'a, 'd, 't> {
    view: &'a View<'d, 't>,
    all: &'a [AttributionParts<'a>],
    /// The index of the attribution whose speaker spoke last.
    before: Option<usize>,
    /// The index of the last attribution to the other person of a conversation.
    partner: Option<usize>,
}

impl Conversation<'_, '_, '_> {
    fn paragraphs(&self, at: usize) -> (usize, usize) {
        let attribution = &self.all[at];
        let all = attribution.source.iter().chain(attribution.cue).chain(attribution.content);
        let whole = all.copied().reduce(Span::cover).unwrap_or_default();
        (self.paragraph(whole.start), self.paragraph(whole.end.saturating_sub(1)))
    }

    fn paragraph(&self, at: usize) -> usize {
        self.view.document.paragraphs.partition_point(|paragraph| paragraph.end <= at)
    }

    /// Whether the quotation `at` continues the statement `before`.
    fn goes_on(&self, before: usize, at: usize) -> bool {
        let (_, last) = self.paragraphs(before);
        let (first, _) = self.paragraphs(at);
        if first == last {
            return true;
        }
        let opens = start(&self.all[at]);
        let begins = self.view.document.paragraphs.get(first).is_some_and(|paragraph| opens <= paragraph.start + 4);
        let quotes = &self.view.document.quotes;
        let near = quotes.partition_point(|quote| quote.span.start + 4 < opens);
        let continues = |quote: &Quote| quote.continues && quote.span.start <= opens + 4;
        first == last + 1 && begins || quotes.get(near).is_some_and(continues)
    }

    /// Whether `at` is the next turn of a conversation: it is in the next paragraph, and one of the two is a question.
    fn answers(&self, before: usize, at: usize) -> bool {
        let asks = |at: usize| {
            let last = self.all[at].content.last().map_or("", |span| span.of(self.view.document.text));
            last.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?')
        };
        self.paragraphs(at).0 == self.paragraphs(before).1 + 1 && (asks(before) || asks(at))
    }

    /// Whether the quotation `open` has the same speaker as the quotation `at`, which follows in the same paragraph.
    fn leads(&self, open: usize, at: usize) -> bool {
        self.all[at].kind != Kind::Indirect && self.paragraphs(open).1 == self.paragraphs(at).0
    }
}

/// Returns, for each attribution, the index of the innermost other one whose content contains its source or cue.
pub fn enclosing(all: &[AttributionParts<'_>]) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> =
        all.iter().enumerate().flat_map(|(at, a)| a.content.iter().map(move |&span| (span, at))).collect();
    crate::sort::sort_by_key(&mut contents, |(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let place = |a: &AttributionParts<'_>| a.source.first().or(a.cue.first()).map(|span| span.start);
    let mut asked: Vec<(usize, usize)> = all.iter().enumerate().filter_map(|(at, a)| Some((place(a)?, at))).collect();
    crate::sort::sort(&mut asked);
    let mut out = vec![None; all.len()];
    let mut stack: Vec<(Span, usize)> = Vec::new();
    let mut next = contents.into_iter().peekable();
    for (place, at) in asked {
        while let Some(content) = next.next_if(|(span, _)| span.start <= place) {
            while stack.last().is_some_and(|(span, _)| span.end <= content.0.start) {
                stack.pop();
            }
            stack.push(content);
        }
        while stack.last().is_some_and(|(span, _)| span.end <= place) {
            stack.pop();
        }
        out[at] = stack.iter().rev().find(|&&(_, owner)| owner != at).map(|&(_, owner)| owner);
    }
    out
}

/// Resolves "I" to the speaker of the enclosing statement, and "we" if that speaker is an organisation.
fn first_person(
    view: &View<'_, '_>,
    entities: &Entities,
    all: &[AttributionParts<'_>],
    sources: &[Source],
    around: &[Option<usize>],
    mut answers: Vec<Answer>,
) -> Vec<Answer> {
    for at in 0..all.len() {
        let Source::Pronoun(token) = sources[at] else { continue };
        let Some(outer) = around[at] else { continue };
        let singular = view.known(token).is(Class::FirstPerson) && !view.known(token).is(Class::FirstPlural);
        let plural = view.known(token).is(Class::FirstPlural);
        let organisation =
            answers[outer].who.first().is_some_and(|&who| entities.all[who].sort == SourceType::Organisation);
        if singular || plural && organisation {
            answers[at] = answers[outer].clone();
        }
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn continued_quotations_keep_their_speaker() {
        check("{“It rained,”} [Anna Oru] said. |{“It was cold.”}", &["Anna Oru/person/-", "Anna Oru/person/Anna Oru"]);
        check(
            "{“It rained,”} [Anna Oru] said.\n|{“It was cold.”}\n\nNobody came. |The road {“was shut.”}",
            &["Anna Oru/person/-", "Anna Oru/person/Anna Oru", "/unknown/-"],
        );
    }

    #[test]
    fn question_and_answer_take_turns() {
        check(
            "{“Is it shut?”} [Jan Dorn] asked.\n|{“It is,”} [Anna Oru] said.\n|{“Since when?”}\n|{“Since May.”}",
            &["Jan Dorn/person/-", "Anna Oru/person/-", "Jan Dorn/person/Jan Dorn", "Anna Oru/person/Anna Oru"],
        );
    }

    #[test]
    fn a_quotation_may_precede_the_one_with_its_speaker() {
        check("{“No.”} |{“Never,”} [Anna Oru] said.", &["Anna Oru/person/Anna Oru", "Anna Oru/person/-"]);
    }
}
