//! Settings take effect immediately, and nothing is stored on this device unless requested.

use anyhow::{Result, ensure};
use sayso_browser::{Page, browse};
use thirtyfour::Key;

const STORED: &str = "return localStorage.length";

pub async fn open_settings(page: &Page) -> Result<()> {
    page.click_at("#settings-button").await?;
    page.until("the settings open", "return !!document.querySelector('#settings[open]')").await
}

pub async fn choose(page: &Page, name: &str, value: &str) -> Result<()> {
    let script =
        "const select = document.querySelector(`#settings [name=${arguments[0]}]`); select.value = arguments[1];
        select.dispatchEvent(new Event('change', {bubbles: true}))";
    page.js(script, vec![name.into(), value.into()]).await.map(drop)
}

#[test]
fn dark_by_choice_in_a_light_system() -> Result<()> {
    browse(async |page| {
        page.look(1280, 900, "light").await?;
        let ground = "getComputedStyle(document.body).backgroundColor";
        let light = page.js(&format!("return {ground}"), vec![]).await?;
        open_settings(page).await?;
        choose(page, "theme", "dark").await?;
        page.until_with("the page is dark", &format!("return {ground} !== arguments[0]"), vec![light]).await?;
        ensure!(page.js(STORED, vec![]).await? == 0, "something was kept without being asked for");
        // The page is at the root of its host, so it need not warn that other pages can read what is stored.
        ensure!(page.js("return !document.querySelector('[data-part=readers]')", vec![]).await? == true, "others?");
        Ok(())
    })
}

#[test]
fn what_is_kept_comes_back_and_can_be_deleted() -> Result<()> {
    browse(async |page| {
        open_settings(page).await?;
        choose(page, "theme", "dark").await?;
        page.click_at("#settings [name=keep]").await?;
        page.until("it is kept", "return localStorage.length === 1").await?;
        page.js("document.getElementById('tab-speakers').click()", vec![]).await?;
        page.until("the tab is kept", "return /speakers/.test(localStorage.getItem('sayso.settings'))").await?;
        page.open().await?;
        page.until("the tab is back", "return !document.getElementById('speakers').hidden").await?;
        page.until("the theme is back", "return document.documentElement.dataset.theme === 'dark'").await?;
        open_settings(page).await?;
        page.until("what is kept is shown", "return /dark/.test(document.querySelector('#kept pre')?.textContent)")
            .await?;
        page.click_at("#kept [name=delete-all]").await?;
        page.until("it is deleted", "return localStorage.length === 0").await
    })
}

#[test]
fn what_a_newer_page_kept_is_left_alone() -> Result<()> {
    browse(async |page| {
        page.js("localStorage.setItem('sayso.settings', 'sayso 9\\ntheme=dark')", vec![]).await?;
        page.open().await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("newer"), "not a clear word: {notice}");
        let kept = page.js("return localStorage.getItem('sayso.settings')", vec![]).await?;
        ensure!(kept == "sayso 9\ntheme=dark", "it was changed: {kept}");
        Ok(())
    })
}

#[test]
fn a_dialog_gives_the_focus_back() -> Result<()> {
    browse(async |page| {
        page.tab_to("#menu-button", 40).await?;
        page.press(Key::Enter).await?;
        page.tab_to("#settings-button", 10).await?;
        page.press(Key::Enter).await?;
        page.until("the settings open", "return !!document.querySelector('#settings[open]')").await?;
        page.press(Key::Escape).await?;
        page.until("the focus is back", "return document.activeElement.id === 'menu-button'").await
    })
}

#[test]
fn letters_are_shortcuts_outside_of_the_text_until_they_are_switched_off() -> Result<()> {
    browse(async |page| {
        page.paste("\"It is late,\" said Tom Hale.").await?;
        page.type_text(" j").await?;
        page.read().await?;
        ensure!(page.card().await?.is_none(), "a letter in the text is a letter");
        page.tab_to("#edit", 40).await?;
        page.type_keys("j").await?;
        page.opened_card().await?;
        page.type_keys("?").await?;
        page.until("the help opens", "return !!document.querySelector('#help[open]')").await?;
        page.press(Key::Escape).await?;
        page.until("the help closes", "return !document.querySelector('#help[open]')").await?;
        page.type_keys(",").await?;
        page.until("the settings open", "return !!document.querySelector('#settings[open]')").await?;
        page.click_at("#settings [name=keys]").await?;
        page.press(Key::Escape).await?;
        page.until("the settings are closed", "return !document.querySelector('#settings[open]')").await?;
        page.type_keys("?").await?;
        ensure!(page.js("return !!document.querySelector('#help[open]')", vec![]).await? == false, "still on");
        Ok(())
    })
}

#[test]
fn a_language_that_cannot_be_loaded_leaves_english() -> Result<()> {
    browse(async |page| {
        open_settings(page).await?;
        // Requests fail, as without a network.
        page.js("window.fetch = () => Promise.reject(new TypeError('no network'))", vec![]).await?;
        choose(page, "language", "uk").await?;
        let notice = page.notice().await?;
        ensure!(notice.contains("English"), "not a clear word: {notice}");
        Ok(())
    })
}
