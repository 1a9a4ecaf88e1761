//! Hosts that redirect from one URL of the page to the other, as most do for `/index.html`: the page opens at both,
//! online and offline.

use anyhow::{Result, ensure};
use sayso_browser::{Headers, Page, site};

use crate::visits::{GONE, kept};

/// Rules by which `/index.html` redirects to the folder. nginx would serve the folder through its index file, which
/// redirects, so the page has another name within the server.
macro_rules! folder_only {
    ($status:literal) => {
        concat!(
            "location = /sayso/index.html { return ",
            $status,
            " /sayso/; }
             location = /sayso/ { rewrite ^ /sayso/home last; }
             location = /sayso/home { internal; default_type text/html; alias PLACE/index.html; }"
        )
    };
}

const INDEX_ONLY: &str = "location = /sayso/ { return 302 /sayso/index.html; }";
const ELSEWHERE: &str = "location = /sayso/index.html { return 308 http://127.0.0.1:9/sayso/; }
     location = /sayso/ { rewrite ^ /sayso/home last; }
     location = /sayso/home { internal; default_type text/html; alias PLACE/index.html; }";

/// Opens `name` in the page's folder, as from a bookmark, and reloads it.
async fn opens(page: &Page, name: &str) -> Result<()> {
    let here = page.js("return new URL('/sayso/', location).href", vec![]).await?;
    let here = here.as_str().unwrap_or_default();
    page.driver().goto(&format!("{here}{name}")).await?;
    page.until(&format!("the page opens at /{name}"), READY).await?;
    // The driver's own reload bypasses service workers in Firefox.
    page.js("window.left = true; location.reload()", vec![]).await?;
    page.until(&format!("the page at /{name} is reloaded"), &format!("{READY} && !window.left")).await
}

/// Whether the page and its worker are ready, so that the next step does not interrupt anything that is being loaded.
const READY: &str = "const now = document.documentElement?.dataset;
    return now?.sayso === 'ready' && now.worker === 'ready'";

fn opens_at_both(rules: &'static str) -> Result<()> {
    site(Headers::And(rules), &GONE, async |page, site| {
        kept(page).await?;
        for name in ["index.html", ""] {
            opens(page, name).await?;
        }
        site.cut();
        for name in ["index.html", ""] {
            opens(page, name).await?;
        }
        page.paste("Police denied that a bridge had been closed.").await?;
        ensure!(!page.marks().await?.is_empty(), "the text is not marked");
        Ok(())
    })
}

#[test]
fn the_page_opens_where_the_index_leads_to_the_folder_for_good() -> Result<()> {
    opens_at_both(folder_only!("308"))?;
    opens_at_both(folder_only!("301"))
}

#[test]
fn the_page_opens_where_the_index_leads_to_the_folder_for_now() -> Result<()> {
    opens_at_both(folder_only!("302"))?;
    opens_at_both(folder_only!("303"))?;
    opens_at_both(folder_only!("307"))
}

#[test]
fn the_page_opens_where_the_folder_leads_to_the_index() -> Result<()> {
    opens_at_both(INDEX_ONLY)
}

#[test]
fn a_redirect_to_another_origin_is_not_followed() -> Result<()> {
    // Each test checks at its end that nothing was requested from the other origin.
    site(Headers::And(ELSEWHERE), &["Failed to load resource"], async |page, _| {
        kept(page).await?;
        opens(page, "index.html").await?;
        let host = page.js("return location.pathname", vec![]).await?;
        ensure!(host == "/sayso/index.html", "the page is at {host}");
        Ok(())
    })
}
