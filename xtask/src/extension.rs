//! `cargo xtask extension`: builds the browser extension, unpacked and as zips for the extension stores.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::shell::{program, root, run};
use crate::{embed, npm, page, pkg, single};

/// The browsers. Each gets its own manifest.
const BROWSERS: [&str; 2] = ["chromium", "firefox"];
/// The scripts that the extension loads by name.
const MODULES: [&str; 4] = ["background.js", "worker.js", "panel.js", "workbench.js"];
/// The files that are copied unchanged.
const COPIED: [&str; 2] = ["panel.html", "panel.css"];
/// The functions of the program that the workbench and the analysis call (`src/bin/whole.rs`).
const EXPORTS: &str = "docx, html, markdown, write, compare, language, answer, compared, displayed, findings";
/// The strings that the browser itself shows: the key of each, and the key of its sentence in `corpus/i18n`.
const MESSAGES: [(&str, &str); 4] = [
    ("name", "ui.extension.name"),
    ("description", "ui.extension.description"),
    ("action", "ui.extension.action"),
    ("menu", "ui.extension.menu"),
];

/// Writes a folder and a zip for each browser to `dist/extension/`.
///
/// # Errors
/// See [`ensure`].
pub fn extension() -> Result<()> {
    let built = ensure()?;
    let to = root().join("dist/extension");
    fs::create_dir_all(&to)?;
    for browser in BROWSERS {
        let folder = to.join(browser);
        emptied(&folder)?;
        page::copy(&built.join(browser), &folder)?;
        let archive = to.join(format!("sayso-{browser}.zip"));
        pack(&folder, &archive)?;
        println!("{} {} bytes", archive.display(), fs::metadata(&archive)?.len());
    }
    Ok(())
}

/// Assembles the extension in `target/extension/BROWSER`, from scratch. Returns `target/extension`.
///
/// # Errors
/// If the page or the program does not build, npm is missing, or a file cannot be read or written.
pub fn ensure() -> Result<PathBuf> {
    let Some(esbuild) = npm::esbuild()? else { bail!("esbuild is needed to bundle the extension's scripts") };
    let page = page::ensure_with(&[single::PROGRAM])?;
    let whole = pkg::program(&single::WHOLE)?;
    let parts = root().join("target/extension-parts");
    emptied(&parts)?;
    page::copy(&root().join("www/embed"), &parts.join("embed"))?;
    page::copy(&root().join("www/extension"), &parts.join("extension"))?;
    fs::write(parts.join("embed/names.js"), embed::names()?)?;
    embed::words(&parts.join("embed"), &["www/embed", "www/extension"])?;
    let to = root().join("target/extension");
    emptied(&to)?;
    for browser in BROWSERS {
        let folder = to.join(browser);
        bundle(&esbuild, &parts, &folder)?;
        page::copy(&parts.join("embed/words"), &folder.join("words"))?;
        page::copy(&parts.join("extension/icons"), &folder.join("icons"))?;
        workbench(&page, &whole, &folder.join("page"))?;
        for name in COPIED {
            fs::copy(parts.join("extension").join(name), folder.join(name))?;
        }
        fs::write(folder.join("manifest.json"), manifest(browser)?)?;
        locales(&folder.join("_locales"))?;
    }
    Ok(to)
}

fn emptied(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    Ok(fs::create_dir_all(folder)?)
}

/// Bundles the scripts. `content.js` becomes a script that is not a module, because it is inserted into pages of sites.
fn bundle(esbuild: &Path, parts: &Path, to: &Path) -> Result<()> {
    let how = ["--bundle", "--minify", "--target=es2022", "--charset=utf8", "--log-level=error"];
    let out = format!("--outdir={}", to.display());
    let mut command = program(esbuild);
    command.current_dir(parts.join("extension")).arg("content.js").args(how).args(["--format=iife", &out]);
    run(&mut command)?;
    let mut command = program(esbuild);
    command.current_dir(parts.join("extension")).args(MODULES).args(how);
    run(command.args(["--format=esm", "--external:./page/program.js", &out]))
}

