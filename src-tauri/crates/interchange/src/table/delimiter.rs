//! What stands between two cells.

/// The sign between two cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delimiter {
    /// As the exports are written.
    Comma,
    /// As a spreadsheet writes CSV where the comma is the decimal sign.
    Semicolon,
    /// As a spreadsheet writes "text".
    Tab,
}

impl Delimiter {
    pub(crate) const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// Cells as one line, quoted where they need it.
    pub(crate) fn join<'a>(self, cells: impl Iterator<Item = &'a str>) -> String {
        let mut line = String::new();
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                line.push(char::from(self.byte()));
            }
            let needs_quotes = cell.starts_with(char::is_whitespace)
                || cell.contains(['"', '\n', '\r', char::from(self.byte())]);
            if needs_quotes {
                line.push('"');
                line.push_str(&cell.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(cell);
            }
        }
        line
    }

    /// The cells of one line that is known to end where it ends: a header.
    pub(crate) fn split(self, line: &str) -> Vec<String> {
        let delimiter = char::from(self.byte());
        let mut cells = Vec::new();
        let mut cell = String::new();
        let mut quoted = false;
        let mut signs = line.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                '"' if quoted && signs.peek() == Some(&'"') => {
                    signs.next();
                    cell.push('"');
                }
                '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
                sign if sign == delimiter && !quoted => cells.push(std::mem::take(&mut cell)),
                sign => cell.push(sign),
            }
        }
        cells.push(cell);
        for cell in &mut cells {
            *cell = cell.trim().to_owned();
        }
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_a_header_quoted_or_not() {
        assert_eq!(
            Delimiter::Comma.split("Book Id, Title ,\"Author, l-f\",\"a \"\"b\"\"\","),
            ["Book Id", "Title", "Author, l-f", "a \"b\"", ""]
        );
        assert_eq!(Delimiter::Tab.split("a\tb;c"), ["a", "b;c"]);
        assert_eq!(Delimiter::Semicolon.split(""), [""]);
    }
}
