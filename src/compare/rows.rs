//! The matrix of claims and articles: which article carries which claim, how, and how many of them are one origin.

use super::Set;
use super::links::{Comparison, Kind, Link, Row};

/// The claims that more than one article carries.
pub fn find(_set: &Set<'_>, _links: &[Link]) -> Vec<Row> {
    let _: (Option<Comparison>, Kind) = (None, Kind::Reuse);
    Vec::new()
}