/// Copies the page, with one program in place of those that it otherwise loads one after the other.
fn workbench(page: &Path, whole: &Path, to: &Path) -> Result<()> {
    let replaced = |name: &str| {
        name.ends_with(".wasm") || ["page-", "icons/", "manifest."].iter().any(|start| name.starts_with(start))
    };
    for path in page::files(&[page], &[])? {
        let name = path.strip_prefix(page)?.to_string_lossy().replace('\\', "/");
        if replaced(&name) || ["extras.js", "compare.js", "index.html", "i18n/en.tsv"].contains(&&*name) {
            continue;
        }
        let file = to.join(&name);
        fs::create_dir_all(file.parent().context("a file is in a folder")?)?;
        fs::copy(path, file)?;
    }
    let glue = fs::read_to_string(whole.join("core.js"))?;
    fs::write(
        to.join("program.js"),
        format!("{glue}\nexport default wasm_bindgen;\nexport const {{ {EXPORTS} }} = wasm_bindgen;\n"),
    )?;
    fs::copy(whole.join("core_bg.wasm"), to.join("program_bg.wasm"))?;
    fs::write(to.join("index.html"), index(&fs::read_to_string(page.join("index.html"))?)?)?;
    Ok(())
}

/// Returns the page's document with one program, without what only a website has, and with the script that receives
/// articles.
fn index(page: &str) -> Result<String> {
    let mut out = String::new();
    for line in page.split_inclusive('>') {
        let tag = line.trim_start();
        if tag.starts_with("<link rel=\"manifest\"") || tag.starts_with("<link rel=\"apple-touch-icon\"") {
            continue;
        }
        if !tag.contains(" data-module=") {
            out += line;
            continue;
        }
        let mut script = line.to_owned();
        for name in ["module", "extras", "compare"] {
            script =
                attribute(&script, name, "./program.js").with_context(|| format!("no data-{name} in index.html"))?;
        }
        out += &attribute(&script, "wasm", "./program_bg.wasm").context("no data-wasm in index.html")?;
    }
    if !out.contains("data-module=\"./program.js\"") {
        bail!("index.html has no script of the expected kind");
    }
    Ok(out.replacen("</head>", "<script type=\"module\" src=\"../workbench.js\"></script></head>", 1))
}

/// Replaces the value of a `data-` attribute. Returns `None` if the tag does not have it.
fn attribute(tag: &str, name: &str, value: &str) -> Option<String> {
    let start = format!("data-{name}=\"");
    let from = tag.find(&start)? + start.len();
    let end = from + tag[from..].find('"')?;
    Some([&tag[..from], value, &tag[end..]].concat())
}

