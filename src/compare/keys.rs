//! Keys of maps: two positions, or a name, as one number.

/// Returns two numbers as one key. All maps use the same key type, so that the map is compiled only once.
pub fn key(a: usize, b: usize) -> u64 {
    (a as u64) << 32 | b as u64
}

/// Returns the hash of a name as a key.
pub fn named(name: &str) -> u64 {
    name.bytes().fold(1 << 32, |sum: u64, byte| sum.wrapping_mul(0x100_0000_01b3) ^ u64::from(byte))
}

/// Returns an article, a position in it and another article as one key.
pub fn triple(of: (usize, usize), other: usize) -> u64 {
    (of.0 as u64) << 44 | (of.1 as u64 & 0xff_ffff) << 20 | other as u64 & 0xf_ffff
}
