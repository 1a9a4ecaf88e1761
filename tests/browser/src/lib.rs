//! The page in a real browser: what every browser test starts from and ends with.
//!
//! Each test has its own server, its own browser with an empty profile, and ends by looking at what the browser noted:
//! no console error, and no request to anything but the test's own server.

pub mod articles;
mod browser;
mod chromium;
mod driver;
mod firefox;
mod input;
mod outside;
mod page;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use xtask::statics::Statics;

pub use browser::{Browser, Engine, Look};
pub use page::{Card, Mark, Page};

/// The project's root folder.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Opens the built page in a browser of its own ([`Engine::chosen`]), runs the test, and checks what the browser noted.
///
/// # Errors
/// Those of the test, then console errors and requests to other hosts. A picture of the page as it was at the
/// failure is left in `out/failures`.
pub fn browse(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let server = Statics::start(&root().join("target/page"), 0).context("no page: `cargo xtask build` makes it")?;
    with(&server, "", &[], Page::open, test)
}

/// The policy that host pages are served under, as a newsroom that is careful would have it.
pub const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self'";

/// The same for a host page of the embed, `www/hosts/NAME`, served under `policy`. Console errors that hold one of the words in
/// `tolerated` are no failure.
///
/// # Errors
/// As [`browse`].
pub fn host(
    name: &str,
    policy: &'static str,
    tolerated: &[&str],
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let folder = root().join("target/hosts");
    let server = Statics::with_policy(&folder, 0, Some(policy)).context("no hosts: `cargo xtask embed` makes them")?;
    with(&server, &format!("{name}/"), tolerated, Page::visit, test)
}

fn with(
    server: &Statics,
    path: &str,
    tolerated: &[&str],
    open: impl AsyncFnOnce(&Page) -> Result<()>,
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let browser = Arc::new(Browser::start(Engine::chosen()?).await?);
        let page = Page::new(Arc::clone(&browser), format!("{}{path}", server.url()));
        let result = match open(&page).await {
            Ok(()) => test(&page).await,
            Err(error) => Err(error),
        };
        if result.is_err() {
            let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
            // The picture only helps to understand the failure, which is reported in any case.
            let file = format!("{name}-{}.png", browser.engine.name());
            let _ = page.picture(&root().join("out/failures").join(file)).await;
        }
        let noted = browser.noted(&server.url()).await;
        browser.stop().await;
        result?;
        let mut noted = noted?;
        noted.retain(|note| !tolerated.iter().any(|words| note.contains(words)));
        if !noted.is_empty() {
            bail!("the browser noted:\n  {}", noted.join("\n  "));
        }
        Ok(())
    })
}
