//! The packs that are compiled in, for programs that do not load them as files.

use std::sync::OnceLock;

use super::Pack;
use crate::i18n::Language;

/// Expands to the table of a pack as written by `build.rs`.
macro_rules! table {
    ($code:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/languages/", $code, ".tsv"))
    };
}

static PACKS: [OnceLock<Option<Pack>>; Language::OF_ARTICLES.len()] =
    [const { OnceLock::new() }; Language::OF_ARTICLES.len()];

/// Returns the pack of `language`, or `None` for English and for languages of the interface only.
pub fn pack(language: Language) -> Option<&'static Pack> {
    let table = match language {
        Language::German => table!("de"),
        Language::French => table!("fr"),
        Language::Spanish => table!("es"),
        Language::Ukrainian => table!("uk"),
        _ => return None,
    };
    let place = Language::OF_ARTICLES.iter().position(|own| *own == language)?;
    // A test reads every pack, so none of them fails here.
    PACKS[place].get_or_init(|| Pack::parse(table).ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_can_be_read() {
        for language in Language::OF_ARTICLES.into_iter().skip(1) {
            let code = language.code();
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/languages/{code}.tsv"));
            let pack = Pack::parse(&std::fs::read_to_string(path).unwrap());
            assert!(pack.as_ref().is_ok_and(|pack| pack.language == language), "{code}.tsv: {:?}", pack.err());
        }
    }
}
