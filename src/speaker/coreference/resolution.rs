//! The result of a choice: the entity that a source refers to, and each decision as the trainer sees it.

use super::features::Features;
use crate::model::SourceType;

/// The resolution of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The indices of the entities that the source refers to.
    pub who: Vec<usize>,
    /// Labels of speakers that are not entities.
    pub words: Vec<String>,
    /// The sort of source, if the source refers to an entity without a name.
    pub sort: Option<SourceType>,
    /// Whether the source is labelled with its own words.
    pub own: bool,
}

/// One decision, for the trainer.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The index of the attribution.
    pub attribution: usize,
    /// The class of anaphor, an index of [`super::features::CLASSES`].
    pub class: usize,
    /// The label and the features of each option; the last one is nobody, with an empty label.
    pub options: Vec<(String, Features)>,
    /// The index of the option that is the source's own words, if any.
    pub own: Option<usize>,
}
