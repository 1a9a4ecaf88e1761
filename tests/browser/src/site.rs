//! The page as deployed: built by the project's own command, served by nginx under a path.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use xtask::{files, offline};

use crate::nginx::Nginx;
use crate::root;

/// The headers that the host sends.
#[derive(Clone, Copy, Debug)]
pub enum Headers {
    /// The headers in `www/headers/nginx.conf`.
    Sample,
    /// No content security policy, and MIME types for HTML, CSS and JavaScript only.
    NoTypes,
    /// The headers of the sample, and additional locations, in which `PLACE/` means the served folder.
    And(&'static str),
}

/// The page on a host.
pub struct Site {
    /// The name of the published version's folder.
    pub version: String,
    folder: TempDir,
    server: Option<Nginx>,
}

impl Site {
    /// Publishes the built page under `/sayso/`.
    ///
    /// # Errors
    /// If the page is not built, or the server does not start.
    pub fn start(headers: Headers) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        files::copy(&root().join("target/page"), &folder.path().join("page"))?;
        let mut site = Self { version: String::new(), folder, server: None };
        site.publish(&[]).context("no page: `cargo xtask build` makes it")?;
        let place = format!("{}/", site.served().display());
        let sample = || Ok::<_, anyhow::Error>(fs::read_to_string(root().join("www/headers/nginx.conf"))?);
        let rules = match headers {
            Headers::Sample => sample()?.replace("/srv/sayso/", &place),
            Headers::And(more) => [sample()?.replace("/srv/sayso/", &place), more.replace("PLACE/", &place)].concat(),
            Headers::NoTypes => format!(
                "location /sayso/ {{ alias {place}; types {{ text/html html; text/css css; text/javascript js; }} }}"
            ),
        };
        site.server = Some(Nginx::start(site.folder.path(), &rules)?);
        Ok(site)
    }

    fn served(&self) -> PathBuf {
        self.folder.path().join("served")
    }

    /// Publishes another version in place of the current one. Each change names a file, and a text in it of which the
    /// first occurrence is replaced by another text.
    ///
    /// # Errors
    /// If a file does not exist or lacks the text to be replaced.
    pub fn publish(&mut self, changes: &[(&str, &str, &str)]) -> Result<()> {
        let page = self.folder.path().join("page");
        for (name, before, after) in changes {
            let path = page.join(name);
            let text = fs::read_to_string(&path).with_context(|| format!("no {name}"))?;
            ensure!(text.contains(before), "{name} has no {before}");
            fs::write(path, text.replacen(before, after, 1))?;
        }
        let served = self.served();
        if served.exists() {
            fs::remove_dir_all(&served)?;
        }
        fs::create_dir_all(&served)?;
        let worker = fs::read_to_string(root().join("www/sw.js"))?;
        self.version = offline::assemble(&page, &worker, &served)?;
        Ok(())
    }

    /// Appends a line to a file of the published version, so that it differs from what the version should contain.
    ///
    /// # Errors
    /// If the file does not exist.
    pub fn spoil(&self, name: &str) -> Result<()> {
        let path = self.served().join(&self.version).join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("no {name}"))?;
        Ok(fs::write(path, text + "\n// not the end\n")?)
    }

    /// Stops the server.
    pub fn cut(&mut self) {
        self.server = None;
    }

    /// Returns the requests so far, such as `GET /sayso/x -`, where the last part is the length of the request body.
    ///
    /// # Errors
    /// If the server has been stopped.
    pub fn asked(&self) -> Result<Vec<String>> {
        self.server.as_ref().context("the server has ended")?.asked()
    }

    /// Returns the URL of the server.
    ///
    /// # Errors
    /// If the server has been stopped.
    pub(crate) fn url(&self) -> Result<String> {
        Ok(self.server.as_ref().context("the server has ended")?.url())
    }
}

/// Returns the path of the single-file page.
#[must_use]
pub fn single() -> PathBuf {
    Path::new(&root()).join("target/sayso.html")
}
