//! The one inner loop that costs: four sums of products of 16-bit numbers at a time.
//!
//! WebAssembly has an instruction for it that the compiler does not find by itself; elsewhere it does.

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    /// Four 32-bit sums.
    pub type Four = [i32; 4];
    /// Eight 16-bit numbers, as four pairs.
    pub type Eight = [i16; 8];

    /// Packs eight numbers.
    pub fn eight(numbers: [i16; 8]) -> Eight {
        numbers
    }

    /// Two numbers, the first in the low half of `pair`, four times.
    #[inline(always)]
    pub fn four_times(pair: u32) -> Eight {
        let (a, b) = (pair as i16, (pair >> 16) as i16);
        [a, b, a, b, a, b, a, b]
    }

    /// Four zeros.
    #[inline(always)]
    pub fn zero() -> Four {
        [0; 4]
    }

    /// Adds to each sum the products of one pair with another.
    #[inline(always)]
    pub fn add_products(sums: Four, a: Eight, b: Eight) -> Four {
        let product = |i: usize| i32::from(a[i]) * i32::from(b[i]);
        std::array::from_fn(|i| sums[i] + product(2 * i) + product(2 * i + 1))
    }

    /// Unpacks four sums.
    #[inline(always)]
    pub fn numbers(sums: Four) -> [i32; 4] {
        sums
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd {
    use core::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane, i32x4_splat, v128};

    pub type Four = v128;
    pub type Eight = v128;

    pub fn eight(n: [i16; 8]) -> Eight {
        i16x8(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7])
    }

    #[inline(always)]
    pub fn four_times(pair: u32) -> Eight {
        i32x4_splat(pair as i32)
    }

    #[inline(always)]
    pub fn zero() -> Four {
        i32x4_splat(0)
    }

    #[inline(always)]
    pub fn add_products(sums: Four, a: Eight, b: Eight) -> Four {
        i32x4_add(sums, i32x4_dot_i16x8(a, b))
    }

    #[inline(always)]
    pub fn numbers(sums: Four) -> [i32; 4] {
        [
            i32x4_extract_lane::<0>(sums),
            i32x4_extract_lane::<1>(sums),
            i32x4_extract_lane::<2>(sums),
            i32x4_extract_lane::<3>(sums),
        ]
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub use plain::{Eight, add_products, eight, four_times, numbers, zero};
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub use simd::{Eight, add_products, eight, four_times, numbers, zero};

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
