//! The whole page in one file, `sayso.html`, to open from a disk or an e-mail without a network.
//!
//! What the page would load is embedded as compressed text that the browser does not run; `www/single.js` unpacks it.
//! Only the start script runs on its own; the policy allows it and the style by their hashes.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use sha2::{Digest, Sha256};

use crate::npm;
use crate::page;
use crate::pkg::{self, Program};
use crate::shell::{program, root, run};
use crate::tampered::optional;

/// The name of the program in the file.
pub const PROGRAM: &str = "whole";

/// The page and everything it loads later in one program, so that shared code is included once.
pub const WHOLE: Program = Program {
    bin: PROGRAM,
    features: pkg::BROWSER,
    target: "no-modules",
    inputs: &["index.html", "www", "corpus/i18n", "corpus/articles", "corpus/languages"],
    profile: "wasm",
};

/// The folder of the LZMA decoder in `node_modules`.
const LZMA: &str = "lzma1/lib";
/// The size of the compression dictionary in bytes. It is larger than everything that is compressed.
const DICTIONARY: u32 = 1 << 22;

/// Writes the file to `to` and returns its length in bytes; `None`, after a message, if the bundler or the decoder is
/// unavailable.
///
/// # Errors
/// If the page does not build, or does not have the expected structure.
pub fn write(to: &Path) -> Result<Option<usize>> {
    let page = page::ensure()?;
    let Some(boot) = optional(boot(&page), |error| format!("sayso.html is skipped: {error:#}"))? else {
        // An old file would be mistaken for this one.
        let _ = fs::remove_file(to);
        return Ok(None);
    };
    let html = file(&page, &pkg::program(&WHOLE)?, &boot)?;
    fs::write(to, &html)?;
    Ok(Some(html.len()))
}

/// Returns the start script: `www/single.js` with the decoder that it imports, then the page's layout and start.
fn boot(page: &Path) -> Result<String> {
    let esbuild = npm::esbuild()?.context("esbuild is needed to bundle its script")?;
    let lzma = npm::modules(npm::BUILD)?.join(LZMA);
    let out = root().join("target/single.js");
    let mut command = program(esbuild);
    command.arg(root().join("www/single.js")).args([
        "--bundle",
        "--minify",
        // Keeps its names apart from those of the next script.
        "--format=iife",
        "--target=es2022",
        "--log-level=error",
    ]);
    // By path, because the package only exports decoder and encoder together.
    command.arg(format!("--alias:lzma1={}", lzma.display()));
    run(command.arg(format!("--outfile={}", out.display())))?;
    let [unpack, margin, boot] = [out, page.join("margin.js"), page.join("boot.js")].map(fs::read_to_string);
    // A block keeps the names of the layout apart from those of the start.
    Ok([&unpack?, "{\n", &margin?, "}\n", &boot?].concat())
}

fn file(page: &Path, program: &Path, boot: &str) -> Result<String> {
    let read = |name: &str| fs::read_to_string(page.join(name)).with_context(|| format!("no {name} in the page"));
    let index = read("index.html")?;
    let mut style = String::new();
    for link in tags(&index, "<link ").filter(|tag| tag.contains("rel=\"stylesheet\"")) {
        style += &read(local(link, "href")?)?;
    }
    if style.contains("</style") || boot.contains("</script") {
        bail!("the style or script would end the element that contains it");
    }
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' blob: 'wasm-unsafe-eval'; worker-src blob:; connect-src blob:; \
         style-src 'sha256-{}'; img-src data: blob:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types sayso",
        hash(boot),
        hash(&style),
    );
    let icon = tags(&index, "<link ").find(|tag| tag.contains("rel=\"icon\"")).context("no icon in index.html")?;
    let icon = STANDARD.encode(fs::read(page.join(local(icon, "href")?))?);
    // The attributes of this element disable the browser's text services.
    let html = tags(&index, "<html ").next().context("no html element in index.html")?;
    let title = between(&index, "<title>", "</title>").context("no title in index.html")?;
    let body = between(&index, "<body>", "</body>").context("no body in index.html")?;
    let metas: String = tags(&index, "<meta name=").map(|meta| format!("{meta}\n")).collect();
    let mut out = format!(
        "<!doctype html>\n{html}\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n{metas}<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n<style>{style}</style>\n</head>\n<body>{body}\n"
    );
    let mut files = vec![
        ("page.js".to_owned(), fs::read(program.join("core.js"))?),
        ("page.wasm".to_owned(), fs::read(program.join("core_bg.wasm"))?),
    ];
    for path in page::files(&[page], &[])? {
        let name = path.strip_prefix(page)?.to_string_lossy().replace('\\', "/");
        let text = ["i18n/", "articles/", "languages/"].iter().any(|folder| name.starts_with(folder));
        if text || ["worker.js", "published.js"].contains(&&*name) {
            files.push((name, fs::read(&path)?));
        }
    }
    out += &packed(&files)?;
    let _ = write!(out, "<script type=\"module\" data-module data-classic>{boot}</script>\n</body>\n</html>\n");
    Ok(out)
}

