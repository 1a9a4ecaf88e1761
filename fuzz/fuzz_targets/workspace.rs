//! Opens any text as a saved workspace and as a saved article. It must be rejected, or stay the same when it is saved
//! and opened again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso::web::compare::workspace::Workspace;
use sayso::web::saved::SavedArticle;

fuzz_target!(|text: &str| {
    if let Some(shelved) = SavedArticle::read(text) {
        assert_eq!(SavedArticle::read(&shelved.written()).as_ref(), Some(&shelved));
        let _ = shelved.title();
    }
    let Ok((articles, dismissed)) =
        serde_json::from_str::<Workspace>(text).map_err(drop).and_then(|w| w.contents().map_err(drop))
    else {
        return;
    };
    let saved = serde_json::to_string(&Workspace::new(articles.iter(), &dismissed)).expect("JSON");
    let opened: Workspace = serde_json::from_str(&saved).expect("what was saved is read");
    assert_eq!(opened.contents(), Ok((articles, dismissed)));
});
