//! Reads the metadata of an article (headline, byline, outlet, URL and date) from the metadata in HTML and from the
//! first lines of a text.

use crate::export::Meta;
use crate::lexicon::{self, QuantityClass};
use crate::text::{boilerplate, dateline, paragraphs};

/// Parsed JSON, whatever the parser.
pub trait Json: Sized {
    /// Returns the member `name` of an object.
    fn member(&self, name: &str) -> Option<Self>;
    /// Returns the items of a list, or any other value as a single item.
    fn items(&self) -> Vec<Self>;
    /// Returns the value of a string.
    fn string(&self) -> Option<String>;
}

/// The maximum length of a value that is accepted, in bytes.
const LONGEST: usize = 400;
/// The maximum number of lines at the start that are searched for metadata.
const LINES: usize = 8;
/// The maximum number of words in a headline, and in a byline or a line with a date.
const HEADLINE: usize = 30;
const BYLINE: usize = 14;

/// Sets `field` to `value`, with white space collapsed, unless it is already set.
pub(super) fn set(field: &mut String, value: Option<String>) {
    let value = value.filter(|_| field.is_empty()).unwrap_or_default();
    let value = decoded(&value).split_whitespace().collect::<Vec<_>>().join(" ");
    if field.is_empty() && value.len() <= LONGEST {
        *field = value;
    }
}

/// Decodes HTML character references, which some pages encode twice.
fn decoded(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or_default();
        let sign = match name {
            "amp" => Some('&'),
            "quot" => Some('"'),
            _ if name.starts_with('#') => {
                let hex = name.contains('x');
                let digit = |c: char| if hex { c.to_digit(16) } else { c.to_digit(10) };
                let digits = name.chars().filter_map(digit).take(6);
                char::from_u32(digits.fold(0, |number, digit| number * if hex { 16 } else { 10 } + digit))
            }
            _ => None,
        };
        out.push(sign.unwrap_or('&'));
        out.push_str(if sign.is_some() { rest } else { part });
    }
    out
}

/// Reads the metadata in a `meta` or `link` element, without replacing known values.
pub fn from_tag(meta: &mut Meta, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
    if name == "link" {
        if attribute("rel").is_some_and(|rel| rel == "canonical") {
            set(&mut meta.url, web(attribute("href")));
        }
        return;
    }
    let key = ["property", "name", "itemprop"].iter().find_map(|key| attribute(key)).unwrap_or_default().to_lowercase();
    let content = attribute("content").unwrap_or_default();
    let address = content.contains("://");
    let (field, value) = match &*key {
        "og:title" | "twitter:title" => (&mut meta.title, Some(content)),
        "og:site_name" if !address => (&mut meta.outlet, Some(content)),
        "og:url" => (&mut meta.url, web(Some(content))),
        "byl" | "dc.creator" => (&mut meta.byline, Some(content)),
        _ if key.ends_with("author") && !address => (&mut meta.byline, Some(content)),
        _ if !key.contains("mod") && !key.contains("up") && (key.contains("date") || key.contains("publish"))
            || key.contains("pub") =>
        {
            (&mut meta.date, Some(content).filter(|content| date(content).is_some()))
        }
        _ => return,
    };
    set(field, value);
}

/// Completes the metadata with what the page displays if its head and data say nothing, and with its `title` for what
/// is still missing.
pub fn complete(meta: &mut Meta, shown: &Meta, title: &str) {
    let known = std::mem::take(meta);
    meta.url = known.url;
    // The headline is the one that readers see. The outlet is what follows it in the title.
    let (head, tail) = parted(title);
    let tail = if shown.title.is_empty() || shown.title.contains(&tail) { String::new() } else { tail };
    let (first, last) = parted(&known.title);
    let outlet = !last.is_empty() && (last == known.outlet || last == tail);
    let said = if outlet { first } else { known.title };
    set(&mut meta.title, Some(shown.title.clone()).filter(|shown| !said.contains(&**shown)));
    set(&mut meta.title, Some(said));
    set(&mut meta.title, Some(if tail.is_empty() { title.to_owned() } else { head }));
    let host = meta.url.split('/').nth(2).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
    for outlet in [known.outlet.split(" | ").next().unwrap_or_default(), &tail, &host] {
        set(&mut meta.outlet, Some(outlet.strip_prefix('@').unwrap_or(outlet).to_owned()));
    }
    for name in [&known.byline, &shown.byline] {
        let person = !meta.outlet.contains(&**name) && name.contains(char::is_uppercase);
        set(&mut meta.byline, person.then(|| byline(name).unwrap_or(name.clone())));
    }
    for day in [known.date, shown.date.clone()] {
        let whole = Meta { date: day, ..Meta::default() };
        let plain = date(&whole.date);
        set(&mut meta.date, if whole.iso_date().is_some() && plain.is_some() { Some(whole.date) } else { plain });
    }
}

