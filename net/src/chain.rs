//! Decodes label sequences: [`best`] returns the sequence with the highest score, [`likelihoods`] the probability of
//! each label at each token.
//!
//! Label 0 means none. An odd label begins a span, and the even label after it continues that span. A label that
//! continues a span may only follow itself or the label that begins the span.

/// Whether label `to` may follow label `from`. `from` is `None` if `to` is the label of the first token.
fn may_follow(from: Option<usize>, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from.is_some_and(|from| from == to || from + 1 == to)
}

/// Returns the label sequence with the highest score, one label per token. `emissions` has the score of each label at
/// each token, and `moves[from][to]` is the score of the transition from one label to another.
pub fn best<const L: usize>(emissions: &[[f32; L]], moves: &[[f32; L]; L]) -> Vec<u8> {
    best_of(emissions.as_flattened(), moves.as_flattened(), L)
}

/// Returns the probability of each label at each token, over all allowed sequences. The parameters are those of
/// [`best`].
pub fn likelihoods<const L: usize>(emissions: &[[f32; L]], moves: &[[f32; L]; L]) -> Vec<[f32; L]> {
    likelihoods_of(emissions.as_flattened(), moves.as_flattened(), L).as_chunks().0.to_vec()
}

/// Computes [`best`] for any number of labels. Not generic, because the compiler would then unroll the loops for each
/// number of labels.
#[inline(never)]
fn best_of(emissions: &[f32], moves: &[f32], labels: usize) -> Vec<u8> {
    let Some(first) = emissions.get(..labels) else { return Vec::new() };
    let open = allowed(moves, labels);
    let mut score: Vec<f32> =
        first.iter().enumerate().map(|(to, &value)| if may_follow(None, to) { value } else { NEVER }).collect();
    let mut back = vec![0; labels];
    let mut next = score.clone();
    for emission in emissions[labels..].chunks_exact(labels) {
        for (to, own) in emission.iter().enumerate() {
            let (mut best, mut origin) = (NEVER, 0);
            for (from, so_far) in score.iter().enumerate() {
                let value = so_far + open[from * labels + to];
                if value > best {
                    (best, origin) = (value, from as u8);
                }
            }
            next[to] = best + own;
            back.push(origin);
        }
        std::mem::swap(&mut score, &mut next);
    }
    let mut label = (0..labels).fold(0, |best, label| if score[label] > score[best] { label } else { best });
    let mut out = vec![0; emissions.len() / labels];
    for (slot, from) in out.iter_mut().zip(back.chunks_exact(labels)).rev() {
        *slot = label as u8;
        label = usize::from(from[label]);
    }
    out
}

/// Computes [`likelihoods`] for any number of labels, with the forward-backward algorithm.
#[inline(never)]
fn likelihoods_of(emissions: &[f32], moves: &[f32], labels: usize) -> Vec<f32> {
    let factors: Vec<f32> = allowed(moves, labels).into_iter().map(exp).collect();
    let mut weights = emissions.to_vec();
    for own in weights.chunks_exact_mut(labels) {
        let top = own.iter().fold(f32::MIN, |top, &value| if value > top { value } else { top });
        own.iter_mut().for_each(|value| *value = exp(*value - top));
    }
    let mut out = vec![0.0; weights.len()];
    for (at, weight) in weights.chunks_exact(labels).enumerate() {
        let (before, own) = out.split_at_mut(at * labels);
        let before = (at > 0).then(|| &before[(at - 1) * labels..]);
        for to in 0..labels {
            let reached = match before {
                Some(before) => before.iter().zip(factors.chunks_exact(labels)).map(|(p, row)| p * row[to]).sum(),
                None => f32::from(u8::from(may_follow(None, to))),
            };
            own[to] = weight[to] * reached;
        }
        to_one(&mut own[..labels]);
    }
    let (mut behind, mut next) = (vec![1.0; labels], vec![0.0; labels]);
    for (own, weight) in out.chunks_exact_mut(labels).zip(weights.chunks_exact(labels)).rev() {
        own.iter_mut().zip(&behind).for_each(|(own, behind)| *own *= behind);
        to_one(own);
        let sum = |row: &[f32]| (0..labels).map(|to| row[to] * weight[to] * behind[to]).sum();
        next.iter_mut().zip(factors.chunks_exact(labels)).for_each(|(next, row)| *next = sum(row));
        to_one(&mut next);
        std::mem::swap(&mut behind, &mut next);
    }
    out
}

const NEVER: f32 = f32::NEG_INFINITY;

/// Returns the transition scores, row by row, with those of forbidden transitions set to [`NEVER`].
fn allowed(moves: &[f32], labels: usize) -> Vec<f32> {
    let open = |at: usize| may_follow(Some(at / labels), at % labels);
    moves.iter().enumerate().map(|(at, &value)| if open(at) { value } else { NEVER }).collect()
}

/// Scales the values so that they add up to 1. If they are all zero, they become equal.
fn to_one(values: &mut [f32]) {
    let total: f32 = values.iter().sum();
    let even = 1.0 / values.len() as f32;
    values.iter_mut().for_each(|value| *value = if total > 0.0 { *value / total } else { even });
}

/// Returns e to the power of `x`, to about five digits. `x` is clamped to -80..=80. The result has the same bits on
/// every machine, which the standard library does not guarantee.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = x.floor();
    let part = (x - whole) * std::f32::consts::LN_2;
    let series = 1.0 / 5040.0;
    let series = [720.0, 120.0, 24.0, 6.0, 2.0, 1.0, 1.0].into_iter().fold(series, |sum, d| sum * part + 1.0 / d);
    series * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

/// Returns the natural logarithm of `x`, which must be positive. As with [`exp`], the result has the same bits on every
/// machine.
pub fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let power = (bits >> 23) as i32 - 127;
    let part = f32::from_bits(bits & 0x007f_ffff | 0x3f80_0000);
    let ratio = (part - 1.0) / (part + 1.0);
    let square = ratio * ratio;
    let series = [11.0, 9.0, 7.0, 5.0, 3.0, 1.0].into_iter().fold(0.0, |sum, d| sum * square + 1.0 / d);
    power as f32 * std::f32::consts::LN_2 + 2.0 * ratio * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_and_logarithms() {
        for x in [-30.0f32, -2.5, -0.1, 0.0, 0.7, 1.0, 9.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
        for x in [1e-6f32, 0.1, 0.5, 1.0, 1.99, 700.0] {
            assert!((ln(x) - x.ln()).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn inner_labels_follow_a_begin_label() {
        let emissions = [[0.0, -1.0, 9.0], [0.0, 1.0, 0.0], [0.0, 0.0, 3.0]];
        assert_eq!(best(&emissions, &[[0.0; 3]; 3]), [0, 1, 2]);
        assert_eq!(best::<3>(&[], &[[0.0; 3]; 3]), [0u8; 0]);
    }

    #[test]
    fn likelihoods_count_all_chains() {
        // Two tokens with the labels none, begin and inner have five allowed sequences, all equally likely here:
        let even = likelihoods(&[[0.0; 3]; 2], &[[0.0; 3]; 3]);
        let fifth = |n: f32, p: f32| assert!((p - n / 5.0).abs() < 1e-6, "{p}");
        // none-none, none-begin, begin-none, begin-begin and begin-inner.
        fifth(2.0, even[0][0]);
        fifth(3.0, even[0][1]);
        fifth(1.0, even[1][2]);
    }
}
