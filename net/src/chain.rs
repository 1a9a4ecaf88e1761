//! Chains of labels: the best one, and how likely each label is, where an inner label follows its own kind only.
//!
//! Label 0 is none; odd labels begin a span, the even label behind each goes on with it.

/// Whether label `to` may follow label `from`; `None` stands before the first token.
fn may_follow(from: Option<usize>, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from.is_some_and(|from| from == to || from + 1 == to)
}

/// The best chain of labels, given how strongly each label and each move speaks for itself.
pub fn best<const L: usize>(emissions: &[[f32; L]], moves: &[[f32; L]; L]) -> Vec<u8> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let never = f32::NEG_INFINITY;
    let open = allowed(moves, never);
    let mut score: [f32; L] = std::array::from_fn(|to| if may_follow(None, to) { first[to] } else { never });
    let mut back: Vec<[u8; L]> = vec![[0; L]];
    for emission in &emissions[1..] {
        let mut next = [never; L];
        let mut from_where = [0; L];
        for (to, (next, origin)) in next.iter_mut().zip(&mut from_where).enumerate() {
            for (from, so_far) in score.iter().enumerate() {
                let value = so_far + open[from][to];
                if value > *next {
                    (*next, *origin) = (value, from as u8);
                }
            }
            *next += emission[to];
        }
        score = next;
        back.push(from_where);
    }
    let mut label = (0..L).fold(0, |best, label| if score[label] > score[best] { label } else { best });
    let mut out = vec![0; emissions.len()];
    for (slot, from) in out.iter_mut().zip(&back).rev() {
        *slot = label as u8;
        label = usize::from(from[label]);
    }
    out
}

/// How likely each label is at each token.
pub fn likelihoods<const L: usize>(emissions: &[[f32; L]], moves: &[[f32; L]; L]) -> Vec<[f32; L]> {
    let factors = allowed(moves, f32::NEG_INFINITY).map(|row| row.map(exp));
    let weights: Vec<[f32; L]> = emissions.iter().map(weights_of).collect();
    let mut out: Vec<[f32; L]> = Vec::with_capacity(weights.len());
    for weight in &weights {
        let before = out.last();
        out.push(to_one(std::array::from_fn(|to| {
            weight[to]
                * match before {
                    Some(before) => before.iter().zip(&factors).map(|(p, row)| p * row[to]).sum::<f32>(),
                    None => f32::from(u8::from(may_follow(None, to))),
                }
        })));
    }
    let mut behind = [1.0; L];
    for (at, weight) in weights.iter().enumerate().rev() {
        let joint = std::array::from_fn(|label| out[at][label] * behind[label]);
        out[at] = to_one(joint);
        behind = to_one(factors.map(|row| (0..L).map(|to| row[to] * weight[to] * behind[to]).sum()));
    }
    out
}

fn allowed<const L: usize>(moves: &[[f32; L]; L], never: f32) -> [[f32; L]; L] {
    std::array::from_fn(|from| {
        std::array::from_fn(|to| if may_follow(Some(from), to) { moves[from][to] } else { never })
    })
}

fn weights_of<const L: usize>(emission: &[f32; L]) -> [f32; L] {
    let top = emission.iter().fold(f32::MIN, |top, &value| if value > top { value } else { top });
    emission.map(|value| exp(value - top))
}

fn to_one<const L: usize>(values: [f32; L]) -> [f32; L] {
    let total: f32 = values.iter().sum();
    if total > 0.0 { values.map(|value| value / total) } else { [1.0 / L as f32; L] }
}

/// e to the power of `x`, to six digits; the same bits on every machine, which the system's own does not promise.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let whole = x.floor();
    let part = (x - whole) * std::f32::consts::LN_2;
    let series = 1.0 / 5040.0;
    let series = [720.0, 120.0, 24.0, 6.0, 2.0, 1.0, 1.0].into_iter().fold(series, |sum, d| sum * part + 1.0 / d);
    series * f32::from_bits(((whole as i32 + 127) << 23) as u32)
}

/// The natural logarithm of a positive `x`, likewise.
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
    fn an_inner_label_needs_its_beginning() {
        let emissions = [[0.0, -1.0, 9.0], [0.0, 1.0, 0.0], [0.0, 0.0, 3.0]];
        assert_eq!(best(&emissions, &[[0.0; 3]; 3]), [0, 1, 2]);
        assert_eq!(best::<3>(&[], &[[0.0; 3]; 3]), [0u8; 0]);
    }

    #[test]
    fn likelihoods_count_all_chains() {
        // Two tokens, labels none, begin, inner: five chains, all equally likely.
        let even = likelihoods(&[[0.0; 3]; 2], &[[0.0; 3]; 3]);
        let fifth = |n: f32, p: f32| assert!((p - n / 5.0).abs() < 1e-6, "{p}");
        // none-none, none-begin, begin-none, begin-begin, begin-inner.
        fifth(2.0, even[0][0]);
        fifth(3.0, even[0][1]);
        fifth(1.0, even[1][2]);
    }
}
