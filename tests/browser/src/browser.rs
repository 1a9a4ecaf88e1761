//! A browser with an empty profile, driven over WebDriver, and what it logged.

use std::sync::OnceLock;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;
use thirtyfour::WebDriver;

use crate::driver::Driver;
use crate::outside::Outside;
use crate::{chromium, firefox};

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Engine {
    /// Returns the browser named by the environment variable `SAYSO_BROWSER`; Chromium by default.
    ///
    /// # Errors
    /// If the name is unknown.
    pub fn chosen() -> Result<Self> {
        match std::env::var("SAYSO_BROWSER").unwrap_or_default().as_str() {
            "" | "chromium" => Ok(Engine::Chromium),
            "firefox" => Ok(Engine::Firefox),
            other => bail!("SAYSO_BROWSER is {other:?}: chromium or firefox"),
        }
    }

    /// Returns the name, for messages and file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
        }
    }
}

/// How the page is displayed.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The width of the viewport in CSS pixels.
    pub width: u32,
    /// The height of the viewport in CSS pixels.
    pub height: u32,
    /// The system's colour scheme: `light` or `dark`.
    pub scheme: &'static str,
    /// Whether the system replaces the page's colours by its own few (“forced colours”).
    pub forced: bool,
    /// Whether the reader prefers reduced motion.
    pub still: bool,
}

impl Look {
    /// Returns a display of this size and colour scheme, without forced colours or reduced motion.
    #[must_use]
    pub fn new(width: u32, height: u32, scheme: &'static str) -> Self {
        Self { width, height, scheme, forced: false, still: false }
    }
}

/// A browser and its driver. Both end when it is dropped.
pub struct Browser {
    /// The WebDriver session, for commands that [`crate::Page`] does not offer.
    pub driver: WebDriver,
    /// Which browser it is.
    pub engine: Engine,
    notes: firefox::Notes,
    outside: Outside,
    /// The id of the extension, once it is installed.
    pub(crate) extension: OnceLock<String>,
    process: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Starts the driver and the browser. With `extended`, an extension can be installed, see [`crate::extension`].
    ///
    /// # Errors
    /// If the driver or the browser is missing or does not start.
    pub async fn start(engine: Engine, extended: bool) -> Result<Self> {
        let outside = Outside::start()?;
        let profile = tempfile::tempdir()?;
        let (process, caps) = match engine {
            Engine::Chromium => {
                (chromium::driver(&profile)?, chromium::capabilities(&profile, &outside.address(), extended)?)
            }
            Engine::Firefox => (firefox::driver(&profile)?, firefox::capabilities(&outside.address())?),
        };
        let driver = WebDriver::new(process.url(), caps).await;
        let driver = driver.with_context(|| format!("{} does not start", engine.name()))?;
        let notes = match engine {
            Engine::Chromium => firefox::Notes::default(),
            Engine::Firefox => firefox::Notes::start(&driver).await?,
        };
        Ok(Self { driver, engine, notes, outside, extension: OnceLock::new(), process, _profile: profile })
    }

    /// Returns everything since the last call that a test must not cause: console errors, and requests to addresses
    /// that do not start with `own`.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn noted(&self, own: &str) -> Result<Vec<String>> {
        let (errors, asked) = match self.engine {
            Engine::Chromium => chromium::noted(&self.driver).await?,
            Engine::Firefox => self.notes.noted(&self.driver).await?,
        };
        let mut noted: Vec<String> = errors.into_iter().map(|error| format!("console error: {error}")).collect();
        noted.extend(asked.iter().filter(|url| !allowed(url, own)).map(|url| format!("request: {url}")));
        noted.extend(self.outside.asked().into_iter().map(|line| format!("request to another host: {line}")));
        Ok(noted)
    }

    /// Changes how the page is displayed.
    ///
    /// # Errors
    /// If the browser does not support the commands; no standard covers all of them.
    pub async fn look(&self, look: &Look) -> Result<()> {
        match self.engine {
            Engine::Chromium => chromium::look(&self.driver, look).await,
            Engine::Firefox => firefox::look(&self.driver, look).await,
        }
    }

    /// Opens a new tab in place of all others, deletes stored data and restores default settings. `origin` is the
    /// address of the last test's server. A later server may get the same port, and must find no data.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn reset(&self, origin: &str) -> Result<()> {
        let tab = self.driver.new_tab().await?;
        for window in self.driver.windows().await?.into_iter().filter(|window| *window != tab) {
            self.driver.switch_to_window(window).await?;
            self.driver.close_window().await?;
        }
        self.driver.switch_to_window(tab).await?;
        match self.engine {
            Engine::Chromium => chromium::reset(&self.driver, origin).await?,
            Engine::Firefox => firefox::reset(&self.driver).await?,
        }
        // Drops what the closed pages logged late, because it belongs to no test.
        self.noted(origin).await.map(drop)
    }

    /// Ends the session, then the driver.
    pub async fn stop(&self) {
        // The process is ended below whether or not this succeeds.
        let _ = self.driver.clone().quit().await;
        self.process.end();
    }
}

/// Whether a page may request `url`: it starts with `own`, or is no request to a host, such as data within the page or
/// a file of an extension.
fn allowed(url: &str, own: &str) -> bool {
    const LOCAL: [&str; 6] = ["data:", "blob:", "about:", "chrome:", "chrome-extension:", "moz-extension:"];
    url.starts_with(own) || LOCAL.iter().any(|scheme| url.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allows_only_its_own_server() {
        let own = "http://127.0.0.1:4000/";
        assert!(allowed("http://127.0.0.1:4000/a.js", own) && allowed("data:text/plain,x", own));
        assert!(!allowed("http://127.0.0.1:40001/a.js", own) && !allowed("https://example.org/", own));
    }
}
