//! Creates identifiers for things without a URL. The same text always has the same identifiers.

use super::Article;

/// The identifiers of an article and its parts. The text is hashed only once.
#[derive(Debug)]
pub struct Identity {
    /// The identifier of the article: its URL or, if it has none, a URN derived from its text.
    pub article: String,
    base: String,
}

impl Identity {
    /// Creates the identifiers of `article`.
    pub fn new(article: &Article<'_>) -> Self {
        let base = urn(&[article.text, &article.meta.url]);
        Self { article: article.meta.link().map_or_else(|| base.clone(), str::to_owned), base }
    }

    /// Returns the identifier of a part. Equal names give equal identifiers.
    pub fn of(&self, part: &str) -> String {
        urn(&[&self.base, part])
    }
}

/// Returns a UUID (RFC 9562, version 8) derived from `parts`, as a URN.
///
/// It is neither secret nor proof of the content. It distinguishes findings, and makes two exports of one text refer to
/// the same article.
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

/// The offset basis of the hash FNV-1a with 128 bits.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
/// The prime of this hash.
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
