//! What the page keeps on the device, and what comes to it from outside.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::Page;

/// The texts of all kept articles, with what is known of them, by their names.
const KEPT: &str = "Object.keys(localStorage).filter((name) => name.startsWith('sayso.article.')).sort().map((name) => localStorage.getItem(name))";

impl Page {
    /// All articles that are kept, as they are written, in the order in which they were begun.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn kept(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.js(&format!("return {KEPT}"), vec![]).await?)?)
    }

    /// Waits until an article is kept that has these words.
    ///
    /// # Errors
    /// When none is.
    pub async fn until_kept(&self, words: &str) -> Result<()> {
        let script = format!("return {KEPT}.some((kept) => kept.includes(arguments[0]))");
        self.until_with(&format!("{words:?} is kept"), &script, vec![json!(words)]).await
    }

    /// Keeps `count` articles, “Article number 0.” and so on, as versions without times did, and opens the page anew.
    ///
    /// # Errors
    /// When it does not get ready.
    pub async fn keep_articles(&self, count: usize) -> Result<()> {
        self.add_articles(count).await?;
        self.open().await?;
        // That something is kept switches keeping on.
        self.switched_on().await
    }

    /// As if another tab had kept `count` articles more, the latest of all.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn add_articles(&self, count: usize) -> Result<()> {
        let script = "const last = Math.max(1.6e12, ...Object.keys(localStorage).map((name) => Number(name.replace('sayso.article.', '')) || 0));
            for (let n = 0; n < arguments[0]; n += 1) localStorage.setItem(`sayso.article.${last + 1 + n}`,
                `sayso 1\\ndismissed=\\n\\n\\n\\n\\n\\n\\nArticle number ${n}.`)";
        self.js(script, vec![json!(count)]).await.map(drop)
    }

    /// From now on no article is kept on the device.
    ///
    /// # Errors
    /// When the list of articles does not open.
    pub async fn switch_keeping_off(&self) -> Result<()> {
        self.switched_on().await?;
        self.open_recent().await?;
        self.click_at("#recent [name=articles]").await?;
        self.until("none is kept", "return !document.querySelector('#recent [name=articles]').checked").await?;
        self.close_recent().await
    }

    /// Waits until articles are kept on the device.
    ///
    /// # Errors
    /// When they are not.
    pub async fn switched_on(&self) -> Result<()> {
        self.open_recent().await?;
        self.until("articles are kept", "return document.querySelector('#recent [name=articles]').checked").await?;
        self.close_recent().await
    }

    /// Opens the list of kept articles.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open_recent(&self) -> Result<()> {
        self.js("document.getElementById('recent-button').click()", vec![]).await?;
        self.until("the list opens", "return !!document.querySelector('#recent[open]')").await
    }

    async fn close_recent(&self) -> Result<()> {
        self.js("document.querySelector('#recent > button').click()", vec![]).await?;
        self.until("the list closes", "return !document.querySelector('#recent[open]')").await
    }

    /// Shows the kept article whose title starts with these words.
    ///
    /// # Errors
    /// When there is none.
    pub async fn recall(&self, words: &str) -> Result<()> {
        self.open_recent().await?;
        let script = "[...document.querySelectorAll('#recent .open')].find((one) => one.textContent.startsWith(arguments[0])).click()";
        self.js(script, vec![json!(words)]).await?;
        self.until_text(words).await
    }

    /// Waits until the text in the editor has these words.
    ///
    /// # Errors
    /// When it does not.
    pub async fn until_text(&self, words: &str) -> Result<()> {
        let script = "return document.querySelector('#text').value.includes(arguments[0])";
        self.until_with(&format!("{words:?} is shown"), script, vec![json!(words)]).await
    }

    /// Adds words at the end of the text, as typed, and waits for nothing.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn add(&self, words: &str) -> Result<()> {
        let script = "const text = document.getElementById('text'); text.value += arguments[0];
            text.dispatchEvent(new InputEvent('input', { bubbles: true }))";
        self.js(script, vec![json!(words)]).await.map(drop)
    }

    /// Lets the page end without a word, as in a crash: it hears nothing of being left.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn deafen(&self) -> Result<()> {
        let script = "for (const event of ['pagehide', 'visibilitychange', 'beforeunload'])
            window.addEventListener(event, (event) => event.stopImmediatePropagation(), true)";
        self.js(script, vec![]).await.map(drop)
    }

    /// Whether the browser would ask before the page is left.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn asks(&self) -> Result<bool> {
        let script = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        Ok(self.js(script, vec![]).await? == json!(true))
    }

    /// Lets the page keep what there is to keep, as it does when it goes out of sight, and waits until it has made room
    /// for it.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn save_now(&self) -> Result<()> {
        // A frame later, what was shown before has been drawn. Locks are told in the order in which they are asked for.
        let script = "return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))).then(() => {
            document.dispatchEvent(new Event('visibilitychange'));
            return globalThis.saysoHeld?.();
        }).then(() => new Promise((done) => setTimeout(done, 0)))";
        self.js(script, vec![]).await.map(drop)
    }

    /// The part of a shared link's address behind its `#` for an article with this text.
    ///
    /// # Errors
    /// When the browser cannot pack it.
    pub async fn fragment(&self, text: &str) -> Result<String> {
        let script = "const whole = '\\u001f'.repeat(5) + arguments[0];
            const stream = new Blob([whole]).stream().pipeThrough(new CompressionStream('deflate-raw'));
            return new Response(stream).arrayBuffer().then((bytes) => 't=1.' + btoa(String.fromCharCode(...new Uint8Array(bytes)))
                .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))";
        let fragment: Value = self.js(script, vec![json!(text)]).await?;
        Ok(fragment.as_str().context("no fragment")?.to_owned())
    }

    /// Puts a fragment into the page's address.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn follow(&self, fragment: &str) -> Result<()> {
        self.js("location.hash = arguments[0]", vec![json!(fragment)]).await.map(drop)
    }

    /// The page's address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
