//! The network's forward pass. Products with matrices are computed in integers, which is faster; everything else is
//! computed in 32-bit floats.
//!
//! The values of a matrix have 8 bits. A vector is quantised to 12 bits before it is multiplied, so that the sums fit
//! in 32 bits and the processor can multiply and add 16-bit numbers. Floats are added in a fixed order, so the same
//! text gives the same bits on every machine.

use std::ops::Range;

use super::simd::{self, Floats};
use super::weights::{
    Block, CLAIM_LABELS, INPUT, LABELS, LABELS2, Matrix, PARTIES, PLACES, STATUSES, WIDTH, WIDTH2, Weights,
};
use super::{FIELDS, Input};

/// The dilation of the convolution in each attribution block of the first stage.
const DILATIONS: [usize; 6] = [1, 2, 4, 8, 1, 2];
/// How many tokens on either side influence a token. In each block, the convolution reaches two taps to either side.
const SIGHT: usize = 2 * (1 + 2 + 4 + 8 + 1 + 2);
/// The number of attribution blocks that run before the blocks for claims branch off.
const SHARED: usize = 3;
/// The dilation of the convolution in each block for claims.
const CLAIM_DILATIONS: [usize; 2] = [1, 2];
/// The number of tokens that go through the layers at a time.
const CHUNK: usize = 1024;
/// The dilation of the convolution in each block of the second stage.
const DILATIONS2: [usize; 4] = [1, 2, 4, 8];
/// Vectors are quantised to -2047..=2047.
const TOP: f32 = 2047.0;
/// Adding this to a small float leaves the nearest integer in the low bits of the sum.
const ROUND: f32 = 12_582_912.0;
/// The number of tokens at the start of a cue that represent it. The further tokens of a long cue are ignored.
const CUE_TOKENS: usize = 6;

/// The output of the first stage for each token of a range.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// The position of the first token.
    first: usize,
    /// The output of the attribution blocks.
    shared: Vec<[f32; WIDTH]>,
    /// The same, projected to the width of the second stage.
    second: Vec<[f32; WIDTH2]>,
    /// The output of the blocks for claims.
    claims: Vec<[f32; WIDTH]>,
}

/// A cue and the tokens around it that the second stage examines. Positions are those of the inputs of [`hidden`].
#[derive(Clone, Debug)]
pub struct Window {
    /// Position of the first token of the window.
    pub start: usize,
    /// Position of the first token of the cue.
    pub cue: usize,
    /// Number of cue tokens inside the window.
    pub cue_len: usize,
    /// For each token of the window, its position relative to the cue: one class for each of [`PLACES`].
    pub places: Vec<[u8; PLACES.len()]>,
}

/// Runs the first stage on the tokens of `range`. Works in chunks, because the values of a long range would not fit in
/// a processor's cache. The output for a token depends only on the [`SIGHT`] tokens on either side of it within the
/// range.
#[inline(never)]
pub fn hidden(weights: &Weights, inputs: &[Input], range: Range<usize>) -> Hidden {
    let room = range.len();
    let with_room = || Vec::with_capacity(room);
    let mut out =
        Hidden { first: range.start, shared: with_room(), second: Vec::with_capacity(room), claims: with_room() };
    for start in range.clone().step_by(CHUNK) {
        let end = (start + CHUNK).min(range.end);
        let low = start.saturating_sub(SIGHT).max(range.start);
        let seen = &inputs[low..(end + SIGHT).min(range.end)];
        let mut shared: Vec<[f32; WIDTH]> = seen.iter().map(|token| embed(weights, token)).collect();
        for (number, (block, dilation)) in weights.blocks.iter().zip(DILATIONS).enumerate() {
            if number == SHARED {
                out.claims.extend_from_slice(&for_claims(weights, seen, &shared)[start - low..end - low]);
            }
            shared = residual(block, dilation, &shared);
        }
        let own = &shared[start - low..end - low];
        out.second.extend(own.iter().map(|x| multiply::<WIDTH, WIDTH2>(&weights.token2, x)));
        out.shared.extend_from_slice(own);
    }
    out
}

/// Returns the score of each first-stage label at each token.
#[inline(never)]
pub fn emissions(weights: &Weights, hidden: &Hidden) -> Vec<[f32; LABELS]> {
    let emit = |x| add(multiply(&weights.emit, x), &weights.emit_bias);
    hidden.shared.iter().map(emit).collect()
}

/// Runs the blocks for claims on `shared`, the output of the first [`SHARED`] attribution blocks. `seen` are the inputs
/// of the same tokens.
fn for_claims(weights: &Weights, seen: &[Input], shared: &[[f32; WIDTH]]) -> Vec<[f32; WIDTH]> {
    let claims = &weights.claims;
    let own = |(x, token): (&[f32; WIDTH], &Input)| {
        let sum = add(*x, &claims.classes[usize::from(token.claim)]);
        norm(sum, &claims.input_norm[0], &claims.input_norm[1])
    };
    let mut out: Vec<[f32; WIDTH]> = shared.iter().zip(seen).map(own).collect();
    for (block, dilation) in claims.blocks.iter().zip(CLAIM_DILATIONS) {
        out = residual(block, dilation, &out);
    }
    out
}

