//! Samples, damaged by a chance that falls the same way every time.

/// `SplitMix64`.
pub(super) struct Chance(u64);

/// What readers trip over.
const THORNS: [&[u8]; 40] = [
    b"\0",
    b"\"",
    b"\"\"",
    b"'",
    b"\n",
    b"\r",
    b"\r\n",
    b"\t",
    b",",
    b";",
    b"|",
    b"{",
    b"}",
    b"[",
    b"]",
    b"<",
    b">",
    b"</",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"\\",
    b"\\u0000",
    b"\\ud800",
    b"@",
    b"@book{",
    b"TY  - BOOK\n",
    b"ER  - \n",
    b"99999999999999999999",
    b"-1",
    b"1e999",
    b"0.000000000000000000001",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff",
    b"\xe8",
    b"\x1b[31m",
    "\u{2028}".as_bytes(),
    "\u{202e}İß\u{0390}".as_bytes(),
    "\u{1F600}\u{0301}".as_bytes(),
];

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % bound.max(1)
    }

    /// One of the samples with one to eight damages.
    pub(super) fn damaged(&mut self, samples: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = samples[self.below(samples.len())].clone();
        for _ in 0..=self.below(8) {
            self.damage(&mut bytes, samples);
        }
        bytes
    }

    fn damage(&mut self, bytes: &mut Vec<u8>, samples: &[Vec<u8>]) {
        let at = self.below(bytes.len() + 1);
        let to = (at + self.below(64)).min(bytes.len());
        match self.below(10) {
            // A bit, a byte.
            0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
            1 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap(),
            // Cut off; cut out.
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..to)),
            // The beginning of one and the end of another.
            4 => {
                let other = &samples[self.below(samples.len())];
                let from = self.below(other.len() + 1);
                bytes.splice(at.., other[from..].iter().copied());
            }
            // Said again, and again.
            5 => {
                let block = bytes[at..to].repeat(1 + self.below(40));
                bytes.splice(at..at, block);
            }
            // Two places exchanged.
            6 if at < bytes.len() => {
                let other = self.below(bytes.len());
                bytes.swap(at, other);
            }
            _ => {
                let thorn = THORNS[self.below(THORNS.len())];
                let times = if self.below(8) == 0 {
                    self.below(300)
                } else {
                    1
                };
                bytes.splice(at..at, thorn.repeat(times));
            }
        }
        // What repeats what was repeated would only take time.
        bytes.truncate(64 * 1024);
    }
}
