//! The network's weights, compiled in and parsed once.
//!
//! The file `corpus/model/tagger.bin` consists of the bytes `SAYSOTAG`, a version (u32), and the tensors in the order
//! in which [`Weights::read`] reads them. A tensor is its kind (u8: 4, 8 or 16 bits per value), its numbers of rows and
//! columns (u16 each), and its data. The data of an 8-bit or 16-bit tensor are a scale for each row (f32) and the
//! values row by row. The data of a 4-bit tensor start with the largest scale (f32) and a code for each row (u8): 0 for
//! a row of zeros, otherwise an index into [`SHARES`] counted from 1, plus [`FINE`] for rows that are rounded less
//! coarsely. The coarse rows follow, with values -1, 0 and 1, four to a byte, then the fine rows, two values to a byte;
//! similar data next to each other compress better. Everything is little-endian.

mod claims;

use std::sync::OnceLock;

pub use claims::Claims;

use super::simd::{Eight, add_products, eight, four_times, scaled, zero};
use super::{FIELDS, TABLES};

/// The number of values per token in the layers of the first stage.
pub const WIDTH: usize = 64;
/// The number of values per token in the layers of the second stage.
pub const WIDTH2: usize = 48;
/// The number of columns of each embedding table. The rows of the first four, which all represent the whole word, are
/// added up.
pub const COLUMNS: [usize; TABLES.len()] = [24, 24, 24, 24, 12, 12, 16, 8];
/// The number of values per token that come from the tables.
pub const INPUT: usize = 72;
/// The number of labels of the first stage: none, then the first and further tokens of content, source and cue.
pub const LABELS: usize = 7;
/// The number of labels of the second stage: none, then the first and further tokens of content and source.
pub const LABELS2: usize = 5;
/// The number of classes of each part of a position relative to a cue: distance, sentence and quotation.
pub const PLACES: [usize; 3] = [19, 5, 5];
/// The number of inputs of the regression for the confidence of a relation, including the constant.
pub const CALIBRATION: usize = 8;
/// The number of labels for claim cues, and for a claim's content: none, first token and further tokens.
pub const CLAIM_LABELS: usize = 3;
/// The number of parties of a claim: claimant, challenger and target.
pub const PARTIES: usize = 3;
/// The number of statuses of a claim, plus one for no status.
pub const STATUSES: usize = 8;
/// The number of classes of [`crate::Input::claim`].
pub const CLAIM_CLASSES: usize = 8;
/// The number of inputs of the regression for the confidence of a claim, including the constant.
pub const CLAIM_CALIBRATION: usize = 15;

const MAGIC: &[u8; 8] = b"SAYSOTAG";
const VERSION: u32 = 3;
/// The possible scales of a table row, in 255ths of the table's largest scale. There are four per octave.
const SHARES: [u8; 25] =
    [4, 5, 6, 7, 8, 9, 11, 13, 16, 19, 23, 27, 32, 38, 45, 54, 64, 76, 90, 107, 128, 152, 180, 214, 255];
/// Is added to the code of a row whose values have four bits. The values of the other rows are -1, 0 and 1.
const FINE: u8 = 32;
/// The number of attribution blocks of the first stage.
const DEPTH: usize = 6;
/// The number of blocks of the second stage, for attributions and for claims.
const DEPTH2: usize = 4;
/// The number of blocks for claims of the first stage.
const CLAIM_DEPTH: usize = 2;

/// What is wrong with a file of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// The magic bytes or the version are wrong.
    Header,
    /// The file ends before its last tensor, or has bytes after it.
    Length,
    /// The tensor with this number, counted from 1, has a kind or shape that does not fit the network, or a number that
    /// is not finite.
    Shape(usize),
}

/// An integer matrix with `N` columns and a scale per row, laid out for [`Matrix::multiply`]. A band is a group of rows
/// that are multiplied together.
#[derive(Clone, Debug)]
pub struct Matrix<const N: usize> {
    /// For each band and each pair of columns, the numbers of these two columns in all rows of the band, four rows at a
    /// time.
    bands: Vec<[Eight; BAND]>,
    /// The scales of the rows of each band, four rows at a time.
    scales: Vec<[[f32; 4]; BAND]>,
}

/// A band has this many groups of four rows.
const BAND: usize = 4;

