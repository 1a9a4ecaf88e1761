//! Whatever a host page or its scripts do, the embed works or ends in a known state: it reports the error, leaves no
//! listeners, observers or workers behind, and can be started again.

use anyhow::{Context, Result, ensure};
use sayso_browser::{Page, STRICT, host, marked};
use serde_json::{Value, json};

/// Records errors of the embed as `code: message` in `window.errors`; `window.alive` counts listeners, observers and
/// workers.
async fn watch(page: &Page) -> Result<()> {
    let script = "window.errors = []; addEventListener('sayso:error', ({ detail: { code, message } }) => \
        window.errors.push(`${code}: ${message}`));
        document.querySelector('sayso-widget').disable()";
    page.js(script, vec![]).await?;
    marked::script(page, "count.js").await
}

async fn errors(page: &Page) -> Result<Vec<String>> {
    Ok(serde_json::from_value(page.js("return window.errors", vec![]).await?)?)
}

/// Runs a script with access to the `widget` and returns its result. The script may return a promise.
async fn widget(page: &Page, script: &str) -> Result<Value> {
    page.js(&format!("const widget = document.querySelector('sayso-widget'); {script}"), vec![]).await
}

async fn nothing_is_held(page: &Page) -> Result<()> {
    page.until(
        "listeners, observers, workers and marks are gone",
        "return Object.values(window.alive).every((count) => count === 0) && CSS.highlights.size === 0",
    )
    .await
}

#[test]
fn a_refresh_right_after_a_change_of_an_attribute() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        watch(page).await?;
        widget(page, "widget.enable()").await?;
        marked::bar_counts(page).await?;
        // The language is not English, so its sentences must be loaded before the bar appears.
        widget(page, "widget.setAttribute('lang', 'de'); return widget.refresh().then(() => true)").await?;
        page.until(
            "the bar speaks German",
            "return document.querySelector('sayso-widget').shadowRoot.querySelector('.frame')?.lang === 'de'",
        )
        .await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        ensure!(errors(page).await?.is_empty(), "{:?}", errors(page).await?);
        widget(page, "widget.disable()").await?;
        nothing_is_held(page).await
    })
}

#[test]
fn an_invalid_selector_is_reported_and_can_be_corrected() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        watch(page).await?;
        widget(page, "widget.enable()").await?;
        marked::bar_counts(page).await?;
        widget(page, "widget.setAttribute('article', 'main > [')").await?;
        page.until("the error is reported", "return window.errors.length > 0").await?;
        ensure!(
            errors(page).await? == [r#"bad-attribute: article: "main > [" is no selector"#],
            "{:?}",
            errors(page).await?
        );
        nothing_is_held(page).await?;
        widget(page, "return widget.refresh().then(() => true)").await?;
        ensure!(errors(page).await?.len() == 2, "a refresh does not try again: {:?}", errors(page).await?);
        nothing_is_held(page).await?;
        widget(page, "widget.setAttribute('article', 'main article')").await?;
        marked::become_those_of(page, "plain/expected.tsv").await
    })
}

#[test]
fn a_waiting_widget_reports_an_invalid_selector() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        watch(page).await?;
        let script = "const other = document.createElement('sayso-widget'); other.setAttribute('loading', 'visible');
            other.setAttribute('article', '['); widget.before(other)";
        widget(page, script).await?;
        page.until("the error is reported", "return window.errors.length > 0").await?;
        ensure!(errors(page).await?[0].starts_with("bad-attribute: article"), "{:?}", errors(page).await?);
        nothing_is_held(page).await
    })
}

