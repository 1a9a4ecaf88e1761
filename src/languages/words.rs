//! A text as tokens, sentences and paragraphs, with what the pack says about each word.

use std::ops::Range;

use super::pack::{Class, Classes, Kind, Pack};
use super::patterns::Hit;
use crate::span::Span;
use crate::text::{paragraphs, quotes};

/// A sentence is cut after this many tokens, so that work per sentence is bounded.
const MAX_TOKENS: usize = 300;

/// One word, number or mark.
#[derive(Debug)]
pub struct Token {
    /// Its position, in bytes.
    pub span: Span,
    /// The text in lower case, with straight apostrophes.
    pub lower: Box<str>,
    /// Whether it has a letter or a digit.
    pub word: bool,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Index of its sentence.
    pub sentence: usize,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// The number of the outermost quotation around it, counted from 1; 0 outside. Marks count as inside.
    pub quote: usize,
    /// The classes of words that it belongs to.
    pub classes: Classes,
}

impl Token {
    /// Whether it is a word or a number.
    pub fn wordlike(&self) -> bool {
        self.word
    }

    /// Whether it belongs to `class`.
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it is the mark `mark`.
    pub fn mark(&self, mark: &str) -> bool {
        *self.lower == *mark
    }

    /// Whether it is a dash between words.
    pub fn dash(&self) -> bool {
        matches!(&*self.lower, "–" | "—" | "-" | "―")
    }
}

/// A segmented text.
pub struct Text<'t> {
    /// The plain text.
    pub text: &'t str,
    /// The words of its language.
    pub pack: &'t Pack,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// The tokens of each paragraph.
    pub paragraphs: Vec<Range<usize>>,
    /// The outermost quotations, in order.
    pub quotes: Vec<quotes::Quote>,
    /// Where rows of cues, claims and traps fit, by first token.
    pub hits: Vec<Hit>,
}