impl<const N: usize> Matrix<N> {
    /// Multiplies the matrix by a vector and by `factor`, and writes the product to `out`, one number per row. The
    /// first half of `pairs` holds the vector's numbers in pairs, the first of each in the low 16 bits; the second half
    /// is unused.
    #[inline(always)]
    pub fn multiply(&self, pairs: &[u32; N], factor: f32, out: &mut [f32]) {
        let bands = self.bands.chunks_exact(N / 2).zip(&self.scales);
        for (out, (band, scales)) in out.chunks_mut(4 * BAND).zip(bands) {
            let mut sums = [zero(); BAND];
            for (rows, pair) in band.iter().zip(pairs) {
                let pair = four_times(*pair);
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum = add_products(*sum, *row, pair);
                }
            }
            let scaled: [[f32; 4]; BAND] = std::array::from_fn(|i| scaled(sums[i], &scales[i], factor));
            match out.as_chunks_mut::<4>() {
                (fours, []) if fours.len() == BAND => fours.copy_from_slice(&scaled),
                _ => out.copy_from_slice(&scaled.as_flattened()[..out.len()]),
            }
        }
    }
}

/// Returns the bands of a matrix with `columns` columns, and their scales. `values` are in row order. If rows are
/// missing in the last band, they are zero.
fn bands(values: &[i16], columns: usize, scales: &[f32]) -> (Vec<[Eight; BAND]>, Vec<[[f32; 4]; BAND]>) {
    let value = |row: usize, column: usize| values.get(row * columns + column).copied().unwrap_or(0);
    let four = |row: usize, column: usize| eight(std::array::from_fn(|i| value(row + i / 2, column + i % 2)));
    let mut out = (Vec::new(), Vec::new());
    for band in (0..scales.len()).step_by(4 * BAND) {
        for column in (0..columns).step_by(2) {
            out.0.push(std::array::from_fn(|i| four(band + 4 * i, column)));
        }
        let scale = |at: usize| scales.get(at).copied().unwrap_or(0.0);
        out.1.push(std::array::from_fn(|i| std::array::from_fn(|j| scale(band + 4 * i + j))));
    }
    out
}

/// An embedding table whose rows are chosen by a hash. Values are 4-bit, stored plus 8, two to a byte; row `r` is
/// scaled by `unit * shares[r]`.
#[derive(Clone, Debug)]
pub struct Table {
    columns: usize,
    unit: f32,
    shares: Vec<u8>,
    nibbles: Vec<u8>,
}

/// The weights of a residual block.
#[derive(Clone, Debug)]
pub struct Block<const N: usize> {
    /// The five taps of the depthwise convolution.
    pub taps: [[f32; N]; 5],
    /// The bias of the convolution.
    pub bias: [f32; N],
    /// The first pointwise layer.
    pub one: Matrix<N>,
    /// The second pointwise layer.
    pub two: Matrix<N>,
    /// The biases of the two layers, then the scale and the shift of the norm.
    pub vectors: [[f32; N]; 4],
}

/// All parameters of the network.
#[derive(Clone, Debug)]
pub struct Weights {
    pub(crate) tables: Vec<Table>,
    pub(crate) fields: Vec<[f32; WIDTH]>,
    pub(crate) input: Matrix<INPUT>,
    pub(crate) input_norm: [[f32; WIDTH]; 2],
    pub(crate) blocks: Vec<Block<WIDTH>>,
    pub(crate) emit: Matrix<WIDTH>,
    pub(crate) emit_bias: [f32; LABELS],
    pub(crate) moves: [[f32; LABELS]; LABELS],
    pub(crate) token2: Matrix<WIDTH>,
    pub(crate) cue2: Matrix<WIDTH>,
    pub(crate) places: Vec<[f32; WIDTH2]>,
    pub(crate) input_norm2: [[f32; WIDTH2]; 2],
    pub(crate) blocks2: Vec<Block<WIDTH2>>,
    pub(crate) emit2: Matrix<WIDTH2>,
    pub(crate) emit_bias2: [f32; LABELS2],
    pub(crate) moves2: [[f32; LABELS2]; LABELS2],
    pub(crate) gate: Matrix<WIDTH2>,
    pub(crate) gate_bias: f32,
    pub(crate) calibration: [f32; CALIBRATION],
    pub(crate) claims: Claims,
}

static WEIGHTS: OnceLock<Option<Weights>> = OnceLock::new();

