//! How keeping articles on the device goes, as far as the reader should know. Pure: no browser types.

use std::rc::Rc;

use crate::web::shelf::Shelved;

/// How many articles that made room can be brought back.
const MOST_EVICTED: usize = 12;

/// What the page knows of the articles on the device beside the articles themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeping {
    /// The titles of the articles that could not be kept; each is tried again when there may be room.
    pub failed: Rc<[String]>,
    /// The articles that made room for others, with the names that they were kept under; the latest last.
    pub evicted: Rc<[(String, Rc<Shelved>)]>,
    /// How often the reader deleted something: there may be room now.
    pub freed: u32,
    /// Whether articles are kept though the reader has not been told so yet.
    pub unannounced: bool,
}

/// What happens to it.
#[derive(Clone, Debug)]
pub enum Shelving {
    /// The articles with these titles could not be kept; all others are.
    Failed(Rc<[String]>),
    /// The article under this name made room for another.
    Evicted(String, Rc<Shelved>),
    /// The one that made room last is back.
    Restored,
    /// The note about those that made room may go.
    EvictedSeen,
    /// The reader deleted something that was kept.
    Freed,
    /// Articles are kept from now on without the reader's doing (`true`), or the reader has seen the note about it.
    Unannounced(bool),
}

impl Keeping {
    /// After `event`.
    pub fn after(&self, event: Shelving) -> Self {
        let evicted = |evicted: &[(String, Rc<Shelved>)]| Self { evicted: evicted.into(), ..self.clone() };
        match event {
            Shelving::Failed(failed) => Self { failed, ..self.clone() },
            Shelving::Evicted(name, article) => {
                let all = [&*self.evicted, &[(name, article)]].concat();
                evicted(&all[all.len().saturating_sub(MOST_EVICTED)..])
            }
            Shelving::Restored => evicted(&self.evicted[..self.evicted.len().saturating_sub(1)]),
            Shelving::EvictedSeen => evicted(&[]),
            Shelving::Freed => Self { freed: self.freed + 1, ..self.clone() },
            Shelving::Unannounced(unannounced) => Self { unannounced, ..self.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_that_made_room_last_comes_back_first() {
        let gone = |name: &str| Shelving::Evicted(name.to_owned(), Rc::default());
        let keeping = Keeping::default().after(gone("a")).after(gone("b"));
        let names = |keeping: &Keeping| keeping.evicted.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&keeping.after(Shelving::Restored)), ["a"]);
        assert!(names(&keeping.after(Shelving::EvictedSeen).after(Shelving::Restored)).is_empty());
    }
}
