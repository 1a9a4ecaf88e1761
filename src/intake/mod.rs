//! Text on its way in: plain, HTML, with what is known of the article beside it.

pub mod about;
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
#[cfg(test)]
pub mod samples;
pub mod tree;

#[cfg(feature = "cli")]
pub use files::{Fault, text};
use flow::{Flow, Rich};
use tree::Tree;

/// A text shorter than this is hardly an article where more was set apart of it. Bytes.
const FEW: usize = 60;

/// The article in a tree of HTML, with the facts of its linked data, which `json` reads. Where nearly everything would
/// be set apart, nothing is: then that is what the reader wants.
pub fn best<J: about::Json>(tree: &Tree, json: impl Fn(&str) -> Option<J>) -> Rich {
    let (apart, shown) = article::find(tree);
    let read = |mut flow: Flow| {
        tree.play(&mut flow, &apart);
        let data: Vec<J> = flow.linked.iter().filter_map(|text| json(text)).collect();
        let title = std::mem::take(&mut flow.title);
        let mut rich = flow.finish();
        data.iter().for_each(|data| about::from_data(&mut rich.meta, data));
        about::settle(&mut rich.meta, &shown, &title);
        rich
    };
    let rich = read(Flow::default());
    let apart: usize = rich.left_out.iter().map(|(_, words)| words.len()).sum();
    if rich.text.len() < FEW && apart > 2 * rich.text.len() { read(Flow::keeping_all()) } else { rich }
}

/// Whether `text` is the address of a page and nothing else.
pub fn is_address(text: &str) -> bool {
    crate::address::web(text).is_some()
}