/// Returns the words before and after the last mark in a title that separates the headline from the outlet.
fn parted(title: &str) -> (String, String) {
    let words: Vec<&str> = title.split_whitespace().collect();
    match words.iter().rposition(|word| ["|", "-", "–", "—"].contains(word)) {
        Some(at) => (words[..at].join(" "), words[at + 1..].join(" ")),
        None => Default::default(),
    }
}

/// Returns the names in a line that begins like a byline: “By …”, “Posted by …”.
pub fn byline(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let opens =
        |at: &usize| words.get(*at).is_some_and(|word| lexicon::text_words::get().opens_byline(&word.to_lowercase()));
    let rest = words[(0..2).find(opens)? + 1..].join(" ");
    let names = names(&rest);
    let low = names.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    let sentence = names.len() == rest.len() && rest.ends_with('.');
    let fits = names.split(' ').count() <= BYLINE && low <= 2 && !sentence;
    (fits && names.starts_with(char::is_uppercase)).then_some(names)
}

/// Returns the part of `line` before the symbol or number that ends the names, without the words that introduce it.
pub fn names(line: &str) -> String {
    let mut names: Vec<&str> = line.split_whitespace().collect();
    let ends = |word: &&str| {
        let first = word.chars().next().unwrap_or('|');
        word.contains(char::is_numeric) || "|•·—–@".contains(first)
    };
    let end = names.iter().position(ends);
    names.truncate(end.unwrap_or(names.len()));
    let cut = end.is_some();
    while let Some(last) = names.last().filter(|_| cut) {
        let word = last.to_lowercase();
        if *last != word && !last.ends_with(',') && month(&word).is_none() {
            break;
        }
        names.pop();
    }
    names.join(" ")
}

/// Reads the linked data (schema.org) of an article, which takes precedence over other metadata.
pub fn from_data<J: Json>(meta: &mut Meta, data: &J) {
    let mut todo = data.items();
    todo.extend(data.member("@graph").iter().flat_map(Json::items));
    let article = |kind: &J| kind.string().is_some_and(|kind| kind.contains("Article") || kind.contains("Posting"));
    let mut articles =
        todo.into_iter().filter(|node| node.member("@type").is_some_and(|kinds| kinds.items().iter().any(article)));
    if let Some(node) = articles.next() {
        let mut known = Meta::default();
        let text = |name: &str| node.member(name).and_then(|value| value.string());
        set(&mut known.title, text("headline"));
        set(&mut known.date, text("datePublished"));
        set(&mut known.url, web(text("url")));
        set(&mut known.outlet, node.member("publisher").and_then(|p| p.member("name")?.string()));
        let authors: Vec<String> = node.member("author").iter().flat_map(Json::items).filter_map(name_of).collect();
        set(&mut known.byline, Some(authors.join(", ")));
        // The publisher in the data is often the agency that supplied the article, so the site's own name takes
        // precedence.
        let outlet = std::mem::take(&mut meta.outlet);
        let site = Meta { outlet, ..Meta::default() };
        *meta = match site.outlet.contains(char::is_uppercase) {
            true => or(site, or(known, std::mem::take(meta))),
            false => or(or(known, site), std::mem::take(meta)),
        };
    }
}

fn name_of<J: Json>(author: J) -> Option<String> {
    author.string().or_else(|| author.member("name")?.string())
}

fn web(address: Option<String>) -> Option<String> {
    address.filter(|url| crate::address::web(url).is_some())
}

/// Returns `first`, with its empty fields taken from `second`.
pub fn or(first: Meta, second: Meta) -> Meta {
    let pick = |a: String, b: String| if a.is_empty() { b } else { a };
    Meta {
        title: pick(first.title, second.title),
        byline: pick(first.byline, second.byline),
        outlet: pick(first.outlet, second.outlet),
        url: pick(first.url, second.url),
        date: pick(first.date, second.date),
    }
}

