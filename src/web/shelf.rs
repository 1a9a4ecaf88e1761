//! An article as it is kept on this device. Pure: no browser types.
//!
//! A few lines of text, the first of which is the version; behind an empty line the article itself, untouched.

use crate::export::Meta;

use super::dismiss;
use super::edit::Edit;
use super::origin::fields;

const VERSION: &str = "sayso 1";
/// What the names of kept articles begin with; the time at which each was begun follows, in milliseconds.
pub const START: &str = "sayso.article.";
/// So many articles are kept; the one that was begun first makes room.
pub const MOST: usize = 12;

/// An article, what is known of it, and what the reader dismissed in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelved {
    /// The whole text.
    pub text: String,
    /// What is known of it.
    pub meta: Meta,
    /// Fingerprints, see [`super::dismiss`].
    pub dismissed: Vec<u64>,
}

impl Shelved {
    /// The lines that are kept.
    pub fn written(&self) -> String {
        let mut out = [VERSION, "\ndismissed="].concat();
        for print in &self.dismissed {
            out += &format!("{print:016x} ");
        }
        for field in fields(&mut self.meta.clone()) {
            out.push('\n');
            out.extend(field.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
        out + "\n\n" + &self.text
    }

    /// What [`Shelved::written`] wrote; `None` for another version, or for what is none. Of more than [`dismiss::MOST`]
    /// fingerprints the first, which are the oldest, are left out.
    pub fn read(kept: &str) -> Option<Self> {
        let mut lines = kept.splitn(9, '\n');
        if lines.next()? != VERSION {
            return None;
        }
        let prints = lines.next()?.strip_prefix("dismissed=")?.split_whitespace().rev().take(dismiss::MOST);
        let mut dismissed = prints.map(|print| u64::from_str_radix(print, 16).ok()).collect::<Option<Vec<_>>>()?;
        dismissed.reverse();
        let mut meta = Meta::default();
        for field in fields(&mut meta) {
            *field = lines.next()?.to_owned();
        }
        lines.next().filter(|line| line.is_empty())?;
        Some(Self { text: lines.next()?.to_owned(), meta, dismissed })
    }

    /// Its headline, else its first words.
    pub fn title(&self) -> &str {
        let first = self.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let title = if self.meta.title.is_empty() { first } else { &self.meta.title };
        title.char_indices().nth(90).map_or(title, |(end, _)| &title[..end])
    }

    /// Whether `text` is this article, edited perhaps, and not another one.
    pub fn goes_on(&self, text: &str) -> bool {
        !Edit::between(&self.text, text).replaces(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let meta = Meta { title: "Bridge\nshut".into(), outlet: "The Tide".into(), ..Meta::default() };
        let shelved = Shelved { text: "One.\n\n\ndismissed=x\n".into(), meta, dismissed: vec![0, u64::MAX, 77] };
        let back = Shelved::read(&shelved.written()).unwrap();
        assert_eq!((&*back.text, &*back.meta.title, back.dismissed.len()), (&*shelved.text, "Bridge shut", 3));
        assert_eq!(Shelved::read(&Shelved::default().written()), Some(Shelved::default()));
    }

    #[test]
    fn what_another_version_kept_is_not_read() {
        let kept = Shelved::default().written();
        assert_eq!(Shelved::read(&kept.replace("sayso 1", "sayso 2")), None);
        assert!((0..kept.len()).all(|end| Shelved::read(&kept[..end]).is_none()));
    }

    #[test]
    fn of_a_million_dismissals_the_last_are_read() {
        let many = Shelved { text: "One.".into(), dismissed: (0..1_000_000).collect(), ..Shelved::default() };
        let back = Shelved::read(&many.written()).unwrap();
        assert_eq!((back.dismissed.len(), back.dismissed.last()), (dismiss::MOST, Some(&999_999)));
    }

    #[test]
    fn an_edited_article_is_the_same_another_is_not() {
        let shelved = Shelved { text: "The bridge is shut today.".into(), ..Shelved::default() };
        assert!(shelved.goes_on("The bridge is shut today. It snows.") && !shelved.goes_on("Someone else wrote: no"));
        assert_eq!(shelved.title(), "The bridge is shut today.");
    }
}
