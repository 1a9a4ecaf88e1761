//! `sayso library`: builds a library of published fact-checks, and lists its contents.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sayso::archive::progress::Progress;
use sayso::checks::{Built, Info, Library, Record, build};
use sayso::i18n::Locale;
use sayso::intake::reviews::{self, Item};
use sayso::system::atomic_file::{self, AtomicFile};
use sayso::system::messages::{line, name, say};
use sayso::system::{file_identity, interrupt, stdout};

/// The number of bad records in a file that are reported one by one; the others are only counted.
const NAMED: usize = 20;

#[derive(clap::Args)]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Make a library of fact-checks from what you have.
    ///
    /// Reads schema.org ClaimReview in saved web pages and JSON, the Data Commons feed, answers of Google's
    /// claims:search, tables of Fact-Check Insights, and JSON Lines or CSV with the fields id, claim, title, claimant,
    /// date, publisher, verdict, url, language, licence (all but claim may be missing).
    ///
    /// Records that cannot be used are named on standard error and left out. Exit codes: 0 the library was written; 1 a
    /// file could not be read or has no usable record; 2 wrong usage, nothing done.
    Build(Build),
    /// Say what a library holds.
    Info {
        /// The library.
        #[arg(value_name = "LIBRARY")]
        file: PathBuf,
    },
}

#[derive(clap::Args)]
struct Build {
    /// Files to read; the extension gives the format, or else the first character.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The library to write.
    #[arg(short, long, value_name = "LIBRARY")]
    out: PathBuf,
    /// Replace an existing library, but never an input file.
    #[arg(long)]
    force: bool,
    /// The licence of records that name none.
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    licence: String,
}

/// Runs the command. Returns whether all input could be read.
///
/// # Errors
/// If output cannot be written. The kind is [`io::ErrorKind::InvalidInput`] if the library must not be written.
pub fn run(options: &Options) -> io::Result<bool> {
    match &options.command {
        Command::Build(options) => build_library(options),
        Command::Info { file } => info(file),
    }
}

/// Builds the library. Returns whether it was written and all input could be read.
fn build_library(options: &Build) -> io::Result<bool> {
    if let Some(why) = atomic_file::refusal(&options.out, options.force, &options.files) {
        return Err(file_identity::misuse(format!("{} {why}", name(&options.out))));
    }
    interrupt::tidy(|| {});
    let mut records = Vec::new();
    let mut all_read = true;
    for path in &options.files {
        match bytes(path) {
            Ok(bytes) => all_read &= read(path, &bytes, &options.licence, &mut records),
            Err(error) => {
                all_read = false;
                say(format_args!("{} {error}", name(path)));
            }
        }
    }
    if records.is_empty() {
        say(format_args!("{} was not written: there are no usable records", name(&options.out)));
        return Ok(false);
    }
    let built = build(records);
    if let Err(fault) = Library::open(&built.bytes) {
        say(format_args!("{} was not written: what was read {fault}", name(&options.out)));
        return Ok(false);
    }
    let mut out = AtomicFile::create(&options.out, options.force)?;
    out.write_all(&built.bytes)?;
    out.finish()?;
    say(done(&options.out, &built));
    Ok(all_read)
}

/// Describes the library that was written, in one sentence.
fn done(path: &Path, built: &Built) -> String {
    let mut sentence = format!(
        "{}: {} checks of {} claims, {} bytes",
        name(path),
        Locale::ENGLISH.number(built.reviews),
        Locale::ENGLISH.number(built.claims),
        Locale::ENGLISH.number(built.bytes.len())
    );
    for (count, what) in [
        (built.merged, "merged with another publisher's check of the same claim"),
        (built.repeated, "repeated and left out"),
        (built.dropped, "left out because the library is full"),
    ] {
        if count > 0 {
            sentence += &format!("; {} {what}", Locale::ENGLISH.number(count));
        }
    }
    sentence
}

/// Reads the bytes of a file; `-` is standard input. Returns the reason if it cannot be read or is too large.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut take = |input: &mut dyn Read| input.take(reviews::LARGEST + 1).read_to_end(&mut bytes);
    let read = match path.to_str() {
        Some("-") => take(&mut io::stdin().lock()),
        _ => File::open(path).and_then(|mut file| take(&mut file)),
    };
    match read {
        Err(error) => Err(format!("cannot be read: {error}")),
        Ok(size) if size as u64 > reviews::LARGEST => {
            Err("is larger than 1 GiB; divide it into several files".to_owned())
        }
        Ok(_) => Ok(bytes),
    }
}

/// Adds the records in a file to `records`. Returns whether there are any.
fn read(path: &Path, bytes: &[u8], licence: &str, records: &mut Vec<Record>) -> bool {
    let source = super::id(path);
    let progress = Progress::new(Some(bytes.len() as u64), "checks", false);
    let (mut good, mut bad, mut last) = (0, 0, 0);
    reviews::read(&path.to_string_lossy(), bytes, &mut |item, done| {
        match item {
            Item::Record(mut record) => {
                good += 1;
                for (field, value) in [(&mut record.source, source.as_str()), (&mut record.licence, licence)] {
                    if field.is_empty() {
                        value.clone_into(field);
                    }
                }
                records.push(record);
            }
            Item::Bad { place, why } => {
                bad += 1;
                if bad <= NAMED {
                    progress.say(&line(format_args!("{}, {place} {why}", name(path))));
                }
            }
        }
        progress.article(done.saturating_sub(last) as u64);
        last = last.max(done);
    });
    progress.end();
    let more =
        if bad > NAMED { format!(" ({} are not named)", Locale::ENGLISH.number(bad - NAMED)) } else { String::new() };
    say(format_args!(
        "{}: {} usable records, {} left out{more}",
        name(path),
        Locale::ENGLISH.number(good),
        Locale::ENGLISH.number(bad)
    ));
    good > 0
}

/// Opens a library. Returns the reason if it cannot be read.
pub fn open(path: &Path) -> Result<Library, String> {
    let bytes = bytes(path)?;
    Library::open(&bytes).map_err(|fault| fault.to_string())
}

/// Lists the contents of a library. Returns whether it could be read.
fn info(path: &Path) -> io::Result<bool> {
    let library = match open(path) {
        Ok(library) => library,
        Err(why) => {
            say(format_args!("{} {why}", name(path)));
            return Ok(false);
        }
    };
    let Info { size, claims, reviews, publishers, languages, sources, licences, dates } = library.info();
    let counts = |all: &[(String, usize)]| {
        let named = all.iter().map(|(what, count)| {
            let what = if what.is_empty() { Locale::ENGLISH.text("cli.library.unknown") } else { what };
            format!("    {:>8}  {}\n", Locale::ENGLISH.number(*count), sayso::export::harmless(what))
        });
        named.collect::<String>()
    };
    let row = |key: &str, value: &str| format!("{}: {value}\n", Locale::ENGLISH.text(key));
    let mut out = row("cli.library.checks", &Locale::ENGLISH.number(reviews));
    out += &row("cli.library.claims", &Locale::ENGLISH.number(claims));
    out += &row("cli.library.size", &Locale::ENGLISH.number(size));
    if !dates.0.is_empty() {
        out += &row("cli.library.dates", &format!("{} – {}", dates.0, dates.1));
    }
    for (key, all) in [
        ("cli.library.publishers", publishers),
        ("cli.library.languages", languages),
        ("cli.library.sources", sources),
        ("cli.library.licences", licences),
    ] {
        out += &row(key, "");
        out += &counts(&all);
    }
    stdout::open()?.write_all(out.as_bytes())?;
    Ok(true)
}
