//! Reads input: plain text, HTML and other formats, with the metadata of the article.

pub mod article;
#[cfg(feature = "docx")]
pub mod docx;
pub mod elements;
#[cfg(feature = "cli")]
pub mod files;
pub mod flow;
#[cfg(feature = "html")]
pub mod html;
pub mod length;
pub mod limits;
#[cfg(feature = "docx")]
pub mod markdown;
pub mod metadata;
#[cfg(feature = "reviews")]
pub mod reviews;
#[cfg(test)]
pub mod samples;
pub mod tree;

#[cfg(feature = "cli")]
pub use files::{ReadError, text};
use flow::{Flow, Rich};
use tree::Tree;

/// A shorter text, in bytes, is hardly an article if more than twice as much was excluded.
const FEW: usize = 60;

/// Returns the article in a tree of HTML, with the metadata in its linked data, which `json` parses. If almost
/// everything would be excluded, nothing is: then that is what the reader wants.
pub fn best<J: metadata::Json>(tree: &Tree, json: impl Fn(&str) -> Option<J>) -> Rich {
    let (apart, shown) = article::find(tree);
    let read = |mut flow: Flow| {
        tree.play(&mut flow, &apart);
        let data: Vec<J> = flow.linked.iter().filter_map(|text| json(text)).collect();
        let title = std::mem::take(&mut flow.title);
        let mut rich = flow.finish();
        data.iter().for_each(|data| metadata::from_data(&mut rich.meta, data));
        metadata::complete(&mut rich.meta, &shown, &title);
        rich
    };
    let rich = read(Flow::default());
    let apart: usize = rich.left_out.iter().map(|(_, words)| words.len()).sum();
    if rich.text.len() < FEW && apart > 2 * rich.text.len() { read(Flow::keeping_all()) } else { rich }
}

/// Whether `text` is a URL and nothing else.
pub fn is_address(text: &str) -> bool {
    crate::address::web(text).is_some()
}