/// Returns the manifest of `www/extension`, completed for a browser.
fn manifest(browser: &str) -> Result<String> {
    let text = fs::read_to_string(root().join("www/extension/manifest.json"))?;
    let mut manifest: Map<String, Value> = serde_json::from_str(&text)?;
    manifest.insert("version".into(), pkg::version()?.into());
    if browser == "firefox" {
        manifest.insert("background".into(), json!({ "scripts": ["background.js"], "type": "module" }));
        let title = "__MSG_name__";
        let side = json!({
            "default_panel": "panel.html",
            "default_title": title,
            "default_icon": manifest["icons"],
            "open_at_install": false,
        });
        manifest.insert("sidebar_action".into(), side);
        let gecko = json!({
            "id": "sayso@sayso.invalid",
            "strict_min_version": "142.0",
            "data_collection_permissions": { "required": ["none"] },
        });
        manifest.insert("browser_specific_settings".into(), json!({ "gecko": gecko }));
        // Firefox has no separate background for private windows.
        manifest.insert("incognito".into(), "spanning".into());
    } else {
        manifest.insert("background".into(), json!({ "service_worker": "background.js", "type": "module" }));
        manifest.insert("minimum_chrome_version".into(), "123".into());
        let permissions = manifest.get_mut("permissions").and_then(Value::as_array_mut).context("no permissions")?;
        permissions.push("sidePanel".into());
    }
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

/// Writes the strings that the browser itself shows, from the tables of the page.
fn locales(to: &Path) -> Result<()> {
    for path in page::files(&[&root().join("corpus/i18n")], &[])? {
        let language = path.file_stem().and_then(|stem| stem.to_str()).context("a table has a name")?;
        let table = fs::read_to_string(&path)?;
        let mut messages = Map::new();
        for (name, key) in MESSAGES {
            let mut rows = embed::rows(&table);
            let (_, sentence) =
                rows.find(|(own, _)| *own == key).with_context(|| format!("{language}.tsv has no {key}"))?;
            messages.insert(name.into(), json!({ "message": sentence }));
        }
        fs::create_dir_all(to.join(language))?;
        fs::write(to.join(language).join("messages.json"), serde_json::to_string_pretty(&messages)? + "\n")?;
    }
    Ok(())
}

/// Packs a folder into a zip. The same files always give the same bytes: names are sorted, and times are omitted.
fn pack(folder: &Path, to: &Path) -> Result<()> {
    let how = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(File::create(to)?);
    let mut names: Vec<(String, PathBuf)> = Vec::new();
    for path in page::files(&[folder], &[])? {
        names.push((path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"), path));
    }
    names.sort();
    for (name, path) in names {
        archive.start_file(name, how)?;
        archive.write_all(&fs::read(path)?)?;
    }
    archive.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workbench_has_one_program_and_receives_articles() {
        let page = "<link rel=\"manifest\" href=\"./m\"/><link rel=\"stylesheet\" href=\"./s.css\"/>\
            <script type=\"module\" src=\"./boot.js\" data-module=\"./page-1.js\" data-wasm=\"./page-1_bg.wasm\" \
            data-extras=\"./extras.js\" data-compare=\"./compare.js\"></script></head>";
        let written = index(page).expect("an index");
        assert!(!written.contains("manifest") && written.contains("s.css"), "{written}");
        for name in ["module", "extras", "compare"] {
            assert!(written.contains(&format!("data-{name}=\"./program.js\"")), "{written}");
        }
        assert!(
            written.contains("data-wasm=\"./program_bg.wasm\"") && written.contains("../workbench.js"),
            "{written}"
        );
        assert!(index("<head></head>").is_err(), "a page without a script");
    }

    #[test]
    fn manifests_ask_for_no_host_and_no_network() {
        for (browser, panel) in [("chromium", true), ("firefox", false)] {
            let text = manifest(browser).expect("a manifest");
            let manifest: Value = serde_json::from_str(&text).expect("JSON");
            let asked: Vec<&str> =
                manifest["permissions"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let all = ["activeTab", "contextMenus", "scripting", "sidePanel"];
            assert_eq!(asked, if panel { &all[..] } else { &all[..3] });
            assert!(!text.contains("host_permissions") && !text.contains("content_scripts"), "{text}");
            let policy = manifest["content_security_policy"]["extension_pages"].as_str().expect("a policy");
            assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"), "{policy}");
        }
    }

    #[test]
    fn zips_are_reproducible() {
        let folder = std::env::temp_dir().join(format!("sayso-extension-{}", std::process::id()));
        locales(&folder.join("a")).expect("strings");
        assert!(folder.join("a/uk/messages.json").is_file(), "no Ukrainian");
        for name in ["one.zip", "two.zip"] {
            pack(&folder.join("a"), &folder.join(name)).expect("a zip");
        }
        let [one, two] = ["one.zip", "two.zip"].map(|name| fs::read(folder.join(name)).expect("a zip"));
        assert!(one.len() > 500 && one == two, "{} and {} bytes", one.len(), two.len());
        fs::remove_dir_all(&folder).expect("it can be removed");
    }
}
