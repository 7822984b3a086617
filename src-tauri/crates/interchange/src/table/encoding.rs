//! Bytes to text, whatever program saved the file last.
//!
//! Goodreads writes UTF-8. A spreadsheet may save the same table as UTF-16 ("Unicode text") or as Windows-1252, and a file
//! that was pasted together holds both UTF-8 and Windows-1252 lines: so the decision is made line by line, never for the
//! whole file, which would garble every accent of the other half.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ansel;

/// Bytes asked of the source at a time.
const CHUNK: usize = 64 * 1024;
/// A line longer than this is decoded in parts, so that a file without line ends cannot take memory.
const LONGEST_LINE: usize = 1024 * 1024;

/// Stands for what could not be read.
pub(crate) const UNREADABLE: &str = "\u{fffd}";

/// Text in pieces, from a source in UTF-8, UTF-16 (with a byte order mark, or plainly recognisable) or Windows-1252.
pub(crate) struct Text<R> {
    source: R,
    form: Form,
    /// Bytes read and not yet decoded.
    raw: Vec<u8>,
    piece: String,
    /// The source gave its last byte.
    ended: bool,
    /// The last of it was decoded.
    decoded: bool,
    nul_near_start: bool,
}

/// What a byte is that is no part of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strays {
    /// A character of Windows-1252.
    Windows,
    /// An accent of the libraries' old character set before its letter, where that gives a letter; else Windows-1252.
    Ansel,
}

enum Form {
    Lines(Strays),
    Utf16(Decoder),
}

impl<R: Read> Text<R> {
    /// Reads the first bytes, to recognise the encoding.
    pub(crate) fn new(source: R) -> io::Result<Self> {
        let mut text = Self {
            source,
            form: Form::Lines(Strays::Windows),
            raw: Vec::new(),
            piece: String::new(),
            ended: false,
            decoded: false,
            nul_near_start: false,
        };
        while text.raw.len() < CHUNK && !text.ended {
            text.read_more()?;
        }
        let (form, mark) = recognise(&text.raw);
        text.raw.drain(..mark);
        text.nul_near_start = matches!(form, Form::Lines(_)) && text.raw.contains(&0);
        text.form = form;
        Ok(text)
    }

    /// The same, where bytes that are no UTF-8 may be accents of the libraries' old character set.
    ///
    /// Such bytes stray into a file that is UTF-8 otherwise. One without any UTF-8 was saved by a spreadsheet.
    pub(crate) fn with_ansel(source: R) -> io::Result<Self> {
        let mut text = Self::new(source)?;
        let strays = text
            .raw
            .utf8_chunks()
            .any(|chunk| !chunk.invalid().is_empty());
        let proper = text
            .raw
            .utf8_chunks()
            .any(|chunk| !chunk.valid().is_ascii());
        if matches!(text.form, Form::Lines(_)) && (proper || !strays) {
            text.form = Form::Lines(Strays::Ansel);
        }
        Ok(text)
    }

    /// The source's first bytes, after a byte order mark.
    pub(crate) fn start(&self) -> &[u8] {
        &self.raw
    }

    /// Whether a NUL byte stands near the start of what should be text.
    pub(crate) fn nul_near_start(&self) -> bool {
        self.nul_near_start
    }

    /// The next piece of text; empty only at the end. A piece ends anywhere.
    pub(crate) fn next_piece(&mut self) -> io::Result<&str> {
        self.piece.clear();
        while self.piece.is_empty() && !self.decoded {
            let ready = match &self.form {
                Form::Lines(_) => whole_lines(&self.raw, self.ended),
                Form::Utf16(_) => self.raw.len(),
            };
            if ready == 0 && !self.ended {
                self.read_more()?;
                continue;
            }
            match &mut self.form {
                Form::Lines(strays) => {
                    decode_lines(&self.raw[..ready], *strays, &mut self.piece);
                }
                Form::Utf16(decoder) => {
                    decode_utf16(decoder, &self.raw[..ready], self.ended, &mut self.piece);
                }
            }
            self.raw.drain(..ready);
            self.decoded = self.ended;
            // No library keeps a NUL. What cannot be shown has a sign of its own, which a reader of rows reports.
            if self.piece.contains('\0') {
                self.piece = self.piece.replace('\0', UNREADABLE);
            }
        }
        Ok(&self.piece)
    }