impl<'t> Text<'t> {
    /// Segments `text`.
    pub fn new(text: &'t str, pack: &'t Pack) -> Self {
        let lines = paragraphs::split(text);
        let mut tokens = Vec::new();
        let mut starts = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if pack.is_boilerplate(line.of(text)) {
                continue;
            }
            starts.push(tokens.len());
            split(text, *line, number, pack, &mut tokens);
        }
        starts.push(tokens.len());
        let paragraphs: Vec<Range<usize>> =
            starts.windows(2).map(|pair| pair[0]..pair[1]).filter(|own| !own.is_empty()).collect();
        let mut quotes = quotes::of(text, &[]);
        quotes.retain(|quote| quote.level == 0);
        for (number, own) in paragraphs.iter().enumerate() {
            tokens[own.clone()].iter_mut().for_each(|token| token.paragraph = number);
        }
        let mut next = quotes.iter().enumerate().peekable();
        let mut around = None;
        for token in &mut tokens {
            while let Some((number, quote)) = next.next_if(|(_, quote)| quote.span.start <= token.span.start) {
                around = Some((number + 1, quote.span));
            }
            token.quote = around.filter(|(_, span)| span.has(token.span.start)).map_or(0, |(number, _)| number);
        }
        let sentences = sentences(&mut tokens, &paragraphs, pack);
        let mut out = Self { text, pack, tokens, sentences, paragraphs, quotes, hits: Vec::new() };
        out.look_up();
        out
    }

    /// Finds the rows of the pack that fit, and sets the classes of words.
    fn look_up(&mut self) {
        let mut found = Vec::new();
        let mut cues = Vec::new();
        for number in 0..self.sentences.len() {
            let sentence = self.sentences[number].clone();
            for at in sentence.clone() {
                found.clear();
                self.pack.patterns.find(&self.tokens, at, sentence.end, &mut found);
                for &hit in &found {
                    let kind = &self.pack.rows[hit.row].kind;
                    if self.is_name(&hit, kind) {
                        continue;
                    }
                    if let Some(class) = kind.class() {
                        self.tokens[hit.start..hit.end].iter_mut().for_each(|token| token.classes.add(class));
                    }
                    let named = matches!(
                        kind.class(),
                        Some(Class::Role | Class::Title | Class::Forename | Class::Organisation | Class::Anonymous | Class::Document | Class::Outlet)
                    );
                    if named && self.pack.patterns.base(hit.pattern) == Some(&*self.tokens[at].lower) {
                        self.tokens[at].classes.add(Class::Base);
                    }
                    match kind {
                        Kind::Class(class) if self.keeps(*class) => self.hits.push(hit),
                        Kind::Class(_) => {}
                        Kind::Verb(_) => cues.push(hit),
                        _ => self.hits.push(hit),
                    }
                }
            }
        }
        for hit in cues {
            if !self.is_noun(&hit) {
                self.tokens[hit.start..hit.end].iter_mut().for_each(|token| token.classes.add(Class::Cue));
                self.hits.push(hit);
            }
        }
        self.hits.sort_by_key(|hit| (hit.start, hit.row));
    }

    /// Whether places of words of `class` are kept, for their first forms.
    fn keeps(&self, class: Class) -> bool {
        let noun = matches!(class, Class::Organisation | Class::Anonymous | Class::Document | Class::Outlet | Class::Place);
        !self.pack.inflections.is_empty() && noun
    }

    /// Whether a capital shows that a hit of a verb is a name, or a noun where nouns have capitals: "die Antworten".
    fn is_name(&self, hit: &Hit, kind: &Kind) -> bool {
        let verbal = match kind {
            Kind::Verb(_) | Kind::Hearsay { .. } | Kind::Report => true,
            Kind::Class(class) => matches!(
                class,
                Class::Auxiliary | Class::Verbal | Class::Participle | Class::Infinitive | Class::Adverb | Class::Passive | Class::Adjective
            ),
            _ => false,
        };
        let before = hit.start.checked_sub(1).map(|at| &self.tokens[at]);
        verbal
            && self.tokens[hit.start].capital
            && before.is_some_and(|before| before.sentence == self.tokens[hit.start].sentence && before.word)
    }

    /// Whether a form of a verb is a noun here, since an article is in front of it and no subject in front of that: "la demande".
    fn is_noun(&self, hit: &Hit) -> bool {
        let own = &self.tokens[hit.start];
        let may_be = if self.pack.names_nominals { own.is(Class::Nominal) } else { !self.pack.verb_second };
        let Some(before) = hit.start.checked_sub(1).map(|at| &self.tokens[at]).filter(|before| before.sentence == own.sentence) else {
            return false;
        };
        let marks = before.is(Class::Article) || before.is(Class::Possessive) || self.pack.names_nominals && before.is(Class::Linking);
        if !may_be || hit.end - hit.start > 1 || !marks {
            return false;
        }
        let subject = hit.start.checked_sub(2).map(|at| &self.tokens[at]).filter(|subject| subject.sentence == own.sentence);
        let speaks = subject.is_some_and(|subject| {
            subject.is(Class::Pronoun) || subject.is(Class::Relative) || subject.is(Class::Such) || subject.is(Class::Negation) || subject.is(Class::Clitic) || subject.is(Class::That)
                || subject.word && !subject.is(Class::Preposition) && !subject.is(Class::Linking) && !subject.is(Class::Auxiliary) && !subject.is(Class::Verbal) && !subject.is(Class::Cue) && !subject.is(Class::And) && !subject.is(Class::Adverb)
        });
        !(before.is(Class::Clitic) && speaks)
    }

    /// The tokens of the sentence of token `at`.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences[self.tokens[at].sentence].clone()
    }

    /// The bytes of a range of tokens; empty for an empty range.
    pub fn span(&self, range: &Range<usize>) -> Span {
        match self.tokens.get(range.clone()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The token `at` if it lies in `range`.
    pub fn get(&self, at: usize, range: &Range<usize>) -> Option<&Token> {
        self.tokens.get(at).filter(|_| range.contains(&at))
    }

    /// The token before `at` if it lies in `range`.
    pub fn before(&self, at: usize, range: &Range<usize>) -> Option<&Token> {
        at.checked_sub(1).and_then(|at| self.get(at, range))
    }

    /// The first token that starts at or after byte `at`.
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < at)
    }

    /// The tokens of a quotation, with its marks.
    pub fn tokens_of(&self, quote: &quotes::Quote) -> Range<usize> {
        self.token_at(quote.span.start)..self.token_at(quote.span.end)
    }

    /// The row of `hit`.
    pub fn row(&self, hit: &Hit) -> &'t super::pack::Row {
        &self.pack.rows[hit.row]
    }
}

/// Splits the words of `raw`, which is one paragraph or one pattern, and passes their spans on.
pub fn each_word(raw: &str, pack: &Pack, mut take: impl FnMut(Span)) {
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let len = if is_word(c) { word_len(&raw[at..], pack) } else { c.len_utf8() };
        let mut start = at;
        at += len;
        // "l'homme", "qu'il" are two words; "confie-t-elle" is three.
        while let Some(cut) = elided(&raw[start..at], pack) {
            take(Span::new(start, start + cut));
            start += cut;
        }
        let cut = start + enclitic(&raw[start..at], pack);
        if cut < at {
            take(Span::new(start, cut));
            // The hyphen, or "-t-", which belongs to neither.
            let last = cut + raw[cut..at].rfind('-').unwrap_or(0) + 1;
            take(Span::new(cut, last));
            take(Span::new(last, at));
        } else {
            take(Span::new(start, at));
        }
    }
}

fn split(text: &str, line: Span, paragraph: usize, pack: &Pack, out: &mut Vec<Token>) {
    each_word(line.of(text), pack, |span| {
        let raw = span.of(line.of(text));
        out.push(Token {
            span: span.moved(line.start),
            lower: lower(raw),
            word: raw.contains(char::is_alphanumeric),
            capital: raw.starts_with(char::is_uppercase),
            sentence: 0,
            paragraph,
            quote: 0,
            classes: Classes::default(),
        });
    });
}

