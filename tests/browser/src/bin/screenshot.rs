//! Pictures of the page into `out/screens`: light, dark, and on a phone, with an example and an open card.

use anyhow::Result;
use sayso_browser::{articles, browse, root};

/// Name, width, height, colour scheme.
const PICTURES: [(&str, u32, u32, &str); 4] = [
    ("light", 1280, 900, "light"),
    ("dark", 1280, 900, "dark"),
    ("phone", 390, 844, "light"),
    ("phone-dark", 390, 844, "dark"),
];

fn main() -> Result<()> {
    browse(async |page| {
        let folder = root().join("out/screens");
        for (name, width, height, scheme) in PICTURES {
            page.look(width, height, scheme).await?;
            page.open().await?;
            page.picture(&folder.join(format!("{name}-welcome.png"))).await?;
            page.paste(&articles::own()?).await?;
            page.picture(&folder.join(format!("{name}-marks.png"))).await?;
            page.click_at("#marks .mark[data-kind=cue]").await?;
            page.opened_card().await?;
            page.picture(&folder.join(format!("{name}.png"))).await?;
            println!("{}", folder.join(format!("{name}.png")).display());
        }
        Ok(())
    })
}
