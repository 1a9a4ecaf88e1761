//! The whole page in one file, to open from a disk or out of an e-mail with the network off.
//!
//! The files of the page stand in it as text that the browser does not run: `boot.js` unpacks them. Only the boot
//! script runs by itself, and the policy names it by its hash.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::dist::gzip;
use crate::page;

/// The page of the folder `page` as one HTML file.
///
/// # Errors
/// When a file is missing, or `index.html` is not written as this program knows it.
pub fn file(page: &Path) -> Result<String> {
    let read = |name: &str| fs::read_to_string(page.join(name)).with_context(|| format!("no {name} in the page"));
    let index = read("index.html")?;
    let mut style = String::new();
    for link in tags(&index, "<link ").filter(|tag| tag.contains("rel=\"stylesheet\"")) {
        style += &read(local(link, "href")?)?;
    }
    let boot = read("boot.js")?;
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}' blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-{}'; \
         img-src data: blob:; base-uri 'none'; form-action 'none'",
        hash(&boot),
        hash(&style),
    );
    let icon = tags(&index, "<link ").find(|tag| tag.contains("rel=\"icon\"")).context("no icon in index.html")?;
    let icon = STANDARD.encode(fs::read(page.join(local(icon, "href")?))?);
    let mut out = String::new();
    out += "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
    for meta in tags(&index, "<meta name=") {
        out += &format!("{meta}\n");
    }
    let title = between(&index, "<title>", "</title>").context("no title in index.html")?;
    out += &format!("<title>{title}</title>\n<link rel=\"icon\" href=\"data:image/svg+xml;base64,{icon}\">\n");
    out += &format!("<style>{style}</style>\n</head>\n");
    let body = between(&index, "<body>", "</body>").context("no body in index.html")?;
    out += &format!("<body>{body}\n");
    let tag = tags(&index, "<script ").next().context("no script in index.html")?;
    for part in ["module", "wasm"] {
        out += &packed(part, &fs::read(page.join(local(tag, &format!("data-{part}"))?))?)?;
    }
    for path in page::files(&[page], &[])? {
        let name = path.strip_prefix(page)?.to_string_lossy().replace('\\', "/");
        if name == "worker.js" || name.starts_with("i18n/") {
            out += &packed(&name, &fs::read(&path)?)?;
        }
    }
    out += &format!("<script type=\"module\">{boot}</script>\n</body>\n</html>\n");
    if style.contains("</style") || boot.contains("</script") {
        bail!("style or boot script end the element that holds them");
    }
    Ok(out)
}

/// A file of the page as text that nothing runs.
fn packed(name: &str, bytes: &[u8]) -> Result<String> {
    let text = STANDARD.encode(gzip(bytes)?);
    Ok(format!("<script type=\"text/plain\" data-file=\"{name}\">{text}</script>\n"))
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

fn tags<'a>(html: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    html.match_indices(start).filter_map(|(at, _)| html[at..].split_inclusive('>').next())
}

/// The file that an attribute of `tag` names, without the `./` before it.
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
    fn one_file_holds_all_and_names_no_other() {
        let page = std::env::temp_dir().join(format!("sayso-single-{}", std::process::id()));
        fs::create_dir_all(&page).expect("a temporary folder");
        let index = "<head><meta name=\"viewport\" content=\"x\"><title>T</title><link rel=\"icon\" href=\"./i.svg\"/>\
            <link rel=\"stylesheet\" href=\"./s.css\"/><script type=\"module\" src=\"./boot.js\" data-module=\"./m.js\" \
            data-wasm=\"./m.wasm\"></script></head><body><p>Hello</p></body>";
        let files = [
            ("index.html", index),
            ("s.css", "p{}"),
            ("boot.js", "go()"),
            ("m.js", "m"),
            ("m.wasm", "w"),
            ("i.svg", "<svg/>"),
        ];
        for (name, text) in files {
            fs::write(page.join(name), text).expect("a file");
        }
        let whole = file(&page).expect("a whole page");
        assert!(
            whole.contains("<p>Hello</p>") && whole.contains("data-file=\"wasm\">H4sI") && whole.contains("<style>p{}")
        );
        assert!(!whole.contains("src=\"") && !whole.contains("href=\"./"), "{whole}");
        fs::remove_file(page.join("m.wasm")).expect("it can be removed");
        assert!(file(&page).is_err());
        fs::remove_dir_all(&page).expect("it can be removed");
    }
}
