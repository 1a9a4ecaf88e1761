//! Parquet input and output.
//!
//! Reads the columns `id` and `text` and ignores others. Writes one row per article, see [`schema`].

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Fields, Schema};
use arrow::error::ArrowError;
use arrow::json::ReaderBuilder;
use arrow::json::reader::Decoder;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Article, Articles, FailedArticle, Numbered, ids, named};
use crate::export::jsonl::Record;
use crate::intake::length::is_too_long;
use crate::model::Analysis;
use crate::span::{Span, Unit};
use crate::system::atomic_file::AtomicFile;
use crate::system::messages::{complaint, name};

/// The number of rows per batch, for reading and writing.
const ROWS: usize = 512;

/// The size at which a row group is completed, in bytes.
const GROUP: usize = 64 << 20;

/// Opens a Parquet file. Returns its articles and its number of rows.
///
/// Only the pages of the current rows are in memory; a text is copied when its article is requested.
///
/// # Errors
/// If the file is not Parquet or lacks a column.
pub fn read(path: &Path) -> io::Result<(Articles, Option<u64>)> {
    let wrong = |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {why}", name(path)));
    let file = File::open(path).map_err(|error| named(path, "cannot be read", &error))?;
    let about = viewed(&file).map_err(|error| wrong(complaint(error)))?;
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, about);
    for name in ["id", "text"] {
        builder.schema().field_with_name(name).map_err(|_| wrong(format!("there is no column “{name}”")))?;
    }
    let wanted = ProjectionMask::columns(builder.parquet_schema(), ["id", "text"]);
    let rows = builder.metadata().file_metadata().num_rows();
    let reader = builder.with_projection(wanted).with_batch_size(ROWS).build().map_err(|e| wrong(complaint(e)))?;
    let mut broken = false;
    // If a batch cannot be read, the following ones cannot be read either.
    let batches = reader.map_while(move |batch| (!std::mem::replace(&mut broken, batch.is_err())).then_some(batch));
    let articles = batches.flat_map(|batch| {
        let (rows, unread) = match batch.and_then(|batch| Rows::of(&batch)) {
            Ok(rows) => (Some(rows), None),
            Err(error) => {
                (None, Some(Article::Bad(format!("cannot be read from here on: {}", complaint(error)).into())))
            }
        };
        rows.into_iter().flatten().chain(unread)
    });
    // Progress counts rows, because the bytes that each row takes in the file are unknown.
    let numbered = (1..).zip(articles).map(|(number, article)| Numbered { number, bytes: 1, article });
    Ok((Box::new(numbered), u64::try_from(rows).ok()))
}

/// Returns the file's metadata, changed so that strings are read as views into its pages. A value that is stored once
/// and used in many rows is then not copied.
fn viewed(file: &File) -> parquet::errors::Result<ArrowReaderMetadata> {
    let about = ArrowReaderMetadata::load(file, ArrowReaderOptions::new())?;
    let fields = about.schema().fields().iter().map(|field| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        _ => Arc::clone(field),
    });
    let schema = Schema::new_with_metadata(fields.collect::<Fields>(), about.schema().metadata().clone());
    ArrowReaderMetadata::try_new(Arc::clone(about.metadata()), ArrowReaderOptions::new().with_schema(Arc::new(schema)))
}

/// The remaining rows of a batch.
struct Rows {
    ids: StringViewArray,
    texts: StringViewArray,
    /// Whether ids are integers, which become JSON numbers.
    number: bool,
    next: usize,
}

impl Rows {
    fn of(batch: &RecordBatch) -> Result<Self, ArrowError> {
        let column = |name: &str| -> Result<ArrayRef, ArrowError> {
            Ok(Arc::clone(batch.column(batch.schema().index_of(name)?)))
        };
        let strings = |name: &str| -> Result<StringViewArray, ArrowError> {
            Ok(cast(&column(name)?, &DataType::Utf8View)?.as_string_view().clone())
        };
        let number = column("id")?.data_type().is_integer();
        Ok(Self { ids: strings("id")?, texts: strings("text")?, number, next: 0 })
    }

    /// Returns the id of a row; `None` if it is too long.
    fn id(&self, row: usize) -> Option<Value> {
        match self.ids.value(row) {
            _ if self.ids.is_null(row) => Some(Value::Null),
            id if id.len() > ids::LONGEST => None,
            id if self.number => Some(id.parse().unwrap_or_else(|_| Value::from(id))),
            id => Some(Value::from(id)),
        }
    }
}

impl Iterator for Rows {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        let row = self.next;
        self.next += 1;
        if row >= self.texts.len() {
            return None;
        }
        let text = self.texts.value(row);
        Some(match self.id(row) {
            _ if self.texts.is_null(row) => Article::Bad("the text is missing".to_owned().into()),
            None => Article::Bad(format!("the id has more than {} bytes", ids::LONGEST).into()),
            Some(id) if is_too_long(text) => Article::Bad(FailedArticle::too_long(Some(id))),
            Some(id) => Article::Row { id, text: text.to_owned() },
        })
    }
}

