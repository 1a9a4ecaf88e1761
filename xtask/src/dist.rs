//! `cargo xtask dist`: writes everything that a static host needs to `dist/`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use xtask::offline;

use crate::shell::root;
use crate::size::brotli;
use crate::{bookmarklet, embed, integrity, page, single};

/// The minimum size of a file to be compressed, in bytes. For smaller files, the response headers outweigh the savings.
const SMALL: usize = 1024;

/// Extensions of files that are already compressed.
const AS_THEY_ARE: [&str; 4] = ["png", "woff2", "br", "gz"];

/// Writes `dist/` from scratch. Unless `plain` is set, adds compressed files and prints the size of each file.
///
/// # Errors
/// If the page does not build, or a file cannot be read or written.
pub fn dist(plain: bool) -> Result<()> {
    let folder = root().join("dist");
    assemble(&folder)?;
    if !plain {
        pack_all(&folder)?;
    }
    println!("\nheaders for nginx, Apache and Netlify are in {}", folder.join("headers").display());
    Ok(())
}

/// Writes everything except compressed files to `folder`, which is emptied first.
///
/// # Errors
/// See [`dist`].
pub fn assemble(folder: &Path) -> Result<()> {
    let page = page::ensure_with(&[single::PROGRAM])?;
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder)?;
    offline::assemble(&page, &fs::read_to_string(root().join("www/sw.js"))?, folder)?;
    page::copy(&root().join("www/headers"), &folder.join("headers"))?;
    page::copy(&embed::ensure()?, &folder.join("embed"))?;
    integrity::write(&folder.join("embed"))?;
    bookmarklet::write(&folder.join("bookmarklet"))?;
    single::write(&folder.join("sayso.html")).map(drop)
}

fn pack_all(folder: &Path) -> Result<()> {
    let served = page::files(&[folder], &[folder.join("headers")])?;
    println!("\n{:<44} {:>10} {:>10} {:>10}", "file", "bytes", "gzip", "brotli");
    let mut sums = [0; 3];
    for path in served {
        let sizes = pack(&path)?;
        print(&path, folder, sizes);
        sums.iter_mut().zip(sizes).for_each(|(sum, size)| *sum += size);
    }
    println!("{:<44} {:>10} {:>10} {:>10}", "all", sums[0], sums[1], sums[2]);
    Ok(())
}

/// Writes `FILE.gz` and `FILE.br` next to a file if that makes it smaller. Returns its size and theirs.
fn pack(path: &Path) -> Result<[usize; 3]> {
    let bytes = fs::read(path)?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if bytes.len() < SMALL || AS_THEY_ARE.contains(&ending) {
        return Ok([bytes.len(); 3]);
    }
    let (gz, br) = (gzip(&bytes)?, brotli(&bytes)?);
    fs::write(beside(path, "gz"), &gz)?;
    fs::write(beside(path, "br"), &br)?;
    Ok([bytes.len(), gz.len(), br.len()])
}

/// Compresses with gzip. The same bytes always give the same result, because the header contains no time.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn print(path: &Path, folder: &Path, [raw, gz, br]: [usize; 3]) {
    let name = path.strip_prefix(folder).unwrap_or(path).display().to_string();
    println!("{name:<44} {raw:>10} {gz:>10} {br:>10}");
}
