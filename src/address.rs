//! Decides which URLs may become links in reports, in JSON-LD and on the page.

/// Returns `url` without surrounding white space if it is a web address that may become a link.
///
/// It must be an `http://` or `https://` URL with a host. URLs that contain a user name or password are rejected,
/// because a report would spread them. So are URLs with control characters, invisible characters, or characters that
/// must be percent-encoded.
///
/// ```
/// use sayso::address;
///
/// assert_eq!(address::web(" https://news.example/1 "), Some("https://news.example/1"));
/// assert_eq!(address::web("javascript:alert(1)"), None);
/// ```
pub fn web(url: &str) -> Option<&str> {
    let url = url.trim();
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = url.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &url[scheme.len()..])
    })?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    // Full-width forms of these characters are mapped to the plain ones during host lookup (IDNA).
    let plain = !host.is_empty() && !host.contains(['@', '\u{ff20}', '\u{fe6b}', '%', '\u{ff05}', '\u{fe6a}']);
    (plain && !url.contains(odd)).then_some(url)
}

/// Whether `c` must not appear in a URL, or would be invisible there.
fn odd(c: char) -> bool {
    let unseen = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}');
    unseen || c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_web_addresses() {
        assert_eq!(web(" HTTPS://paper.example/a?b=1#c "), Some("HTTPS://paper.example/a?b=1#c"));
        for url in [
            "http://x.example:8080",
            "https://[::1]/",
            "https://paper.example/@ann?mail=a@b.example",
            "https://é.example",
        ] {
            assert_eq!(web(url), Some(url));
        }
        for url in
            ["", "javascript:alert(1)", "data:text/html,x", "https://x y", "https://x/\"onload=", "http:x", "https://"]
        {
            assert_eq!(web(url), None, "{url}");
        }
    }

    #[test]
    fn rejects_addresses_with_credentials() {
        for url in [
            "https://ann:secret@paper.example/",
            "https://ann@paper.example",
            "https://paper.example@evil.example/a",
            "https:///ann:secret@paper.example/",
            "https://ann:secret\u{ff20}paper.example/",
            "https://ann%40paper.example/",
            "HTTP://:secret@paper.example?x",
        ] {
            assert_eq!(web(url), None, "{url}");
        }
    }

    #[test]
    fn rejects_links_whose_text_shows_another_address() {
        for c in
            ['\0', '\u{1b}', '\t', '\n', '\u{7f}', '\u{9b}', '\u{202e}', '\u{200b}', '\u{2066}', '\u{feff}', '\u{ad}']
        {
            assert_eq!(web(&format!("https://paper.example/{c}a")), None, "{c:?}");
        }
    }
}
