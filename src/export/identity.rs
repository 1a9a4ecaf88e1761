//! Identifiers for things without a URL. The same text gives the same identifiers.

use super::Article;

/// The identifiers of an article and its parts. The text is hashed once.
#[derive(Debug)]
pub struct Identity {
    /// The article: its URL, or else a URN derived from its text.
    pub article: String,
    base: String,
}

impl Identity {
    /// The identifiers of `article`.
    pub fn new(article: &Article<'_>) -> Self {
        let base = urn(&[article.text, &article.meta.url]);
        Self { article: article.meta.link().map_or_else(|| base.clone(), str::to_owned), base }
    }

    /// The identifier of a part, which must be given the same name each time.
    pub fn of(&self, part: &str) -> String {
        urn(&[&self.base, part])
    }
}

/// A UUID (RFC 9562, version 8) derived from `parts`, as a URN.
///
/// It is neither secret nor a proof. It distinguishes findings, and two exports of one text refer to the same
/// article.
fn urn(parts: &[&str]) -> String {
    let mut hash = OFFSET;
    for part in parts {
        // 0xff does not occur in UTF-8, so it distinguishes "ab", "c" from "a", "bc".
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    let hash = hash & !(0xf << 76) & !(0b11 << 62) | (8 << 76) | (0b10 << 62);
    let digits = format!("{hash:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..])
}

/// Offset basis and prime of 128-bit FNV-1a.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_urn_has_version_and_variant() {
        let urn = urn(&["some text", "claim 1"]);
        assert_eq!(urn.len(), 45);
        assert_eq!(urn.as_bytes()[23], b'8');
        assert!(matches!(urn.as_bytes()[28], b'8' | b'9' | b'a' | b'b'), "{urn}");
    }

    #[test]
    fn different_parts_give_different_urns() {
        assert_eq!(urn(&["a", "bc"]), urn(&["a", "bc"]));
        assert_ne!(urn(&["a", "bc"]), urn(&["ab", "c"]));
    }
}
