//! The browser extension: installing it, pressing its button, its side panel.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use xtask::files;

use crate::nginx::Nginx;
use crate::{Engine, Page, firefox, root, with_browser};

/// The id of the extension in its manifest for Firefox.
const GECKO: &str = "sayso@sayso.invalid";
/// How long the extension may take to start.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

/// A script that presses the extension's button in the toolbar of Firefox.
const PRESS: &str = "const [id, done] = arguments;
    const { extension } = WebExtensionPolicy.getByID(id);
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const press = () => ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
    extension.wakeupBackground().then(press).then(() => done(true), (fault) => done(String(fault)))";
/// A script that returns the address of the page in the sidebar of Firefox; empty if the sidebar is closed.
const SIDEBAR: &str = "const done = arguments[arguments.length - 1];
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const sidebar = window.document.getElementById('sidebar').contentDocument;
    done(window.SidebarController.isOpen ? sidebar?.querySelector('browser')?.currentURI?.spec ?? '' : '')";

/// Opens the host page `www/hosts/NAME` without the embed, served with `policy`, in a browser with the extension.
///
/// # Errors
/// See [`crate::browse`].
pub fn extended(
    name: &str,
    policy: &str,
    tolerated: &[&str],
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let hosts = folder.path().join("hosts");
    without_embed(&hosts)?;
    served(&hosts, name, policy, tolerated, test)
}

/// Like [`extended`], for a page in any folder.
///
/// # Errors
/// See [`crate::browse`].
pub fn served(
    folder: &Path,
    name: &str,
    policy: &str,
    tolerated: &[&str],
    test: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let rules = format!("charset utf-8; add_header Content-Security-Policy \"{policy}\" always;");
    let server = Nginx::start(folder, &rules)?;
    let open = async |page: &Page| {
        page.install().await?;
        page.visit().await
    };
    with_browser(true, &server.url(), &format!("{name}/"), tolerated, open, test)
}

/// Copies the host pages to the folder `to`, without the element and the script of the embed.
///
/// # Errors
/// If the host pages are not built.
pub fn without_embed(to: &Path) -> Result<()> {
    let from = root().join("target/hosts");
    for path in files::below(&[&from], &[from.join("embed")]).context("no hosts: `cargo xtask embed` makes them")? {
        let copy = to.join(path.strip_prefix(&from)?);
        fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
        if path.extension().is_some_and(|ending| ending == "html") {
            let mut html = fs::read_to_string(path)?;
            for (start, end) in
                [("<script type=\"module\" src=\"../embed/", "</script>"), ("<sayso-widget", "</sayso-widget>")]
            {
                while let Some(at) = html.find(start) {
                    let length = html[at..].find(end).context("an element has an end")? + end.len();
                    html.replace_range(at..at + length, "");
                }
            }
            fs::write(copy, html)?;
        } else {
            fs::copy(path, copy)?;
        }
    }
    Ok(())
}

