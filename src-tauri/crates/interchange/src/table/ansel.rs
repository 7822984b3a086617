//! Accents of the libraries' old character set (ANSEL, the MARC-8 of library catalogues) that strayed into UTF-8.
//!
//! There an accent is a byte of its own, **before** its letter. Catalogues that were turned into UTF-8 piece by piece hold
//! such bytes still: `LibraryThing` passes them on.

use encoding_rs::WINDOWS_1252;
use unicode_normalization::UnicodeNormalization;

/// The most accents on one letter.
const MOST_MARKS: usize = 2;

/// The accent that a byte stands for (ANSI/NISO Z39.47).
fn mark(byte: u8) -> Option<char> {
    Some(match byte {
        0xE0 => '\u{309}',
        0xE1 => '\u{300}',
        0xE2 => '\u{301}',
        0xE3 => '\u{302}',
        0xE4 => '\u{303}',
        0xE5 => '\u{304}',
        0xE6 => '\u{306}',
        0xE7 => '\u{307}',
        0xE8 => '\u{308}',
        0xE9 => '\u{30C}',
        0xEA => '\u{30A}',
        0xEE => '\u{30B}',
        0xF0 => '\u{327}',
        0xF1 => '\u{328}',
        0xF2 => '\u{323}',
        0xF3 => '\u{324}',
        0xF4 => '\u{325}',
        0xF6 => '\u{331}',
        0xF7 => '\u{326}',
        0xF9 => '\u{32E}',
        _ => return None,
    })
}

/// Decodes a line of UTF-8 with stray bytes, cell by cell: where every one of them is an accent before a letter that can
/// have it, or a sign of both sets, they are accents. In any other cell they are Windows-1252.
pub(super) fn decode(line: &[u8], into: &mut String) {
    for cell in line.split_inclusive(|&byte| byte == b'\t') {
        let begun = into.len();
        if !decode_accents(cell, into) {
            into.truncate(begun);
            for chunk in cell.utf8_chunks() {
                into.push_str(chunk.valid());
                push_windows(chunk.invalid(), into);
            }
        }
    }
}

/// Decodes a cell, and says whether all accents in it found their letters.
fn decode_accents(cell: &[u8], into: &mut String) -> bool {
    let mut marks = Vec::new();
    for chunk in cell.utf8_chunks() {
        let mut signs = chunk.valid().chars();
        if !marks.is_empty() && !chunk.valid().is_empty() {
            let letter = signs.next().and_then(|letter| accented(letter, &marks));
            let Some(letter) = letter else {
                return false;
            };
            into.push(letter);
            marks.clear();
        }
        into.push_str(signs.as_str());
        for &byte in chunk.invalid() {
            match mark(byte) {
                Some(mark) if marks.len() < MOST_MARKS => marks.push(mark),
                // Signs of the old set are none of Windows-1252's below this one, where that has its dashes and quotes.
                None if byte >= 0xA0 && marks.is_empty() => push_windows(&[byte], into),
                _ => return false,
            }
        }
    }
    marks.is_empty()
}

/// The one letter that a letter and its accents are, if there is one.
fn accented(letter: char, marks: &[char]) -> Option<char> {
    let marks = marks.iter().copied();
    let mut composed = std::iter::once(letter).chain(marks).nfc();
    let one = composed.next()?;
    (composed.next().is_none() && letter.is_alphabetic()).then_some(one)
}

fn push_windows(bytes: &[u8], into: &mut String) {
    into.push_str(&WINDOWS_1252.decode_without_bom_handling(bytes).0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_stands_before_its_letter() {
        let decoded = |line: &[u8]| {
            let mut text = String::new();
            decode(line, &mut text);
            text
        };
        assert_eq!(decoded(b"Bront\xe8e"), "Brontë");
        assert_eq!(decoded(b"Dvo\xe9r\xe2ak"), "Dvořák");
        assert_eq!(decoded(b"Vi\xf2\xe3et Nam"), "Việt Nam");
        assert_eq!(decoded("Les Misérables ".as_bytes()), "Les Misérables ");
        assert_eq!(
            decoded(&["Zoë, ".as_bytes(), b"\xe2Emile"].concat()),
            "Zoë, Émile"
        );
        assert_eq!(decoded(b"caf\xe9\tDvo\xe9r\xe2ak"), "café\tDvořák");
        // What no letter has is what a spreadsheet writes.
        assert_eq!(decoded(b"caf\xe9 L\x92\xe9t\xe9"), "café L’été");
        assert_eq!(decoded(b"\xe8\xe8\xe8"), "èèè");
        assert_eq!(decoded(b"\xe21"), "â1");
    }
}