/// `raw` in lower case, with straight apostrophes.
pub fn lower(raw: &str) -> Box<str> {
    let plain = raw.chars().map(|c| if matches!(c, '’' | 'ʼ' | '‘') { '\'' } else { c });
    plain.flat_map(char::to_lowercase).collect::<String>().into()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '_' | '…' if c != '…')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// The length in bytes of the word at the start of `rest`, with the full stop of an abbreviation.
fn word_len(rest: &str, pack: &Pack) -> usize {
    let mut chars = rest.char_indices().peekable();
    let (mut end, mut last) = (0, ' ');
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joins = match c {
            '-' | '‑' | '&' | '/' => is_word(next),
            ',' | '.' if last.is_numeric() && next.is_numeric() => true,
            '.' => is_word(next) && pack.starts_abbreviation(&lower(&rest[..=at])),
            // At the end too: "l' homme" does not occur, "d'" in patterns does.
            c if is_apostrophe(c) => is_word(next) || pack.is_elided(&lower(&rest[..at + c.len_utf8()])),
            _ => is_word(c),
        };
        if !joins {
            break;
        }
        (end, last) = (at + c.len_utf8(), c);
    }
    let word = &rest[..end];
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let stop = rest[end..].starts_with('.') && !rest[end..].starts_with("..");
    end + usize::from(stop && (initial || pack.is_abbreviation(&lower(&rest[..=end]))))
}

/// The length of the elided word at the start of `word`: 2 for "l'homme".
fn elided(word: &str, pack: &Pack) -> Option<usize> {
    let (at, c) = word.char_indices().find(|&(_, c)| is_apostrophe(c))?;
    let cut = at + c.len_utf8();
    (cut < word.len() && pack.is_elided(&lower(&word[..cut]))).then_some(cut)
}

/// Where a subject that is joined with a hyphen starts, with its hyphen: "dit-il", "a-t-elle".
fn enclitic(word: &str, pack: &Pack) -> usize {
    let Some(at) = word.rfind('-').filter(|&at| at > 0 && pack.is_enclitic(&lower(&word[at + 1..]))) else {
        return word.len();
    };
    let head = &word[..at];
    at - if head.ends_with("-t") || head.ends_with("-T") { 2 } else { 0 }
}

/// Sets the sentences of all tokens and returns their ranges.
fn sentences(tokens: &mut [Token], paragraphs: &[Range<usize>], pack: &Pack) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        while start < paragraph.end {
            let end = sentence_end(&tokens[..paragraph.end], start, pack);
            tokens[start..end].iter_mut().for_each(|token| token.sentence = out.len());
            out.push(start..end);
            start = end;
        }
    }
    out
}

fn sentence_end(tokens: &[Token], start: usize, pack: &Pack) -> usize {
    let limit = tokens.len().min(start + MAX_TOKENS);
    let mut at = start;
    while at < limit {
        let token = &tokens[at];
        at += 1;
        let stop = token.mark(".") || token.mark("!") || token.mark("?") || token.mark("…");
        if !stop {
            continue;
        }
        while at < limit && closes(tokens, at) {
            at += 1;
        }
        if at >= limit || starts_sentence(tokens, at, pack) {
            return at;
        }
    }
    limit
}

/// Whether token `at` is a mark that belongs to the end of the sentence before it.
fn closes(tokens: &[Token], at: usize) -> bool {
    let touches = tokens[at - 1].span.end == tokens[at].span.start;
    let free = tokens.get(at + 1).is_none_or(|next| next.span.start > tokens[at].span.end || !next.word);
    match &*tokens[at].lower {
        "." | "!" | "?" | "…" | ")" | "]" => touches,
        "”" | "’" | "'" | "\"" | "“" | "‘" => touches && free,
        // Guillemets may follow a space.
        "»" | "«" => (touches || free) && tokens[at].quote > 0 && tokens[at].quote == tokens[at - 1].quote,
        _ => false,
    }
}

fn starts_sentence(tokens: &[Token], at: usize, pack: &Pack) -> bool {
    let token = &tokens[at];
    // "am 3. Mai", "der 2. Senat": a number and a full stop is an ordinal where the language writes them so.
    let ordinal = pack.verb_second
        && at >= 2
        && tokens[at - 1].mark(".")
        && tokens[at - 2].lower.len() <= 2
        && tokens[at - 2].lower.bytes().all(|byte| byte.is_ascii_digit());
    if ordinal {
        return false;
    }
    let first = if token.word { Some(token) } else { tokens[at..].iter().take(3).find(|token| token.word) };
    let opens = matches!(&*token.lower, "“" | "\"" | "‘" | "'" | "«" | "»" | "„" | "‚" | "(" | "[" | "—" | "–" | "-" | "•" | "¿" | "¡");
    first.is_none_or(|first| {
        (token.word || opens) && (first.capital || first.lower.starts_with(|c: char| c.is_ascii_digit()))
    })
}
