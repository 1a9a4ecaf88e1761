//! Opens the page in a real browser: the start and the end of every browser test.
//!
//! Each test has its own server, and a browser without stored data. At the end, what the browser logged is checked:
//! there must be no console error, and no request to anything other than the test's own server.

pub mod articles;
mod browser;
mod chromium;
mod device;
mod driver;
pub mod extension;
mod firefox;
mod input;
pub mod marked;
mod nginx;
mod outside;
mod page;
mod pool;
mod site;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use xtask::statics::Statics;

pub use browser::{Browser, Engine, Look};
pub use nginx::Nginx;
pub use page::{Card, Mark, Page};
pub use site::{Headers, Site};

/// Returns the root folder of the project.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Opens the built page in a browser without stored data ([`Engine::chosen`]), runs the test, and checks what the
/// browser logged.
///
/// # Errors
/// If the test fails, or the browser logged a console error or a request to another host. If the test fails, a
/// screenshot is written to `out/failures`.
pub fn browse(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    browse_where(&[], test)
}

/// Like [`browse`], but ignores console errors and requests that contain one of the strings in `tolerated`.
///
/// # Errors
/// See [`browse`].
pub fn browse_where(tolerated: &[&str], test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let server = Statics::start(&root().join("target/page"), 0).context("no page: `cargo xtask build` makes it")?;
    with(&server.url(), "", tolerated, Page::open, test)
}

/// Like [`browse`], for the page that compares Sayso's speed with that of alternatives. Ignores all errors and
/// requests.
///
/// # Errors
/// See [`browse`].
pub fn peers(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let server = Statics::start(&root().join("target/peers"), 0).context("no peers: `cargo xtask bench` makes them")?;
    with(&server.url(), "", &[""], Page::visit, test)
}

/// A content security policy for host pages, as a careful newsroom might set it.
pub const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; worker-src 'self'; img-src 'self'";

/// Like [`browse`], for a host page of the embed, `www/hosts/NAME`, served with the content security policy `policy`.
/// Ignores console errors and requests that contain one of the strings in `tolerated`.
///
/// # Errors
/// See [`browse`].
pub fn host(name: &str, policy: &str, tolerated: &[&str], test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let folder = root().join("target/hosts");
    let rules = format!("add_header Content-Security-Policy \"{policy}\" always;");
    let server = Nginx::start(&folder, &rules).context("no hosts: `cargo xtask embed` makes them")?;
    with(&server.url(), &format!("{name}/"), tolerated, Page::visit, test)
}

/// Like [`host`], for the page `NAME` in any folder.
///
/// # Errors
/// See [`browse`].
pub fn folder(
    folder: &std::path::Path,
    name: &str,
    policy: &str,
    tolerated: &[&str],
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let server =
        Nginx::start(folder, &format!("charset utf-8; add_header Content-Security-Policy \"{policy}\" always;"))?;
    with(&server.url(), &format!("{name}/"), tolerated, Page::visit, test)
}

/// Like [`browse_where`], for the page as deployed on a host, under its own path. The test may publish another version
/// or stop the server.
///
/// # Errors
/// See [`browse`].
pub fn site(
    headers: Headers,
    tolerated: &[&str],
    test: impl AsyncFnOnce(&Page, &mut Site) -> Result<()>,
) -> Result<()> {
    let mut site = Site::start(headers)?;
    with(&site.url()?, "sayso/", tolerated, Page::open, async |page| test(page, &mut site).await)
}

/// Like [`browse`], for the single-file page `target/sayso.html`, opened from the disk. If the file does not exist,
/// prints this and does not run the test.
///
/// # Errors
/// See [`browse`].
pub fn from_disk(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let Ok(file) = site::single().canonicalize() else {
        println!("skipped: there is no sayso.html");
        return Ok(());
    };
    with(&format!("file://{}", file.display()), "", &[], Page::open, test)
}

fn with(
    server: &str,
    path: &str,
    tolerated: &[&str],
    open: impl AsyncFnOnce(&Page) -> Result<()>,
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    with_browser(false, server, path, tolerated, open, test)
}

fn with_browser(
    extended: bool,
    server: &str,
    path: &str,
    tolerated: &[&str],
    open: impl AsyncFnOnce(&Page) -> Result<()>,
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    // A browser with an extension serves one test only, and so does one for a page from the disk, which has no origin.
    let shared = !extended && server.starts_with("http:");
    pool::run(async {
        let browser = match shared {
            true => pool::take().await?,
            false => Arc::new(Browser::start(Engine::chosen()?, extended).await?),
        };
        let page = Page::new(Arc::clone(&browser), format!("{server}{path}"));
        let result = match open(&page).await {
            Ok(()) => test(&page).await,
            Err(error) => Err(error),
        };
        if result.is_err() {
            let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
            // The screenshot only helps to understand the failure, which is reported anyway.
            let file = format!("{name}-{}.png", browser.engine.name());
            let _ = page.picture(&root().join("out/failures").join(file)).await;
        }
        let noted = browser.noted(server).await;
        let result = result.and_then(|()| quiet(noted?, tolerated));
        match shared && result.is_ok() {
            true => pool::give_back(browser, server).await,
            false => browser.stop().await,
        }
        result
    })
}

/// Fails if the browser noted anything that is not tolerated.
fn quiet(mut noted: Vec<String>, tolerated: &[&str]) -> Result<()> {
    noted.retain(|note| !tolerated.iter().any(|words| note.contains(words)));
    if noted.is_empty() {
        return Ok(());
    }
    bail!("the browser noted:\n  {}", noted.join("\n  "));
}