/// A row that is written: the columns that users of a table filter by, and the whole record.
#[derive(Serialize)]
struct Row<'a> {
    id: String,
    text_sha256: &'a str,
    offsets: Unit,
    text: Option<&'a str>,
    attributions: Vec<Value>,
    claims: Vec<Value>,
    notices: &'a [crate::model::Notice],
    analysis: &'a str,
}

/// Returns the row of `record` as JSON. `bytes` are the findings with spans that count bytes of `text`, from which
/// their words are taken.
///
/// # Errors
/// None in practice: every row can be serialised.
pub fn row(record: &Record<'_>, bytes: &Analysis, text: &str) -> serde_json::Result<String> {
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    let ends = |spans: &[Span]| (spans.first().map(|span| span.start), spans.last().map(|span| span.end));
    let found = &record.analysis;
    let attributions = bytes.attributions.iter().zip(&found.attributions).map(|(a, counted)| {
        let (start, end) = ends(&counted.content);
        json!({
            "source": words(&a.source), "cue": words(&a.cue), "content": words(&a.content), "start": start, "end": end,
            "kind": a.kind, "act": a.act, "source_type": a.source_type, "speaker": a.speaker,
            "confidence": a.confidence, "rule": a.reason.rule,
        })
    });
    let claims = bytes.claims.iter().zip(&found.claims).map(|(c, counted)| {
        let (start, end) = ends(&counted.content);
        json!({
            "content": words(&c.content), "cues": words(&c.cues), "start": start, "end": end, "status": c.status,
            "contested": c.status.contested(), "claimant": c.claimant, "challengers": c.challengers,
            "target": c.target, "confidence": c.confidence, "rule": c.reason.rule,
        })
    });
    let id = record.id.as_str().map_or_else(|| record.id.to_string(), str::to_owned);
    serde_json::to_string(&Row {
        id,
        text_sha256: &record.text_sha256,
        offsets: record.offsets,
        text: record.text,
        attributions: attributions.collect(),
        claims: claims.collect(),
        notices: &found.notices,
        analysis: &record.line()?,
    })
}

/// Returns the columns that are written. The column `analysis` is the complete record, as in JSON Lines.
#[must_use]
pub fn schema(with_text: bool) -> Schema {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let number = |name: &str| Field::new(name, DataType::UInt32, true);
    let texts = |name: &str| Field::new_list(name, Field::new_list_field(DataType::Utf8, true), true);
    let structs = |name: &str, fields: Vec<Field>| {
        let item = Field::new_list_field(DataType::Struct(Fields::from(fields)), true);
        Field::new_list(name, item, true)
    };
    let confidence = Field::new("confidence", DataType::Float32, true);
    let mut attribution: Vec<_> = ["source", "cue", "content"].map(text).into();
    attribution.extend(["start", "end"].map(number));
    attribution.extend(["kind", "act", "source_type", "speaker", "rule"].map(text));
    attribution.push(confidence.clone());
    let mut claim: Vec<_> = ["content", "cues", "status", "claimant", "target", "rule"].map(text).into();
    claim.extend(["start", "end"].map(number));
    claim.extend([Field::new("contested", DataType::Boolean, true), texts("challengers"), confidence]);
    let mut columns: Vec<_> = ["id", "text_sha256", "offsets"].map(text).into();
    columns.extend(with_text.then(|| text("text")));
    columns.extend([
        structs("attributions", attribution),
        structs("claims", claim),
        texts("notices"),
        text("analysis"),
    ]);
    Schema::new(columns)
}

/// A Parquet file in the making. It appears under its name only once it is complete.
pub struct Writer {
    decoder: Decoder,
    rows: usize,
    out: ArrowWriter<AtomicFile>,
}

impl Writer {
    /// Starts the file. If `replace` is set, it replaces an existing one when it is complete.
    ///
    /// # Errors
    /// If the file cannot be created.
    pub fn create(path: &Path, with_text: bool, replace: bool) -> io::Result<Self> {
        let file = AtomicFile::create(path, replace)?;
        let schema = Arc::new(schema(with_text));
        let packed = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(packed).build();
        let out = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties)).map_err(io::Error::other)?;
        let decoder = ReaderBuilder::new(schema).with_batch_size(ROWS).build_decoder().map_err(io::Error::other)?;
        Ok(Self { decoder, rows: 0, out })
    }

    /// Adds one row.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&mut self, row: &str) -> io::Result<()> {
        self.decoder.decode(row.as_bytes()).map_err(io::Error::other)?;
        self.rows += 1;
        if self.rows == ROWS { self.batch() } else { Ok(()) }
    }

    /// Writes the rows that have been added since the last batch.
    fn batch(&mut self) -> io::Result<()> {
        self.rows = 0;
        if let Some(batch) = self.decoder.flush().map_err(io::Error::other)? {
            self.out.write(&batch).map_err(io::Error::other)?;
        }
        // A row group is held in memory until it is complete; limiting its size bounds the memory.
        if self.out.in_progress_size() > GROUP { self.out.flush().map_err(io::Error::other) } else { Ok(()) }
    }

    /// Completes the file and gives it its name.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn end(mut self) -> io::Result<()> {
        self.batch()?;
        self.out.into_inner().map_err(io::Error::other)?.finish()
    }
}
