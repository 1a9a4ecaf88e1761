//! The times that the articles mention, in one order: the timeline.
//!
//! A time of day belongs to the nearest day in its sentence. Nothing else is guessed: days without a year, days of
//! the week and bare times of day follow the dates, each group in its own order.

use std::cmp::Ordering;

use crate::span::Span;
use crate::text::Document;
use crate::text::quantity::{self, Quantity};

/// A time that an article mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The index of the article.
    pub article: usize,
    /// The words for the day, the time of day or both, in text order; bytes of the article's text.
    pub words: Vec<Span>,
    /// The sentence that contains them.
    pub sentence: Span,
}

/// How exact a day is, most exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Date,
    Day,
    Weekday,
    None,
}

/// A time: the kind of day, the day within that kind, and minutes since midnight, negative if the text gives none.
type Time = (Sort, f64, f64);

fn order(a: &Time, b: &Time) -> Ordering {
    a.partial_cmp(b).unwrap_or(Ordering::Equal)
}

/// All times mentioned in the texts, in order. Mentions of the same time are grouped, earlier articles first.
pub fn moments(texts: &[&str]) -> Vec<Vec<Moment>> {
    let mut all = Vec::new();
    for (article, text) in texts.iter().enumerate() {
        let document = Document::new(text);
        for &sentence in &document.sentences {
            let found = quantity::find(&document.tokens, document.tokens_in(sentence));
            of_sentence(article, sentence, &found, &mut all);
        }
    }
    crate::order::sort_by(&mut all, |(a, _), (b, _)| order(a, b));
    let mut out: Vec<Vec<Moment>> = Vec::new();
    let mut last = None;
    for (time, moment) in all {
        match out.last_mut().filter(|_| last == Some(time)) {
            Some(same) => same.push(moment),
            None => out.push(vec![moment]),
        }
        last = Some(time);
    }
    out
}

fn of_sentence(article: usize, sentence: Span, found: &[Quantity], out: &mut Vec<(Time, Moment)>) {
    let day_of = |one: &Quantity| match one.unit {
        "date" => Some((Sort::Date, one.low)),
        "day" => Some((Sort::Day, one.low)),
        "weekday" => Some((Sort::Weekday, one.low)),
        _ => None,
    };
    let days: Vec<(Span, (Sort, f64))> = found.iter().filter_map(|one| Some((one.span, day_of(one)?))).collect();
    let clocks: Vec<&Quantity> = found.iter().filter(|one| one.unit == "clock").collect();
    let mut used = vec![false; days.len()];
    for clock in clocks {
        // The nearest day in the sentence.
        let gap = |span: Span| clock.span.start.saturating_sub(span.end).max(span.start.saturating_sub(clock.span.end));
        let near = (0..days.len()).min_by_key(|&at| gap(days[at].0));
        let mut words = vec![clock.span];
        if let Some(at) = near {
            used[at] = true;
            words.push(days[at].0);
            crate::order::sort(&mut words);
        }
        let (sort, day) = near.map_or((Sort::None, 0.0), |at| days[at].1);
        out.push(((sort, day, clock.low), Moment { article, words, sentence }));
    }
    for ((span, (sort, day)), _) in days.into_iter().zip(used).filter(|(_, used)| !used) {
        out.push(((sort, day, -1.0), Moment { article, words: vec![span], sentence }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[&str]) -> Vec<String> {
        let words = |moment: &Moment| {
            let words: Vec<&str> = moment.words.iter().map(|span| span.of(texts[moment.article])).collect();
            format!("{} {}", moment.article, words.join(" + "))
        };
        moments(texts).iter().flatten().map(words).collect()
    }

    #[test]
    fn orders_times_with_their_day() {
        let texts = [
            "The fire began at 16:30 on 4 March 2031. It was out on 5 March 2031.",
            "On 4 March 2031 at 4:10 p.m. smoke was seen. Talks begin on Monday.",
        ];
        assert_eq!(
            told(&texts),
            ["1 4 March 2031 + 4:10 p.m.", "0 16:30 + 4 March 2031", "0 5 March 2031", "1 Monday"]
        );
    }

    #[test]
    fn finds_the_same_time_in_two_articles() {
        let found = moments(&["It fell at 16:30.", "It fell at 4:30 p.m. and was gone at noon."]);
        let articles: Vec<Vec<usize>> =
            found.iter().map(|same| same.iter().map(|moment| moment.article).collect()).collect();
        assert_eq!(articles, [vec![1], vec![0, 1]]);
    }

    #[test]
    fn a_text_without_times_has_none() {
        assert!(moments(&["Nothing was said.", ""]).is_empty());
    }
}
