//! Numbers as spreadsheets write them back.

/// A whole number: `12`, also `12.0`, `12,00` and, with thousands set apart, `1,463`.
pub(crate) fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let mut groups = text.split([',', '.', ' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    if first.is_empty() || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = first.to_owned();
    let groups: Vec<&str> = groups.collect();
    for (at, group) in groups.iter().enumerate() {
        let is_last = at + 1 == groups.len();
        if !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match group.len() {
            3 if first.len() <= 3 => digits.push_str(group),
            // Decimals that say nothing.
            1 | 2 if is_last && group.bytes().all(|byte| byte == b'0') => {}
            _ => return None,
        }
    }
    digits.parse().ok()
}

/// The text without the `.0` that a spreadsheet or a script adds to a number.
pub(crate) fn without_decimals(text: &str) -> &str {
    match text.trim().rsplit_once('.') {
        Some((number, "0" | "00"))
            if number
                .trim_start_matches('-')
                .bytes()
                .all(|byte| byte.is_ascii_digit()) =>
        {
            number
        }
        _ => text.trim(),
    }
}

/// Whether a spreadsheet wrote a number by its size alone, `9.78E+12`, so that its last digits are gone.
pub(crate) fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    mantissa.split([',', '.']).all(digits) && digits(exponent.trim_start_matches('+'))
}

/// A rating of so many points at best, in quarters of a star: `4` and `4.25`, also `4,25` where the comma is the decimal
/// sign. Only what is whole quarters is one.
pub(crate) fn quarters_of(rating: &str, best: u32) -> Option<i64> {
    let (whole, fraction) = rating.split_once(['.', ',']).unwrap_or((rating, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 3
        || !digits(whole)
        || fraction.len() > 3
        || !digits(fraction)
    {
        return None;
    }
    let thousandths: i64 = format!("{whole}{fraction:0<3}").parse().ok()?;
    let (quarters, rest) = (
        thousandths * 20 / (i64::from(best) * 1_000),
        thousandths * 20 % (i64::from(best) * 1_000),
    );
    (rest == 0 && quarters <= 20).then_some(quarters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_however_a_spreadsheet_writes_them() {
        for (text, expected) in [
            ("12", 12),
            (" 12.0 ", 12),
            ("12,00", 12),
            ("1,463", 1463),
            ("1.463", 1463),
            ("1 463", 1463),
            ("0", 0),
            ("007", 7),
        ] {
            assert_eq!(whole(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "-1",
            "1.5",
            "12.34",
            "1,46",
            "twelve",
            "99999999999",
            "1,2,3",
            ".",
            "1..0",
            "1234,567",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn stars_in_quarters() {
        let read = [
            ("4", 16),
            ("0", 0),
            ("0.0", 0),
            ("4.25", 17),
            ("4,50", 18),
            ("5.00", 20),
            ("0.75", 3),
        ];
        for (text, expected) in read {
            assert_eq!(quarters_of(text, 5), Some(expected), "{text}");
        }
        for text in ["", "6", "5.25", "-1", "4.3", "four", "10", "4.2.5", "٤"] {
            assert_eq!(quarters_of(text, 5), None, "{text}");
        }
        assert_eq!(quarters_of("9", 10), Some(18));
        assert_eq!(quarters_of("7.5", 10), Some(15));
        assert_eq!(quarters_of("85", 100), Some(17));
        assert_eq!(quarters_of("7.1", 10), None);
    }

    #[test]
    fn tells_a_rounded_number() {
        assert!(is_rounded("9.78E+12") && is_rounded("9,78E+12") && is_rounded("9e12"));
        assert!(
            !is_rounded("9780000000019")
                && !is_rounded("E12")
                && !is_rounded("X1E2")
                && !is_rounded("1E")
        );
        assert_eq!(without_decimals("900001.0"), "900001");
        assert_eq!(without_decimals("v1.0"), "v1.0");
    }
}
