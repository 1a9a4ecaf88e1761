//! What the embed costs its host: no shift of the page, no long pause, nothing kept, nothing loaded before it is time.

use anyhow::{Result, ensure};
use sayso_browser::{Engine, STRICT, host};

use crate::marked;

#[test]
fn nothing_shifts_and_nothing_is_kept() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        let kept =
            page.js("return document.cookie.length + localStorage.length + sessionStorage.length", vec![]).await?;
        ensure!(kept == 0, "something is kept");
        if page.engine() == Engine::Firefox {
            println!("left out in Firefox: it tells of no shifts");
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
fn the_main_thread_is_never_held_up_for_long() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_says(page, "statements").await?;
        // A long article: 1,200 words. What holds the thread up is seen by a timer that should fire all the time.
        let script = "const article = document.querySelector('article'); const words = [...article.children].slice(2);
            for (let n = 0; n < 20; n += 1) article.append(...words.map((node) => node.cloneNode(true)));
            document.querySelector('sayso-widget').disable();
            return new Promise((tell) => {
                let [last, most] = [0, 0];
                const gaps = [];
                const done = () => [...CSS.highlights.values()].reduce((all, { size }) => all + size, 0) > 200;
                // The page itself is laid out first: that is not the embed's.
                article.getBoundingClientRect();
                requestAnimationFrame(() => setTimeout(() => {
                    last = performance.now();
                    const tick = () => {
                        const now = performance.now();
                        gaps.push(Math.round(now - last));
                        last = now;
                        if (done()) tell(gaps.sort((a, b) => b - a).slice(0, 5));
                        else setTimeout(tick);
                    };
                    tick();
                    document.querySelector('sayso-widget').enable();
                }, 100));
            })";
        let gaps = page.js(script, vec![]).await?;
        println!("longest pauses in {}, ms: {gaps}", page.engine().name());
        // A machine with tests on all cores pauses by itself: a quiet one shows less than 20 ms.
        ensure!(gaps[0].as_f64().is_some_and(|gap| gap < 500.0), "a pause of {} ms", gaps[0]);
        Ok(())
    })
}

#[test]
fn nothing_is_loaded_before_the_article_is_seen() -> Result<()> {
    host("lazy", STRICT, &[], async |page| {
        marked::bar_says(page, "statements").await?;
        let script = "const widget = document.createElement('sayso-widget'); widget.setAttribute('loading', 'visible'); widget.setAttribute('article', '#far');
            const far = Object.assign(document.createElement('div'), { id: 'far', textContent: 'Far below. '.repeat(20) }); document.body.append(far, widget);
            return new Promise((tell) => requestAnimationFrame(() => setTimeout(() => tell(widget.shadowRoot === null), 300)))";
        ensure!(page.js(script, vec![]).await? == true, "it was loaded while it was out of sight");
        page.js("document.querySelector('#far').scrollIntoView()", vec![]).await?;
        page.until(
            "it is there when it is seen",
            "return document.querySelectorAll('sayso-widget')[1].shadowRoot !== null",
        )
        .await
    })
}
