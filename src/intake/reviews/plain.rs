//! Turns markup into plain text: character references are decoded, tags removed.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// How many times text is decoded, because some feeds encode it twice.
const TIMES: usize = 2;

/// Collects the text of markup.
#[derive(Default)]
struct Text(RefCell<String>);

impl TokenSink for Text {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
            Token::TagToken(_) => self.0.borrow_mut().push(' '),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Returns the text of a field that may contain markup, with single spaces.
pub fn text(field: &str) -> String {
    let mut out = field.to_owned();
    for _ in 0..TIMES {
        // "<" alone is text, as in "less than 5 < 6".
        if !out.contains('&') && !out.contains('<') {
            break;
        }
        let tokenizer = Tokenizer::new(Text::default(), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(out.as_str()));
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        out = tokenizer.sink.0.take();
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn markup_and_references_become_text() {
        assert_eq!(text("<p>Salt &amp; tin:<br>5 &lt; 6 &eacute;</p>"), "Salt & tin: 5 < 6 é");
        assert_eq!(text("&amp;quot;No&amp;quot;, said O&#8217;Dee"), "\"No\", said O’Dee");
        assert_eq!(text("Prices < $50 & falling"), "Prices < $50 & falling");
    }
}
