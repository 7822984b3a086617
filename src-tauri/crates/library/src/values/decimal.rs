//! Numbers with a point or a comma, as they are typed.

/// What stands before the point or the comma and what behind it, without a sign; `None` if it is no such number.
pub(crate) fn parts(digits: &str) -> Option<(&str, &str)> {
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = !(whole.is_empty() && part.is_empty()) && plain(whole) && plain(part);
    is_number.then_some((whole, part))
}

/// Whether a number may be meant as thousands or as thousandths: `1,234` is the one to some readers and the other to
/// others, and it is not guessed which. `12,5` and `0,125` are clear.
pub(crate) fn may_be_thousands(digits: &str) -> bool {
    digits.contains(',')
        && parts(digits).is_some_and(|(whole, part)| {
            matches!(whole.len(), 1..=3) && !whole.starts_with('0') && part.len() == 3
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_point_or_a_comma_apart() {
        for (digits, expected) in [
            ("12", Some(("12", ""))),
            ("12.5", Some(("12", "5"))),
            ("12,50", Some(("12", "50"))),
            (".5", Some(("", "5"))),
            ("5.", Some(("5", ""))),
            (".", None),
            ("", None),
            ("-1", None),
            ("1,234.5", None),
        ] {
            assert_eq!(parts(digits), expected, "{digits:?}");
        }
    }

    #[test]
    fn tells_what_may_be_thousands() {
        for digits in ["1,234", "12,000", "999,999"] {
            assert!(may_be_thousands(digits), "{digits}");
        }
        for digits in [
            "1.234", "1,23", "1,2345", "0,125", ",125", "1234,125", "1,", "1,a23", "1234",
        ] {
            assert!(!may_be_thousands(digits), "{digits}");
        }
    }
}