/// Returns the score of each label of claim cues at each token.
#[inline(never)]
pub fn claim_emissions(weights: &Weights, hidden: &Hidden) -> Vec<[f32; CLAIM_LABELS]> {
    let emit = |x| add(multiply(&weights.claims.emit, x), &weights.claims.emit_bias);
    hidden.claims.iter().map(emit).collect()
}

/// Runs the second stage on one window, all of which must be in `hidden`. Returns the score of each label at each token
/// of the window, and the log odds that the candidate cue is one.
#[inline(never)]
pub fn relate(weights: &Weights, hidden: &Hidden, window: &Window) -> (Vec<[f32; LABELS2]>, f32) {
    let cue = multiply(&weights.cue2, &on_cue(&hidden.shared, hidden.first, window));
    let tokens = &hidden.second[window.start - hidden.first..];
    let start = Start { cue, places: &weights.places, norm: &weights.input_norm2 };
    let x = second(&start, &weights.blocks2, tokens, window);
    let [gate]: [f32; 1] = multiply(&weights.gate, &in_window(&x, window));
    let emit = |x| add(multiply(&weights.emit2, x), &weights.emit_bias2);
    (x.iter().map(emit).collect(), gate + weights.gate_bias)
}

/// The output of the second stage for a candidate claim cue.
#[derive(Clone, Debug)]
pub struct ClaimScores {
    /// For each token of the window, the score of each content label.
    pub content: Vec<[f32; CLAIM_LABELS]>,
    /// For each token of the window, the log odds that it belongs to each party.
    pub parties: Vec<[f32; PARTIES]>,
    /// The score of each status; the last entry is the score for no status.
    pub statuses: [f32; STATUSES],
}

/// Runs the second stage on the window of a candidate claim cue. The whole window must be in `hidden`.
#[inline(never)]
pub fn claim(weights: &Weights, hidden: &Hidden, window: &Window) -> ClaimScores {
    let claims = &weights.claims;
    let cue = multiply(&claims.cue2, &on_cue(&hidden.claims, hidden.first, window));
    let first = window.start - hidden.first;
    let seen = &hidden.claims[first..first + window.places.len()];
    let tokens: Vec<[f32; WIDTH2]> = seen.iter().map(|x| multiply(&claims.token2, x)).collect();
    let x = second(&Start { cue, places: &claims.places, norm: &claims.input_norm2 }, &claims.blocks2, &tokens, window);
    let content = |x| add(multiply(&claims.content, x), &claims.content_bias);
    let parties = |x| add(multiply(&claims.party, x), &claims.party_bias);
    ClaimScores {
        content: x.iter().map(content).collect(),
        parties: x.iter().map(parties).collect(),
        statuses: add(multiply(&claims.status, &in_window(&x, window)), &claims.status_bias),
    }
}

/// The inputs of the second stage other than the tokens: the vector of the cue, the vectors of [`PLACES`], and the
/// scale and shift of the input norm.
struct Start<'a> {
    cue: [f32; WIDTH2],
    places: &'a [[f32; WIDTH2]],
    norm: &'a [[f32; WIDTH2]; 2],
}

/// Runs the second stage's blocks over the tokens of a window.
#[inline(never)]
fn second(
    start: &Start<'_>,
    blocks: &[Block<WIDTH2>],
    tokens: &[[f32; WIDTH2]],
    window: &Window,
) -> Vec<[f32; WIDTH2]> {
    let mut x: Vec<[f32; WIDTH2]> = Vec::with_capacity(window.places.len());
    for (token, place) in tokens.iter().zip(&window.places) {
        let mut sum = add(*token, &start.cue);
        let mut first = 0;
        for (&class, size) in place.iter().zip(PLACES) {
            sum = add(sum, &start.places[first + usize::from(class)]);
            first += size;
        }
        x.push(activate(norm(sum, &start.norm[0], &start.norm[1])));
    }
    for (block, dilation) in blocks.iter().zip(DILATIONS2) {
        x = residual(block, dilation, &x);
    }
    x
}

/// Returns the mean over the cue's first [`CUE_TOKENS`] tokens. The first element of `x` is the token at position
/// `first`.
fn on_cue(x: &[[f32; WIDTH]], first: usize, window: &Window) -> [f32; WIDTH] {
    mean(x, window.cue - first, window.cue_len.min(CUE_TOKENS))
}

/// Returns the mean over the cue's tokens. The first element of `x` is the first token of the window.
fn in_window(x: &[[f32; WIDTH2]], window: &Window) -> [f32; WIDTH2] {
    mean(x, window.cue.saturating_sub(window.start), window.cue_len)
}

