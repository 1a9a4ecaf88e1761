//! Each host page shows the expected marks, word by word.

use anyhow::{Result, ensure};
use sayso_browser::{STRICT, host, marked, root};

macro_rules! hosts {
    ($($name:ident),*) => {
        $( #[test]
        fn $name() -> Result<()> {
            shows_its_marks(stringify!($name))
        } )*
    };
}

hosts!(
    plain, linked, blocks, footnotes, ads, paywall, rtl, important, lazy, shadow, react, router, two, animated,
    clobbered, ledger, checked, german
);

fn shows_its_marks(name: &str) -> Result<()> {
    if name == "react" && !root().join("target/hosts/vendor").is_dir() {
        println!("skipped: React is unavailable");
        return Ok(());
    }
    host(name, STRICT, &[], async |page| {
        if ["animated", "ledger"].contains(&name) {
            // These pages are longer than three windows, and words far from the window are not marked.
            page.look(1280, 4000, "light").await?;
        }
        marked::become_those_of(page, &format!("{name}/expected.tsv")).await
    })
}

#[test]
fn no_word_of_an_advertisement_is_read() -> Result<()> {
    host("ads", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "addEventListener('sayso:analyzed', ({ detail }) => { window.read = detail.text; }); \
            document.querySelector('sayso-widget').refresh()";
        page.js(script, vec![]).await?;
        page.until("the article is read", "return typeof window.read === 'string'").await?;
        let read = page.js("return window.read", vec![]).await?;
        let read = read.as_str().unwrap_or_default();
        for word in [
            "Sofas",
            "sofa",
            "Everything must go",
            "Call now",
            "rope shop",
            "One more rope",
            "Last ropes",
            "Sponsored",
            "Advertisement",
        ] {
            ensure!(!read.contains(word), "{word:?} is read as a part of the article:\n{read}");
        }
        for word in ["before we saw it.\n\n“Then the roof fell in.”", "Advertising paid for the roof"] {
            ensure!(read.contains(word), "{word:?} is not read:\n{read}");
        }
        Ok(())
    })
}
