//! The page as a reader meets it: what can be done on it and what can be seen.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{Browser, Engine, Look};

/// How long the page may take before a test calls it stuck; far more than it takes, since machines differ.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// The page in one browser.
pub struct Page {
    pub(crate) browser: Arc<Browser>,
    pub(crate) url: String,
}

/// A highlighted stretch of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// `direct`, `mixed`, `indirect`, `source`, `cue`, `claim` or `mention`.
    pub kind: String,
    /// The finding it belongs to.
    pub item: String,
    /// A claim's status, else empty.
    pub status: String,
}

/// The open card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Whose word it is.
    pub who: String,
    /// How it is said.
    pub how: String,
    /// The words that show it.
    pub cue: String,
    /// The rule's sentence.
    pub why: String,
}

impl Page {
    pub(crate) fn new(browser: Arc<Browser>, url: String) -> Self {
        Self { browser, url }
    }

    /// Opens the page anew and waits until it can be used.
    ///
    /// # Errors
    /// When it does not get ready.
    pub async fn open(&self) -> Result<()> {
        self.driver().goto(&self.url).await?;
        self.until("the page is ready", "return document.documentElement.dataset.sayso === 'ready'").await
    }

    /// Loads the page again in its tab and waits until it can be used.
    ///
    /// # Errors
    /// When it does not get ready.
    pub async fn reload(&self) -> Result<()> {
        self.driver().refresh().await?;
        self.until("the page is ready", "return document.documentElement.dataset.sayso === 'ready'").await
    }

    /// Opens the page anew and waits for nothing.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn visit(&self) -> Result<()> {
        Ok(self.driver().goto(&self.url).await?)
    }

    /// The browser's session, for what this type does not offer.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// Runs a script in the page; `args` are its `arguments`.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn js(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        let answer = self.driver().execute(script, args).await.with_context(|| format!("script: {script}"))?;
        Ok(answer.json().clone())
    }

    /// Waits until a script gives `true`.
    ///
    /// # Errors
    /// When it does not come true; `what` says in the message what was waited for.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        self.until_with(what, script, Vec::new()).await
    }

    /// As [`Page::until`], with arguments for the script.
    ///
    /// # Errors
    /// As [`Page::until`].
    pub async fn until_with(&self, what: &str, script: &str, args: Vec<Value>) -> Result<()> {
        let start = Instant::now();
        while self.js(script, args.clone()).await? != Value::Bool(true) {
            if start.elapsed() > PATIENCE {
                bail!("waited in vain: {what}");
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// How many analyses have ended.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn analyses(&self) -> Result<u64> {
        let count = self.js("return Number(document.documentElement.dataset.analysis || 0)", vec![]).await?;
        count.as_u64().context("data-analysis is no number")
    }

    /// Waits until an analysis later than `before` has ended.
    ///
    /// # Errors
    /// When none ends.
    pub async fn analysed_after(&self, before: u64) -> Result<()> {
        let script = "return Number(document.documentElement.dataset.analysis || 0) > arguments[0]";
        self.until_with("the text is analysed", script, vec![json!(before)]).await
    }

    /// What stands in the text box.
    ///
    /// # Errors
    /// When there is no text box.
    pub async fn text(&self) -> Result<String> {
        self.string("return document.querySelector('#text').value").await
    }

    /// The marks, in the order of the page.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn marks(&self) -> Result<Vec<Mark>> {
        let script = "return [...document.querySelectorAll('#marks .mark')]
            .map(m => [m.dataset.kind || '', m.dataset.item || '', m.dataset.status || ''])";
        let marks: Vec<[String; 3]> = serde_json::from_value(self.js(script, vec![]).await?)?;
        Ok(marks.into_iter().map(|[kind, item, status]| Mark { kind, item, status }).collect())
    }

    /// The card, when one is open.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn card(&self) -> Result<Option<Card>> {
        let script = "const card = document.querySelector('#card');
            if (!card || !card.checkVisibility()) return null;
            return ['who', 'how', 'cue', 'why'].map(part => {
                const found = card.querySelector(`[data-part=${part}]`);
                return found ? found.textContent.trim() : '';
            })";
        let parts: Option<[String; 4]> = serde_json::from_value(self.js(script, vec![]).await?)?;
        Ok(parts.map(|[who, how, cue, why]| Card { who, how, cue, why }))
    }

    /// Waits for a card and gives it.
    ///
    /// # Errors
    /// When none opens.
    pub async fn opened_card(&self) -> Result<Card> {
        self.until("a card opens", "return document.querySelector('#card')?.checkVisibility() === true").await?;
        self.card().await?.context("the card closed at once")
    }

    /// Waits until no card is open.
    ///
    /// # Errors
    /// When it stays.
    pub async fn card_closed(&self) -> Result<()> {
        self.until("the card closes", "return document.querySelector('#card')?.checkVisibility() !== true").await
    }

    /// Waits for a notice and gives its words.
    ///
    /// # Errors
    /// When none comes.
    pub async fn notice(&self) -> Result<String> {
        let script = "return (document.querySelector('#notices')?.innerText || '').trim()";
        self.until("a notice is shown", &format!("{script} !== ''")).await?;
        self.string(script).await
    }

    /// Changes the size of what is seen (CSS pixels) and the colour scheme (`light` or `dark`).
    ///
    /// # Errors
    /// As [`Browser::look`].
    pub async fn look(&self, width: u32, height: u32, scheme: &'static str) -> Result<()> {
        self.looks(&Look::new(width, height, scheme)).await
    }

    /// The same with all that can be set.
    ///
    /// # Errors
    /// As [`Browser::look`].
    pub async fn looks(&self, look: &Look) -> Result<()> {
        self.browser.look(look).await
    }

    /// Which browser shows the page.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// A picture of what is seen.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub async fn picture(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(path, self.driver().screenshot_as_png().await?)?)
    }

    pub(crate) async fn string(&self, script: &str) -> Result<String> {
        let answer = self.js(script, vec![]).await?;
        answer.as_str().map(str::to_owned).with_context(|| format!("no text from: {script}"))
    }
}
