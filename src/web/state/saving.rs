//! The state of saving articles on the device, as far as the reader should know. Pure: no browser types.

use std::rc::Rc;

use crate::web::saved::SavedArticle;

/// The maximum number of evicted articles that can be restored.
const MOST_EVICTED: usize = 12;

/// The state of saving articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeping {
    /// The titles of articles that could not be saved; each is retried when there may be room.
    pub failed: Rc<[String]>,
    /// The evicted articles, with the names under which they were saved; the latest last.
    pub evicted: Rc<[(String, Rc<SavedArticle>)]>,
    /// How often the reader deleted something, after which there may be room.
    pub freed: u32,
    /// Whether the reader has yet to be informed that articles are saved.
    pub unannounced: bool,
}

/// An event about saving articles.
#[derive(Clone, Debug)]
pub enum SavingEvent {
    /// The articles with these titles could not be saved; all others are.
    Failed(Rc<[String]>),
    /// The article under this name was evicted.
    Evicted(String, Rc<SavedArticle>),
    /// The article that was evicted last is saved again.
    Restored,
    /// The notice about evicted articles is closed.
    EvictedSeen,
    /// The reader deleted something from the device.
    Freed,
    /// Articles are saved from now on without the reader's request (`true`), or the reader has closed the notice about
    /// it.
    Unannounced(bool),
}

impl Keeping {
    /// Returns the state after `event`.
    pub fn after(&self, event: SavingEvent) -> Self {
        let evicted = |evicted: &[(String, Rc<SavedArticle>)]| Self { evicted: evicted.into(), ..self.clone() };
        match event {
            SavingEvent::Failed(failed) => Self { failed, ..self.clone() },
            SavingEvent::Evicted(name, article) => {
                let all = [&*self.evicted, &[(name, article)]].concat();
                evicted(&all[all.len().saturating_sub(MOST_EVICTED)..])
            }
            SavingEvent::Restored => evicted(&self.evicted[..self.evicted.len().saturating_sub(1)]),
            SavingEvent::EvictedSeen => evicted(&[]),
            SavingEvent::Freed => Self { freed: self.freed + 1, ..self.clone() },
            SavingEvent::Unannounced(unannounced) => Self { unannounced, ..self.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_that_made_room_last_comes_back_first() {
        let gone = |name: &str| SavingEvent::Evicted(name.to_owned(), Rc::default());
        let keeping = Keeping::default().after(gone("a")).after(gone("b"));
        let names = |keeping: &Keeping| keeping.evicted.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&keeping.after(SavingEvent::Restored)), ["a"]);
        assert!(names(&keeping.after(SavingEvent::EvictedSeen).after(SavingEvent::Restored)).is_empty());
    }
}
