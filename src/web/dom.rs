//! Access to the document.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlCollection, HtmlElement, HtmlTextAreaElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition, ScrollToOptions,
};

use crate::i18n::Locale;
use crate::span::{Span, Unit, convert};

use super::marks::Item;
use super::settings::Place;

/// How often the reader's place is restored again after the first time.
const SETTLING: u32 = 4;
/// The time between two restorations, in milliseconds.
const FRAME: u32 = 50;

/// Returns the page's document.
pub fn document() -> Document {
    gloo::utils::document()
}

/// Returns who shares the page's storage, judged by the page's address.
pub fn place() -> Place {
    let location = gloo::utils::window().location();
    Place::of(&location.protocol().unwrap_or_default(), &location.pathname().unwrap_or_default())
}

/// Sets `data-<name>` on the root element, where scripts and tests read it.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute(&format!("data-{name}"), value).unwrap_or_default();
    }
}

/// Writes the sentences of `locale` into the parts of the document that no view renders: the elements with `data-say`.
pub fn say_all(locale: Locale) {
    let Ok(places) = document().query_selector_all("[data-say]") else { return };
    for place in (0..places.length()).filter_map(|at| places.item(at)?.dyn_into::<Element>().ok()) {
        let [key, name] = ["data-say", "data-name"].map(|name| place.get_attribute(name).unwrap_or_default());
        place.set_text_content(Some(&locale.text(&key).replace("{name}", &name)));
    }
}

/// Returns whether the root element has `data-<name>`.
pub fn has_root(name: &str) -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(&format!("data-{name}")))
}

/// Returns the milliseconds since the page was opened.
pub fn clock() -> f64 {
    gloo::utils::window().performance().map_or(0.0, |clock| clock.now())
}

/// Returns the memory allocated by the program so far, in bytes.
pub fn memory() -> u32 {
    let memory = wasm_bindgen::memory().dyn_into::<js_sys::WebAssembly::Memory>().ok();
    let buffer = memory.and_then(|memory| memory.buffer().dyn_into::<js_sys::ArrayBuffer>().ok());
    buffer.map_or(0, |buffer| buffer.byte_length())
}

/// Returns the text area in which the text is edited.
pub fn editor() -> Option<HtmlTextAreaElement> {
    document().get_element_by_id("text")?.dyn_into().ok()
}

/// Returns the finding whose mark is or contains `element`.
pub fn item_of(element: &Element) -> Option<Item> {
    element.closest(".mark").ok()??.get_attribute("data-item")?.parse().ok()
}

/// Returns the finding whose tab stop is or contains `element`.
pub fn stop_of(element: &Element) -> Option<Item> {
    element.closest("[data-stop]").ok()??.get_attribute("data-stop")?.parse().ok()
}

/// Returns the finding whose mark is at this point of the window, in CSS pixels.
pub fn item_at(x: i32, y: i32) -> Option<Item> {
    let under = document().elements_from_point(x as f32, y as f32);
    under.iter().filter_map(|element| element.dyn_into::<Element>().ok()).find_map(|element| item_of(&element))
}

/// Returns the first mark of `item`: of its content, otherwise of its source or cue.
pub fn mark(item: Item) -> Option<HtmlElement> {
    let find = |kind: &str| {
        let selector = ["#marks ", kind, "[data-items~='", &item.to_string(), "']"].concat();
        document().query_selector(&selector).ok()?
    };
    find(".mark:not([data-kind=source], [data-kind=cue])").or_else(|| find(".mark"))?.dyn_into().ok()
}

/// Returns the note of `item`.
pub fn note(item: Item) -> Option<HtmlElement> {
    document().query_selector(&["#marks [data-stop='", &item.to_string(), "']"].concat()).ok()??.dyn_into().ok()
}

/// Scrolls the entry of a finding into view if the lists scroll independently. Never scrolls the page itself.
pub fn reveal_row(item: Item) {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let (Some(side), Some(row)) = (find("aside"), find(&format!("aside [data-item='{item}']"))) else { return };
    let (outer, inner) = (side.get_bounding_client_rect(), row.get_bounding_client_rect());
    if inner.height() > 0.0 && (inner.top() < outer.top() || inner.bottom() > outer.bottom()) {
        let middle = (inner.top() + inner.bottom() - outer.top() - outer.bottom()) / 2.0;
        side.set_scroll_top(side.scroll_top() + middle as i32);
    }
}

/// Scrolls an element into view; does nothing if it is visible.
pub fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Auto);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Focuses the element with this id, without scrolling.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        element.unchecked_into::<HtmlElement>().focus_with_options(&options).unwrap_or_default();
    }
}

/// Returns the number of the first line below the bar, and the distance of its top from the top of the window in CSS
/// pixels. Unlike a scroll position, this remains valid when the layout above the line changes.
pub fn text_position() -> (usize, i32) {
    let number = line_in_sight();
    (number, line_at(number).map_or(0, |line| top(&line)))
}

/// Scrolls the text to a place returned by [`text_position`], whichever element around the text scrolls. Blocks that
/// come into view get their real height only in a later frame, so this is repeated for a few frames.
pub fn restore_text_position(place: (usize, i32)) {
    scroll_to(place);
    for frame in 1..=SETTLING {
        Timeout::new(frame * FRAME, move || scroll_to(place)).forget();
    }
}

