//! What a foreign page can do after it has opened this one in a window that it can navigate.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Headers, Page, site};
use serde_json::json;
use thirtyfour::WindowHandle;

/// The address of a foreign page.
const FOREIGN: &str = "data:text/html,<p>A page of somebody else's.";

struct Foreign<'a> {
    page: &'a Page,
    window: WindowHandle,
}

impl<'a> Foreign<'a> {
    async fn new(page: &'a Page) -> Result<Self> {
        let window = page.driver().new_tab().await?;
        page.driver().switch_to_window(window.clone()).await?;
        page.driver().goto(FOREIGN).await?;
        Ok(Self { page, window })
    }

    /// Makes the foreign page navigate the window that it opened before to the page with this fragment. If it can no
    /// longer reach that window, the browser opens a new one.
    async fn steer(&self, fragment: &str) -> Result<()> {
        self.page.driver().switch_to_window(self.window.clone()).await?;
        let address = format!("{}#{fragment}", self.page.url());
        self.page.js("window.open(arguments[0], 'opened')", vec![json!(address)]).await.map(drop)
    }

    /// Opens the page with this fragment in a new window, and switches to it.
    async fn open(&self, fragment: &str) -> Result<WindowHandle> {
        let before = self.page.driver().windows().await?;
        self.steer(fragment).await?;
        let after = self.page.driver().windows().await?;
        let opened = after.into_iter().find(|window| !before.contains(window)).context("no window opens")?;
        self.page.driver().switch_to_window(opened.clone()).await?;
        self.page.until("the page is ready", "return document.documentElement.dataset.sayso === 'ready'").await?;
        Ok(opened)
    }
}

#[test]
fn thirteen_links_from_another_page_displace_nothing_that_is_kept() -> Result<()> {
    // The host sends no headers.
    site(Headers::NoTypes, &[], async |page, _| {
        page.keep_articles(12).await?;
        let before = page.kept().await?;
        let mut fragments = Vec::new();
        for number in 0..13 {
            fragments.push(page.fragment(&format!("Foreign text {number}.")).await?);
        }
        let foreign = Foreign::new(page).await?;
        let opened = foreign.open(&fragments[0]).await?;
        for (number, fragment) in fragments.iter().enumerate() {
            if number > 0 {
                foreign.steer(fragment).await?;
                page.driver().switch_to_window(opened.clone()).await?;
            }
            page.until_text(&format!("Foreign text {number}.")).await?;
            page.save_now().await?;
            let kept = page.kept().await?;
            ensure!(kept == before, "link {number} changed what is kept: {kept:?}");
        }
        Ok(())
    })
}

#[test]
fn typed_text_stays_though_another_page_steers_the_window() -> Result<()> {
    site(Headers::NoTypes, &[], async |page, _| {
        let mut fragments = Vec::new();
        for number in 0..3 {
            fragments.push(page.fragment(&format!("Foreign text {number}.")).await?);
        }
        let foreign = Foreign::new(page).await?;
        let opened = foreign.open(&fragments[0]).await?;
        page.until_text("Foreign text 0.").await?;
        page.add(" Typed by me.").await?;
        for (number, fragment) in fragments.iter().enumerate().skip(1) {
            foreign.steer(fragment).await?;
            page.driver().switch_to_window(opened.clone()).await?;
            let asked = "return !!document.querySelector('#waiting')?.textContent.includes(arguments[0])";
            page.until_with("the reader is asked", asked, vec![json!(format!("Foreign text {number}."))]).await?;
            ensure!(page.text().await? == "Foreign text 0. Typed by me.", "the text is {:?}", page.text().await?);
        }
        Ok(())
    })
}

#[test]
fn with_the_headers_another_page_cannot_steer_the_window() -> Result<()> {
    site(Headers::Sample, &[], async |page, _| {
        let (one, two) = (page.fragment("Foreign text 1.").await?, page.fragment("Foreign text 2.").await?);
        let foreign = Foreign::new(page).await?;
        let opened = foreign.open(&one).await?;
        page.until_text("Foreign text 1.").await?;
        // The second article opens in another window.
        let other = foreign.open(&two).await?;
        page.until_text("Foreign text 2.").await?;
        ensure!(other != opened, "the window is steered");
        page.driver().switch_to_window(opened).await?;
        page.save_now().await?;
        ensure!(page.text().await? == "Foreign text 1.", "the text is {:?}", page.text().await?);
        Ok(())
    })
}