impl Page {
    /// Installs the extension from `target/extension`. In Chromium, waits until it reacts to its button.
    ///
    /// # Errors
    /// If it is not built, the browser does not accept it, or it does not start in time.
    pub async fn install(&self) -> Result<()> {
        let folder = root().join("target/extension").join(self.engine().name()).canonicalize();
        let folder = folder.context("no extension: `cargo xtask extension` makes it")?;
        let bidi = self.driver().bidi().await?;
        let data = json!({ "extensionData": { "type": "path", "path": folder } });
        let installed = bidi.send_raw("webExtension.install", data).await?;
        let id = installed["extension"].as_str().context("the extension has no id")?;
        self.browser.extension.get_or_init(|| id.to_owned());
        if self.engine() == Engine::Chromium {
            let start = Instant::now();
            while self.in_background("globalThis.chrome?.action?.onClicked.hasListeners()").await.ok()
                != Some(json!(true))
            {
                if start.elapsed() > PATIENCE {
                    bail!("the extension does not start");
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
        Ok(())
    }

    /// Removes the extension.
    ///
    /// # Errors
    /// If none is installed.
    pub async fn uninstall(&self) -> Result<()> {
        let bidi = self.driver().bidi().await?;
        bidi.send_raw("webExtension.uninstall", json!({ "extension": self.id()? })).await?;
        Ok(())
    }

    /// Presses the extension's button in the toolbar, in the tab with this page.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn press_button(&self) -> Result<()> {
        if self.engine() == Engine::Firefox {
            let pressed = firefox::in_browser(self.driver(), PRESS, vec![json!(GECKO)]).await?;
            return if pressed == true { Ok(()) } else { bail!("the button: {pressed}") };
        }
        let url = self.driver().current_url().await?;
        let tab = self.target("tab", url.as_str()).await?.with_context(|| format!("no tab with {url}"))?;
        // Chromium presses the button for the tab in front.
        self.driver().cdp().send_raw("Page.bringToFront", json!({})).await?;
        self.cdp("Extensions.triggerAction", json!({ "id": self.id()?, "targetId": tab }), None).await.map(drop)
    }

    /// Returns the address of the page in the browser's side panel; empty if the panel is closed.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn side_panel(&self) -> Result<String> {
        if self.engine() == Engine::Firefox {
            let url = firefox::in_browser(self.driver(), SIDEBAR, vec![]).await?;
            return Ok(url.as_str().unwrap_or_default().to_owned());
        }
        let panels = self.targets("page", "/panel.html").await?;
        Ok(panels.first().and_then(|target| target["url"].as_str()).unwrap_or_default().to_owned())
    }

    /// Waits until the side panel is open and returns its address.
    ///
    /// # Errors
    /// If it does not open in time.
    pub async fn opened_side_panel(&self) -> Result<String> {
        let start = Instant::now();
        loop {
            let url = self.side_panel().await?;
            if url.contains("panel.html?tab=") {
                return Ok(url);
            }
            if start.elapsed() > PATIENCE {
                bail!("the side panel does not open: {url:?}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Evaluates an expression in the extension's service worker and returns its value. Only for Chromium.
    ///
    /// # Errors
    /// If there is no service worker, or the expression throws.
    pub async fn in_background(&self, expression: &str) -> Result<Value> {
        self.in_target("service_worker", "/background.js", expression).await
    }

    /// Evaluates an expression in a page of the extension whose address contains `part`, and returns its value. Only
    /// for Chromium.
    ///
    /// # Errors
    /// If there is no such page, or the expression throws.
    pub async fn in_own(&self, part: &str, expression: &str) -> Result<Value> {
        self.in_target("page", part, expression).await
    }

    /// Waits until an expression in a page of the extension is true. Only for Chromium.
    ///
    /// # Errors
    /// If it is not true in time. The message contains `what`, which says what was expected.
    pub async fn until_own(&self, what: &str, part: &str, expression: &str) -> Result<()> {
        let start = Instant::now();
        while self.in_own(part, expression).await.ok() != Some(json!(true)) {
            if start.elapsed() > PATIENCE {
                bail!("waited in vain: {what}");
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    async fn in_target(&self, kind: &str, part: &str, expression: &str) -> Result<Value> {
        let target = self.target(kind, part).await?.with_context(|| format!("no {kind} with {part}"))?;
        let session = self.attach(&target).await?;
        let params =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        let found = self.cdp("Runtime.evaluate", params, Some(&session)).await?;
        self.cdp("Target.detachFromTarget", json!({ "sessionId": session }), None).await?;
        if let Some(fault) = found.get("exceptionDetails") {
            bail!("{expression}: {fault}");
        }
        Ok(found["result"]["value"].clone())
    }

    /// Opens a session of the Chrome DevTools Protocol with a target, and returns its id.
    async fn attach(&self, target: &str) -> Result<String> {
        let attached = self.cdp("Target.attachToTarget", json!({ "targetId": target, "flatten": true }), None).await?;
        Ok(attached["sessionId"].as_str().context("no session")?.to_owned())
    }

    /// Returns the memory of the extension's service worker after garbage collection, in bytes. Only for Chromium.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn memory(&self) -> Result<f64> {
        let worker = self.target("service_worker", "/background.js").await?.context("no service worker")?;
        let session = self.attach(&worker).await?;
        self.cdp("HeapProfiler.collectGarbage", json!({}), Some(&session)).await?;
        let usage = self.cdp("Runtime.getHeapUsage", json!({}), Some(&session)).await?;
        self.cdp("Target.detachFromTarget", json!({ "sessionId": session }), None).await?;
        let parts = ["usedSize", "embedderHeapUsedSize", "backingStorageSize"];
        Ok(parts.iter().filter_map(|name| usage[*name].as_f64()).sum())
    }

    /// Sends a command of the Chrome DevTools Protocol to the browser, or to a session, and returns the result.
    ///
    /// # Errors
    /// If the browser rejects it.
    pub async fn cdp(&self, method: &str, params: Value, session: Option<&str>) -> Result<Value> {
        let bidi = self.driver().bidi().await?;
        let mut command = json!({ "method": method, "params": params });
        if let Some(session) = session {
            command["session"] = session.into();
        }
        let answer = bidi.send_raw("goog:cdp.sendCommand", command).await.with_context(|| method.to_owned())?;
        Ok(answer["result"].clone())
    }

    /// Returns the browser's targets (pages, tabs, workers) of the type `kind` whose address contains `part`.
    ///
    /// # Errors
    /// If the browser does not respond.
    pub async fn targets(&self, kind: &str, part: &str) -> Result<Vec<Value>> {
        let all = self.cdp("Target.getTargets", json!({ "filter": [{}] }), None).await?;
        let mut found = all["targetInfos"].as_array().cloned().unwrap_or_default();
        found.retain(|target| target["type"] == kind && target["url"].as_str().is_some_and(|url| url.contains(part)));
        Ok(found)
    }

    async fn target(&self, kind: &str, part: &str) -> Result<Option<String>> {
        let found = self.targets(kind, part).await?;
        Ok(found.first().and_then(|target| target["targetId"].as_str()).map(str::to_owned))
    }

    fn id(&self) -> Result<&str> {
        self.browser.extension.get().map(String::as_str).context("no extension is installed")
    }
}