/// Scrolls until the line is at this distance from the top of the window. Does so without an animation, which a change
/// of the layout would cut short.
fn scroll_to((number, distance): (usize, i32)) {
    let Some(line) = line_at(number) else { return };
    let options = ScrollToOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    for element in around_marks() {
        options.set_top(f64::from(top(&line) - distance));
        element.scroll_by_with_scroll_to_options(&options);
    }
}

fn top(line: &Element) -> i32 {
    line.get_bounding_client_rect().top().round() as i32
}

fn around_marks() -> impl Iterator<Item = Element> {
    std::iter::successors(document().get_element_by_id("marks"), |element| element.parent_element())
}

/// Selects `span` (bytes of `text`) in the editor, if it is open, and scrolls its line into view.
pub fn select(text: &str, mut span: Span) {
    let start = span.start;
    convert(text, Unit::Utf16, &mut [&mut span]);
    if let Some(editor) = editor().filter(|editor| !editor.hidden()) {
        editor.focus().unwrap_or_default();
        editor.set_selection_range(span.start as u32, span.end as u32).unwrap_or_default();
    }
    show_line(text, start);
}

/// Returns whether text is selected on the page.
pub fn selects() -> bool {
    let range = |area: HtmlTextAreaElement| (area.selection_start().ok(), area.selection_end().ok());
    let in_editor = editor().filter(|area| !area.hidden()).map(range).is_some_and(|(start, end)| start != end);
    let on_page =
        gloo::utils::window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
    in_editor || on_page
}

/// Clicks the element with this id.
pub fn press(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.unchecked_into::<HtmlElement>().click();
    }
}

/// Scrolls the line at byte `at` of `text` into view.
pub fn show_line(text: &str, at: usize) {
    line_at(text[..at].matches('\n').count()).into_iter().for_each(|line| show(&line));
}

/// Returns the line with this number, or the block that contains it if its marks are not drawn yet.
fn line_at(mut number: usize) -> Option<Element> {
    let blocks = blocks()?;
    for at in 0..blocks.length() {
        let block = blocks.item(at)?;
        let count = block.get_attribute("data-lines")?.parse().ok()?;
        if number < count {
            let line = block.query_selector_all(".line").ok()?.item(number as u32);
            return line.and_then(|line| line.dyn_into().ok()).or(Some(block));
        }
        number -= count;
    }
    None
}

fn blocks() -> Option<HtmlCollection> {
    Some(document().get_element_by_id("marks")?.children())
}

/// Returns the range of the blocks of lines that are visible in the window.
pub fn blocks_in_sight() -> std::ops::Range<usize> {
    let Some(blocks) = blocks() else { return 0..0 };
    let height = gloo::utils::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    // Binary search: querying the position of every block would take as long as drawing the marks.
    let first = |below: &dyn Fn(&Element) -> bool| {
        let (mut low, mut high) = (0, blocks.length());
        while low < high {
            let middle = (low + high) / 2;
            match blocks.item(middle).is_some_and(|block| below(&block)) {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        low as usize
    };
    let start = first(&|block| block.get_bounding_client_rect().bottom() > 0.0);
    start..first(&|block| block.get_bounding_client_rect().top() > height).max(start)
}

/// Returns the number of the first line below the bar.
pub fn line_in_sight() -> usize {
    let bar = document().query_selector(".bar").ok().flatten();
    let top = bar.map_or(0.0, |bar| bar.get_bounding_client_rect().bottom());
    let Some(blocks) = blocks() else { return 0 };
    let first = blocks_in_sight().start as u32;
    let lines = |at: u32| blocks.item(at)?.get_attribute("data-lines")?.parse::<usize>().ok();
    let before: usize = (0..first).filter_map(lines).sum();
    let own = blocks.item(first).and_then(|block| block.query_selector_all(".line").ok());
    let above = |line: &Element| line.get_bounding_client_rect().bottom() <= top;
    let own = own.into_iter().flat_map(|own| (0..own.length()).filter_map(move |at| own.item(at)?.dyn_into().ok()));
    before + own.take_while(above).count()
}

/// Returns the position of the caret in bytes of `text`.
pub fn caret(text: &str) -> usize {
    byte_at(text, editor().and_then(|editor| editor.selection_end().ok()?).unwrap_or(0))
}

/// Converts a position in UTF-16 units to one in bytes of `text`; the length of `text` if there are not that many
/// units.
pub fn byte_at(text: &str, units: u32) -> usize {
    let mut seen = 0;
    text.char_indices()
        .find(|(_, c)| {
            let here = seen >= units as usize;
            seen += c.len_utf16();
            here
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Copies `text` to the clipboard. If the browser refuses, returns `false` and focuses the field whose content can be
/// copied by hand.
pub async fn copy(text: &str) -> bool {
    let clipboard = gloo::utils::window().navigator().clipboard();
    // There is no clipboard outside secure contexts.
    let done =
        !clipboard.is_undefined() && wasm_bindgen_futures::JsFuture::from(clipboard.write_text(text)).await.is_ok();
    if !done && let Some(field) = document().get_element_by_id("link") {
        field.unchecked_into::<HtmlElement>().focus().unwrap_or_default();
    }
    done
}
