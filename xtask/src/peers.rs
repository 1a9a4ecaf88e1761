//! Alternatives to Sayso for `cargo xtask bench`: packages from `xtask/npm/bench`, each bundled into one file for the
//! browser along with Sayso's own package, so that all are timed in one page on one text.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xtask::files;

use crate::shell::{program, root, run};
use crate::size::brotli;
use crate::tampered::optional;
use crate::{npm, pkg};

/// A package to be timed.
struct Peer {
    /// Its name in the table.
    name: &'static str,
    /// A module whose `make()` returns a function that takes a text.
    script: &'static str,
    /// Files that the module loads, from `node_modules`.
    fetched: &'static [&'static str],
}

const PEERS: [Peer; 3] = [
    Peer {
        name: "compromise",
        script: "import nlp from 'compromise';
            export const make = async () => (text) => nlp(text).quotations().out('array').length;",
        fetched: &[],
    },
    Peer {
        name: "wink-nlp",
        script: "import winkNLP from 'wink-nlp'; import model from 'wink-eng-lite-web-model';
            export const make = async () => {
                const nlp = winkNLP(model);
                return (text) => nlp.readDoc(text).entities().out().length;
            };",
        fetched: &[],
    },
    Peer {
        name: "harper.js",
        script: "import { LocalLinter } from 'harper.js'; import { binary } from 'harper.js/binary';
            export const make = async () => {
                const linter = new LocalLinter({ binary });
                await linter.setup();
                return async (text) => (await linter.lint(text)).length;
            };",
        fetched: &["harper.js/dist/harper_wasm_bg.wasm"],
    },
];

const SAYSO: &str = "import { analyze, load } from './sayso/index.js';
    export const make = async () => { await load(); return (text) => analyze(text).attributions.length; };";

/// The page that the browser opens. It does nothing on its own.
const PAGE: &str = "<!doctype html><meta charset=\"utf-8\"><title>Peers</title><link rel=\"icon\" href=\"data:,\">\n";

/// Assembles the page in `target/peers`, with the names and download sizes (brotli, in bytes) of the packages in
/// `peers.json`. Unavailable packages are skipped with a message.
///
/// # Errors
/// If Sayso's own package does not build, or a file cannot be written.
pub fn ensure() -> Result<PathBuf> {
    let folder = root().join("target/peers");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("index.html"), PAGE)?;
    let mut list = Vec::new();
    let own = pkg::write()?;
    files::copy(&own, &folder.join("sayso"))?;
    fs::write(folder.join("sayso.js"), SAYSO)?;
    let bytes = ["index.js", "core.js", "core_bg.wasm"].iter().map(|name| packed(&own.join(name)));
    list.push(("sayso", bytes.sum::<Result<usize>>()?));
    for peer in &PEERS {
        let bytes = optional(bundled(peer, &folder), |error| format!("{} is skipped: {error:#}", peer.name))?;
        list.extend(bytes.map(|bytes| (peer.name, bytes)));
    }
    fs::write(folder.join("peers.json"), serde_json::to_string(&list)?)?;
    Ok(folder)
}

fn bundled(peer: &Peer, folder: &Path) -> Result<usize> {
    let esbuild = npm::esbuild()?.context("esbuild is needed to bundle it")?;
    let modules = npm::modules(npm::BENCH)?;
    let source = root().join("target/peer.js");
    fs::write(&source, peer.script)?;
    let out = folder.join(format!("{}.js", peer.name));
    let mut command = program(esbuild);
    // Where esbuild looks for imports.
    command.env("NODE_PATH", &modules).arg(&source).args([
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=es2022",
        "--log-level=error",
        "--external:fs",
    ]);
    run(command.arg(format!("--outfile={}", out.display())))?;
    let mut bytes = packed(&out)?;
    for name in peer.fetched {
        let file = modules.join(name);
        fs::copy(&file, folder.join(file.file_name().context("a file has a name")?))?;
        bytes += packed(&file)?;
    }
    Ok(bytes)
}

fn packed(path: &Path) -> Result<usize> {
    Ok(brotli(&fs::read(path)?)?.len())
}
