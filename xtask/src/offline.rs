//! Prepares the page for a static host so that it works offline: each version in a separate folder, and a service
//! worker that caches it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::files;

/// Files that stay outside the version's folder, because browsers and people know them by name.
const OUTSIDE: [&str; 3] = ["index.html", "manifest.webmanifest", "icons/"];

/// The name of the service worker's file. The worker reads constants that are inserted above its own code.
const WORKER: &str = "sw.js";

/// Copies the page in the folder `page` to the folder `to` and adds the service worker `worker` (the text of
/// `www/sw.js`). Returns the version, which is also the name of its folder.
///
/// # Errors
/// If `page` is not a page, or a file cannot be read or written.
pub fn assemble(page: &Path, worker: &str, to: &Path) -> Result<String> {
    let names = names(page)?;
    let version = version(page, &names, worker)?;
    let mut index = fs::read_to_string(page.join("index.html")).context("no index.html in the page")?;
    let inside = |name: &str| !OUTSIDE.iter().any(|start| name.starts_with(start));
    let moved: BTreeSet<&str> = names.iter().filter(|name| inside(name)).map(|name| first(name)).collect();
    for name in moved {
        index = index.replace(&format!("\"./{name}"), &format!("\"./{version}/{name}"));
    }
    index = index.replace("data-files=\"./\"", &format!("data-files=\"./{version}/\""));
    let tag = "<script type=\"module\" ";
    if !index.contains(tag) {
        bail!("index.html has no script of the expected kind");
    }
    index = index.replacen(tag, &format!("{tag}data-offline=\"./{WORKER}\" "), 1);

    let mut kept = vec![("./".to_owned(), integrity(index.as_bytes()))];
    for name in &names {
        if name == "index.html" {
            continue;
        }
        let place = if inside(name) { format!("{version}/{name}") } else { name.clone() };
        let bytes = fs::read(page.join(name))?;
        kept.push((place.clone(), integrity(&bytes)));
        let file = to.join(place);
        fs::create_dir_all(file.parent().context("a file is in a folder")?)?;
        fs::write(file, bytes)?;
    }
    let list = serde_json::to_string_pretty(&kept)?;
    fs::write(to.join(WORKER), format!("const VERSION = \"{version}\";\nconst FILES = {list};\n{worker}"))?;
    // Written last, so that readers who arrive during an update get the previous version.
    fs::write(to.join("index.html"), index)?;
    Ok(version)
}

/// Returns the relative paths of a page's files, with `/` between folders.
fn names(page: &Path) -> Result<Vec<String>> {
    let all = files::below(&[page], &[])?;
    all.iter().map(|path| Ok(path.strip_prefix(page)?.to_string_lossy().replace('\\', "/"))).collect()
}

/// Returns the folder or file that `index.html` would reference: `i18n/` for `i18n/de.tsv`.
fn first(name: &str) -> &str {
    name.find('/').map_or(name, |at| &name[..=at])
}

/// Returns twelve hexadecimal digits that change if any name or byte of the page changes, or the worker.
fn version(page: &Path, names: &[String], worker: &str) -> Result<String> {
    let mut digest = Sha256::new();
    digest.update(format!("{worker}\0"));
    for name in names {
        let bytes = fs::read(page.join(name))?;
        digest.update(format!("{name}\0{}\0", bytes.len()));
        digest.update(bytes);
    }
    Ok(digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect())
}

/// Returns the SHA-384 hash of `bytes` in the format of the attribute `integrity`.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_browsers_compute() {
        // The known hash of empty input.
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    }

    #[test]
    fn files_other_than_the_page_are_in_a_versioned_folder() {
        let folder = std::env::temp_dir().join(format!("sayso-offline-{}", std::process::id()));
        let page = folder.join("page");
        fs::create_dir_all(page.join("i18n")).expect("a temporary folder");
        let index = "<link rel=\"manifest\" href=\"./manifest.webmanifest\">\
            <script type=\"module\" src=\"./boot.js\" data-files=\"./\">";
        for (name, text) in
            [("index.html", index), ("boot.js", "go()"), ("i18n/de.tsv", "a\tb"), ("manifest.webmanifest", "{}")]
        {
            fs::write(page.join(name), text).expect("a file");
        }
        let first = assemble(&page, "// worker\n", &folder.join("a")).expect("a page");
        let written = fs::read_to_string(folder.join("a/index.html")).expect("an index");
        assert_eq!(
            written,
            index
                .replace("./boot.js", &format!("./{first}/boot.js"))
                .replace("data-files=\"./\"", &format!("data-files=\"./{first}/\""))
                .replace("<script type=\"module\" ", "<script type=\"module\" data-offline=\"./sw.js\" ")
        );
        assert!(
            folder.join("a").join(&first).join("i18n/de.tsv").is_file()
                && folder.join("a/manifest.webmanifest").is_file()
        );
        let worker = fs::read_to_string(folder.join("a/sw.js")).expect("a worker");
        assert!(worker.contains(&format!("\"{first}/boot.js\"")) && worker.ends_with("// worker\n"), "{worker}");
        assert!(worker.contains(&integrity(written.as_bytes())), "the page is kept as it is written");
        fs::write(page.join("boot.js"), "go(2)").expect("a file");
        let second = assemble(&page, "// worker\n", &folder.join("b")).expect("a page");
        assert_ne!(first, second, "another byte, another version");
        assert_ne!(second, assemble(&page, "", &folder.join("c")).expect("a page"), "another worker, another version");
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
