//! `--out`: one file an article. None appears before it is whole, none takes the place of another unasked.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sayso::export::Meta;
use sayso::system::messages::{name, say};
use sayso::system::whole::{self, WholeFile};

use super::{Format, JSON_END, Options, write_article};

/// Writes the article's files into `folder`. `false`, with a word on standard error and nothing written, if one of them must not be written.
///
/// `inputs` are the files that are read: they are never replaced.
pub fn write(
    options: &Options,
    format: Format,
    folder: &Path,
    (id, meta): (&str, &Meta),
    text: &str,
    inputs: &[PathBuf],
) -> io::Result<bool> {
    // Not `with_extension`: an id may hold full stops.
    let path = |extension: &str| folder.join(format!("{id}.{extension}"));
    let paths = match format {
        Format::Brat => vec![path(format.extension()), path("txt")],
        _ => vec![path(format.extension())],
    };
    for path in &paths {
        if let Some(why) = whole::refusal(path, options.force, inputs) {
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
        let mut file = WholeFile::create(path, options.force)?;
        file.write_all(content)?;
        files.push(file);
    }
    files.into_iter().try_for_each(WholeFile::finish)?;
    Ok(true)
}