    fn read_more(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        self.raw.resize(before + CHUNK, 0);
        let read = loop {
            match self.source.read(&mut self.raw[before..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.raw.truncate(before + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(())
    }
}

/// The encoding, and the length of its mark.
fn recognise(start: &[u8]) -> (Form, usize) {
    let utf16 = |encoding: &'static encoding_rs::Encoding| {
        Form::Utf16(encoding.new_decoder_without_bom_handling())
    };
    match start {
        [0xEF, 0xBB, 0xBF, ..] => (Form::Lines(Strays::Windows), 3),
        [0xFF, 0xFE, ..] => (utf16(UTF_16LE), 2),
        [0xFE, 0xFF, ..] => (utf16(UTF_16BE), 2),
        // The names of the columns are ASCII: every other byte of a header in unmarked UTF-16 is zero.
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => (utf16(UTF_16LE), 0),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => (utf16(UTF_16BE), 0),
        _ => (Form::Lines(Strays::Windows), 0),
    }
}

/// How many of the bytes can be decoded now: whole lines, or as much of an endless line as holds whole characters.
fn whole_lines(raw: &[u8], ended: bool) -> usize {
    if ended {
        return raw.len();
    }
    if let Some(end) = raw.iter().rposition(|&byte| byte == b'\n' || byte == b'\r') {
        return end + 1;
    }
    if raw.len() < LONGEST_LINE {
        return 0;
    }
    let tail = raw.len().saturating_sub(4);
    // Never between the bytes of one character: stop before the last byte that begins one.
    raw[tail..]
        .iter()
        .rposition(|&byte| byte & 0b1100_0000 != 0b1000_0000)
        .map_or(raw.len(), |begin| tail + begin)
}

fn decode_lines(bytes: &[u8], strays: Strays, into: &mut String) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        into.push_str(text);
        return;
    }
    for line in bytes.split_inclusive(|&byte| byte == b'\n' || byte == b'\r') {
        match std::str::from_utf8(line) {
            Ok(text) => into.push_str(text),
            Err(_) if strays == Strays::Ansel => ansel::decode(line, into),
            Err(_) => decode_odd_line(line, into),
        }
    }
}

/// A line that is not UTF-8 is Windows-1252, unless it holds proper UTF-8 as well: then only its stray bytes are
/// Windows-1252, and its accents survive.
fn decode_odd_line(line: &[u8], into: &mut String) {
    // An accented capital before a sign, as in `«CAFÉ»`, looks like a letter of these blocks, which no book's title holds.
    let is_chance = |c: char| ('\u{200}'..'\u{300}').contains(&c);
    let is_mixed = line
        .utf8_chunks()
        .flat_map(|chunk| chunk.valid().chars())
        .any(|c| !c.is_ascii() && !is_chance(c));
    if is_mixed {
        for chunk in line.utf8_chunks() {
            into.push_str(chunk.valid());
            into.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    } else {
        into.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0);
    }
}

fn decode_utf16(decoder: &mut Decoder, bytes: &[u8], last: bool, into: &mut String) {
    // Three bytes of UTF-8 for two of UTF-16 at most, and room for a half character carried over.
    into.reserve(bytes.len() / 2 * 3 + 16);
    let (_, consumed, _) = decoder.decode_to_string(bytes, into, last);
    debug_assert_eq!(consumed, bytes.len(), "room was reserved for all of it");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_of(mut text: Text<impl Read>) -> String {
        let mut all = String::new();
        loop {
            let piece = text.next_piece().unwrap();
            if piece.is_empty() {
                return all;
            }
            assert!(
                piece.len() <= LONGEST_LINE + 2 * CHUNK,
                "memory stays bounded"
            );
            all.push_str(piece);
        }
    }

    fn decode(bytes: &[u8]) -> String {
        let whole = all_of(Text::new(bytes).unwrap());
        for step in [1, 3] {
            let slowly = all_of(Text::new(Slow { bytes, step }).unwrap());
            assert_eq!(
                slowly, whole,
                "the text does not depend on where the reads end"
            );
        }
        whole
    }

    struct Slow<'a> {
        bytes: &'a [u8],
        step: usize,
    }

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.step.min(into.len()).min(self.bytes.len());
            into[..count].copy_from_slice(&self.bytes[..count]);
            self.bytes = &self.bytes[count..];
            Ok(count)
        }
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(decode("\u{feff}Book Id\n".as_bytes()), "Book Id\n");
        assert_eq!(decode(b""), "");
        assert_eq!(decode("\u{feff}".as_bytes()), "");
    }

    #[test]
    fn utf16_in_both_orders_with_and_without_a_mark() {
        let text = "Book Id,Title\n1,こころ 𝄞\n";
        for marked in ["\u{feff}", ""] {
            let text_as_saved = format!("{marked}{text}");
            assert_eq!(decode(&utf16(&text_as_saved, u16::to_le_bytes)), text);
            assert_eq!(decode(&utf16(&text_as_saved, u16::to_be_bytes)), text);
        }
    }

    #[test]
    fn utf16_that_breaks_off_in_a_character_still_ends() {
        let mut bytes = utf16("\u{feff}Title", u16::to_le_bytes);
        bytes.push(b'x');
        assert_eq!(decode(&bytes), "Title\u{fffd}");
    }

    #[test]
    fn each_line_by_itself() {
        let mixed = [
            "Éditions\n".as_bytes(),
            b"\xc9ditions \x96 L\x92\xe9t\xe9\r",
            "Sōseki".as_bytes(),
        ]
        .concat();
        assert_eq!(decode(&mixed), "Éditions\nÉditions – L’été\rSōseki");
    }

    #[test]
    fn a_stray_byte_does_not_garble_the_accents_beside_it() {
        let line = ["Les Misérables, Émile Zoë".as_bytes(), b" caf\xe9"].concat();
        assert_eq!(decode(&line), "Les Misérables, Émile Zoë café");
        let line = ["Zoë".as_bytes(), b" caf\xe9 \x96 L\x92\xe9t\xe9"].concat();
        assert_eq!(decode(&line), "Zoë café – L’été");
        assert_eq!(decode(b"\xabCAF\xc9\xbb \xe0 c\xf4t\xe9"), "«CAFÉ» à côté");
    }

    #[test]
    fn a_line_without_end_is_read_in_parts_without_cutting_a_character() {
        let long = "é€𝄞".repeat(400_000);
        assert!(long.len() > 3 * LONGEST_LINE);
        assert!(all_of(Text::new(long.as_bytes()).unwrap()) == long);
    }
}
