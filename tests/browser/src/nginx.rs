//! nginx: a static server that newsrooms and hosts really use.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// How long nginx may take to start listening.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often nginx is started before the test fails, because another program may take the free port before nginx does.
const TRIES: usize = 3;

/// A running nginx. It ends when it is dropped.
pub struct Nginx {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Nginx {
    /// Serves `root` on a free port. `rules` are additional lines for its `server` block.
    ///
    /// # Errors
    /// If nginx is missing, exits immediately, or does not listen in time. The error contains its own message.
    pub fn start(root: &Path, rules: &str) -> Result<Self> {
        let root = root.canonicalize().with_context(|| format!("no folder {} to serve", root.display()))?;
        let mut last = Self::once(&root, rules);
        for _ in 1..TRIES {
            if last.is_ok() {
                break;
            }
            last = Self::once(&root, rules);
        }
        last
    }

    fn once(root: &Path, rules: &str) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let own = folder.path().display();
        // If nginx is started as root, its workers run as `nobody` by default, who may not read the folder.
        let user = if folder_of_root(folder.path())? { "user root;" } else { "" };
        let config = format!(
            "{user} daemon off; worker_processes 1; pid {own}/pid; error_log stderr warn;\n\
             events {{}}\n\
             http {{\n\
             include /etc/nginx/mime.types; default_type application/octet-stream; sendfile on;\n\
             log_format asked '$request_method $request_uri $content_length'; access_log {own}/asked asked;\n\
             client_body_temp_path {own}/body; proxy_temp_path {own}/proxy; fastcgi_temp_path {own}/fastcgi;\n\
             uwsgi_temp_path {own}/uwsgi; scgi_temp_path {own}/scgi;\n\
             server {{ listen 127.0.0.1:{port}; root {root}; absolute_redirect off;\n{rules}\n}}\n}}\n",
            root = root.display(),
        );
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, config)?;
        let process = Command::new("nginx")
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.path().join("errors"))?)
            .spawn()
            .context("nginx does not start; `cargo xtask test` installs it")?;
        let mut server = Self { process, port, folder };
        server.listens()?;
        Ok(server)
    }

    fn listens(&mut self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.process.try_wait()?.is_some() {
                let said = std::fs::read_to_string(self.folder.path().join("errors")).unwrap_or_default();
                bail!("nginx ended: {said}");
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        bail!("nginx does not listen");
    }

    /// Returns the requests so far: the method, the path and the length of the request body (`-` if there is none),
    /// separated by spaces.
    ///
    /// # Errors
    /// If there is no log.
    pub fn asked(&self) -> Result<Vec<String>> {
        let list = std::fs::read_to_string(self.folder.path().join("asked"))?;
        Ok(list.lines().map(str::to_owned).collect())
    }

    /// Returns the URL of the served folder, with a trailing slash.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The worker of nginx ends with it, and nobody needs pending requests. `kill` fails only if nginx has already
        // ended.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

/// Whether this process runs as root, so that `folder`, which it has created, belongs to root.
fn folder_of_root(folder: &Path) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(std::fs::metadata(folder)?.uid() == 0)
}
