//! Browsers that serve several tests one after the other: starting one takes longer than most tests.
//!
//! A browser is used again only after a test that passed, with a new tab, without stored data and with default
//! settings. The browsers that are left at the end are ended with the process, see [`crate::driver`].

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use anyhow::Result;
use tokio::runtime::{Builder, Runtime};

use crate::{Browser, Engine};

static IDLE: Mutex<Vec<Arc<Browser>>> = Mutex::new(Vec::new());

/// Runs a test. All tests share one runtime, because connections to a browser belong to the runtime that opened them.
pub fn run<T>(test: impl Future<Output = Result<T>>) -> Result<T> {
    static RUNTIME: LazyLock<std::io::Result<Runtime>> =
        LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).enable_all().build());
    match &*RUNTIME {
        Ok(runtime) => runtime.block_on(test),
        Err(error) => anyhow::bail!("no runtime: {error}"),
    }
}

/// Returns an idle browser, or starts one.
///
/// # Errors
/// See [`Browser::start`].
pub async fn take() -> Result<Arc<Browser>> {
    let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
    match idle {
        Some(browser) => Ok(browser),
        None => Ok(Arc::new(Browser::start(Engine::chosen()?, false).await?)),
    }
}

/// Keeps the browser for the next test, or ends it if it cannot be reset. `origin` is the address of the last test's
/// server.
pub async fn give_back(browser: Arc<Browser>, origin: &str) {
    match browser.reset(origin).await {
        Ok(()) => IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(browser),
        Err(_) => browser.stop().await,
    }
}