/// Encodes files of the page as inert text. They are compressed with LZMA, because the deflate of browsers would make
/// the text 20 % longer, and then encoded as Z85 (ZeroMQ RFC 32), which turns four bytes into five characters.
fn packed(files: &[(String, Vec<u8>)]) -> Result<String> {
    let all: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let list: Vec<String> = files.iter().map(|(name, bytes)| format!("{name}:{}", bytes.len())).collect();
    let mut options = LzmaOptions::with_preset(9);
    (options.dict_size, options.pb, options.nice_len, options.depth_limit) = (DICTIONARY, 0, 273, 1000);
    let mut small = LzmaWriter::new_use_header(Vec::new(), &options, Some(all.len() as u64))?;
    small.write_all(&all)?;
    let mut small = small.finish()?;
    let length = small.len();
    small.resize(length.next_multiple_of(4), 0);
    // `<` is the only character of Z85 that has a meaning inside a script element.
    let text = z85::encode(&small).replace('<', "_");
    let list = list.join(" ");
    Ok(format!(
        "<script type=\"text/plain\" id=\"packed\" data-files=\"{list}\" data-bytes=\"{length}\">{text}</script>\n"
    ))
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn tags<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.match_indices(start).filter_map(|(at, _)| html[at..].split_inclusive('>').next())
}

/// Returns the file named by an attribute of `tag`, without a leading `./`.
fn local<'a>(tag: &'a str, attribute: &str) -> Result<&'a str> {
    let value = between(tag, &format!("{attribute}=\""), "\"").with_context(|| format!("no {attribute} in {tag}"))?;
    Ok(value.trim_start_matches("./"))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    Some(rest.split_once(after)?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_contains_everything_and_refers_to_no_other() {
        let page = std::env::temp_dir().join(format!("sayso-single-{}", std::process::id()));
        fs::create_dir_all(page.join("i18n")).expect("a temporary folder");
        let index = "<html lang=\"en\" translate=\"no\"><head><meta name=\"viewport\" content=\"x\"><title>T</title>\
            <link rel=\"icon\" href=\"./i.svg\"/>\
            <link rel=\"stylesheet\" href=\"./s.css\"/><script type=\"module\" src=\"./boot.js\"></script></head>\
            <body><p>Hello</p></body>";
        let files = [
            ("index.html", index),
            ("s.css", "p{}"),
            ("i.svg", "<svg/>"),
            ("worker.js", "work()"),
            ("i18n/de.tsv", "a\tb"),
            ("core.js", "m"),
            ("core_bg.wasm", "w"),
        ];
        for (name, text) in files {
            fs::write(page.join(name), text).expect("a file");
        }
        let whole = file(&page, &page, "go()").expect("a whole page");
        assert!(whole.contains("data-files=\"page.js:1 page.wasm:1 i18n/de.tsv:3 worker.js:6\""), "{whole}");
        assert!(
            whole.contains("<html lang=\"en\" translate=\"no\">\n")
                && whole.contains("<p>Hello</p>")
                && whole.contains("<style>p{}")
                && whole.contains("data-module data-classic>go()")
        );
        assert!(!whole.contains("src=\"") && !whole.contains("href=\"./"), "{whole}");
        assert!(file(&page, &page, "'</script>'").is_err(), "a script that ends its element");
        fs::remove_dir_all(&page).expect("it can be removed");
    }
}
