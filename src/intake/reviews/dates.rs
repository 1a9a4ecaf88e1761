//! Reads dates as publishers write them.

use serde_json::Value;

use crate::intake::metadata;

/// The years in which a check can have been published.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2200;

/// Reads a date and returns it as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or an empty string if `value` is not a date. If
/// the day and the month cannot be told apart, only the year is returned.
///
/// It may be in ISO 8601, in words in either order, with or without text around them, in numbers separated by slashes
/// or full stops, or in seconds or milliseconds since 1970.
pub fn read(value: &Value) -> String {
    match value {
        Value::Number(number) => number.as_f64().map(|number| words(&(number as i64).to_string())).unwrap_or_default(),
        Value::String(text) => words(text),
        Value::Array(all) => all.first().map(read).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Reads the date in `text`, as [`read`] does.
pub fn words(text: &str) -> String {
    let text = text.trim();
    let found = metadata::date(text).or_else(|| numbers(text)).or_else(|| coarse(text));
    found.or_else(|| text.parse().ok().and_then(epoch)).filter(|date| known(date)).unwrap_or_default()
}

fn known(date: &str) -> bool {
    date.split('-').next().and_then(|year| year.parse().ok()).is_some_and(|year| YEARS.contains(&year))
}

/// Reads "2031/5/3", "13/5/2031", "5/13/2031" or "3.5.2031". With full stops the day comes first. Returns only the year
/// if it is uncertain which number is the month.
fn numbers(text: &str) -> Option<String> {
    let word = text.split([' ', 'T', ',']).next()?;
    let separator = ['/', '.'].into_iter().find(|&mark| word.matches(mark).count() == 2)?;
    let mut parts = word.split(separator).map(|part| part.parse::<u32>().ok());
    let (a, b, c) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month, day) = match (a, b, c) {
        (1000.., ..) => (a, b, c),
        (_, _, 1000..) if separator == '.' || a > 12 || a == b => (c, b, a),
        (_, _, 1000..) if b > 12 => (c, a, b),
        (_, _, 1000..) => return Some(c.to_string()),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Reads "2031-05" or "2031".
fn coarse(text: &str) -> Option<String> {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        Some((year, month)) => (digits(year, 4) && digits(month, 2)).then(|| text.to_owned()),
        None => digits(text, 4).then(|| text.to_owned()),
    }
}

/// Reads seconds or milliseconds since 1970 (Hinnant, *chrono-compatible low-level date algorithms*).
fn epoch(number: i64) -> Option<String> {
    let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
    if seconds < 10_000_000 {
        return None;
    }
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    Some(format!("{:04}-{month:02}-{day:02}", year + era * 400 + i64::from(month <= 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_many_shapes() {
        for shape in [
            "2031-05-13",
            "2031-05-13T10:00:00Z",
            "May 13, 2031",
            "stated on May 13, 2031 in a mailer:",
            "13 May 2031",
            "13/05/2031",
            "5/13/2031",
            "13.05.2031",
            "2031/5/13",
            "1936396800",
            "1936396800000",
        ] {
            assert_eq!(words(shape), "2031-05-13", "{shape}");
        }
        assert_eq!(["2031", "2031-05", "5/3/2031"].map(words), ["2031", "2031-05", "2031"]);
        assert_eq!(["", "yesterday", "0001-01-01", "99/99/2031", "7"].map(words), [""; 5]);
        assert_eq!(read(&serde_json::json!(1_936_396_800)), "2031-05-13");
        assert_eq!(read(&serde_json::json!(null)), "");
    }
}
