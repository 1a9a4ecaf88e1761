//! A static file server for one folder, on the loopback address only.

use std::future::pending;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use tokio::sync::oneshot;
use tower::{ServiceExt, service_fn};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// A running server. It stops when dropped.
pub struct Statics {
    port: u16,
    folder: Arc<RwLock<PathBuf>>,
    thread: JoinHandle<()>,
    /// Dropping this stops the server.
    _stop: oneshot::Sender<()>,
}

impl Statics {
    /// Serves `root` on 127.0.0.1. `port` 0 selects any free port.
    ///
    /// # Errors
    /// If the port is in use or the folder does not exist.
    pub fn start(root: &Path, port: u16) -> Result<Self> {
        let folder = Arc::new(RwLock::new(existing(root)?));
        let listener = TcpListener::bind(("127.0.0.1", port)).with_context(|| format!("port {port} cannot be used"))?;
        let port = listener.local_addr()?.port();
        // Required by Tokio.
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let always = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
        let served = Arc::clone(&folder);
        let files = service_fn(move |request: Request| {
            let folder = served.read().unwrap_or_else(PoisonError::into_inner).clone();
            ServeDir::new(folder).oneshot(request)
        });
        let router = Router::new()
            .fallback_service(files)
            .layer(always(header::CACHE_CONTROL, "no-cache"))
            .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            // Keeps a page that opened this one from controlling its window.
            .layer(always(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"));
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    // Nothing is ever sent; the other end is dropped with the server.
                    _ = stopped => (),
                    () = serve(listener, router) => (),
                }
            });
        });
        Ok(Self { port, folder, thread, _stop: stop })
    }

    /// Serves another folder from now on.
    ///
    /// # Errors
    /// If the folder does not exist.
    pub fn switch(&self, root: &Path) -> Result<()> {
        *self.folder.write().unwrap_or_else(PoisonError::into_inner) = existing(root)?;
        Ok(())
    }

    /// Returns the URL of the served folder, with a trailing slash.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Waits until the server stops.
    pub fn wait(self) {
        // A panic in the thread has already been reported on standard error.
        let _ = self.thread.join();
    }
}

fn existing(root: &Path) -> Result<PathBuf> {
    root.canonicalize().with_context(|| format!("no folder {} to serve", root.display()))
}

async fn serve(listener: TcpListener, router: Router) {
    match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => {
            // Axum's server never returns; failed connections do not end it.
            let _ = axum::serve(listener, router).await;
        }
        Err(error) => {
            eprintln!("cannot start the server: {error}");
            pending().await
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    fn get(server: &Statics, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("the server listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("it reads");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn serves_its_folder_and_nothing_outside() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let server = Statics::start(&root.join("src"), 0).expect("a server");
        let file = get(&server, "/lib.rs?x=1");
        assert!(file.starts_with("HTTP/1.1 200") && file.contains("pub mod statics"), "{file}");
        assert!(file.contains("x-content-type-options: nosniff"), "{file}");
        assert!(file.contains("cross-origin-opener-policy: same-origin\r\n"), "{file}");
        for outside in ["/../Cargo.toml", "/..%2fCargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/..\\Cargo.toml"] {
            let answer = get(&server, outside);
            assert!(answer.starts_with("HTTP/1.1 4") && !answer.contains("[package]"), "{outside}: {answer}");
        }
    }

    #[test]
    fn serves_another_folder_once_switched() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let server = Statics::start(&root.join("src"), 0).expect("a server");
        assert!(get(&server, "/supply.rs").starts_with("HTTP/1.1 404"));
        assert!(server.switch(&root.join("no-such-folder")).is_err());
        server.switch(&root.join("tests")).expect("the folder exists");
        assert!(get(&server, "/supply.rs").starts_with("HTTP/1.1 200"));
    }

    #[test]
    fn answers_more_readers_at_once_than_it_has_threads() {
        let server = Statics::start(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), 0).expect("a server");
        // Browsers keep idle connections open.
        let open: Vec<_> = (0..40).map(|_| TcpStream::connect(("127.0.0.1", server.port)).expect("open")).collect();
        assert!(get(&server, "/lib.rs").starts_with("HTTP/1.1 200"));
        drop(open);
    }

    #[test]
    fn knows_the_types_a_browser_insists_on() {
        let folder = std::env::temp_dir().join(format!("sayso-statics-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let types = [
            ("a_bg.wasm", "application/wasm"),
            ("a.js", "text/javascript"),
            ("a.webmanifest", "application/manifest+json"),
            ("index.html", "text/html"),
        ];
        for (name, _) in types {
            std::fs::write(folder.join(name), "x").expect("a file");
        }
        let server = Statics::start(&folder, 0).expect("a server");
        for (name, mime) in types {
            let answer = get(&server, &format!("/{name}"));
            assert!(answer.contains(&format!("content-type: {mime}")), "{answer}");
        }
        assert!(get(&server, "/").contains("text/html"), "a folder's index");
        std::fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
