//! JSON as some programs write it.

use std::fmt::Write as _;

use crate::table::UNREADABLE;

/// The text with a sign for each half of a character that a program wrote alone (`\ud83d`) and for each NUL, and with
/// control characters escaped: the halves and the bare control characters are no JSON, and no library keeps a NUL.
pub(super) fn mended(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_in_text = false;
    while let Some(c) = rest.chars().next() {
        match c {
            '\\' if rest[1..].starts_with('u') => {
                let high = unit(rest);
                let low = rest.get(6..).and_then(unit);
                let (kept, length) = match (high, low) {
                    (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => (rest.get(..12)?, 12),
                    (Some(0 | 0xD800..0xE000), _) => (UNREADABLE, 6),
                    _ => (rest.get(..6)?, 6),
                };
                mended.push_str(kept);
                rest = &rest[length..];
                continue;
            }
            '\\' => {
                let escaped = rest[1..].chars().next()?;
                mended.push(c);
                mended.push(escaped);
                rest = &rest[1 + escaped.len_utf8()..];
                continue;
            }
            '"' => is_in_text = !is_in_text,
            _ => {}
        }
        if is_in_text && c < ' ' {
            // Writing to a string does not fail.
            let _ = write!(mended, "\\u{:04x}", u32::from(c));
        } else {
            mended.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    Some(mended)
}

/// The number in a `\u1234`.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}
