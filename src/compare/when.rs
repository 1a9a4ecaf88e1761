//! Resolves calendar days: the day that "Friday" or "4 March" means in an article whose date is known.
//!
//! Days are counted from 1970-01-01 in the Gregorian calendar.

use crate::lexicon::BaseUnit;
use crate::text::quantity::Quantity;

/// A day, in days since 1970-01-01.
pub type Day = i32;

/// The length of a month in a date of [`crate::text::quantity`], which has 31 days in each month.
const MONTH: f64 = 31.0;
/// The length of a year in such a date.
const YEAR: f64 = 12.0 * MONTH;
/// A day without a year is in the past, unless it is at most this many days after the article was published.
const AHEAD: Day = 60;

/// Returns the day of a date that starts with `YYYY-MM-DD`, or `None` if there is no such date.
///
/// ```
/// use sayso::compare::day;
///
/// assert_eq!(day("1970-01-02"), Some(1));
/// assert_eq!(day("2031-03-04T10:00:00Z"), Some(22_342));
/// assert_eq!(day("March"), None);
/// ```
pub fn day(iso: &str) -> Option<Day> {
    let mut parts = iso.get(..10)?.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = (1000..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && parts.next().is_none();
    if fits { civil(year, month, day) } else { None }
}

/// Returns the day of a date, or `None` if its month does not have that day. The algorithm is that of Hinnant,
/// "chrono-Compatible Low-Level Date Algorithms" (2013).
fn civil(year: i32, month: i32, day: i32) -> Option<Day> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if day > days {
        return None;
    }
    let year = year - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Returns the day of the week, from 0 for Monday to 6 for Sunday.
fn weekday(day: Day) -> Day {
    (day + 3).rem_euclid(7)
}

/// Returns the day that a date, a day and month, or a day of the week means in an article published on `published`.
/// `ahead` says whether the sentence is about the future. Returns `None` if the quantity is no exact day, or if the day
/// depends on the date of the article and that is unknown.
pub fn resolve(quantity: &Quantity, published: Option<Day>, ahead: bool) -> Option<Day> {
    let at = quantity.low;
    if quantity.low != quantity.high {
        return None;
    }
    match quantity.unit {
        BaseUnit::Date => civil((at / YEAR) as i32, (at % YEAR / MONTH) as i32 + 1, (at % MONTH) as i32 + 1),
        BaseUnit::Day => {
            let published = published?;
            let (month, day) = ((at / MONTH) as i32 + 1, (at % MONTH) as i32 + 1);
            let year = 1970 + (f64::from(published) / 365.2425).floor() as i32;
            let limit = published + if ahead { 365 } else { AHEAD };
            // The latest such day that the article can mean. The year computed above may be off by one, and the last 29
            // February may be up to eight years ago.
            (year - 9..=year + 1).rev().filter_map(|year| civil(year, month, day)).find(|day| *day <= limit)
        }
        BaseUnit::Weekday => {
            let published = published?;
            let back = (weekday(published) - at as i32).rem_euclid(7);
            Some(if ahead && back > 0 { published - back + 7 } else { published - back })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn resolved(words: &str, published: &str, ahead: bool) -> Option<Day> {
        let document = Document::new(words);
        resolve(&document.quantities[0], day(published), ahead)
    }

    #[test]
    fn counts_days() {
        for (iso, days) in [("1970-01-01", 0), ("2000-03-01", 11_017), ("2024-02-29", 19_782), ("1969-12-31", -1)] {
            assert_eq!(day(iso), Some(days), "{iso}");
        }
        assert_eq!((day("2024-13-01"), day("2031-02-29"), day("2031-04-31")), (None, None, None));
        assert_eq!(day("-24-01-011"), None);
    }

    #[test]
    fn resolves_days_by_the_date_of_the_article() {
        // 4 March 2031 is a Tuesday.
        let at = "2031-03-04";
        assert_eq!(resolved("It fell on Friday.", at, false), day("2031-02-28"));
        assert_eq!(resolved("It falls on Friday.", at, true), day("2031-03-07"));
        assert_eq!(resolved("It fell on Tuesday.", at, false), day(at));
        assert_eq!(resolved("It fell on 3 March 2030.", at, false), day("2030-03-03"));
        assert_eq!(resolved("It fell on 20 December.", at, false), day("2030-12-20"));
        assert_eq!(resolved("It fell on 2 March.", at, false), day("2031-03-02"));
        assert_eq!(resolved("It fell on 29 February.", at, false), day("2028-02-29"));
        assert_eq!(resolved("It ends on 20 December.", at, true), day("2031-12-20"));
    }

    #[test]
    fn leaves_inexact_and_undated_days_open() {
        assert_eq!(resolved("It fell in 2030.", "2031-03-04", false), None);
        assert_eq!(resolved("It fell on Friday.", "", false), None);
        assert_eq!(resolved("It fell on 3 March 2030.", "", false), day("2030-03-03"));
    }
}
