//! The page's behaviour, one behaviour a file.

mod about;
mod cards;
mod empty;
mod filters;
mod furniture;
mod harness;
mod hostile;
mod html_paste;
mod html_readers;
mod image_drop;
mod keyboard;
mod large;
mod lists;
mod other_language;
mod paste;
mod share;
mod speed;
mod typing;
mod worker;