/// Replaces the weights that are compiled in, so that others can be evaluated. Returns `false`, without any effect, if
/// weights have already been used or replaced.
///
/// # Errors
/// Returns the reason if `bytes` are not weights that fit this program.
pub fn replace(bytes: &[u8]) -> Result<bool, WeightsError> {
    Ok(WEIGHTS.set(Some(Weights::read(bytes)?)).is_ok())
}

/// Returns the weights that are compiled in, or those that replaced them. Returns `None` if the weights that are
/// compiled in do not fit this program, which a test rules out.
pub fn get() -> Option<&'static Weights> {
    WEIGHTS.get_or_init(|| Weights::read(include_bytes!("../../corpus/model/tagger.bin")).ok()).as_ref()
}

impl Weights {
    /// Returns the coefficients of the regression for the confidence of a relation.
    pub fn calibration(&self) -> &[f32; CALIBRATION] {
        &self.calibration
    }

    /// Returns the coefficients of the regression for the confidence of a claim.
    pub fn claim_calibration(&self) -> &[f32; CLAIM_CALIBRATION] {
        &self.claims.calibration
    }

    /// Parses a file of weights.
    pub fn read(bytes: &[u8]) -> Result<Self, WeightsError> {
        let mut from = Reader::new(bytes)?;
        let mut tables = Vec::with_capacity(TABLES.len());
        for (rows, columns) in TABLES.into_iter().zip(COLUMNS) {
            tables.push(from.table(rows as usize, columns)?);
        }
        let weights = Self {
            tables,
            fields: from.vectors(FIELDS.iter().map(|&n| usize::from(n)).sum())?,
            input: from.matrix(WIDTH)?,
            input_norm: from.array()?,
            blocks: from.blocks(DEPTH)?,
            emit: from.matrix(LABELS)?,
            emit_bias: from.array::<LABELS, 1>()?[0],
            moves: from.array()?,
            token2: from.matrix(WIDTH2)?,
            cue2: from.matrix(WIDTH2)?,
            places: from.vectors(PLACES.iter().sum())?,
            input_norm2: from.array()?,
            blocks2: from.blocks(DEPTH2)?,
            emit2: from.matrix(LABELS2)?,
            emit_bias2: from.array::<LABELS2, 1>()?[0],
            moves2: from.array()?,
            gate: from.matrix(1)?,
            gate_bias: from.array::<1, 1>()?[0][0],
            calibration: from.array::<CALIBRATION, 1>()?[0],
            claims: Claims::read(&mut from)?,
        };
        if from.rest.is_empty() { Ok(weights) } else { Err(WeightsError::Length) }
    }
}

impl Table {
    /// Adds row `row` of the table to the first numbers of `to`.
    pub fn add(&self, row: usize, to: &mut [f32]) {
        let bytes = self.columns / 2;
        let scale = self.unit * f32::from(self.shares[row]);
        for (pair, byte) in to.chunks_exact_mut(2).zip(&self.nibbles[row * bytes..(row + 1) * bytes]) {
            pair[0] += scale * (f32::from(byte & 15) - 8.0);
            pair[1] += scale * (f32::from(byte >> 4) - 8.0);
        }
    }
}

