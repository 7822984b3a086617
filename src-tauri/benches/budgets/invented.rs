//! Invented books with something in every field, the same every time, written through [`Library::commit`].

use library::{
    BookExtras, BookFields, Contributor, Format, Label, Library, LibraryError, Money, Outcome,
    OwnedCopy, PartialDate, Rating, ReadingFacts, Role, SeriesPlace, Status,
};

/// How many books one commit writes: a whole million in one would hold its changes in memory.
const CHUNK: u32 = 50_000;

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "da", "el", "fen", "gar", "hi", "is", "jo", "ka", "lun", "mor", "na", "or", "pe",
    "qui", "ra", "sol", "ta", "un", "ven", "wy", "xa", "zo",
];
const SMALL: [&str; 6] = ["the", "of", "and", "a", "in", "dragons"];

/// Numbers that look thrown, by a linear congruence (the constants of PCG).
struct Dice(u64);

impl Dice {
    fn new(number: u32) -> Self {
        let mut dice = Self(u64::from(number) ^ 0x9e37_79b9_7f4a_7c15);
        dice.below(2);
        dice.below(2);
        dice
    }

    fn below(&mut self, end: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap_or_default()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let end = u32::try_from(words.len()).unwrap_or(1);
        words[self.below(end) as usize]
    }

    /// One of `count` words, the first ones oftener.
    fn word(&mut self, count: u32) -> String {
        let end = 1 + self.below(count);
        let mut number = self.below(end);
        let mut word = String::new();
        for _ in 0..3 {
            word.push_str(SYLLABLES[(number % 24) as usize]);
            number /= 24;
        }
        word
    }
}

/// Adds `count` invented books.
pub fn fill(library: &Library, count: u32) -> Result<(), LibraryError> {
    let mut from = 0;
    while from < count {
        let to = (from + CHUNK).min(count);
        let label = Label::Imported {
            source: "invented".to_owned(),
            count: to - from,
        };
        library.commit(label, |writer| {
            for number in from..to {
                let (fields, extras) = book(number);
                writer.add_book(&fields, None, None, &extras)?;
            }
            Ok::<_, LibraryError>(())
        })?;
        from = to;
    }
    Ok(())
}

fn book(number: u32) -> (BookFields, BookExtras) {
    let mut dice = Dice::new(number);
    let year =
        |dice: &mut Dice| PartialDate::new(1_900 + dice.below(125).cast_signed(), None, None).ok();
    let mut title = Vec::new();
    for _ in 0..2 + dice.below(4) {
        let word = if dice.chance(35) {
            dice.of(&SMALL).to_owned()
        } else {
            dice.word(12_000)
        };
        title.push(word);
    }
    let status = [
        Some(Status::Read),
        Some(Status::Read),
        Some(Status::WantToRead),
        Some(Status::Reading),
        Some(Status::DidNotFinish),
        None,
    ][dice.below(6) as usize];
    let author = format!("{} {}", dice.word(800), dice.word(12_000));
    let read = status == Some(Status::Read);
    let fields = BookFields {
        title: title.join(" "),
        contributors: vec![Contributor {
            name: author,
            role: Role::Author,
        }],
        series: if dice.chance(20) {
            vec![SeriesPlace {
                name: dice.word(6_000),
                number: Some((1 + dice.below(12)).to_string()),
            }]
        } else {
            Vec::new()
        },
        publisher: Some(dice.word(2_000)),
        published: year(&mut dice),
        first_published: year(&mut dice).filter(|_| dice.chance(40)),
        language: Some(dice.of(&["en", "en", "en", "de", "fr", "ja"]).to_owned()),
        format: Some(Format::from(dice.of(&[
            "paperback",
            "hardcover",
            "ebook",
            "audiobook",
        ]))),
        pages: Some(60 + dice.below(900)),
        minutes: dice.chance(10).then(|| 60 + dice.below(1_200)),
        price: dice
            .chance(50)
            .then(|| Money::new(i64::from(dice.below(4_000)), "EUR").ok())
            .flatten(),
        status,
        rating: Rating::from_quarters(i64::from(dice.below(21)))
            .ok()
            .filter(|_| read),
        favourite: dice.chance(5),
        tags: (0..dice.below(4)).map(|_| dice.word(300)).collect(),
        review: dice.chance(10).then(|| {
            let words: Vec<String> = (0..40).map(|_| dice.word(12_000)).collect();
            words.join(" ")
        }),
        ..BookFields::default()
    };
    let day = |dice: &mut Dice| {
        let year = 2_000 + dice.below(26).cast_signed();
        PartialDate::new(year, Some(1 + dice.below(12).to_le_bytes()[0]), None).ok()
    };
    let readings = read.then(|| ReadingFacts {
        started: day(&mut dice),
        finished: day(&mut dice),
        outcome: Some(Outcome::Finished),
        note: None,
    });
    let copies = dice.chance(40).then(|| OwnedCopy {
        location: Some(format!("shelf {}", dice.below(40))),
        acquired: day(&mut dice),
        ..OwnedCopy::default()
    });
    let extras = BookExtras::of(readings, copies);
    (fields, extras)
}
