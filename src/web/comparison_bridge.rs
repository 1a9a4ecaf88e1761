//! The page's side of the comparison: loads the program that compares articles ([`super::compare`]) and passes it what
//! only the page has.

use super::extras::packed;
use super::hooks::Dispatch;
use super::pack::pack;
use super::saved::SavedArticle;
use super::state::{Action, State};
use super::{dom, worker};
use js_sys::{Object, Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Program;

    /// Implemented in `www/boot.js`; loads the program once.
    #[wasm_bindgen(js_name = saysoCompare, catch)]
    async fn program() -> Result<Program, JsValue>;

    #[wasm_bindgen(method)]
    fn compare(this: &Program, root: &Element, page: &JsValue, language: Vec<u8>);

    #[wasm_bindgen(method)]
    fn language(this: &Program, language: Vec<u8>);
}

/// The id of the element that contains the view.
const ROOT: &str = "compare";

/// Shows the view of several articles while `state.comparing` is set; hiding the view keeps its contents.
#[hook]
pub fn use_comparison(state: &Rc<State>, dispatch: &Dispatch) {
    let latest = use_mut_ref(|| state.clone());
    *latest.borrow_mut() = state.clone();
    let opened = use_mut_ref(|| false);
    use_effect_with(state.comparing, {
        let (dispatch, opened) = (dispatch.clone(), opened.clone());
        move |&comparing| {
            let Some(root) = dom::document().get_element_by_id(ROOT) else { return };
            dom::set_root("view", if comparing { "compare" } else { "text" });
            root.toggle_attribute_with_force("hidden", !comparing).unwrap_or_default();
            // Focus moves into the view, and back to the button when the view closes.
            if comparing || *opened.borrow() {
                dom::focus(if comparing { "compare-title" } else { "compare-button" });
            }
            if comparing && !opened.replace(true) {
                // Shown until the program has loaded and its view replaces it.
                root.set_text_content(Some(latest.borrow().locale.text("ui.comparison.waiting")));
                yew::platform::spawn_local(async move {
                    match program().await {
                        Ok(program) => {
                            root.set_text_content(None);
                            let locale = packed(latest.borrow().locale);
                            program.compare(&root, &handed(latest, &dispatch), locale);
                        }
                        Err(_) => {
                            opened.replace(false);
                            dispatch.dispatch(Action::Comparing(false));
                            dispatch.dispatch(Action::Trouble(Some("ui.comparison.failed")));
                        }
                    }
                });
            }
        }
    });
    use_effect_with(state.locale, move |&locale| {
        if *opened.borrow() {
            yew::platform::spawn_local(async move {
                if let Ok(program) = program().await {
                    program.language(packed(locale));
                }
            });
        }
    });
}

/// Returns the object that `super::compare::Page` reads. It is created once and lives as long as the page.
fn handed(latest: Rc<RefCell<Rc<State>>>, dispatch: &Dispatch) -> JsValue {
    let present = Closure::<dyn Fn() -> String>::new(move || {
        let state = latest.borrow();
        state.present().article().written()
    });
    let find =
        Closure::<dyn Fn(String) -> Uint8Array>::new(|input: String| Uint8Array::from(&*pack(&worker::find(&input))));
    let dispatch = dispatch.clone();
    let leave = Closure::<dyn Fn(Option<String>)>::new(move |article: Option<String>| {
        dispatch.dispatch(Action::Comparing(false));
        if let Some(kept) = article.and_then(|article| SavedArticle::read(&article)) {
            dispatch.dispatch(Action::Recalled(Rc::new(kept)));
        }
    });
    let page = Object::new();
    let parts = [
        ("program", wasm_bindgen::module()),
        ("present", present.into_js_value()),
        ("find", find.into_js_value()),
        ("leave", leave.into_js_value()),
    ];
    for (name, part) in parts {
        Reflect::set(&page, &name.into(), &part).unwrap_or_default();
    }
    page.into()
}
