//! The page's behaviour, one behaviour a file.

mod axe;
mod cards;
mod empty;
mod filters;
mod harness;
mod hostile;
mod image_drop;
mod keyboard;
mod large;
mod lists;
mod narrow;
mod other_language;
mod paste;
mod settings;
mod speed;
mod typing;
mod worker;
