//! Types of option values that several commands share.

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use sayso::i18n::Language;
use sayso::span::Unit;

/// The language of the articles; with `None` it is detected. This is an alias because clap treats a field whose type is
/// written `Option` as an optional argument.
pub type ArticleLanguage = Option<Language>;

/// Returns the parser for `auto` or the code of a language.
pub fn language() -> impl TypedValueParser<Value = ArticleLanguage> {
    let codes = Language::OF_ARTICLES.map(Language::code);
    PossibleValuesParser::new(["auto"].into_iter().chain(codes)).map(|code| Language::of_article(&code))
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Offsets {
    Codepoint,
    Utf16,
    Byte,
}

impl From<Offsets> for Unit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Codepoint => Unit::Codepoint,
            Offsets::Utf16 => Unit::Utf16,
            Offsets::Byte => Unit::Byte,
        }
    }
}
