//! The page's behaviour, one behaviour a file.

mod cards;
mod empty;
mod filters;
mod harness;
mod hostile;
mod image_drop;
mod keyboard;
mod large;
mod lists;
mod other_language;
mod paste;
mod speed;
mod typing;
mod worker;
