//! User input: pasting, typing, pointing, pressing keys, dropping a file.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::Page;

/// A separate page to copy from, as a reader copies from a newspaper.
const SCRATCH: &str = "data:text/html,<input id=from value=x>";

impl Page {
    /// Replaces the text through the clipboard, with the keyboard shortcuts, and waits for the analysis.
    ///
    /// # Errors
    /// If the clipboard does not work or no analysis ends.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.copy(text).await?;
        let before = self.analyses().await?;
        self.press_paste().await?;
        self.analysed_after(before).await
    }

    /// Copies a text to the clipboard, from another tab.
    ///
    /// # Errors
    /// If the tab cannot be opened.
    pub async fn copy(&self, text: &str) -> Result<()> {
        self.copy_html(text, "").await
    }

    /// Copies a text and its markup to the clipboard, as a browser does; without markup if `html` is empty.
    ///
    /// # Errors
    /// See [`Page::copy`].
    pub async fn copy_html(&self, text: &str, html: &str) -> Result<()> {
        let here = self.driver().window().await?;
        let there = self.driver().new_tab().await?;
        self.driver().switch_to_window(there).await?;
        self.driver().goto(SCRATCH).await?;
        // Supplying the text in the copy event saves the browser from laying out megabytes.
        let script = "const [text, html] = arguments;
            addEventListener('copy', e => {
                e.preventDefault();
                e.clipboardData.setData('text/plain', text);
                if (html) e.clipboardData.setData('text/html', html);
            })";
        self.js(script, vec![json!(text), json!(html)]).await?;
        let from = self.driver().find(By::Id("from")).await?;
        from.send_keys(Key::Control + "a").await?;
        from.send_keys(Key::Control + "c").await?;
        self.driver().close_window().await?;
        Ok(self.driver().switch_to_window(here).await?)
    }

    /// Switches to editing the text.
    ///
    /// # Errors
    /// If the text box does not appear.
    pub async fn edit(&self) -> Result<()> {
        let press = "const button = document.getElementById('edit'); button?.click(); return !!button";
        let opened = self.js(press, vec![]).await? == true;
        self.until("the text can be edited", "return document.getElementById('text').checkVisibility()").await?;
        // The page puts the caret into the first visible line.
        let end = "const area = document.getElementById('text'); \
            area.setSelectionRange(area.value.length, area.value.length)";
        if opened { self.js(end, vec![]).await.map(drop) } else { Ok(()) }
    }

    /// Switches to reading the text with its notes.
    ///
    /// # Errors
    /// If the text box stays.
    pub async fn read(&self) -> Result<()> {
        self.js("document.getElementById('done')?.click()", vec![]).await?;
        self.until("the text is read", "return !document.getElementById('text').checkVisibility()").await
    }

    /// Selects everything in the text box and pastes over it, without waiting.
    ///
    /// # Errors
    /// If there is no text box.
    pub async fn press_paste(&self) -> Result<()> {
        self.edit().await?;
        let text = self.driver().find(By::Id("text")).await?;
        text.send_keys(Key::Control + "a").await?;
        Ok(text.send_keys(Key::Control + "v").await?)
    }

    /// Types at the end of the text, key by key, and waits for the analysis of the whole.
    ///
    /// # Errors
    /// If no analysis ends.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.edit().await?;
        let end = "const area = document.getElementById('text'); \
            area.setSelectionRange(area.value.length, area.value.length)";
        self.js(end, vec![]).await?;
        let before = self.analyses().await?;
        self.driver().find(By::Id("text")).await?.send_keys(text).await?;
        self.analysed_after(before).await
    }

    /// Presses one key in the focused element.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn press(&self, key: Key) -> Result<()> {
        Ok(self.driver().action_chain().send_keys(key).perform().await?)
    }

    /// Presses a key in the focused element while other keys are held.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn press_with(&self, held: &[Key], key: &str) -> Result<()> {
        let chain = held.iter().fold(self.driver().action_chain(), |chain, held| chain.key_down(held.clone()));
        let chain = held.iter().fold(chain.send_keys(key), |chain, held| chain.key_up(held.clone()));
        Ok(chain.perform().await?)
    }

    /// Removes the focus.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn blur(&self) -> Result<()> {
        self.js("document.activeElement.blur()", vec![]).await.map(drop)
    }

    /// Types a text in the focused element.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn type_keys(&self, text: &str) -> Result<()> {
        Ok(self.driver().action_chain().send_keys(text).perform().await?)
    }

    /// Presses Tab until the focused element matches the selector.
    ///
    /// # Errors
    /// If it is not reached after `most` presses.
    pub async fn tab_to(&self, selector: &str, most: usize) -> Result<()> {
        for _ in 0..most {
            self.press(Key::Tab).await?;
            let reached = self.js("return document.activeElement.matches(arguments[0])", vec![json!(selector)]).await?;
            if reached == json!(true) {
                return Ok(());
            }
        }
        bail!("{selector} is not reached by {most} presses of Tab");
    }

    /// Moves the pointer onto the first element that matches the selector.
    ///
    /// # Errors
    /// If there is none, or it cannot be scrolled into view.
    pub async fn point_at(&self, selector: &str) -> Result<()> {
        let (x, y) = self.place_of(selector).await?;
        // Two moves, because a pointer that is already in place would cause no event.
        Ok(self.driver().action_chain().move_to(x - 1, y).move_to(x, y).perform().await?)
    }

    /// Clicks at the position of the selector's first element, whatever is on top.
    ///
    /// # Errors
    /// See [`Page::point_at`].
    pub async fn click_at(&self, selector: &str) -> Result<()> {
        let (x, y) = self.place_of(selector).await?;
        Ok(self.driver().action_chain().move_to(x, y).click().perform().await?)
    }

    /// Moves the pointer away from everything.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn point_away(&self) -> Result<()> {
        Ok(self.driver().action_chain().move_to(1, 1).perform().await?)
    }

    /// Drops a file onto the text box, as from a file manager.
    ///
    /// # Errors
    /// If there is no text box.
    pub async fn drop_file(&self, name: &str, mime: &str, content: impl AsRef<[u8]>) -> Result<()> {
        let script = "const [name, type, content] = arguments;
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(content)], name, { type }));
            const text = document.querySelector('#text');
            for (const kind of ['dragenter', 'dragover', 'drop'])
                text.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))";
        self.js(script, vec![json!(name), json!(mime), json!(content.as_ref())]).await.map(drop)
    }

    /// The middle of an element's first line, in window coordinates.
    async fn place_of(&self, selector: &str) -> Result<(i64, i64)> {
        let script = "const found = document.querySelector(arguments[0]);
            if (!found) return null;
            // Menu items require an open menu.
            found.closest('[popover]:not(:popover-open)')?.showPopover();
            found.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = found.getClientRects()[0] || found.getBoundingClientRect();
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2), innerWidth, innerHeight]";
        // Marks are drawn in portions after the analysis, so the element may appear only now.
        let present = "return !!document.querySelector(arguments[0])";
        self.until_with(&format!("{selector} is on the page"), present, vec![json!(selector)]).await?;
        let mut before = Value::Null;
        let mut found = self.js(script, vec![json!(selector)]).await?;
        // Wait for a pending layout to finish.
        while found != before {
            before = found;
            found = self.js(script, vec![json!(selector)]).await?;
        }
        let place: Option<[i64; 4]> = serde_json::from_value(found)?;
        let [x, y, width, height] = place.with_context(|| format!("nothing on the page is {selector}"))?;
        if !(0..width).contains(&x) || !(0..height).contains(&y) {
            bail!("{selector} lies at {x},{y}, outside of the window");
        }
        Ok((x, y))
    }
}
