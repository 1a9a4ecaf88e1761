//! Puts the times that the articles mention in order, for the timeline.
//!
//! A time of day belongs to the nearest day in its sentence. "Friday" and "4 March" are resolved with the date of the
//! article, if it is known. Times whose day is known come first, in order. Then follow days without a year, days of the
//! week, and times of day without a day, each group in order. Bylines, datelines and lines such as "Last updated" are
//! ignored.

use super::asides;
use super::when::{self, Day};
use crate::lexicon::comparison_words::ComparisonWord;
use crate::lexicon::{BaseUnit, Class, comparison_words};
use crate::span::Span;
use crate::syntax::View;
use crate::text::Document;
use crate::text::quantity::{self, Quantity};

/// A time that an article mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The index of the article.
    pub article: usize,
    /// The words for the day, the time of day or both, in text order. The spans count bytes of the article's text.
    pub words: Vec<Span>,
    /// The sentence that contains them.
    pub sentence: Span,
    /// Whether the day is known, and with it the position in the order.
    pub dated: bool,
}

/// How exactly a day is known, the most exact first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    /// A known day, or the first of a known month or year.
    Known,
    Day,
    Weekday,
    None,
}

/// A time: the kind of day, the day within that kind, and minutes since midnight, negative if the text gives none.
type Time = (Sort, f64, f64);

