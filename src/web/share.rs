//! What a shared link holds. Pure: no browser types.
//!
//! `#t=1.` and, in base64 for addresses, the packed bytes of headline, byline, outlet, address, date and text, divided by
//! U+001F. The part behind `#` never leaves a browser.

use crate::export::Meta;
use crate::intake::flow::Rich;

use super::origin::fields;

/// What such a link's fragment starts with; the number is the version of what follows.
pub const START: &str = "#t=1.";
/// Longer links are cut by programs that pass them on. Bytes.
pub const LONGEST: usize = 30_000;

const BREAK: char = '\u{1f}';

/// All that a link holds, unpacked.
pub fn write(meta: &Meta, text: &str) -> String {
    let mut out = String::new();
    for field in fields(&mut meta.clone()) {
        out.extend(field.chars().filter(|&c| c != BREAK));
        out.push(BREAK);
    }
    out + text
}

/// What [`write`] wrote.
pub fn read(bytes: Vec<u8>) -> Option<Rich> {
    let text = String::from_utf8(bytes).ok()?;
    let mut parts = text.splitn(6, BREAK);
    let mut meta = Meta::default();
    for field in fields(&mut meta) {
        *field = parts.next()?.to_owned();
    }
    let text = parts.next()?.replace("\r\n", "\n").replace('\r', "\n");
    Some(Rich { text, meta, ..Rich::default() })
}

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `bytes` in the 64 signs that an address may hold.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for three in bytes.chunks(3) {
        let group = (0..3).fold(0u32, |group, at| group << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        for at in 0..=three.len() {
            out.push(char::from(SIGNS[(group >> (18 - 6 * at)) as usize & 63]));
        }
    }
    out
}

/// What [`encode`] encoded; none where another sign stands in it.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0u32, 0);
    for sign in text.trim_end_matches('=').bytes() {
        let value = SIGNS.iter().position(|&own| own == sign)?;
        held = held << 6 | value as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_text_and_facts() {
        let meta = Meta { title: "Bridge \u{1f}shut".into(), url: "https://a.example/é".into(), ..Meta::default() };
        let rich = read(write(&meta, "One.\r\n\u{1f}Two.").into_bytes()).unwrap();
        assert_eq!((&*rich.text, &*rich.meta.title, &*rich.meta.url), ("One.\n\u{1f}Two.", "Bridge shut", &*meta.url));
        assert_eq!(read(b"a\x1fb".to_vec()), None);
        assert_eq!(read(vec![0xff; 9]), None);
    }

    #[test]
    fn bytes_come_back() {
        for len in 0..40 {
            let bytes: Vec<u8> = (0..len).map(|at| (at * 89 + 7) as u8).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
        assert_eq!(encode(b"\xfb\xff\xfe?"), "-__-Pw");
        assert_eq!(decode("ab c"), None);
    }
}
