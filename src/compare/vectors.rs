//! Word vectors, which show how similar in use two words are even if they look different ("arrested", "custody").
//!
//! `corpus/model/vectors.bin` has vectors for the most frequent stems, with four bits for each dimension;
//! `train/vectors.py` makes it. Names and figures are not compared by their vectors: "Lee" may be used like "Park", but
//! is somebody else.

use std::sync::OnceLock;

use crate::hash::HashMap;

use super::keys::named;

const FILE: &[u8] = include_bytes!("../../corpus/model/vectors.bin");
/// The number of dimensions of a vector.
pub const DIMENSIONS: usize = 32;

/// The stems and their vectors, each of length 1.
pub struct Vectors {
    places: HashMap<u64, Vec<(u32, u32)>>,
    rows: Vec<[f32; DIMENSIONS]>,
}

impl Vectors {
    /// Returns the vectors, which are read on first use.
    pub fn get() -> &'static Self {
        static VECTORS: OnceLock<Vectors> = OnceLock::new();
        VECTORS.get_or_init(|| Self::read(FILE))
    }

    /// Returns the vector of a stem, if it has one.
    pub fn of(&self, stem: &str) -> Option<&[f32; DIMENSIONS]> {
        self.places.get(&named(stem))?.first().and_then(|place| self.rows.get(place.0 as usize))
    }

    /// Reads a file: the stems, one per line; a zero byte; then, for each pair of dimensions, one byte for each stem.
    /// Each half of a byte is a value plus 8, the lower half for the first dimension.
    fn read(file: &[u8]) -> Self {
        let end = file.iter().position(|&byte| byte == 0).unwrap_or(file.len());
        let stems = std::str::from_utf8(&file[..end]).unwrap_or_default();
        let count = if stems.is_empty() { 0 } else { stems.lines().count() };
        let packed = file.get(end + 1..).unwrap_or_default();
        let mut rows = vec![[0.0; DIMENSIONS]; count];
        for (at, &byte) in packed.iter().take(count * DIMENSIONS / 2).enumerate() {
            let (row, pair) = (at % count, at / count);
            rows[row][2 * pair] = f32::from(byte & 15) - 8.0;
            rows[row][2 * pair + 1] = f32::from(byte >> 4) - 8.0;
        }
        for row in &mut rows {
            let length = row.iter().map(|value| value * value).sum::<f32>().sqrt().max(1.0);
            row.iter_mut().for_each(|value| *value /= length);
        }
        let mut places: HashMap<u64, Vec<(u32, u32)>> = HashMap::default();
        for (at, stem) in stems.lines().enumerate() {
            places.entry(named(stem)).or_default().push((at as u32, 0));
        }
        Self { places, rows }
    }
}

/// Returns the cosine of two vectors of length 1.
pub fn cosine(a: &[f32; DIMENSIONS], b: &[f32; DIMENSIONS]) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for (at, sum) in sums.iter_mut().enumerate() {
            *sum += x[at] * y[at];
        }
    }
    sums.iter().sum()
}
