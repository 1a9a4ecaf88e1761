//! A minimal JSON writer, small enough for the page. It does not support fractions.

use std::fmt::{self, Display, Formatter, Write};

/// A JSON value.
#[derive(Clone, Debug)]
pub enum Json {
    /// A string, not yet escaped.
    Text(String),
    /// A whole number.
    Number(usize),
    /// An array.
    List(Vec<Json>),
    /// An object, with its members in this order.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// Creates an object, leaving out empty members (empty strings, lists and objects).
    pub fn object(members: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
        Json::Object(members.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// Creates the string `text`.
    pub fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    fn is_empty(&self) -> bool {
        match self {
            Json::Text(text) => text.is_empty(),
            Json::Number(_) => false,
            Json::List(items) => items.is_empty(),
            Json::Object(members) => members.is_empty(),
        }
    }
}

impl Display for Json {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Json::Text(text) => write_text(out, text),
            Json::Number(number) => write!(out, "{number}"),
            Json::List(items) => {
                out.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    out.write_str(if at == 0 { "" } else { "," })?;
                    item.fmt(out)?;
                }
                out.write_char(']')
            }
            Json::Object(members) => {
                out.write_char('{')?;
                for (at, (name, value)) in members.iter().enumerate() {
                    out.write_str(if at == 0 { "" } else { "," })?;
                    write_text(out, name)?;
                    out.write_char(':')?;
                    value.fmt(out)?;
                }
                out.write_char('}')
            }
        }
    }
}

/// Writes a JSON string. Also escapes `<`, so that the JSON may be embedded in an HTML script element, as schema.org
/// data usually is.
fn write_text(out: &mut Formatter<'_>, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(out, "\\{c}")?,
            '\n' => out.write_str("\\n")?,
            '<' | '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                write!(out, "\\u{:04x}", c as u32)?
            }
            c => out.write_char(c)?,
        }
    }
    out.write_char('"')
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_string_round_trips(text: String) {
            let written = Json::List(vec![Json::text(text.as_str()), Json::Number(7)]).to_string();
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), serde_json::json!([text, 7]));
            prop_assert!(!written.contains('<') && !written.contains('\n'));
        }
    }

    #[test]
    fn empty_members_are_left_out() {
        let members =
            [("a", Json::text("")), ("b", Json::Number(0)), ("c", Json::List(vec![])), ("d", Json::text("x"))];
        assert_eq!(Json::object(members).to_string(), r#"{"b":0,"d":"x"}"#);
    }
}