/// Returns the vector of a token, the input of the first block.
fn embed(weights: &Weights, token: &Input) -> [f32; WIDTH] {
    let mut letters = [0.0; INPUT];
    let mut at = 0;
    for (number, (table, &row)) in weights.tables.iter().zip(&token.hashed).enumerate() {
        let columns = super::weights::COLUMNS[number];
        table.add(usize::from(row), &mut letters[at..at + columns]);
        // The first four tables represent the same word, and their rows are added up.
        at += if number < 3 { 0 } else { columns };
    }
    let mut x: [f32; WIDTH] = multiply(&weights.input, &letters);
    let mut first = 0;
    for (&class, size) in token.classes.iter().zip(FIELDS) {
        x = add(x, &weights.fields[first + usize::from(class)]);
        first += usize::from(size);
    }
    activate(norm(x, &weights.input_norm[0], &weights.input_norm[1]))
}

/// Runs one residual block: a depthwise convolution and two dense layers, then the norm of their output plus the input.
fn residual<const N: usize>(block: &Block<N>, dilation: usize, x: &[[f32; N]]) -> Vec<[f32; N]> {
    let [one_bias, two_bias, scale, shift] = &block.vectors;
    (0..x.len())
        .map(|at| {
            let mut sum = block.bias;
            for (tap, weights) in block.taps.iter().enumerate() {
                // A position before the first token or after the last one contributes zero.
                if let Some(other) = (at + tap * dilation).checked_sub(2 * dilation).and_then(|other| x.get(other)) {
                    let product = simd::pairs(other, weights, |a, b| a * b);
                    sum = simd::pairs(&sum, &product, |a, b| a + b);
                }
            }
            let inner = activate(add(multiply(&block.one, &sum), one_bias));
            let outer: [f32; N] = add(multiply(&block.two, &inner), two_bias);
            norm(add(outer, &x[at]), scale, shift)
        })
        .collect()
}

/// Returns the product of the matrix and the vector.
#[inline(always)]
fn multiply<const N: usize, const M: usize>(matrix: &Matrix<N>, x: &[f32; N]) -> [f32; M] {
    let mut out = [0.0; M];
    multiply_into(matrix, x, &mut out);
    out
}

/// Writes the product to `out`, which must contain zeros, because nothing is written if `x` is zero. A separate
/// function, so that it is compiled only once for each length of `x`.
#[inline(never)]
fn multiply_into<const N: usize>(matrix: &Matrix<N>, x: &[f32; N], out: &mut [f32]) {
    let top = simd::largest(x);
    if top == 0.0 {
        return;
    }
    let (up, round) = (Floats::splat(TOP / top), Floats::splat(ROUND));
    let cut = simd::each(x, |value| value * up + round).map(f32::to_bits);
    let mut pairs = [0; N];
    for (pair, two) in pairs.iter_mut().zip(cut.chunks_exact(2)) {
        *pair = two[0] & 0xffff | two[1] << 16;
    }
    matrix.multiply(&pairs, top / TOP, out);
}

fn add<const N: usize>(a: [f32; N], b: &[f32; N]) -> [f32; N] {
    simd::pairs(&a, b, |a, b| a + b)
}

/// Applies the hard swish, `x * clamp(x + 3, 0, 6) / 6`, to each number.
fn activate<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (zero, three, six) = (Floats::splat(0.0), Floats::splat(3.0), Floats::splat(6.0));
    let sixth = Floats::splat(1.0 / 6.0);
    simd::each(&x, |x| x * (x + three).fast_max(zero).fast_min(six) * sixth)
}

/// Normalises `x` to mean 0 and variance 1, then applies `scale` and `shift`. `N` must be a multiple of eight.
#[inline(never)]
fn norm<const N: usize>(x: [f32; N], scale: &[f32; N], shift: &[f32; N]) -> [f32; N] {
    let mean = Floats::splat(simd::sum(&x) / N as f32);
    let centred = simd::each(&x, |x| x - mean);
    let squares = simd::each(&centred, |x| x * x);
    let spread = Floats::splat(1.0 / (simd::sum(&squares) / N as f32 + 1e-5).sqrt());
    let scaled = simd::pairs(&centred, scale, |x, scale| x * spread * scale);
    simd::pairs(&scaled, shift, |x, shift| x + shift)
}

/// Returns the mean of the `len` vectors from index `start` on. Vectors past the end are left out; the mean of none is
/// zero.
fn mean<const N: usize>(x: &[[f32; N]], start: usize, len: usize) -> [f32; N] {
    let some = x.get(start..(start + len).min(x.len())).unwrap_or(&[]);
    let total = some.iter().fold([0.0; N], add);
    total.map(|value| value / some.len().max(1) as f32)
}
