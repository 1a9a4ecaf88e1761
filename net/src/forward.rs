//! The network's forward pass, in whole numbers where it costs.
//!
//! Matrix rows hold 8-bit values; a vector is cut to 12 bits before it is multiplied, so that sums fit 32 bits and
//! the compiler can use the multiply-and-add of 16-bit lanes. All else is 32-bit floats added in a fixed order: the
//! same text gives the same bits everywhere.

use std::ops::Range;

use super::lanes::{self, Floats};
use super::weights::{
    Block, CLAIM_LABELS, INPUT, LABELS, LABELS2, Matrix, PARTIES, PLACES, STATUSES, WIDTH, WIDTH2, Weights,
};
use super::{FIELDS, Input};

/// How far apart the taps of each block's convolution stand.
const DILATIONS: [usize; 6] = [1, 2, 4, 8, 1, 2];
/// How far a token sees to either side: two taps of each block.
const SIGHT: usize = 2 * (1 + 2 + 4 + 8 + 1 + 2);
/// So many of the blocks for attributions come before those for claims.
const SHARED: usize = 3;
const CLAIM_DILATIONS: [usize; 2] = [1, 2];
/// How many tokens go through the layers together.
const CHUNK: usize = 1024;
const DILATIONS2: [usize; 4] = [1, 2, 4, 8];
/// Vectors are cut to -2047..=2047.
const TOP: f32 = 2047.0;
/// Adding this to a small float leaves its nearest whole number in the low bits.
const ROUND: f32 = 12_582_912.0;
/// A long cue is known by its first tokens.
const CUE_TOKENS: usize = 6;

/// What the shared layers know of each token of a range.
#[derive(Clone, Debug)]
pub struct Hidden {
    first: usize,
    shared: Vec<[f32; WIDTH]>,
    second: Vec<[f32; WIDTH2]>,
    claims: Vec<[f32; WIDTH]>,
}

/// A cue in its window, for the second stage.
#[derive(Clone, Debug)]
pub struct Window {
    /// Position of the window's first token.
    pub start: usize,
    /// Position of the cue's first token.
    pub cue: usize,
    /// Number of the cue's tokens that stand in the window.
    pub cue_len: usize,
    /// Per token of the window, its place relative to the cue: a class of each of [`PLACES`].
    pub places: Vec<[u8; PLACES.len()]>,
}

/// The shared layers for the tokens of `range`, some at a time: a long range in every layer would not fit a processor's cache. What is
/// known of a token depends on [`SIGHT`] tokens to either side in the range and on nothing else.
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

/// How strongly each label of the first stage speaks for itself at each token.
#[inline(never)]
pub fn emissions(weights: &Weights, hidden: &Hidden) -> Vec<[f32; LABELS]> {
    let emit = |x| add(multiply(&weights.emit, x), &weights.emit_bias);
    hidden.shared.iter().map(emit).collect()
}

/// What the blocks for claims make of tokens that the first shared blocks have seen.
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

/// How strongly each label of the cues of claims speaks for itself at each token.
#[inline(never)]
pub fn claim_emissions(weights: &Weights, hidden: &Hidden) -> Vec<[f32; CLAIM_LABELS]> {
    let emit = |x| add(multiply(&weights.claims.emit, x), &weights.claims.emit_bias);
    hidden.claims.iter().map(emit).collect()
}

/// The second stage on one window, which `hidden` covers: label strengths, and how strongly the cue speaks for being one, in log odds.
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

/// What the second stage says of a claim's cue.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Per token of the window, how strongly each label of content speaks for itself.
    pub content: Vec<[f32; CLAIM_LABELS]>,
    /// Per token, how strongly it speaks for being part of each party, in log odds.
    pub parties: Vec<[f32; PARTIES]>,
    /// How strongly each status speaks for itself; the last is that the cue shows none.
    pub statuses: [f32; STATUSES],
}

/// The second stage on the window of a claim's cue, which `hidden` covers.
#[inline(never)]
pub fn claim(weights: &Weights, hidden: &Hidden, window: &Window) -> Claimed {
    let claims = &weights.claims;
    let cue = multiply(&claims.cue2, &on_cue(&hidden.claims, hidden.first, window));
    let first = window.start - hidden.first;
    let seen = &hidden.claims[first..first + window.places.len()];
    let tokens: Vec<[f32; WIDTH2]> = seen.iter().map(|x| multiply(&claims.token2, x)).collect();
    let x = second(&Start { cue, places: &claims.places, norm: &claims.input_norm2 }, &claims.blocks2, &tokens, window);
    let content = |x| add(multiply(&claims.content, x), &claims.content_bias);
    let parties = |x| add(multiply(&claims.party, x), &claims.party_bias);
    Claimed {
        content: x.iter().map(content).collect(),
        parties: x.iter().map(parties).collect(),
        statuses: add(multiply(&claims.status, &in_window(&x, window)), &claims.status_bias),
    }
}

