//! The page for a static host, so that it can be opened again with no network: each version in a folder of its own, and a service
//! worker that keeps it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::files;

/// What stays outside of the version's folder, since browsers and people know it by its name.
const OUTSIDE: [&str; 3] = ["index.html", "manifest.webmanifest", "icons/"];

/// What the program in `sw.js` looks for above its own lines.
const WORKER: &str = "sw.js";

/// Puts the page of the folder `page` into the folder `to`, with the service worker `worker` (the text of `www/sw.js`); gives the name of
/// the version, which is that of its folder.
///
/// # Errors
/// When `page` is no page, or a file cannot be read or written.
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
        bail!("index.html has no script of the kind that is known here");
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
        fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
        fs::write(file, bytes)?;
    }
    let list = serde_json::to_string_pretty(&kept)?;
    fs::write(to.join(WORKER), format!("const VERSION = \"{version}\";\nconst FILES = {list};\n{worker}"))?;
    // Last: a reader who comes in the middle of an update gets the version before.
    fs::write(to.join("index.html"), index)?;
    Ok(version)
}

/// The files of a page by name, from its folder, with `/` between folders.
fn names(page: &Path) -> Result<Vec<String>> {
    let all = files::below(&[page], &[])?;
    all.iter().map(|path| Ok(path.strip_prefix(page)?.to_string_lossy().replace('\\', "/"))).collect()
}

/// The folder or file that `index.html` would name: `i18n/` of `i18n/de.tsv`.
fn first(name: &str) -> &str {
    name.find('/').map_or(name, |at| &name[..=at])
}

/// Twelve signs that are others where a name or a byte is another, or the worker.
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

/// SHA-384 as `integrity=` has it.
#[must_use]
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_browsers_compute() {
        // The known digest of nothing.
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    }

    #[test]
    fn all_but_the_page_lies_in_a_folder_of_its_version() {
        let folder = std::env::temp_dir().join(format!("sayso-offline-{}", std::process::id()));
        let page = folder.join("page");
        fs::create_dir_all(page.join("i18n")).expect("a temporary folder");
        let index = r#"<link rel="manifest" href="./manifest.webmanifest"><script type="module" src="./boot.js" data-files="./">"#;
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
