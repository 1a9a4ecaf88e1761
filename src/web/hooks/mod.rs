//! Timers, files and the document: everything that happens over time or outside the views.

mod export;
mod open_article;
mod paste;
mod storage;
mod streams;
mod use_analysis;
mod use_checks;
mod use_dialog;
mod use_digest;
mod use_edit_shortcuts;
mod use_files;
mod use_keys;
mod use_language;
mod use_link;
mod use_pointer;
mod use_saved;
mod use_settings;
mod use_shared_content;

pub use export::{print, save};
pub use paste::{paste, paste_clipboard};
pub use storage::{Kept, forget, kept};
pub use use_analysis::use_analysis;
pub use use_checks::use_checks;
pub use use_dialog::use_dialog;
pub use use_digest::use_digest;
pub use use_edit_shortcuts::use_edit_shortcuts;
pub use use_files::{article_of, chosen, listed, read_file, use_file_drop};
pub use use_keys::{go, use_keys};
pub use use_language::use_language;
pub use use_link::{link_of, use_link};
pub use use_pointer::use_pointer;
pub use use_saved::{choose, discard, newer, refused, restore, stored_articles, use_saved};
pub use use_settings::use_settings;
pub use use_shared_content::use_shared_content;

use super::state::State;

/// The handle with which views and hooks send actions to the reducer.
pub type Dispatch = yew::UseReducerDispatcher<State>;
