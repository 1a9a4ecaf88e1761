//! The contents of a shared link. Pure: no browser types.
//!
//! The fragment consists of the version (`t=1.` or `t=2.`) and, in URL-safe base64, the compressed bytes of headline,
//! byline, outlet, address, date and text, separated by U+001F. Version 2 has an additional field before the text: the
//! sender's changes to the marks. Browsers never send the fragment to a server.

use crate::export::Meta;
use crate::i18n::Language;
use crate::intake::flow::Rich;

use super::corrections::Correction;
use super::filter::Filter;
use super::saved::{listed, unlisted};

/// The prefix of every link's fragment.
pub const ANY: &str = "#t=";
/// The prefix of a link to an article without marks, which earlier versions of the page can read too.
const PLAIN: &str = "#t=1.";
/// The prefix of a link to an article with the sender's marks.
const MARKED: &str = "#t=2.";
/// The maximum length of a link in bytes. Programs that pass on longer links truncate them.
pub const LONGEST: usize = 30_000;

const BREAK: char = '\u{1f}';
/// The prefix of the word for the filter.
const FILTER: char = '=';
/// The prefix of the word for the finding that the link leads to.
const MARK: char = '@';

/// The sender's changes to the marks of an article, as contained in a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Fingerprints of the findings that the sender removed, see [`super::dismiss`].
    pub dismissed: Vec<u64>,
    /// The sender's corrections.
    pub corrections: Vec<Correction>,
    /// The fingerprint of the finding that the link leads to.
    pub mark: Option<u64>,
    /// The sender's filter.
    pub filter: Option<Filter>,
    /// The language of the text, if the sender chose it.
    pub language: Option<Language>,
}

impl Marks {
    fn written(&self) -> String {
        let mut out = listed(&self.dismissed, &self.corrections, self.language);
        if let Some(filter) = &self.filter {
            out += &format!("{FILTER}{} ", filter.written());
        }
        if let Some(fingerprint) = self.mark {
            out += &format!("{MARK}{fingerprint:016x}");
        }
        out
    }

    fn read(words: &str) -> Option<Self> {
        let (own, changes): (Vec<&str>, Vec<&str>) =
            words.split_whitespace().partition(|word| word.starts_with([FILTER, MARK]));
        let (dismissed, corrections, language) = unlisted(&changes.join(" "))?;
        let after = |sign: char| own.iter().find_map(|word| word.strip_prefix(sign));
        let mark = after(MARK).and_then(|fingerprint| u64::from_str_radix(fingerprint, 16).ok());
        Some(Self { dismissed, corrections, mark, filter: after(FILTER).and_then(Filter::read), language })
    }
}

/// Returns the prefix of the link's fragment, and the text that follows it in compressed form.
pub fn write(meta: &Meta, text: &str, marks: &Marks) -> (&'static str, String) {
    let mut out = String::new();
    let mut add = |field: &str| {
        out.extend(field.chars().filter(|&c| c != BREAK));
        out.push(BREAK);
    };
    meta.clone().fields_mut().into_iter().for_each(|field| add(field));
    let plain = *marks == Marks::default();
    if !plain {
        add(&marks.written());
    }
    (if plain { PLAIN } else { MARKED }, out + text)
}

/// Returns the compressed bytes in a link's fragment, and whether they contain marks; `None` for other fragments.
pub fn packed(fragment: &str) -> Option<(Vec<u8>, bool)> {
    let plain = fragment.strip_prefix(PLAIN).map(|rest| (rest, false));
    let (rest, marked) = plain.or_else(|| Some((fragment.strip_prefix(MARKED)?, true)))?;
    Some((decode(rest)?, marked))
}

/// Parses the decompressed text of a link, as written by [`write`]. `marked` is whether it contains marks. Returns
/// `None` if it is malformed.
pub fn read(bytes: Vec<u8>, marked: bool) -> Option<(Rich, Marks)> {
    let text = String::from_utf8(bytes).ok()?;
    let mut parts = text.splitn(if marked { 7 } else { 6 }, BREAK);
    let mut meta = Meta::default();
    for field in meta.fields_mut() {
        *field = parts.next()?.to_owned();
    }
    let marks = if marked { Marks::read(parts.next()?)? } else { Marks::default() };
    let text = parts.next()?.replace("\r\n", "\n").replace('\r', "\n");
    Some((Rich { text, meta, ..Rich::default() }, marks))
}

const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Encodes `bytes` as URL-safe base64 without padding.
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

/// Parses the output of [`encode`]; `None` if it contains any other character.
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
    use crate::web::corrections::Change;
    use crate::web::filter::Layer;

    #[test]
    fn links_contain_text_and_metadata() {
        let meta = Meta { title: "Bridge \u{1f}shut".into(), url: "https://a.example/é".into(), ..Meta::default() };
        let (start, written) = write(&meta, "One.\r\n\u{1f}Two.", &Marks::default());
        let (rich, marks) = read(written.into_bytes(), false).unwrap();
        assert_eq!((&*rich.text, &*rich.meta.title, &*rich.meta.url), ("One.\n\u{1f}Two.", "Bridge shut", &*meta.url));
        assert_eq!((start, marks), (PLAIN, Marks::default()));
        assert_eq!(read(b"a\x1fb".to_vec(), false), None);
        assert_eq!(read(vec![0xff; 9], false), None);
    }

    #[test]
    fn links_contain_the_senders_corrections() {
        let speaker = Change::Speaker("Zoë Vale".into());
        let marks = Marks {
            dismissed: vec![7, u64::MAX],
            corrections: vec![Correction { fingerprint: 9, change: speaker }],
            mark: Some(12),
            filter: Some(Filter::default().with_only_toggled("Zoë Vale").toggled(Layer::Quoted)),
            language: Some(Language::German),
        };
        let (start, written) = write(&Meta::default(), "One.", &marks);
        let fragment = [start, &encode(written.as_bytes())].concat();
        let (bytes, marked) = packed(&fragment).unwrap();
        let (rich, again) = read(bytes, marked).unwrap();
        assert_eq!((&*rich.text, again), ("One.", marks));
    }

    #[test]
    fn broken_marks_are_refused_or_left_out() {
        let of = |words: &str| read(format!("\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}{words}\u{1f}Text").into_bytes(), true);
        assert_eq!(of("zz"), None);
        let left: Vec<Marks> = ["@zz =all", "+7:x", ""].iter().map(|words| of(words).unwrap().1).collect();
        assert_eq!(left, vec![Marks::default(); 3]);
        assert_eq!(packed("#t=3.AAAA"), None);
    }

    #[test]
    fn bytes_round_trip() {
        for len in 0..40 {
            let bytes: Vec<u8> = (0..len).map(|at| (at * 89 + 7) as u8).collect();
            assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
        assert_eq!(encode(b"\xfb\xff\xfe?"), "-__-Pw");
        assert_eq!(decode("ab c"), None);
    }
}