struct Reader<'b> {
    rest: &'b [u8],
    tensor: usize,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Result<Self, WeightsError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(WeightsError::Header)?;
        let rest = rest.strip_prefix(&VERSION.to_le_bytes()).ok_or(WeightsError::Header)?;
        Ok(Self { rest, tensor: 0 })
    }

    fn take(&mut self, n: usize) -> Result<&'b [u8], WeightsError> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or(WeightsError::Length)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], WeightsError> {
        self.take(N)?.try_into().map_err(|_| WeightsError::Length)
    }

    fn float(&mut self) -> Result<f32, WeightsError> {
        let value = f32::from_le_bytes(self.number()?);
        if value.is_finite() { Ok(value) } else { Err(WeightsError::Shape(self.tensor)) }
    }

    /// Reads the head of the next tensor and returns its kind. Fails if the tensor does not have the given shape.
    fn head(&mut self, rows: usize, columns: usize) -> Result<u8, WeightsError> {
        self.tensor += 1;
        let [kind] = self.number()?;
        let shape = [u16::from_le_bytes(self.number()?), u16::from_le_bytes(self.number()?)];
        if shape.map(usize::from) == [rows, columns] { Ok(kind) } else { Err(WeightsError::Shape(self.tensor)) }
    }

    fn table(&mut self, rows: usize, columns: usize) -> Result<Table, WeightsError> {
        if self.head(rows, columns)? != 4 {
            return Err(WeightsError::Shape(self.tensor));
        }
        let unit = self.float()? / 255.0;
        let codes = self.take(rows)?;
        let share = |code: &u8| usize::from(code % FINE).checked_sub(1).and_then(|at| SHARES.get(at)).copied();
        let shares = codes.iter().map(|code| share(code).unwrap_or(0)).collect();
        // Most rows belong to words too rare to have been trained. They are not stored and are zero here.
        let width = columns / 2;
        let mut nibbles = vec![0x88; rows * width];
        for (row, _) in nibbles.chunks_exact_mut(width).zip(codes).filter(|(_, code)| (1..FINE).contains(*code)) {
            for (pairs, byte) in row.chunks_exact_mut(2).zip(self.take(columns / 4)?) {
                let value = |place: u8| byte / place % 3 + 7;
                pairs.copy_from_slice(&[value(1) | value(3) << 4, value(9) | value(27) << 4]);
            }
        }
        for (row, _) in nibbles.chunks_exact_mut(width).zip(codes).filter(|(_, code)| **code > FINE) {
            row.copy_from_slice(self.take(width)?);
        }
        Ok(Table { columns, unit, shares, nibbles })
    }

    fn matrix<const N: usize>(&mut self, rows: usize) -> Result<Matrix<N>, WeightsError> {
        let (values, scales) = self.values(rows, N)?;
        let (bands, scales) = bands(&values, N, &scales);
        Ok(Matrix { bands, scales })
    }

    /// Reads a matrix. Returns its integers row by row, and the scale of each row.
    #[inline(never)]
    fn values(&mut self, rows: usize, columns: usize) -> Result<(Vec<i16>, Vec<f32>), WeightsError> {
        let kind = self.head(rows, columns)?;
        let mut scales = Vec::with_capacity(rows);
        for _ in 0..rows {
            scales.push(self.float()?);
        }
        let values = match kind {
            8 => self.take(rows * columns)?.iter().map(|&byte| i16::from(byte as i8)).collect(),
            16 => self.take(rows * columns * 2)?.as_chunks().0.iter().map(|two| i16::from_le_bytes(*two)).collect(),
            _ => return Err(WeightsError::Shape(self.tensor)),
        };
        Ok((values, scales))
    }

    /// Reads a matrix. Returns its scaled numbers row by row.
    #[inline(never)]
    fn floats(&mut self, rows: usize, columns: usize) -> Result<Vec<f32>, WeightsError> {
        let (values, scales) = self.values(rows, columns)?;
        let scaled = values.chunks_exact(columns).zip(&scales);
        Ok(scaled.flat_map(|(row, scale)| row.iter().map(move |&value| f32::from(value) * scale)).collect())
    }

    /// Reads a matrix. Returns its scaled numbers as an array for each row.
    fn vectors<const N: usize>(&mut self, rows: usize) -> Result<Vec<[f32; N]>, WeightsError> {
        Ok(self.floats(rows, N)?.as_chunks().0.to_vec())
    }

    fn array<const N: usize, const R: usize>(&mut self) -> Result<[[f32; N]; R], WeightsError> {
        self.floats(R, N)?.as_chunks().0.try_into().map_err(|_| WeightsError::Shape(self.tensor))
    }

    fn blocks<const N: usize>(&mut self, count: usize) -> Result<Vec<Block<N>>, WeightsError> {
        let mut out = Vec::with_capacity(count);
        for _ in 0..count {
            let [a, b, c, d, e, bias] = self.array()?;
            let (one, two) = (self.matrix(N)?, self.matrix(N)?);
            out.push(Block { taps: [a, b, c, d, e], bias, one, two, vectors: self.array()? });
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BYTES: &[u8] = include_bytes!("../../corpus/model/tagger.bin");

    #[test]
    fn built_in_weights_have_the_right_shape() {
        assert!(Weights::read(BYTES).is_ok());
        assert!(get().is_some());
    }

    #[test]
    fn names_faults() {
        assert_eq!(Weights::read(b"").err(), Some(WeightsError::Header));
        assert_eq!(Weights::read(&BYTES[..BYTES.len() - 1]).err(), Some(WeightsError::Length));
        assert_eq!(Weights::read(&[BYTES, b"x"].concat()).err(), Some(WeightsError::Length));
        let mut other = BYTES.to_vec();
        other[13] ^= 1;
        assert_eq!(Weights::read(&other).err(), Some(WeightsError::Shape(1)));
    }
}
