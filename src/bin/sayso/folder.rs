//! `--out`: writes one file per article. A file only appears once it is complete, and replaces an existing one only
//! with `--force`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sayso::export::Meta;
use sayso::system::atomic_file::{self, AtomicFile};
use sayso::system::messages::{name, say};

use super::{Format, JSON_END, Options, write_article};

/// Writes the article's files to `folder`. Returns `false`, after a message on standard error, if one of them must
/// not be written; no file is then written.
///
/// `inputs` are the input files, which are never replaced.
pub fn write(
    options: &Options,
    format: Format,
    folder: &Path,
    (id, meta): (&str, &Meta),
    text: &str,
    inputs: &[PathBuf],
) -> io::Result<bool> {
    // Not `with_extension`, because an id may contain full stops.
    let path = |extension: &str| folder.join(format!("{id}.{extension}"));
    let paths = match format {
        Format::Brat => vec![path(format.extension()), path("txt")],
        _ => vec![path(format.extension())],
    };
    for path in &paths {
        if let Some(why) = atomic_file::refusal(path, options.force, inputs) {
            say(format_args!("{} {why}", name(path)));
            return Ok(false);
        }
    }
    let mut found = Vec::new();
    write_article(options, format, (id, meta), text, 0, &mut found)?;
    if format == Format::Json {
        found.extend_from_slice(JSON_END);
    }
    let contents = [found.as_slice(), text.as_bytes()];
    let mut files = Vec::new();
    for (path, content) in paths.iter().zip(contents) {
        let mut file = AtomicFile::create(path, options.force)?;
        file.write_all(content)?;
        files.push(file);
    }
    files.into_iter().try_for_each(AtomicFile::finish)?;
    Ok(true)
}

/// Returns the file name without its extension; `stdin` for standard input.
pub fn id(path: &Path) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    if stem == "-" { "stdin".to_owned() } else { stem }
}

/// Returns `id`, with a number appended if it is in `taken`: files in different folders may have the same name.
pub fn unused(id: String, taken: &[String]) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default()
}
