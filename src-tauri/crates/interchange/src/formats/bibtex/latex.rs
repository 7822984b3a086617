//! LaTeX, as it stands in references, as plain text.

use unicode_normalization::UnicodeNormalization;

/// Accents and the combining sign of each.
const ACCENTS: [(char, char); 16] = [
    ('\'', '\u{301}'),
    ('`', '\u{300}'),
    ('^', '\u{302}'),
    ('"', '\u{308}'),
    ('~', '\u{303}'),
    ('=', '\u{304}'),
    ('.', '\u{307}'),
    ('u', '\u{306}'),
    ('v', '\u{30c}'),
    ('H', '\u{30b}'),
    ('c', '\u{327}'),
    ('k', '\u{328}'),
    ('r', '\u{30a}'),
    ('d', '\u{323}'),
    ('b', '\u{331}'),
    ('t', '\u{361}'),
];
/// Commands that stand for a text.
const WORDS: [(&str, &str); 46] = [
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("l", "ł"),
    ("L", "Ł"),
    ("aa", "å"),
    ("AA", "Å"),
    ("dh", "ð"),
    ("DH", "Ð"),
    ("th", "þ"),
    ("TH", "Þ"),
    ("dj", "đ"),
    ("DJ", "Đ"),
    ("ng", "ŋ"),
    ("NG", "Ŋ"),
    ("i", "ı"),
    ("j", "ȷ"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textasciitilde", "~"),
    ("textasciicircum", "^"),
    ("textbackslash", "\\"),
    ("textbraceleft", "{"),
    ("textbraceright", "}"),
    ("textbar", "|"),
    ("textless", "<"),
    ("textgreater", ">"),
    ("copyright", "©"),
    ("textregistered", "®"),
    ("texttrademark", "™"),
    ("pounds", "£"),
    ("euro", "€"),
    ("texteuro", "€"),
    ("S", "§"),
    ("P", "¶"),
];
/// Commands that only say how their text looks.
const LOOKS: [&str; 24] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "texttt",
    "textsf",
    "textup",
    "textsl",
    "textnormal",
    "mbox",
    "hbox",
    "url",
    "path",
    "enquote",
    "mkbibquote",
    "em",
    "it",
    "bf",
    "sc",
    "rm",
    "tt",
    "relax",
    "noopsort",
];

/// The text without commands and braces. A command that is not known stays as it is.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => rest = command(rest, &mut out),
            '{' | '}' => {}
            '~' => out.push(' '),
            '-' if rest.starts_with("--") => {
                out.push('—');
                rest = &rest[2..];
            }
            '-' if rest.starts_with('-') => {
                out.push('–');
                rest = &rest[1..];
            }
            '`' if rest.starts_with('`') => {
                out.push('“');
                rest = &rest[1..];
            }
            '\'' if rest.starts_with('\'') => {
                out.push('”');
                rest = &rest[1..];
            }
            c => out.push(c),
        }
    }
    out.nfc().collect::<String>().trim().to_owned()
}

/// What a command stands for; the text behind it.
fn command<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let Some(first) = rest.chars().next() else {
        out.push('\\');
        return rest;
    };
    if !first.is_ascii_alphabetic() {
        let behind = &rest[first.len_utf8()..];
        if let Some(sign) = accent(first) {
            // `\~{}` is the sign itself.
            return accented(behind, sign, out).unwrap_or_else(|| {
                out.push(first);
                behind
            });
        }
        match first {
            '\\' => out.push('\n'),
            // A place where a word may be parted, and an italic correction.
            '-' | '/' => {}
            ',' | ';' | ':' | '!' => out.push(' '),
            other => out.push(other),
        }
        return behind;
    }
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    let (name, behind) = rest.split_at(end);
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && let Some(sign) = accent(letter)
        && behind.starts_with(['{', ' ', '\\'])
        && let Some(behind) = accented(behind.trim_start(), sign, out)
    {
        return behind;
    }
    if let Some((_, text)) = WORDS.iter().find(|(known, _)| *known == name) {
        out.push_str(text);
        // A blank ends the command; braces end it too, and the blank behind them stays.
        return behind
            .strip_prefix("{}")
            .or_else(|| behind.strip_prefix(' '))
            .unwrap_or(behind);
    }
    if LOOKS.contains(&name) {
        return behind.trim_start();
    }
    out.push('\\');
    out.push_str(name);
    behind
}

fn accent(sign: char) -> Option<char> {
    ACCENTS
        .iter()
        .find(|(known, _)| *known == sign)
        .map(|(_, combining)| *combining)
}

/// The letter that the accent stands over: `e`, `{e}`, `\i`, `{\i}`; the text behind it, if there is such a letter.
fn accented<'a>(rest: &'a str, sign: char, out: &mut String) -> Option<&'a str> {
    let inside = rest.strip_prefix('{').unwrap_or(rest);
    let is_braced = inside.len() < rest.len();
    let (letter, behind) = if let Some(dotless) = inside.strip_prefix("\\i") {
        ('i', dotless)
    } else if let Some(dotless) = inside.strip_prefix("\\j") {
        ('j', dotless)
    } else {
        match inside.chars().next() {
            Some(letter) if letter.is_alphabetic() => (letter, &inside[letter.len_utf8()..]),
            _ => return None,
        }
    };
    out.push(letter);
    out.push(sign);
    Some(if is_braced {
        behind.strip_prefix('}').unwrap_or(behind)
    } else {
        behind
    })
}

#[cfg(test)]
mod tests {
    use super::plain;
    use proptest::prelude::*;

    #[test]
    fn accents_and_signs() {
        for (latex, text) in [
            (r"Les Mis{\'e}rables", "Les Misérables"),
            (
                r#"{\"O}sterreich, K{\"o}ln, G\"{o}del, G\"odel"#,
                "Österreich, Köln, Gödel, Gödel",
            ),
            (
                r"Dvo{\v r}{\'a}k, \v{S}koda, Erd\H{o}s, Fran\c{c}ois",
                "Dvořák, Škoda, Erdős, François",
            ),
            (r#"na{\"\i}ve, na\"{\i}ve, \~n"#, "naïve, naïve, ñ"),
            (
                r"Stra\ss e, {\O}rsted, \AE{}on, {\L}{\'o}d{\'z}",
                "Straße, Ørsted, Æon, Łódź",
            ),
            (
                r"{The} {LaTeX} \& \emph{its} \textbf{users}",
                "The LaTeX & its users",
            ),
            ("1--2 --- ``so''~he said", "1–2 — “so” he said"),
            (r"50\% \foo{x} \$5", r"50% \foox $5"),
            ("Sōseki", "Sōseki"),
            (r"\", r"\"),
            (r"e.org/\~{}me \^{}", "e.org/~me ^"),
        ] {
            assert_eq!(plain(latex), text, "{latex}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "(\\PC|[\\\\{}'\"~^ioc -]){0,40}") {
            plain(&text);
        }
    }
}
