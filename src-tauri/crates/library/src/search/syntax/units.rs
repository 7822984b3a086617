//! Places in a text, as the window counts them: in UTF-16 units.

/// Counts on from the last place, so that many places in order cost one walk.
pub(super) struct Units<'a> {
    text: &'a str,
    byte: usize,
    passed: u32,
}

impl<'a> Units<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            byte: 0,
            passed: 0,
        }
    }

    /// The place of a byte that begins a character, or of the end.
    pub(super) fn at(&mut self, byte: usize) -> u32 {
        if byte < self.byte {
            (self.byte, self.passed) = (0, 0);
        }
        let more = self.text[self.byte..byte].encode_utf16().count();
        self.passed = self
            .passed
            .saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        self.byte = byte;
        self.passed
    }
}

/// The byte at a place. Inside a character it is the character's begin, behind the end the end.
pub(super) fn byte_at(text: &str, place: u32) -> usize {
    let mut left = place;
    for (byte, c) in text.char_indices() {
        let width = if c.len_utf16() == 2 { 2 } else { 1 };
        if left < width {
            return byte;
        }
        left -= width;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_window_does() {
        let text = "aé🐉b";
        let mut units = Units::new(text);
        let places: Vec<(usize, u32)> = text
            .char_indices()
            .map(|(byte, _)| (byte, units.at(byte)))
            .collect();
        assert_eq!(places, [(0, 0), (1, 1), (3, 2), (7, 4)]);
        assert_eq!(units.at(8), 5);
        assert_eq!(units.at(1), 1);
        for (byte, place) in places {
            assert_eq!(byte_at(text, place), byte);
        }
        assert_eq!(byte_at(text, 3), 3);
        assert_eq!(byte_at(text, 99), text.len());
    }
}