/// What the second stage starts from beside the tokens.
struct Start<'a> {
    cue: [f32; WIDTH2],
    places: &'a [[f32; WIDTH2]],
    norm: &'a [[f32; WIDTH2]; 2],
}

/// What the second stage knows of each token of a window.
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

/// The mean of what is known of the cue's tokens; `first` is the position of the first of `x`.
fn on_cue(x: &[[f32; WIDTH]], first: usize, window: &Window) -> [f32; WIDTH] {
    mean(x, window.cue - first, window.cue_len.min(CUE_TOKENS))
}

/// The same in the window.
fn in_window(x: &[[f32; WIDTH2]], window: &Window) -> [f32; WIDTH2] {
    mean(x, window.cue.saturating_sub(window.start), window.cue_len)
}

fn embed(weights: &Weights, token: &Input) -> [f32; WIDTH] {
    let mut letters = [0.0; INPUT];
    let mut at = 0;
    for (number, (table, &row)) in weights.tables.iter().zip(&token.hashed).enumerate() {
        let columns = super::weights::COLUMNS[number];
        table.add(usize::from(row), &mut letters[at..at + columns]);
        // The first four tables are views of the same word and are summed.
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

/// One block: a depthwise convolution, two layers, and the input added to the outcome.
fn residual<const N: usize>(block: &Block<N>, dilation: usize, x: &[[f32; N]]) -> Vec<[f32; N]> {
    let [one_bias, two_bias, scale, shift] = &block.vectors;
    (0..x.len())
        .map(|at| {
            let mut sum = block.bias;
            for (tap, weights) in block.taps.iter().enumerate() {
                // Before the first and behind the last token all is zero.
                if let Some(other) = (at + tap * dilation).checked_sub(2 * dilation).and_then(|other| x.get(other)) {
                    let product = lanes::pairs(other, weights, |a, b| a * b);
                    sum = lanes::pairs(&sum, &product, |a, b| a + b);
                }
            }
            let inner = activate(add(multiply(&block.one, &sum), one_bias));
            let outer: [f32; N] = add(multiply(&block.two, &inner), two_bias);
            norm(add(outer, &x[at]), scale, shift)
        })
        .collect()
}

/// Matrix times vector.
#[inline(always)]
fn multiply<const N: usize, const M: usize>(matrix: &Matrix<N>, x: &[f32; N]) -> [f32; M] {
    let mut out = [0.0; M];
    multiply_into(matrix, x, &mut out);
    out
}

/// The same; `out`, which is zero, gets the product. Written out once for each length of vector.
#[inline(never)]
fn multiply_into<const N: usize>(matrix: &Matrix<N>, x: &[f32; N], out: &mut [f32]) {
    let top = lanes::largest(x);
    if top == 0.0 {
        return;
    }
    let (up, round) = (Floats::splat(TOP / top), Floats::splat(ROUND));
    let cut = lanes::each(x, |value| value * up + round).map(f32::to_bits);
    let mut pairs = [0; N];
    for (pair, two) in pairs.iter_mut().zip(cut.chunks_exact(2)) {
        *pair = two[0] & 0xffff | two[1] << 16;
    }
    matrix.multiply(&pairs, top / TOP, out);
}

fn add<const N: usize>(a: [f32; N], b: &[f32; N]) -> [f32; N] {
    lanes::pairs(&a, b, |a, b| a + b)
}

/// Hard swish.
fn activate<const N: usize>(x: [f32; N]) -> [f32; N] {
    let (zero, three, six) = (Floats::splat(0.0), Floats::splat(3.0), Floats::splat(6.0));
    let sixth = Floats::splat(1.0 / 6.0);
    lanes::each(&x, |x| x * (x + three).fast_max(zero).fast_min(six) * sixth)
}

/// Layer norm. `N` is a multiple of the lanes.
#[inline(never)]
fn norm<const N: usize>(x: [f32; N], scale: &[f32; N], shift: &[f32; N]) -> [f32; N] {
    let mean = Floats::splat(lanes::sum(&x) / N as f32);
    let centred = lanes::each(&x, |x| x - mean);
    let squares = lanes::each(&centred, |x| x * x);
    let spread = Floats::splat(1.0 / (lanes::sum(&squares) / N as f32 + 1e-5).sqrt());
    let scaled = lanes::pairs(&centred, scale, |x, scale| x * spread * scale);
    lanes::pairs(&scaled, shift, |x, shift| x + shift)
}

/// The mean of `len` vectors from `start` on, those that are there.
fn mean<const N: usize>(x: &[[f32; N]], start: usize, len: usize) -> [f32; N] {
    let some = x.get(start..(start + len).min(x.len())).unwrap_or(&[]);
    let total = some.iter().fold([0.0; N], add);
    total.map(|value| value / some.len().max(1) as f32)
}
