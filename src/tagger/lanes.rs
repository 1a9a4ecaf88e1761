//! The one inner loop that costs: four sums of products of 16-bit numbers at a time.
//!
//! Processors and WebAssembly have an instruction for it that the compiler does not find by itself.

use wide::{i16x8, i32x4};

/// Four 32-bit sums.
pub type Four = i32x4;
/// Eight 16-bit numbers, as four pairs.
pub type Eight = i16x8;

/// Packs eight numbers.
pub fn eight(numbers: [i16; 8]) -> Eight {
    i16x8::new(numbers)
}

/// Two numbers, the first in the low half of `pair`, four times.
#[inline(always)]
pub fn four_times(pair: u32) -> Eight {
    bytemuck::cast(i32x4::splat(pair as i32))
}

/// Four zeros.
#[inline(always)]
pub fn zero() -> Four {
    i32x4::splat(0)
}

/// Adds to each sum the products of one pair with another.
#[inline(always)]
pub fn add_products(sums: Four, a: Eight, b: Eight) -> Four {
    sums + a.dot(b)
}

/// Unpacks four sums.
#[inline(always)]
pub fn numbers(sums: Four) -> [i32; 4] {
    sums.to_array()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_multiplied_and_added() {
        let sums = add_products(zero(), eight([1, 2, 3, 4, 5, 6, 7, -8]), four_times(0xffff_000a));
        assert_eq!(
            numbers(add_products(sums, eight([1, 0, 1, 0, 1, 0, 1, 0]), four_times(0x0009_0001))),
            [9, 27, 45, 79]
        );
    }
}
