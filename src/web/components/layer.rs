//! The layer under the text area that draws the marks, block by block.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::line::LineView;
use crate::web::dom;
use crate::web::portions::{Block, Shown};
use crate::web::segments::Item;
use crate::web::state::State;

/// What the layer needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// All that the page knows.
    pub state: Rc<State>,
}

/// All lines. Those of a long text get their marks in portions, what is in sight first.
#[component]
pub fn Layer(Props { state }: &Props) -> Html {
    let shown = use_mut_ref(Shown::default);
    let again = use_force_update();
    let begun = dom::clock();
    let (blocks, done) = shown.borrow_mut().step(&state.lines, dom::blocks_in_sight);
    use_effect(move || {
        // The lines are in the document by now.
        if !done {
            shown.borrow_mut().pace(dom::clock() - begun);
        }
        // A moment later, so that keys and scrolling come in between.
        let timer = (!done).then(|| Timeout::new(0, move || again.force_update()));
        move || drop(timer)
    });
    let bright = state.bright();
    let views = blocks.into_iter().map(|block| {
        let has = |item: &Item| {
            let mut runs = block.lines.iter().flat_map(|line| line.runs.iter());
            runs.any(|run| run.parts.iter().any(|(own, _)| own == item))
        };
        let (key, bright) = (block.key.to_string(), bright.filter(has));
        html! { <BlockView {key} {block} {bright} /> }
    });
    html! { <>{ for views }</> }
}

/// What a block needs.
#[derive(Clone, Properties)]
struct BlockProps {
    /// Its lines.
    block: Block,
    /// The finding to bring out, where this block has it.
    bright: Option<Item>,
}

impl PartialEq for BlockProps {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&self.block, &other.block);
        own.cut == others.cut && self.bright == other.bright && Rc::ptr_eq(&own.lines, &others.lines)
    }
}

/// The lines of a block, or mere words until it is their turn.
#[component]
fn BlockView(BlockProps { block, bright }: &BlockProps) -> Html {
    let count = block.lines.len().to_string();
    if !block.cut {
        let words: String = block.lines.iter().map(|line| &*line.text).collect();
        let open = words.is_empty() || block.lines.last().is_some_and(|line| line.text.is_empty());
        return html! { <div class="block" data-lines={count}>{ words }if open { <br /> }</div> };
    }
    let lines = block.lines.iter().map(|line| {
        let has = |item: &Item| line.runs.iter().any(|run| run.parts.iter().any(|(own, _)| own == item));
        html! {
            <LineView key={line.key.to_string()} line={line.clone()} bright={bright.filter(has)} />
        }
    });
    html! { <div class="block" data-lines={count}>{ for lines }</div> }
}
