//! Lists all findings of an article, with positions in code points.

use crate::model::{Attribution, Claim, Mention, Reason};
use crate::span::{Span, Unit, convert};

use super::Article;

/// A finding of any of the three types.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// Who says what.
    Attribution(&'a Attribution),
    /// What is contested, speculative or corroborated.
    Claim(&'a Claim),
    /// Quoted words that are not attributed.
    Mention(&'a Mention),
}

/// A finding, with what all types have in common.
#[derive(Clone, Debug)]
pub struct Finding<'a> {
    /// What was found.
    pub item: Item<'a>,
    /// Its number among the findings of its type, from 1.
    pub number: usize,
    /// Its content, in bytes.
    pub content: Vec<Span>,
    /// Its content, in code points.
    pub places: Vec<Span>,
}

impl Finding<'_> {
    /// Returns the name of its type, which all formats use.
    pub fn sort(&self) -> &'static str {
        match self.item {
            Item::Attribution(_) => "attribution",
            Item::Claim(_) => "claim",
            Item::Mention(_) => "mention",
        }
    }

    /// Returns why it was marked.
    pub fn reason(&self) -> &Reason {
        match self.item {
            Item::Attribution(a) => &a.reason,
            Item::Claim(c) => &c.reason,
            Item::Mention(m) => &m.reason,
        }
    }
}

/// Returns all findings: attributions, then claims, then mentions, each in the order of the analysis.
pub fn all<'a>(article: &Article<'a>) -> Vec<Finding<'a>> {
    let analysis = article.analysis;
    let finding = |item, at: usize, content: &[Span]| Finding {
        item,
        number: at + 1,
        content: content.to_vec(),
        places: content.to_vec(),
    };
    let attributions = analysis.attributions.iter().enumerate();
    let claims = analysis.claims.iter().enumerate();
    let mentions = analysis.mentions.iter().enumerate();
    let mut out: Vec<Finding<'a>> = attributions
        .map(|(at, a)| finding(Item::Attribution(a), at, &a.content))
        .chain(claims.map(|(at, c)| finding(Item::Claim(c), at, &c.content)))
        .chain(mentions.map(|(at, m)| finding(Item::Mention(m), at, &[m.span])))
        .collect();
    let mut places: Vec<&mut Span> = out.iter_mut().flat_map(|finding| &mut finding.places).collect();
    convert(article.text, Unit::Codepoint, &mut places);
    out
}
