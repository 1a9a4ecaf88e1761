//! The inner loops, which compute with four or eight numbers at a time.
//!
//! Processors and WebAssembly have an instruction that multiplies pairs of 16-bit numbers and adds the products, but
//! the compiler does not select it on its own. In a program that is optimised for size it does not vectorise loops over
//! floats either.

use wide::{f32x4, i16x8, i32x4};

/// Four 32-bit sums.
pub type Four = i32x4;
/// Eight 16-bit numbers, as four pairs.
pub type Eight = i16x8;

/// Packs eight numbers.
pub fn eight(numbers: [i16; 8]) -> Eight {
    i16x8::new(numbers)
}

/// Repeats a pair of numbers four times. The first number of `pair` is in its low half.
#[inline(always)]
pub fn four_times(pair: u32) -> Eight {
    bytemuck::cast(i32x4::splat(pair as i32))
}

/// Returns four zeros.
#[inline(always)]
pub fn zero() -> Four {
    i32x4::splat(0)
}

/// Adds to each of the four sums the products of a pair in `a` with the pair at the same place in `b`.
#[inline(always)]
pub fn add_products(sums: Four, a: Eight, b: Eight) -> Four {
    sums + a.dot(b)
}

/// Four floats.
pub type Floats = f32x4;

/// Applies `f`, which takes four numbers at a time, to all numbers of `a`.
#[inline(always)]
pub fn each<const N: usize>(a: &[f32; N], f: impl Fn(Floats) -> Floats) -> [f32; N] {
    pairs(a, a, |a, _| f(a))
}

/// Applies `f`, which takes four numbers of each at a time, to all numbers of `a` and their counterparts in `b`.
#[inline(always)]
pub fn pairs<const N: usize>(a: &[f32; N], b: &[f32; N], f: impl Fn(Floats, Floats) -> Floats) -> [f32; N] {
    let mut out = [0.0; N];
    let ((a, a_rest), (b, b_rest), (fours, rest)) = (a.as_chunks::<4>(), b.as_chunks::<4>(), out.as_chunks_mut::<4>());
    for ((out, a), b) in fours.iter_mut().zip(a).zip(b) {
        *out = f(f32x4::new(*a), f32x4::new(*b)).to_array();
    }
    for ((out, a), b) in rest.iter_mut().zip(a_rest).zip(b_rest) {
        *out = f(f32x4::splat(*a), f32x4::splat(*b)).to_array()[0];
    }
    out
}

/// Returns the sum of the numbers, accumulated in eight lanes and then across the lanes. `N` must be a multiple of
/// eight.
#[inline(always)]
pub fn sum<const N: usize>(x: &[f32; N]) -> f32 {
    let mut lanes = [f32x4::splat(0.0); 2];
    for [low, high] in x.as_chunks::<4>().0.as_chunks::<2>().0 {
        lanes = [lanes[0] + f32x4::new(*low), lanes[1] + f32x4::new(*high)];
    }
    lanes.iter().flat_map(|four| four.to_array()).sum()
}

/// Returns the largest absolute value. Compares bits as integers: without the sign bit, both have the same order.
#[inline(always)]
pub fn largest<const N: usize>(x: &[f32; N]) -> f32 {
    let sign = i32x4::splat(i32::MAX);
    let (fours, rest) = x.as_chunks::<4>();
    let tops = fours.iter().fold(zero(), |top, four| top.max(bytemuck::cast::<_, i32x4>(f32x4::new(*four)) & sign));
    let rest = rest.iter().map(|value| value.abs().to_bits() as i32);
    let top = tops.to_array().into_iter().chain(rest).max().unwrap_or(0);
    f32::from_bits(top as u32)
}

/// Multiplies four sums by `scales` and `factor`.
#[inline(always)]
pub fn scaled(sums: Four, scales: &[f32; 4], factor: f32) -> [f32; 4] {
    (f32x4::from_i32x4(sums) * (f32x4::new(*scales) * f32x4::splat(factor))).to_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiplies_and_adds_pairs() {
        let sums = add_products(zero(), eight([1, 2, 3, 4, 5, 6, 7, -8]), four_times(0xffff_000a));
        let sums = add_products(sums, eight([1, 0, 1, 0, 1, 0, 1, 0]), four_times(0x0009_0001));
        assert_eq!(scaled(sums, &[1.0, 2.0, 3.0, 4.0], 0.5), [4.5, 27.0, 67.5, 158.0]);
    }

    #[test]
    fn lanes_compute_the_same_as_scalars() {
        let x: [f32; 24] = std::array::from_fn(|i| (i as f32 - 11.0) * 0.7);
        assert_eq!(pairs(&x, &x, |a, b| a * b), x.map(|x| x * x));
        let odd: [f32; 7] = std::array::from_fn(|i| i as f32);
        assert_eq!(each(&odd, |a| a + a), odd.map(|x| x + x));
        assert!((sum(&x) - x.iter().sum::<f32>()).abs() < 1e-4);
        assert_eq!((largest(&x), largest(&[1.0, -3.0, 2.0, 0.5, -7.0])), (12.0 * 0.7, 7.0));
    }
}
