//! The page as a reader uses it: actions and what is visible.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::{Browser, Engine, Look};

/// How long to wait before a test fails; far longer than needed, because machines differ.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(20);

/// The page in one browser.
pub struct Page {
    pub(crate) browser: Arc<Browser>,
    pub(crate) url: String,
}

/// A highlighted passage of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// `direct`, `mixed`, `indirect`, `source`, `cue`, `claim` or `mention`.
    pub kind: String,
    /// The id of the finding that it belongs to.
    pub item: String,
    /// The status of a claim; empty for other kinds of marks.
    pub status: String,
}

/// The texts of the open card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Who says the marked words.
    pub who: String,
    /// How the article presents the marked words: how a statement is reported, or the status and parties of a claim.
    /// Empty for a mention.
    pub how: String,
    /// The cue: the words that show that the passage is reported or contested.
    pub cue: String,
    /// Why the words are marked: the sentence of the rule.
    pub why: String,
}

impl Page {
    pub(crate) fn new(browser: Arc<Browser>, url: String) -> Self {
        Self { browser, url }
    }

    /// Opens the page and waits until it is ready.
    ///
    /// # Errors
    /// If it does not become ready.
    pub async fn open(&self) -> Result<()> {
        self.driver().goto(&self.url).await?;
        self.until("the page is ready", "return document.documentElement.dataset.sayso === 'ready'").await
    }

    /// Reloads the page in its tab and waits until it is ready.
    ///
    /// # Errors
    /// If it does not become ready.
    pub async fn reload(&self) -> Result<()> {
        self.driver().refresh().await?;
        self.until("the page is ready", "return document.documentElement.dataset.sayso === 'ready'").await
    }

    /// Opens the page without waiting.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn visit(&self) -> Result<()> {
        Ok(self.driver().goto(&self.url).await?)
    }

    /// Returns the WebDriver session, for commands that this type does not offer.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }

    /// Runs a script in the page and returns its result. `args` are the script's `arguments`.
    ///
    /// # Errors
    /// If the script throws.
    pub async fn js(&self, script: &str, args: Vec<Value>) -> Result<Value> {
        let answer = self.driver().execute(script, args).await.with_context(|| format!("script: {script}"))?;
        Ok(answer.json().clone())
    }

    /// Waits until a script returns `true`.
    ///
    /// # Errors
    /// If it does not in time. The message contains `what`, which says what was expected.
    pub async fn until(&self, what: &str, script: &str) -> Result<()> {
        self.until_with(what, script, Vec::new()).await
    }

    /// Like [`Page::until`], with arguments for the script.
    ///
    /// # Errors
    /// See [`Page::until`].
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

    /// Returns the number of analyses that have finished since the page was opened.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn analyses(&self) -> Result<u64> {
        let count = self.js("return Number(document.documentElement.dataset.analysis || 0)", vec![]).await?;
        count.as_u64().context("data-analysis is no number")
    }

    /// Waits until an analysis later than `before` has finished.
    ///
    /// # Errors
    /// If none finishes in time.
    pub async fn analysed_after(&self, before: u64) -> Result<()> {
        let script = "return Number(document.documentElement.dataset.analysis || 0) > arguments[0]";
        self.until_with("the text is analysed", script, vec![json!(before)]).await
    }

    /// Returns the content of the text box.
    ///
    /// # Errors
    /// If there is no text box.
    pub async fn text(&self) -> Result<String> {
        self.string("return document.querySelector('#text').value").await
    }

    /// Returns the marks, in page order.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn marks(&self) -> Result<Vec<Mark>> {
        let script = "return [...document.querySelectorAll('#marks .mark')]
            .map(m => [m.dataset.kind || '', m.dataset.item || '', m.dataset.status || ''])";
        let marks: Vec<[String; 3]> = serde_json::from_value(self.js(script, vec![]).await?)?;
        Ok(marks.into_iter().map(|[kind, item, status]| Mark { kind, item, status }).collect())
    }

    /// Returns the texts of the card, or `None` if no card is open.
    ///
    /// # Errors
    /// If the browser does not respond.
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

    /// Waits for a card and returns it.
    ///
    /// # Errors
    /// If none opens in time.
    pub async fn opened_card(&self) -> Result<Card> {
        self.until("a card opens", "return document.querySelector('#card')?.checkVisibility() === true").await?;
        self.card().await?.context("the card closed at once")
    }

    /// Waits until no card is open.
    ///
    /// # Errors
    /// If it stays open.
    pub async fn card_closed(&self) -> Result<()> {
        self.until("the card closes", "return document.querySelector('#card')?.checkVisibility() !== true").await
    }

    /// Waits for a notice and returns its text.
    ///
    /// # Errors
    /// If none appears in time.
    pub async fn notice(&self) -> Result<String> {
        let script = "return (document.querySelector('#notices')?.innerText || '').trim()";
        self.until("a notice is shown", &format!("{script} !== ''")).await?;
        self.string(script).await
    }

    /// Changes the size of the viewport (CSS pixels) and the colour scheme (`light` or `dark`).
    ///
    /// # Errors
    /// See [`Browser::look`].
    pub async fn look(&self, width: u32, height: u32, scheme: &'static str) -> Result<()> {
        self.looks(&Look::new(width, height, scheme)).await
    }

    /// Like [`Page::look`], with all settings.
    ///
    /// # Errors
    /// See [`Browser::look`].
    pub async fn looks(&self, look: &Look) -> Result<()> {
        self.browser.look(look).await
    }

    /// Returns the kind of browser that shows the page.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    /// Takes a screenshot and writes it to `path` as PNG.
    ///
    /// # Errors
    /// If the file cannot be written.
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
