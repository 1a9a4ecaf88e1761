//! The layer under the text area that draws the marks, block by block.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::line::LineView;
use crate::i18n::Locale;
use crate::web::dom;
use crate::web::marks::Item;
use crate::web::progressive_rendering::{Block, Shown};
use crate::web::state::State;

/// The pause between two steps, long enough for a frame, so that each step starts with a finished layout. In
/// milliseconds.
const FRAME: u32 = 17;

/// The properties of [`Layer`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The state of the page.
    pub state: Rc<State>,
}

/// Shows all lines. In a long text, they get their marks in portions, visible lines first.
#[component]
pub fn Layer(Props { state }: &Props) -> Html {
    let shown = use_mut_ref(Shown::default);
    let again = use_force_update();
    let begun = dom::clock();
    let (blocks, done) = shown.borrow_mut().step(&state.lines, dom::blocks_in_sight);
    use_effect(move || {
        // A timer, so that keys and scrolling are handled in between. Blocks are components and are rendered after this
        // effect, so only the timer can measure them.
        let next = move || {
            shown.borrow_mut().pace(dom::clock() - begun);
            again.force_update();
        };
        let timer = (!done).then(|| Timeout::new(FRAME, next));
        move || drop(timer)
    });
    let (highlighted, open) = (state.highlighted(), state.card.map(|card| card.item));
    let headline =
        !state.meta.title.is_empty() && state.lines.first().is_some_and(|line| *line.text.trim() == state.meta.title);
    let views = blocks.into_iter().map(|block| {
        let has = |item: &Item| {
            let mut runs = block.lines.iter().flat_map(|line| line.runs.iter());
            runs.any(|run| run.roles.iter().any(|(own, _)| own == item))
        };
        let headline = headline && state.lines.first().is_some_and(|line| line.key == block.key);
        let (key, highlighted, open) = (block.key.to_string(), highlighted.filter(has), open.filter(has));
        html! { <BlockView {key} {block} {highlighted} {open} {headline} locale={state.locale} /> }
    });
    html! { <>{ for views }</> }
}

/// The properties of [`BlockView`].
#[derive(Clone, Properties)]
struct BlockProps {
    /// The block with its lines.
    block: Block,
    /// The highlighted finding, if it is in this block.
    highlighted: Option<Item>,
    /// The finding whose card is open, if it is in this block.
    open: Option<Item>,
    /// Whether its first line is the headline.
    headline: bool,
    /// The language of the labels.
    locale: Locale,
}

impl PartialEq for BlockProps {
    fn eq(&self, other: &Self) -> bool {
        let (own, others) = (&self.block, &other.block);
        let looks = |props: &Self| (props.highlighted, props.open, props.headline, props.locale);
        own.cut == others.cut && looks(self) == looks(other) && Rc::ptr_eq(&own.lines, &others.lines)
    }
}

/// Shows the lines of a block with their marks or, until it is the block's turn, as plain text.
#[component]
fn BlockView(BlockProps { block, highlighted, open, headline, locale }: &BlockProps) -> Html {
    let count = block.lines.len().to_string();
    if !block.cut {
        let words: String = block.lines.iter().map(|line| &*line.text).collect();
        let open = words.is_empty() || block.lines.last().is_some_and(|line| line.text.is_empty());
        return html! { <div class="block" data-lines={count}>{ words }if open { <br /> }</div> };
    }
    let lines = block.lines.iter().enumerate().map(|(at, line)| {
        let has = |item: &Item| line.runs.iter().any(|run| run.roles.iter().any(|(own, _)| own == item));
        html! {
            <LineView key={line.key.to_string()} line={line.clone()} highlighted={highlighted.filter(has)}
                open={open.filter(has)} headline={*headline && at == 0} locale={*locale} />
        }
    });
    html! { <div class="block" data-lines={count}>{ for lines }</div> }
}
