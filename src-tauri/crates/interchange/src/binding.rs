//! In what form a book comes, in the words of lists.

use library::Format;

/// The library's word for a binding; any other is kept as it is.
pub(crate) fn format(binding: &str) -> Format {
    match binding.trim().to_lowercase().as_str() {
        "hardcover" | "hardback" => Format::Hardcover,
        "paperback" | "softcover" | "trade paperback" | "perfect paperback" => Format::Paperback,
        "mass market paperback" | "mass market" => Format::MassMarket,
        "ebook" | "e-book" | "kindle edition" | "nook" | "kobo" | "epub" | "pdf" | "digital" => {
            Format::Ebook
        }
        "audiobook" | "audio book" | "audible audio" | "audio cd" | "audio cassette" | "mp3 cd"
        | "audio" => Format::Audiobook,
        _ => Format::Other(binding.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bindings() {
        assert_eq!(format("Kindle Edition"), Format::Ebook);
        assert_eq!(format("Mass Market Paperback"), Format::MassMarket);
        assert_eq!(format("hardcover"), Format::Hardcover);
        assert_eq!(
            format("Library Binding"),
            Format::Other("Library Binding".into())
        );
    }
}
