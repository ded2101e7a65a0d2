//! Which addresses may be opened in a browser, and what a person should know of one before it is.

use crate::format::counted;
use crate::model::count_hidden;
use std::fmt;

/// Why an address is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It is no address of a web page.
    NoWebAddress,
    /// What would be opened is not what is seen: it has so many hidden characters.
    Hidden(usize),
}

impl fmt::Display for NotOpened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoWebAddress => f.write_str("Only http and https addresses are opened."),
            Self::Hidden(count) => {
                write!(f, "Not opened: the address has {}.", counted(*count, "hidden character"))
            }
        }
    }
}

impl std::error::Error for NotOpened {}

/// The address if it is one that may be opened: http or https, and nothing hidden in it.
pub fn web_address(text: &str) -> Result<&str, NotOpened> {
    let text = text.trim_matches([' ', '\n', '\t']);
    let (scheme, rest) = text.split_once("://").ok_or(NotOpened::NoWebAddress)?;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return Err(NotOpened::NoWebAddress);
    }
    match count_hidden(text) {
        0 => {}
        hidden => return Err(NotOpened::Hidden(hidden)),
    }
    let is_plain =
        !rest.is_empty() && !rest.starts_with(['/', '\\', '-']) && !rest.contains(char::is_whitespace);
    if is_plain { Ok(text) } else { Err(NotOpened::NoWebAddress) }
}

/// What in an address that may be opened could deceive: a name before the host, letters of several scripts in
/// it. Only Latin, Greek and Cyrillic letters are told apart, which are those that look alike.
pub(super) fn what_deceives(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if user.is_some() {
        return Some(format!("This leads to {host}; what stands before the @ is only a name."));
    }
    let scripts: Vec<&str> =
        SCRIPTS.into_iter().filter(|(_, is_of)| host.chars().any(is_of)).map(|(script, _)| script).collect();
    (scripts.len() > 1).then(|| format!("The host mixes {} letters.", scripts.join(" and ")))
}

type IsOfScript = fn(char) -> bool;

const SCRIPTS: [(&str, IsOfScript); 3] = [
    ("Latin", |letter| matches!(letter, 'a'..='z' | 'A'..='Z' | 'À'..='ɏ')),
    ("Greek", |letter| matches!(letter, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')),
    ("Cyrillic", |letter| matches!(letter, '\u{400}'..='\u{52f}')),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_pass() {
        for good in ["https://example.org", "HTTP://example.org/a?b=c#d", " https://example.org/ü "] {
            assert_eq!(web_address(good), Ok(good.trim()), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://",
            "https://a b",
            "https:\\\\example.org",
            "https:///example.org",
            "ftp://example.org",
            "https://-x",
            "--help",
        ] {
            assert_eq!(web_address(bad), Err(NotOpened::NoWebAddress), "{bad}");
        }
    }

    #[test]
    fn an_address_with_anything_hidden_is_refused_with_a_sentence() {
        for (bad, hidden) in [
            ("https://exa\u{ad}mple.com", 1),
            ("https://example.com/\u{202e}gpj.exe", 1),
            ("https://a\u{1}b\u{0}", 2),
            ("https://a.b/\u{200b}\u{feff}\u{e0041}", 3),
            ("https://a.b\u{85}", 1),
        ] {
            assert_eq!(web_address(bad), Err(NotOpened::Hidden(hidden)), "{}", bad.escape_unicode());
        }
        assert_eq!(NotOpened::Hidden(2).to_string(), "Not opened: the address has 2 hidden characters.");
    }

    #[test]
    fn what_looks_like_another_host_is_said() {
        for plain in [
            "https://example.org/@name?q=а",
            "https://почта.рф/index",
            "https://bücher.de",
            "https://例え.jp",
        ] {
            assert_eq!(what_deceives(plain), None, "{plain}");
        }
        assert_eq!(
            what_deceives("https://аpple.com/"),
            Some("The host mixes Latin and Cyrillic letters.".into())
        );
        assert_eq!(
            what_deceives("http://google.com@evil.example/x"),
            Some("This leads to evil.example; what stands before the @ is only a name.".into())
        );
    }
}
