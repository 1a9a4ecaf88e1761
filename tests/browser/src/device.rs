//! What the page stores on the device, and what reaches it from outside.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::Page;

/// A JavaScript expression for all saved articles, as stored, sorted by their keys.
const KEPT: &str = "Object.keys(localStorage).filter((name) => name.startsWith('sayso.article.')).sort()\
    .map((name) => localStorage.getItem(name))";

impl Page {
    /// Returns all saved articles, as stored, in order of creation.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn kept(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.js(&format!("return {KEPT}"), vec![]).await?)?)
    }

    /// Waits until an article with these words is saved.
    ///
    /// # Errors
    /// If none is saved in time.
    pub async fn until_kept(&self, words: &str) -> Result<()> {
        let script = format!("return {KEPT}.some((kept) => kept.includes(arguments[0]))");
        self.until_with(&format!("{words:?} is kept"), &script, vec![json!(words)]).await
    }

    /// Saves `count` articles, “Article number 0.” and so on, in the format of earlier versions, which stored no times,
    /// and reopens the page.
    ///
    /// # Errors
    /// If the page does not become ready.
    pub async fn keep_articles(&self, count: usize) -> Result<()> {
        self.add_articles(count).await?;
        self.open().await?;
        // The page enables saving if it finds saved articles.
        self.switched_on().await
    }

    /// Simulates another tab that saves `count` articles, which are then the newest.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn add_articles(&self, count: usize) -> Result<()> {
        let script = "const last = Math.max(1.6e12, ...Object.keys(localStorage)\
            .map((name) => Number(name.replace('sayso.article.', '')) || 0));
            for (let n = 0; n < arguments[0]; n += 1) localStorage.setItem(`sayso.article.${last + 1 + n}`,
                `sayso 1\\ndismissed=\\n\\n\\n\\n\\n\\n\\nArticle number ${n}.`)";
        self.js(script, vec![json!(count)]).await.map(drop)
    }

    /// Disables saving articles on the device.
    ///
    /// # Errors
    /// If the list of articles does not open.
    pub async fn switch_keeping_off(&self) -> Result<()> {
        self.switched_on().await?;
        self.open_recent().await?;
        self.click_at("#recent [name=articles]").await?;
        self.until("none is kept", "return !document.querySelector('#recent [name=articles]').checked").await?;
        self.close_recent().await
    }

    /// Waits until articles are saved on the device.
    ///
    /// # Errors
    /// If the page does not save articles.
    pub async fn switched_on(&self) -> Result<()> {
        self.open_recent().await?;
        self.until("articles are kept", "return document.querySelector('#recent [name=articles]').checked").await?;
        self.close_recent().await
    }

    /// Opens the list of saved articles.
    ///
    /// # Errors
    /// If it does not open.
    pub async fn open_recent(&self) -> Result<()> {
        self.js("document.getElementById('recent-button').click()", vec![]).await?;
        self.until("the list opens", "return !!document.querySelector('#recent[open]')").await
    }

    async fn close_recent(&self) -> Result<()> {
        self.js("document.querySelector('#recent > button').click()", vec![]).await?;
        self.until("the list closes", "return !document.querySelector('#recent[open]')").await
    }

    /// Opens the saved article whose title starts with these words.
    ///
    /// # Errors
    /// If there is no such article.
    pub async fn recall(&self, words: &str) -> Result<()> {
        self.open_recent().await?;
        let script = "[...document.querySelectorAll('#recent .open')]\
            .find((one) => one.textContent.startsWith(arguments[0])).click()";
        self.js(script, vec![json!(words)]).await?;
        self.until_text(words).await
    }

    /// Waits until the text in the editor contains these words.
    ///
    /// # Errors
    /// If it does not contain them in time.
    pub async fn until_text(&self, words: &str) -> Result<()> {
        let script = "return document.querySelector('#text').value.includes(arguments[0])";
        self.until_with(&format!("{words:?} is shown"), script, vec![json!(words)]).await
    }

    /// Appends words to the text, as if typed, and does not wait for the analysis.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn add(&self, words: &str) -> Result<()> {
        let script = "const text = document.getElementById('text'); text.value += arguments[0];
            text.dispatchEvent(new InputEvent('input', { bubbles: true }))";
        self.js(script, vec![json!(words)]).await.map(drop)
    }

    /// Prevents the page from noticing that it is left, as in a crash: its handlers of the events for that are not
    /// called.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn deafen(&self) -> Result<()> {
        let script = "for (const event of ['pagehide', 'visibilitychange', 'beforeunload'])
            window.addEventListener(event, (event) => event.stopImmediatePropagation(), true)";
        self.js(script, vec![]).await.map(drop)
    }

    /// Whether the browser would ask the reader before the page is left.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn asks(&self) -> Result<bool> {
        let script = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        Ok(self.js(script, vec![]).await? == json!(true))
    }

    /// Makes the page save, as it does when it is hidden, and waits until it has evicted another article if
    /// necessary.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn save_now(&self) -> Result<()> {
        // After one frame, earlier changes have been drawn. Before the page evicts an article, it asks which ones are
        // open (`saysoHeld`). Such queries are answered in order, so once this one is answered, the page's own is too.
        let script = "return new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))).then(() => {
            document.dispatchEvent(new Event('visibilitychange'));
            return globalThis.saysoHeld?.();
        }).then(() => new Promise((done) => setTimeout(done, 0)))";
        self.js(script, vec![]).await.map(drop)
    }

    /// Returns the part of a shared link after its `#`, for an article with this text.
    ///
    /// # Errors
    /// If the browser cannot compress it.
    pub async fn fragment(&self, text: &str) -> Result<String> {
        let script = "const whole = '\\u001f'.repeat(5) + arguments[0];
            const stream = new Blob([whole]).stream().pipeThrough(new CompressionStream('deflate-raw'));
            return new Response(stream).arrayBuffer()\
                .then((bytes) => 't=1.' + btoa(String.fromCharCode(...new Uint8Array(bytes)))
                .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))";
        let fragment: Value = self.js(script, vec![json!(text)]).await?;
        Ok(fragment.as_str().context("no fragment")?.to_owned())
    }

    /// Sets the fragment of the page's URL, as if a shared link were opened in its tab.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn follow(&self, fragment: &str) -> Result<()> {
        self.js("location.hash = arguments[0]", vec![json!(fragment)]).await.map(drop)
    }

    /// Returns the URL of the page.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
