//! The page's behaviour, one behaviour a file.

mod about;
mod axe;
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
mod narrow;
mod other_language;
mod paper;
mod paste;
mod save;
mod settings;
mod share;
mod speed;
mod typing;
mod word_file;
mod worker;