#[test]
fn invalid_attribute_values_are_reported_and_ignored() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        watch(page).await?;
        let script = "for (const [name, value] of Object.entries({ lang: 'xx', kinds: 'loud', statuses: 'true', \
            theme: 'pink', position: 'middle',
                'min-confidence': 'much', marks: 'dots', loading: 'never' })) widget.setAttribute(name, value);
            widget.enable()";
        widget(page, script).await?;
        marked::become_those_of(page, "plain/expected.tsv").await?;
        let errors = errors(page).await?;
        for name in ["lang", "kinds", "statuses", "theme", "position", "min-confidence", "marks", "loading"] {
            let start = format!("bad-attribute: {name}: \"");
            ensure!(
                errors.iter().filter(|line| line.starts_with(&start)).count() == 1,
                "{name} is not reported once: {errors:?}"
            );
        }
        Ok(())
    })
}

#[test]
fn event_listeners_may_disable_the_widget() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "window.heard = ''; for (const name of ['ready', 'analyzed']) {
                addEventListener(`sayso:${name}`, () => { window.heard += name; \
                document.querySelector('sayso-widget').disable(); }, { once: true });
            }";
        page.js(script, vec![]).await?;
        watch(page).await?;
        for heard in ["ready", "readyanalyzed"] {
            widget(page, "widget.enable()").await?;
            page.until_with("the event came", "return window.heard === arguments[0]", vec![heard.into()]).await?;
            nothing_is_held(page).await?;
        }
        ensure!(errors(page).await?.is_empty(), "{:?}", errors(page).await?);
        widget(page, "widget.enable()").await?;
        marked::become_those_of(page, "plain/expected.tsv").await
    })
}

#[test]
fn a_closed_host_element_causes_only_an_error() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        watch(page).await?;
        let script = "const other = document.createElement('sayso-widget'); other.attachShadow({ mode: 'closed' }); \
            widget.replaceWith(other)";
        widget(page, script).await?;
        page.until("the error is reported", "return window.errors.length > 0").await?;
        ensure!(errors(page).await?[0].starts_with("fault: "), "{:?}", errors(page).await?);
        nothing_is_held(page).await
    })
}

#[test]
fn a_widget_removed_while_reading_is_released() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        watch(page).await?;
        for moment in ["", "await widget.refresh();", "widget.refresh();", "widget.setAttribute('lang', 'fr');"] {
            let script = format!(
                "return (async () => {{ const parent = widget.parentNode; widget.enable(); {moment} widget.remove();
                    await new Promise((go) => {{ setTimeout(go); }}); const held = Object.values(window.alive); \
                    parent.append(widget); widget.disable(); return held; }})()"
            );
            let held = widget(page, &script).await?;
            ensure!(held == json!([0, 0, 0]), "held after {moment}: {held}");
        }
        ensure!(errors(page).await?.is_empty(), "{:?}", errors(page).await?);
        nothing_is_held(page).await
    })
}

#[test]
fn a_waiting_widget_respects_its_attributes() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::bar_counts(page).await?;
        let script = "widget.disable(); const far = document.createElement('article'); far.id = 'far'; \
            far.style.display = 'none'; document.body.append(far);
            widget.setAttribute('article', '#far'); widget.setAttribute('loading', 'visible'); widget.enable(); \
            widget.setAttribute('article', 'main article')";
        widget(page, script).await?;
        marked::become_those_of(page, "plain/expected.tsv").await
    })
}

#[test]
fn a_click_on_words_that_change_in_the_same_moment_is_no_error() -> Result<()> {
    host("plain", STRICT, &[], async |page| {
        marked::become_those_of(page, "plain/expected.tsv").await?;
        let script = "window.wrong = 0; addEventListener('error', () => { window.wrong += 1; });
            const words = document.querySelector('article em'); const { left, top } = words.getBoundingClientRect();
            words.firstChild.data = ''; words.dispatchEvent(new MouseEvent('click', \
                { bubbles: true, composed: true, clientX: left + 2, clientY: top + 2 }));
            return window.wrong";
        let wrong = page.js(script, vec![]).await?.as_u64().context("no count")?;
        ensure!(wrong == 0, "the click threw");
        Ok(())
    })
}
