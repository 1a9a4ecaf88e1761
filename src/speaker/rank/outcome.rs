//! What comes of the choice: whom a source refers to, and each decision as the trainer sees it.

use super::features::Features;
use crate::model::SourceType;

/// Whom one source refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The entities.
    pub who: Vec<usize>,
    /// What else is called by words.
    pub words: Vec<String>,
    /// What sort of source it is, where something else than the source's own words tells.
    pub sort: Option<SourceType>,
    /// Whether it is called by its own words.
    pub own: bool,
}

/// One decision, for the trainer.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The position of the attribution.
    pub attribution: usize,
    /// The class of anaphor, a position in [`super::features::CLASSES`].
    pub class: usize,
    /// What each option is called, and its features; the last one is nobody, with an empty name.
    pub options: Vec<(String, Features)>,
    /// Whether an option is the source's own words.
    pub own: Option<usize>,
}
