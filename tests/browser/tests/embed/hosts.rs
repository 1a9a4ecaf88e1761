//! Each host page shows the marks that it should, word by word.

use anyhow::Result;
use sayso_browser::{STRICT, host, root};

use crate::marked;

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
    clobbered
);

fn shows_its_marks(name: &str) -> Result<()> {
    if name == "react" && !root().join("target/hosts/vendor").is_dir() {
        println!("left out: React is not to be had");
        return Ok(());
    }
    host(name, STRICT, &[], async |page| marked::become_those_of(page, &format!("{name}/expected.tsv")).await)
}