/// Returns all times mentioned in the texts, in order. `published` has the day on which each article was published, if
/// known. Mentions of the same time are grouped, those in earlier articles first.
pub fn moments(texts: &[&str], published: &[Option<Day>]) -> Vec<Vec<Moment>> {
    let mut all = Vec::new();
    for (article, text) in texts.iter().enumerate() {
        let document = Document::new(text);
        let begins = asides::find(&document);
        let reader =
            Reader { article, view: View::new(&document), published: published.get(article).copied().flatten() };
        for (number, &sentence) in document.sentences.iter().enumerate() {
            let start = begins.get(number).copied().unwrap_or_default();
            reader.read(sentence, start..document.tokens_of_sentence(number).end, &mut all);
        }
    }
    crate::sort::sort_by(&mut all, |(a, _), (b, _)| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
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

struct Reader<'a> {
    article: usize,
    view: View<'a>,
    published: Option<Day>,
}

impl Reader<'_> {
    /// Adds the times that a sentence mentions. `tokens` are those that belong to the report.
    fn read(&self, sentence: Span, tokens: std::ops::Range<usize>, out: &mut Vec<(Time, Moment)>) {
        let found = quantity::find(&self.view.document.tokens, tokens.clone());
        let ahead = |at: usize| {
            self.view.class(at, Class::Modal) || comparison_words::is(self.view.word(at), ComparisonWord::Rising)
        };
        let ahead = tokens.clone().any(ahead);
        let mut days: Vec<(Span, (Sort, f64))> =
            found.iter().filter_map(|one| Some((one.span, self.day(one, ahead)?))).collect();
        for (class, offset) in
            [(ComparisonWord::Day, 0), (ComparisonWord::DayBefore, -1), (ComparisonWord::DayAfter, 1)]
        {
            let said = tokens.clone().filter(|&at| comparison_words::is(self.view.word(at), class));
            let day = self.published.map(|day| f64::from(day + offset));
            let span = |at: usize| self.view.document.tokens[at].span;
            days.extend(said.filter_map(|at| Some((span(at), (Sort::Known, day?)))));
        }
        let mut used = vec![false; days.len()];
        let moment = |time: Time, words: Vec<Span>| {
            (time, Moment { article: self.article, words, sentence, dated: time.0 == Sort::Known })
        };
        for clock in found.iter().filter(|one| one.unit == BaseUnit::Clock) {
            // The nearest day in the sentence.
            let gap =
                |span: Span| clock.span.start.saturating_sub(span.end).max(span.start.saturating_sub(clock.span.end));
            let near = (0..days.len()).min_by_key(|&at| gap(days[at].0));
            let mut words = vec![clock.span];
            if let Some(at) = near {
                used[at] = true;
                words.push(days[at].0);
                crate::sort::sort(&mut words);
            }
            let (sort, day) = near.map_or((Sort::None, 0.0), |at| days[at].1);
            out.push(moment((sort, day, clock.low), words));
        }
        for ((span, (sort, day)), _) in days.into_iter().zip(used).filter(|(_, used)| !used) {
            out.push(moment((sort, day, -1.0), vec![span]));
        }
    }

    /// Returns the kind of day and its position among those of its kind; `None` if the quantity is no day.
    fn day(&self, one: &Quantity, ahead: bool) -> Option<(Sort, f64)> {
        let known = when::resolve(one, self.published, ahead).map(|day| (Sort::Known, f64::from(day)));
        match one.unit {
            // A month or year counts as its first day, and comes just before that day.
            BaseUnit::Date => known.or_else(|| {
                let first = Quantity { high: one.low, ..one.clone() };
                when::resolve(&first, None, false).map(|day| (Sort::Known, f64::from(day) - 0.5))
            }),
            BaseUnit::Day => known.or(Some((Sort::Day, one.low))),
            BaseUnit::Weekday => known.or(Some((Sort::Weekday, one.low))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(texts: &[&str], published: &[Option<Day>]) -> Vec<String> {
        let words = |moment: &Moment| {
            let words: Vec<&str> = moment.words.iter().map(|span| span.of(texts[moment.article])).collect();
            format!("{} {}", moment.article, words.join(" + "))
        };
        moments(texts, published).iter().flatten().map(words).collect()
    }

    #[test]
    fn orders_times_with_their_day() {
        let texts = [
            "The fire began at 16:30 on 4 March 2031. It was out on 5 March 2031.",
            "On 4 March 2031 at 4:10 p.m. smoke was seen. Talks begin on Monday.",
        ];
        assert_eq!(
            times(&texts, &[]),
            ["1 4 March 2031 + 4:10 p.m.", "0 16:30 + 4 March 2031", "0 5 March 2031", "1 Monday"]
        );
    }

    #[test]
    fn finds_the_same_time_in_two_articles() {
        let found = moments(&["It fell at 16:30.", "It fell at 4:30 p.m. and was gone at noon."], &[]);
        let articles: Vec<Vec<usize>> =
            found.iter().map(|same| same.iter().map(|moment| moment.article).collect()).collect();
        assert_eq!(articles, [vec![1], vec![0, 1]]);
    }

    #[test]
    fn a_text_without_times_has_none() {
        assert!(moments(&["Nothing was said.", ""], &[]).is_empty());
    }

    #[test]
    fn days_of_the_week_are_resolved_by_the_date_of_the_article() {
        // 4 March 2031 is a Tuesday.
        let texts =
            ["It sank on Friday. Divers went down on 3 March 2031. Talks will begin on Friday.", "It sank yesterday."];
        let published = [when::day("2031-03-04"), when::day("2031-03-01")];
        let found = moments(&texts, &published);
        let articles: Vec<Vec<usize>> =
            found.iter().map(|same| same.iter().map(|moment| moment.article).collect()).collect();
        assert_eq!(articles, [vec![0, 1], vec![0], vec![0]]);
        assert_eq!(times(&texts, &published), ["0 Friday", "1 yesterday", "0 3 March 2031", "0 Friday"]);
        assert!(found.iter().flatten().all(|moment| moment.dated));
        // Without the date of the article, the position of "Friday" is not known.
        assert_eq!(times(&texts, &[None, None]), ["0 3 March 2031", "0 Friday", "0 Friday"]);
    }

    #[test]
    fn lines_around_the_article_are_no_events() {
        let text = "Ferry sinks\n\nBy Ann Lee\n\nLast updated at 16:30 on 4 March 2031\n\n\
                    SENN, May 3 (HSB) — It sank at noon.";
        assert_eq!(times(&[text], &[]), ["0 noon"]);
    }
}
