//! A proxy that blocks every request and logs it: anything that reaches it tried to contact another host.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::Result;

/// The hosts that browsers contact on their own, whatever page is open; options do not disable all of these requests.
/// If a page contacts one of them, a test still fails, because the page's requests are also read from the browser's
/// log, where no host is excused.
const BROWSERS_OWN: [&str; 18] = [
    "accounts.google.com",
    "android.clients.google.com",
    "clients2.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "content-signature-2.cdn.mozilla.net",
    "contile.services.mozilla.com",
    "detectportal.firefox.com",
    "edgedl.me.gvt1.com",
    "firefox-settings-attachments.cdn.mozilla.net",
    "firefox.settings.services.mozilla.com",
    "mtalk.google.com",
    "optimizationguide-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "safebrowsingohttpgateway.googleapis.com",
    "start.duckduckgo.com",
    "update.googleapis.com",
];

/// The proxy, in place of the network outside the test.
pub struct Outside {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Outside {
    /// Starts the proxy on a free port. It listens until the test process ends.
    ///
    /// # Errors
    /// If no port is free.
    pub fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if let Some(line) = refuse(stream) {
                    noted.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                }
            }
        });
        Ok(Self { port, asked })
    }

    /// Returns host and port, for a browser's proxy setting.
    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Returns the first lines of all requests since the last call, except those that browsers make on their own.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn refuse(mut stream: TcpStream) -> Option<String> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut line = String::new();
    BufReader::new(stream.try_clone().ok()?).read_line(&mut line).ok()?;
    // It does not matter whether the refusal arrives.
    let _ = stream.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let line = line.trim();
    (!line.is_empty() && !BROWSERS_OWN.contains(&host(line))).then(|| line.to_owned())
}

/// Returns the host in a line such as "GET http://host:80/path HTTP/1.1" or "CONNECT host:443 HTTP/1.1".
fn host(line: &str) -> &str {
    let target = line.split(' ').nth(1).unwrap_or_default();
    let address = target.split_once("://").map_or(target, |(_, rest)| rest);
    address.split([':', '/', '?']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn finds_the_host() {
        assert_eq!(host("CONNECT a.example:443 HTTP/1.1"), "a.example");
        assert_eq!(host("GET http://b.example/x?y HTTP/1.1"), "b.example");
        assert_eq!(host("nonsense"), "");
    }
}
