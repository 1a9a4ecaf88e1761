//! What the embed costs its host: no layout shift, no long pause, nothing stored, nothing loaded early.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Engine, Page, STRICT, host, marked};

#[test]
fn nothing_shifts_and_nothing_is_kept() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        let kept =
            page.js("return document.cookie.length + localStorage.length + sessionStorage.length", vec![]).await?;
        ensure!(kept == 0, "something is kept");
        if page.engine() == Engine::Firefox {
            println!("skipped in Firefox: it does not report layout shifts");
            return Ok(());
        }
        let script = "return new Promise((tell) => {
            const sum = (list) => list.getEntries().reduce((all, { value }) => all + value, 0);
            new PerformanceObserver((list) => tell(sum(list))).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => tell(0), 500);
        })";
        let shift = page.js(script, vec![]).await?;
        ensure!(shift.as_f64() == Some(0.0), "the page shifted by {shift}");
        Ok(())
    })
}

#[test]
fn a_long_article_is_read_and_marked_in_many_small_steps() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        marked::script(page, "slow.js").await?;
        let lengthen =
            "const article = document.querySelector('article'); const words = [...article.children].slice(2, 5);
            for (let n = 0; n < arguments[0]; n += 1) article.append(...words.map((node) => node.cloneNode(true)))";
        page.js(lengthen, vec![9.into()]).await?;
        let short = pauses(page).await?;
        page.js(lengthen, vec![90.into()]).await?;
        let long = pauses(page).await?;
        // The long article has ten times as many elements, findings and marks. The number of pauses grows less, because
        // a partial batch of a hundred counts as a whole one.
        ensure!(short > 0 && long > 6 * short, "{short} pauses in a short article, {long} in a long one");
        Ok(())
    })
}

#[test]
fn a_long_paragraph_is_read_in_many_small_steps() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        marked::script(page, "slow.js").await?;
        let fill = "const paragraph = document.createElement('p');
            paragraph.textContent = '“It is over,” said Bo Lind. '.repeat(arguments[0] / 28);
            document.querySelector('article').replaceChildren(paragraph)";
        page.js(fill, vec![6_400.into()]).await?;
        let short = pauses(page).await?;
        page.js(fill, vec![64_000.into()]).await?;
        let long = pauses(page).await?;
        ensure!(short > 0 && long > 6 * short, "{short} pauses for 6,400 characters, {long} for 64,000");
        Ok(())
    })
}

#[test]
fn only_marks_near_the_window_are_drawn() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let lengthen =
            "const article = document.querySelector('article'); const words = [...article.children].slice(2, 5);
            for (let n = 0; n < 300; n += 1) article.append(...words.map((node) => node.cloneNode(true)))";
        page.js(lengthen, vec![]).await?;
        let drawn = "const tops = [...CSS.highlights.values()].flatMap((layer) => [...layer])\
            .map((range) => range.getBoundingClientRect().top);
            const counted = parseInt(document.querySelector('sayso-widget').shadowRoot.querySelector('[part=toggle]')\
                .textContent, 10);";
        let near = "const near = tops.length > 10 && tops.length < 300 \
            && tops.every((top) => top > -2 * innerHeight && top < 3 * innerHeight);
            return counted > 300 && near && tops.some((top) => top > 0 && top < innerHeight)";
        page.until("marks near the window, and no others", &format!("{drawn} {near}")).await?;
        page.js("scrollTo(0, document.documentElement.scrollHeight)", vec![]).await?;
        page.until("those at the end, once it is in sight", &format!("{drawn} {near}")).await
    })
}

/// Returns how often the embed yielded to the page while its article was read and marked again.
async fn pauses(page: &Page) -> Result<u64> {
    page.js(
        "window.pauses = 0; const widget = document.querySelector('sayso-widget'); widget.disable(); widget.enable()",
        vec![],
    )
    .await?;
    // Drawing is the last step.
    let drawn = "return [...CSS.highlights.values()].some(({ size }) => size > 0)";
    page.until("marks are drawn", drawn).await?;
    page.js("return window.pauses", vec![]).await?.as_u64().context("no count")
}

#[test]
fn nothing_is_loaded_before_the_article_is_seen() -> Result<()> {
    host("lazy", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "const widget = document.createElement('sayso-widget'); \
            widget.setAttribute('loading', 'visible'); widget.setAttribute('article', '#far');
            const far = Object.assign(document.createElement('div'), \
                { id: 'far', textContent: 'Far below. '.repeat(20) }); document.body.append(far, widget);
            return new Promise((tell) => requestAnimationFrame(() => \
                setTimeout(() => tell(widget.shadowRoot === null), 300)))";
        ensure!(page.js(script, vec![]).await? == true, "it was loaded while it was out of sight");
        page.js("document.querySelector('#far').scrollIntoView()", vec![]).await?;
        page.until(
            "it is there when it is seen",
            "return document.querySelectorAll('sayso-widget')[1].shadowRoot !== null",
        )
        .await
    })
}
