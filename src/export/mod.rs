//! Findings on their way out: one format, one file.

pub mod jsonl;
pub mod text;
