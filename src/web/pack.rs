//! Findings and articles as bytes, for messages between the page, its worker and its extras. Pure: no browser types.
//!
//! Decoding numbers takes a fraction of the time that reading JavaScript objects takes. Only parts of the same build
//! exchange such bytes: there are no versions, and bytes from elsewhere give `None`, never a panic.

use super::results::Record;
use crate::compare::{
    Change, Comparison, Kind as LinkKind, Link, Manner, Moment, Reason as LinkReason, Row, Shared, Side, Stance,
};
use crate::export::Meta;
use crate::i18n::Language;
use crate::intake::flow::Rich;
use crate::model::{
    Act, Analysis, Attribution, CheckWorthiness, Claim, Kind, Mention, Notice, Reason, Rule, Skipped, SourceType,
    Status,
};
use crate::span::Span;

/// Serialises `value`.
pub fn pack<T: Pack>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    value.put(&mut out);
    out
}

/// Deserialises the output of [`pack`]; `None` if the bytes are malformed or contain anything else.
pub fn unpack<T: Pack>(mut bytes: &[u8]) -> Option<T> {
    let value = T::take(&mut bytes)?;
    bytes.is_empty().then_some(value)
}

/// A type that can be serialised to bytes.
pub trait Pack: Sized {
    /// Appends the value to `out`.
    fn put(&self, out: &mut Vec<u8>);
    /// Removes a value from the start of `from` and returns it; `None` if there is none.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// A number is written with seven bits per byte, the lowest first. The high bit is set in all bytes but the last.
impl Pack for usize {
    fn put(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let mut value = 0_usize;
        for shift in (0..usize::BITS).step_by(7) {
            let (&byte, rest) = from.split_first()?;
            *from = rest;
            value |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Pack for f32 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_bits().to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (bytes, rest) = from.split_first_chunk()?;
        *from = rest;
        Some(f32::from_bits(u32::from_le_bytes(*bytes)))
    }
}

impl Pack for u64 {
    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (bytes, rest) = from.split_first_chunk()?;
        *from = rest;
        Some(u64::from_le_bytes(*bytes))
    }
}

impl Pack for String {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        out.extend(self.as_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let len = usize::take(from)?;
        let (bytes, rest) = from.split_at_checked(len)?;
        *from = rest;
        String::from_utf8(bytes.to_vec()).ok()
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.len().put(out);
        self.iter().for_each(|each| each.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        (0..usize::take(from)?).map(|_| T::take(from)).collect()
    }
}

impl<T: Pack> Pack for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        usize::from(self.is_some()).put(out);
        self.iter().for_each(|own| own.put(out));
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match usize::take(from)? {
            0 => Some(None),
            _ => Some(Some(T::take(from)?)),
        }
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

/// Implements [`Pack`] for a struct, field by field. A missing field is a compile error.
macro_rules! fields {
    ($name:ident: $($field:ident),*) => {
        impl Pack for $name {
            fn put(&self, out: &mut Vec<u8>) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                $(let $field = Pack::take(from)?;)*
                Some($name { $($field),* })
            }
        }
    };
}

pub(super) use fields;

/// Implements [`Pack`] for enums, by the position of the variant in `ALL`.
macro_rules! words {
    ($($name:ident),*) => {
        $(impl Pack for $name {
            fn put(&self, out: &mut Vec<u8>) {
                (*self as usize).put(out);
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                $name::ALL.get(usize::take(from)?).copied()
            }
        })*
    };
}

words!(Rule, Kind, Act, SourceType, Status, Notice, Language, LinkKind, Manner);
fields!(Span: start, end);
fields!(Attribution: source, cue, content, kind, act, source_type, speaker, antecedent, confidence, reason);
fields!(Claim: content, status, cues, claimant, challengers, target, versus, figures, confidence, reason);
fields!(Mention: span, reason);
fields!(CheckWorthiness: span, score, reasons);
fields!(Skipped: span, reason);
fields!(Analysis: attributions, claims, mentions, checks, skipped, notices, language);
fields!(Meta: title, byline, outlet, url, date);
fields!(Rich: text, links, left_out, meta);
fields!(Record: stem, meta, text, analysis);

fields!(Side: article, spans);
fields!(Change: a, b);
fields!(LinkReason: rule, a, b);
fields!(Link: kind, a, b, score, reason, changes);
fields!(Stance: side, manner, status, speaker, figures);
fields!(Row: title, stances, origins, conflict);
fields!(Comparison: links, rows);
fields!(Shared: articles, words, shares);
fields!(Moment: article, words, sentence, dated);

impl Pack for bool {
    fn put(&self, out: &mut Vec<u8>) {
        usize::from(*self).put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(usize::take(from)? != 0)
    }
}

fields!(Reason: rule, words);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_round_trip() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/articles");
        let mut seen = 0;
        for entry in
            std::fs::read_dir(folder).unwrap().flatten().filter(|e| e.path().extension().is_some_and(|e| e == "txt"))
        {
            let analysis = crate::analyze(&std::fs::read_to_string(entry.path()).unwrap());
            assert_eq!(unpack(&pack(&analysis)), Some(analysis));
            seen += 1;
        }
        assert!(seen > 3);
        let foreign = Analysis { notices: vec![Notice::NotEnglish], ..Analysis::default() };
        assert_eq!(unpack(&pack(&foreign)), Some(foreign));
    }

    #[test]
    fn articles_round_trip() {
        let rich = Rich {
            text: "Ann Lee".into(),
            links: vec![(Span::new(0, 3), "https://a.example/".into())],
            left_out: vec![(200, "Share".into())],
            meta: Meta { title: "Ann".into(), date: "2031-04-05".into(), ..Meta::default() },
        };
        assert_eq!(unpack(&pack(&rich)), Some(rich));
    }

    #[test]
    fn rejects_truncated_and_overlong_bytes() {
        let bytes = pack(&crate::analyze("“It is shut,” said Ann Lee. Police denied that it was."));
        assert!((0..bytes.len()).all(|end| unpack::<Analysis>(&bytes[..end]).is_none()));
        assert_eq!(unpack::<Analysis>(&[&bytes[..], &[0]].concat()), None);
        assert_eq!(unpack::<Analysis>(&[0xff; 64]), None);
    }
}
