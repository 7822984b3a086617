//! Several things in one cell. Where a sign that parts them stands within one of them, a backslash stands before it.

/// A text in which none of these signs parts anything.
pub(super) fn guarded(text: &str, signs: &[char]) -> String {
    let mut guarded = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign == '\\' || signs.contains(&sign) {
            guarded.push('\\');
        }
        guarded.push(sign);
    }
    guarded
}

/// The text that was guarded. A backslash before anything but a sign is one that somebody typed.
pub(super) fn plain(guarded: &str) -> String {
    let mut text = String::with_capacity(guarded.len());
    let mut signs = guarded.trim().chars().peekable();
    while let Some(sign) = signs.next() {
        match signs.peek() {
            Some(next) if sign == '\\' && next.is_ascii_punctuation() => {
                text.push(*next);
                signs.next();
            }
            _ => text.push(sign),
        }
    }
    text
}

/// Parts a text at a sign, still guarded.
pub(super) fn parted(text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = place(rest, sign) {
        parts.push(rest[..at].trim());
        rest = &rest[at + sign.len_utf8()..];
    }
    parts.push(rest.trim());
    parts
}

/// Parts a text at the first such sign, still guarded.
pub(super) fn parted_once(text: &str, sign: char) -> Option<(&str, &str)> {
    let at = place(text, sign)?;
    Some((&text[..at], &text[at + sign.len_utf8()..]))
}

/// The things in a cell, still guarded; blank ones are none.
pub(super) fn items(cell: &str) -> Vec<&str> {
    let mut items = parted(cell, ';');
    items.retain(|item| !item.is_empty());
    items
}

/// The texts in a cell.
pub(super) fn texts(cell: &str) -> Vec<String> {
    items(cell).into_iter().map(plain).collect()
}

/// Where a sign stands that no backslash guards.
fn place(text: &str, sign: char) -> Option<usize> {
    let mut is_guarded = false;
    for (at, found) in text.char_indices() {
        if is_guarded {
            is_guarded = false;
        } else if found == '\\' {
            is_guarded = true;
        } else if found == sign {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_cell_that_somebody_typed() {
        assert_eq!(texts("Ada Able; Ben Bold ;"), ["Ada Able", "Ben Bold"]);
        assert_eq!(
            texts(r"one\; two; C:\temp; AC\\DC"),
            ["one; two", r"C:\temp", r"AC\DC"]
        );
        assert_eq!(texts(" "), [""; 0]);
        assert_eq!(parted_once(r"a\:b:c:d", ':'), Some((r"a\:b", "c:d")));
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(given in prop::collection::vec("[a-z;|\\\\#é]{1,8}", 0..5)) {
            let cell: Vec<String> = given.iter().map(|text| guarded(text, &[';'])).collect();
            prop_assert_eq!(texts(&cell.join("; ")), given);
        }
    }
}
