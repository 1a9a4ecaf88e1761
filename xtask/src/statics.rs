//! A static file server for one folder, on the loopback address only.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// Requests answered at the same time; a page asks for its few files at once.
const WORKERS: usize = 4;

/// A running server; it stops when dropped.
pub struct Statics {
    server: Arc<Server>,
    workers: Vec<JoinHandle<()>>,
    port: u16,
}

impl Statics {
    /// Serves `root` on 127.0.0.1. `port` 0 takes any free port.
    ///
    /// # Errors
    /// When the port is taken or the folder is not there.
    pub fn start(root: &Path, port: u16) -> Result<Self> {
        Self::with_policy(root, port, None)
    }

    /// The same, with a Content-Security-Policy for every answer.
    ///
    /// # Errors
    /// As [`Statics::start`].
    pub fn with_policy(root: &Path, port: u16, policy: Option<&'static str>) -> Result<Self> {
        let root = root.canonicalize().with_context(|| format!("no folder {} to serve", root.display()))?;
        let listener = TcpListener::bind(("127.0.0.1", port)).with_context(|| format!("port {port} cannot be used"))?;
        let port = listener.local_addr()?.port();
        let server = Arc::new(Server::from_listener(listener, None).map_err(|e| anyhow!("no server: {e}"))?);
        let workers = (0..WORKERS)
            .map(|_| {
                let (server, root) = (Arc::clone(&server), root.clone());
                thread::spawn(move || {
                    while let Ok(request) = server.recv() {
                        answer(request, &root, policy);
                    }
                })
            })
            .collect();
        Ok(Self { server, workers, port })
    }

    /// The address of the served folder, with a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Waits for as long as the server runs.
    pub fn wait(mut self) {
        for worker in std::mem::take(&mut self.workers) {
            // A worker that panicked has said so on standard error already.
            let _ = worker.join();
        }
    }
}

impl Drop for Statics {
    fn drop(&mut self) {
        for _ in 0..WORKERS {
            self.server.unblock();
        }
    }
}

fn answer(request: Request, root: &Path, policy: Option<&'static str>) {
    let reply = match request.method() {
        Method::Get | Method::Head => match resolve(root, request.url()).and_then(|path| open(&path)) {
            Some((file, mime)) => Response::from_file(file).with_header(header("Content-Type", mime)).boxed(),
            None => Response::from_string("not found\n").with_status_code(StatusCode(404)).boxed(),
        },
        _ => Response::from_string("only GET and HEAD\n").with_status_code(StatusCode(405)).boxed(),
    };
    let mut reply =
        reply.with_header(header("Cache-Control", "no-cache")).with_header(header("X-Content-Type-Options", "nosniff"));
    if let Some(policy) = policy {
        reply.add_header(header("Content-Security-Policy", policy));
    }
    // A reader who went away needs no answer.
    let _ = request.respond(reply);
}

/// The file that a request's address names; `None` for whatever would leave `root`.
fn resolve(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?;
    let decoded = percent_decode(path.trim_start_matches('/'))?;
    let relative = Path::new(&decoded);
    if decoded.contains('\\') || !relative.components().all(|c| matches!(c, Component::Normal(_))) {
        return None;
    }
    let mut full = root.join(relative);
    if full.is_dir() {
        full.push("index.html");
    }
    let real = full.canonicalize().ok()?;
    real.starts_with(root).then_some(real)
}

fn open(path: &Path) -> Option<(File, &'static str)> {
    Some((File::open(path).ok()?, mime(path)))
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|e| e.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "tsv" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A header whose name and value are fixed texts of this file.
fn header(name: &'static str, value: &'static str) -> Header {
    Header::from_bytes(name, value).expect("a fixed header is well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stays_within_its_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().expect("the package's folder");
        assert!(resolve(&root, "/Cargo.toml?x=1").is_some());
        assert!(resolve(&root, "/src%2Flib.rs").is_some());
        for outside in
            ["/../Cargo.toml", "/..%2fCargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd/..", "/src/..\\..", "/%zz"]
        {
            assert!(resolve(&root, outside).is_none(), "{outside}");
        }
    }

    #[test]
    fn knows_the_types_a_browser_insists_on() {
        assert_eq!(mime(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(mime(Path::new("site.webmanifest")), "application/manifest+json");
    }
}