/// Reads metadata from the first lines of `text`: a headline without a final full stop, “By …”, a date, the agency of
/// a dateline, a URL.
pub fn from_text(text: &str) -> Meta {
    let mut meta = Meta::default();
    let head = &text[..text.floor_char_boundary(4_000)];
    let all = paragraphs::split(head);
    let lines = all.iter().map(|span| span.of(head)).filter(|line| boilerplate::rule(line).is_none());
    for (at, line) in lines.take(LINES).enumerate() {
        let words = line.split_whitespace().count();
        if words == 1 && web(Some(line.to_owned())).is_some() {
            set(&mut meta.url, Some(line.to_owned()));
        } else if let Some(names) = byline(line) {
            set(&mut meta.byline, Some(names));
            set(&mut meta.date, date(line));
        } else if words <= BYLINE && !line.ends_with('.') && date(line).is_some() {
            set(&mut meta.date, date(line));
        } else if let Some(opening) = dateline::of(line) {
            set(&mut meta.date, date(opening));
            set(&mut meta.outlet, agency(opening));
            break;
        } else if at == 0 && all.len() > 1 && words <= HEADLINE && headline(line) {
            set(&mut meta.title, Some(line.to_owned()));
        }
    }
    meta
}

fn headline(line: &str) -> bool {
    let open = !line.ends_with(['.', ':', ',', ';', '…', '”', '"']);
    open && !line.contains(". ") && line.contains(char::is_alphabetic)
}

/// Returns the agency in the brackets of a dateline.
fn agency(opening: &str) -> Option<String> {
    let (_, rest) = opening.split_once('(')?;
    let (agency, _) = rest.split_once(')')?;
    agency.starts_with(char::is_uppercase).then(|| agency.to_owned())
}

/// Returns the first date with a year in `line`, as `YYYY-MM-DD`.
pub fn date(line: &str) -> Option<String> {
    let words: Vec<String> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|' | '·'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let iso = words.iter().find_map(|word| {
        // Placeholders that programs write for a missing date do not count.
        let day = word.get(..10).filter(|day| !day.starts_with("0001") && *day != "1970-01-01");
        day.filter(|_| Meta { date: word[..10].to_owned(), ..Meta::default() }.iso_date().is_some())
    });
    iso.map(str::to_owned).or_else(|| {
        words.windows(3).find_map(|three| {
            let [a, b, year] = [&three[0], &three[1], &three[2]];
            let (month, day) = month(a).map(|m| (m, b)).or_else(|| month(b).map(|m| (m, a)))?;
            let day: u32 = day
                .trim_end_matches(|c: char| c == '.' || c.is_alphabetic())
                .parse()
                .ok()
                .filter(|day| (1..=31).contains(day))?;
            let year: u32 = year.trim_end_matches('.').parse().ok().filter(|year| (1500..=2200).contains(year))?;
            Some(format!("{year}-{month:02}-{day:02}"))
        })
    })
}

fn month(word: &str) -> Option<u32> {
    let find = |word: &str| lexicon::quantity(word).filter(|row| row.class == QuantityClass::Month);
    find(word)
        .or_else(|| find(word.trim_end_matches('.')))
        .or_else(|| find(&format!("{word}.")))
        .map(|row| row.low as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> [String; 5] {
        let Meta { title, byline, outlet, url, date } = from_text(text);
        [title, byline, outlet, url, date]
    }

    #[test]
    fn head_of_an_article() {
        let text = "Bridge shut after flood\n\nBy Ann Vale and Tom Hale\n\nPublished 3 May 2031\n\nThe bridge is shut.";
        assert_eq!(known(text), ["Bridge shut after flood", "Ann Vale and Tom Hale", "", "", "2031-05-03"]);
        let text = "Is the bridge safe?\nADVERTISEMENT\nDORMA, May 3, 2031 (HSB) - It rained, the board said.";
        assert_eq!(known(text), ["Is the bridge safe?", "", "HSB", "", "2031-05-03"]);
        let text = "https://post.example/bridge\nBY ANN VALE | 2031-05-03\nIt rained.";
        assert_eq!(known(text), ["", "ANN VALE", "", "https://post.example/bridge", "2031-05-03"]);
    }

    #[test]
    fn a_text_without_a_head() {
        for text in [
            "",
            "One line",
            "The bridge is shut.\nIt rained.",
            "“No,” he said\nIt rained.“",
            "By Monday it was over.\nIt rained on 3 May 2031, the mayor said.",
        ] {
            let meta = from_text(text);
            assert_eq!((&*meta.byline, &*meta.date, &*meta.outlet), ("", "", ""), "{text}");
        }
        assert_eq!(from_text("The bridge is shut.\nIt rained.").title, "");
        assert_eq!(from_text("One line").title, "");
    }

    #[test]
    fn reads_newspaper_dates() {
        for line in ["3 May 2031", "May 3, 2031", "Updated: Sat, 3rd May 2031 at 10:00", "2031-05-03T10:00:00Z"] {
            assert_eq!(date(line).as_deref(), Some("2031-05-03"), "{line}");
        }
        for line in ["May 2031", "3 May", "32 May 2031", "room 12 34 56"] {
            assert_eq!(date(line), None, "{line}");
        }
    }
}
