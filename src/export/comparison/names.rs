//! Finds a name for each compared article: its outlet, if possible.

use super::wording;
use crate::export::Meta;

/// The maximum length of a title that distinguishes articles of one outlet, in characters.
const TITLE: usize = 50;

/// Returns the name of each article: its outlet, else the host of its URL, else its `fallback`, the second of each
/// pair. Articles of one outlet are distinguished by their titles, or by a number if titles are missing or equal.
///
/// ```
/// use sayso::export::{Meta, comparison::names::names};
///
/// let meta = |outlet: &str, url: &str, title: &str| Meta {
///     outlet: outlet.into(), url: url.into(), title: title.into(), ..Meta::default()
/// };
/// let all = [meta("The Mirror", "", "Ferry sinks"), meta("The Mirror", "", "Ferry raised"),
///     meta("", "https://www.gazette.example/a", ""), meta("", "", "")];
/// assert_eq!(names(all.iter().map(|meta| (meta, "d.txt"))),
///     ["The Mirror: Ferry sinks", "The Mirror: Ferry raised", "gazette.example", "d.txt"]);
/// ```
pub fn names<'a>(articles: impl Iterator<Item = (&'a Meta, &'a str)>) -> Vec<String> {
    let all: Vec<(&Meta, String)> = articles.map(|(meta, fallback)| (meta, outlet(meta, fallback))).collect();
    let same = |name: &str, other: &str| name.to_lowercase() == other.to_lowercase();
    let shown = |at: usize| {
        let (meta, name) = &all[at];
        let namesakes: Vec<usize> = (0..all.len()).filter(|&other| same(&all[other].1, name)).collect();
        let title = title(meta);
        let titled = !title.is_empty()
            && namesakes.iter().all(|&namesake| namesake == at || self_title(&all, namesake) != title);
        match (namesakes.len(), titled && !same(&title, name)) {
            (1, _) => name.clone(),
            (_, true) => format!("{name}: {title}"),
            (_, false) => {
                format!("{name} ({})", namesakes.iter().position(|&namesake| namesake == at).unwrap_or_default() + 1)
            }
        }
    };
    (0..all.len()).map(shown).collect()
}

fn self_title(all: &[(&Meta, String)], at: usize) -> String {
    title(all[at].0)
}

/// Returns the outlet, or the host of the URL, or the fallback.
fn outlet(meta: &Meta, fallback: &str) -> String {
    let given = wording::line(meta.outlet.trim());
    let host = meta.link().and_then(|url| url.split('/').nth(2)).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let name = [&given, host, fallback.trim()].into_iter().find(|name| !name.is_empty()).map(wording::line);
    name.unwrap_or_default()
}

/// Returns the title on one line, cut at a space if it is too long.
fn title(meta: &Meta) -> String {
    let title = wording::line(meta.title.trim());
    match title.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{} …", title[..end].rfind(' ').map_or(&title[..end], |space| &title[..space])),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(outlet: &str, title: &str) -> Meta {
        Meta { outlet: outlet.into(), title: title.into(), ..Meta::default() }
    }

    #[test]
    fn equal_or_missing_titles_are_numbered() {
        let all = [meta("Mirror", "Ferry sinks"), meta("mirror", "Ferry sinks"), meta("Mirror", ""), meta("Echo", "")];
        let names = names(all.iter().map(|meta| (meta, "x")));
        assert_eq!(names, ["Mirror (1)", "mirror (2)", "Mirror (3)", "Echo"]);
    }

    #[test]
    fn only_web_addresses_give_a_host() {
        let of = |url: &str| {
            let meta = Meta { url: url.into(), ..Meta::default() };
            names([(&meta, "b.html")].into_iter())
        };
        assert_eq!(of("https://news.example/story"), ["news.example"]);
        assert_eq!(of("javascript:alert(1)//x"), ["b.html"]);
        assert_eq!(names([(&meta("A\u{1b}[31m", ""), "x")].into_iter()), ["A·[31m"]);
    }
}
