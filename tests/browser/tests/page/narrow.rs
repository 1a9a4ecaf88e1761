//! The page fits into a width of 320 CSS pixels, as a window of 1,280 has at 400 % zoom. Marks stay visible with forced
//! colours.

use anyhow::{Result, ensure};
use sayso_browser::{Look, articles, browse};

#[test]
fn nothing_is_cut_off_at_320_pixels() -> Result<()> {
    browse(async |page| {
        page.look(320, 640, "light").await?;
        page.paste(&articles::own()?).await?;
        for button in ["", "#settings-button", "#help-button"] {
            if !button.is_empty() {
                page.click_at(button).await?;
                page.until("the dialog opens", "return !!document.querySelector('dialog[open]')").await?;
            }
            let wide =
                "return [...document.querySelectorAll('html, dialog[open]')].map(e => e.scrollWidth - e.clientWidth)";
            let wide: Vec<i64> = serde_json::from_value(page.js(wide, vec![]).await?)?;
            ensure!(wide.iter().all(|&w| w <= 0), "{button}: must be scrolled sideways by {wide:?}");
            page.js("document.querySelector('dialog[open]')?.close()", vec![]).await?;
        }
        Ok(())
    })
}

#[test]
fn marks_are_seen_in_forced_colours() -> Result<()> {
    browse(async |page| {
        page.looks(&Look { forced: true, ..Look::new(1280, 900, "light") }).await?;
        page.until("colours are forced", "return matchMedia('(forced-colors: active)').matches").await?;
        page.paste(&articles::own()?).await?;
        let bare = "return [...document.querySelectorAll('#marks .mark:is(.q, .p, [data-status])')]\
            .filter(m => { const s = getComputedStyle(m);
            return s.textDecorationLine === 'none' && s.outlineStyle === 'none' && s.borderBottomStyle === 'none' })\
                .length";
        let bare = page.js(bare, vec![]).await?;
        ensure!(bare == 0, "{bare} marks have neither line nor frame");
        Ok(())
    })
}
