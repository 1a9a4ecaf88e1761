//! The page as a host has it: made by the project's own command, served by nginx under a path.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use xtask::{files, offline};

use crate::nginx::Nginx;
use crate::root;

/// What the host sends with the files.
#[derive(Clone, Copy, Debug)]
pub enum Headers {
    /// What `www/headers/nginx.conf` says.
    Sample,
    /// No policy, and no type for what is not of the oldest.
    NoTypes,
    /// The sample, and these further locations; `PLACE/` in them is the folder that is served.
    And(&'static str),
}

/// The page on a host.
pub struct Site {
    /// What the folder of the published version is called.
    pub version: String,
    folder: TempDir,
    server: Option<Nginx>,
}

impl Site {
    /// Publishes the built page under `/sayso/`.
    ///
    /// # Errors
    /// When the page is not built, or the server does not start.
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

    /// Publishes another version in place of the one that is served: in each named file the first text becomes the second.
    ///
    /// # Errors
    /// When a file is not there.
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

    /// Adds a line to a file of the published version.
    ///
    /// # Errors
    /// When it is not there.
    pub fn spoil(&self, name: &str) -> Result<()> {
        let path = self.served().join(&self.version).join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("no {name}"))?;
        Ok(fs::write(path, text + "\n// not the end\n")?)
    }

    /// Ends the server.
    pub fn cut(&mut self) {
        self.server = None;
    }

    /// What the server was asked for so far: `GET /sayso/x -`, the last being the length of what was sent along.
    ///
    /// # Errors
    /// When it has been cut.
    pub fn asked(&self) -> Result<Vec<String>> {
        self.server.as_ref().context("the server has ended")?.asked()
    }

    /// The address of the server.
    ///
    /// # Errors
    /// When it has been cut.
    pub(crate) fn url(&self) -> Result<String> {
        Ok(self.server.as_ref().context("the server has ended")?.url())
    }
}

/// The file that holds the whole page.
#[must_use]
pub fn single() -> PathBuf {
    Path::new(&root()).join("target/sayso.html")
}
