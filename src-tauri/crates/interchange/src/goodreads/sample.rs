//! Exports of invented books, the same every time: for tests, journeys in the window, and measurements.
//!
//! Feature `sample`, off by default. Names, titles and reviews are made up from words of many languages and scripts; ISBNs
//! have right check digits and belong to nobody in particular.

use std::io::{self, Write};

/// The columns as Goodreads writes them since 2022.
const HEADER: &str = "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,\
    Binding,Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,\
    Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies";

/// Writes an export of so many rows. Row *n* is the same in every file, however many rows follow it; every row has an id and,
/// if it has one, an ISBN of its own. No row has a problem.
pub fn write(rows: u32, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    for number in 1..=rows {
        writeln!(out, "{}", row(number))?;
    }
    Ok(())
}

fn row(number: u32) -> String {
    let mut dice = Dice::new(number);
    let tongue = &TONGUES[dice.below(TONGUES.len())];
    let title = title(number, tongue, &mut dice);
    let author = dice.of(tongue.people);
    let shelf = dice.weighted(&[
        ("read", 60),
        ("to-read", 30),
        ("currently-reading", 4),
        ("did-not-finish", 6),
    ]);
    let is_read = shelf == "read";
    let year = 1950 + dice.below(75);
    let added = day(&mut dice, 2010);
    let (ten, thirteen) = if dice.chance(85) {
        isbns(number)
    } else {
        <(String, String)>::default()
    };
    let tags: Vec<&str> = SHELVES.into_iter().filter(|_| dice.chance(12)).collect();
    let mut shelves = tags.clone();
    if !is_read {
        shelves.insert(0, shelf);
    }
    let positions: Vec<String> = shelves
        .iter()
        .map(|shelf| format!("{shelf} (#{number})"))
        .collect();
    let cells = [
        (1_000_000 + number).to_string(),
        title,
        author.to_owned(),
        last_first(author),
        if dice.chance(15) {
            format!("{}-Translator", dice.of(LATIN.people))
        } else {
            String::new()
        },
        format!("=\"{ten}\""),
        format!("=\"{thirteen}\""),
        if is_read && dice.chance(80) {
            (1 + dice.below(5)).to_string()
        } else {
            "0".to_owned()
        },
        format!("{}.{:02}", 3 + dice.below(2), dice.below(100)),
        if dice.chance(90) {
            dice.of(tongue.publishers).to_owned()
        } else {
            String::new()
        },
        dice.weighted(&[
            ("Paperback", 45),
            ("Hardcover", 25),
            ("Kindle Edition", 15),
            ("Mass Market Paperback", 8),
            ("Audible Audio", 4),
            ("", 3),
        ])
        .to_owned(),
        if dice.chance(95) {
            (60 + dice.below(900)).to_string()
        } else {
            String::new()
        },
        year.to_string(),
        if dice.chance(3) {
            "-700".to_owned()
        } else {
            (year - dice.below(80)).to_string()
        },
        if is_read && dice.chance(70) {
            day(&mut dice, 2012)
        } else {
            String::new()
        },
        added,
        shelves.join(", "),
        positions.join(", "),
        shelf.to_owned(),
        if is_read && dice.chance(25) {
            review(&mut dice)
        } else {
            String::new()
        },
        String::new(),
        if dice.chance(4) {
            format!("Lent to {}", dice.of(LATIN.people))
        } else {
            String::new()
        },
        if is_read {
            1 + usize::from(dice.chance(8))
        } else {
            0
        }
        .to_string(),
        usize::from(dice.chance(30)).to_string(),
    ];
    cells
        .iter()
        .map(|cell| quoted(cell))
        .collect::<Vec<_>>()
        .join(",")
}

fn title(number: u32, tongue: &Tongue, dice: &mut Dice) -> String {
    let (first, second) = (dice.of(tongue.firsts), dice.of(tongue.seconds));
    let mut title = format!("{first}{}{second}", tongue.between);
    if dice.chance(20) {
        title.push_str(&format!(": {}", dice.of(LATIN.seconds)));
    }
    // Few libraries hold the same title a thousand times.
    if number > 200 {
        title.push_str(&format!(" {}", roman(number / 200)));
    }
    if dice.chance(30) {
        title.push_str(&format!(
            " ({}, #{})",
            dice.of(SERIES),
            dice.of(&["1", "2", "3", "4", "0.5", "1-3"])
        ));
    }
    title
}

fn review(dice: &mut Dice) -> String {
    let sentences: Vec<&str> = (0..=dice.below(12)).map(|_| dice.of(SENTENCES)).collect();
    let mut review = String::new();
    for (at, sentence) in sentences.iter().enumerate() {
        review.push_str(match at {
            0 => "",
            at if at % 4 == 0 => "<br/><br/>",
            _ => " ",
        });
        review.push_str(sentence);
    }
    review
}

fn day(dice: &mut Dice, since: usize) -> String {
    format!(
        "{}/{:02}/{:02}",
        since + dice.below(2026 - since),
        1 + dice.below(12),
        1 + dice.below(28)
    )
}

fn last_first(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((first, last)) => format!("{last}, {first}"),
        None => name.to_owned(),
    }
}

/// The ISBN of a row in its two forms. The numbers run through all nine digits without repeating.
fn isbns(number: u32) -> (String, String) {
    // Coprime to 10⁹, so that no two rows share a number.
    let body = format!("{:09}", u64::from(number) * 618_033_989 % 1_000_000_000);
    let digits = || body.bytes().map(|byte| u32::from(byte - b'0'));
    let ten: u32 = digits()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let ten = match (11 - ten % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    let thirteen: u32 = 38
        + digits()
            .zip([3, 1].into_iter().cycle())
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>();
    (
        format!("{body}{ten}"),
        format!("978{body}{}", (10 - thirteen % 10) % 10),
    )
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// `SplitMix64`: few lines, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn new(seed: u32) -> Self {
        Self(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let mixed = u32::try_from((mixed ^ (mixed >> 31)) >> 40).unwrap_or(0);
        usize::try_from(mixed).unwrap_or(0) % bound.max(1)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn weighted<'a>(&mut self, words: &[(&'a str, usize)]) -> &'a str {
        let mut left = self.below(words.iter().map(|(_, weight)| weight).sum());
        for (word, weight) in words {
            if left < *weight {
                return word;
            }
            left -= weight;
        }
        ""
    }
}

/// What books in one language are made of.
struct Tongue {
    people: &'static [&'static str],
    publishers: &'static [&'static str],
    firsts: &'static [&'static str],
    between: &'static str,
    seconds: &'static [&'static str],
}

const LATIN: &Tongue = &TONGUES[0];

static TONGUES: [Tongue; 8] = [
    Tongue {
        people: &[
            "Ada Example",
            "Thomas Hartwell",
            "Mary O'Sample",
            "Jon van der Berg",
            "Ruth Ferris",
            "K. L. Stone",
        ],
        publishers: &[
            "Example House",
            "Harbour & Sons",
            "Lantern Press",
            "University of Nowhere Press",
        ],
        firsts: &[
            "The Silent",
            "A Distant",
            "The Last",
            "An Uncertain",
            "The Glass",
            "Beyond the",
            "Her Winter",
            "Seven",
        ],
        between: " ",
        seconds: &[
            "Harbour", "Orchard", "Kingdom", "Letters", "Machine", "Garden", "River", "Hour",
            "Station", "Dragon",
        ],
    },
    Tongue {
        people: &[
            "Émile Zoë",
            "Hélène Çayeux",
            "Benoît d'Exemple",
            "Aurélie Lœuvre",
        ],
        publishers: &["Éditions Exemple", "Presses du Lointain"],
        firsts: &["L'Été", "La Forêt", "Les Années", "Le Cœur", "Une Nuit"],
        between: " ",
        seconds: &["des ombres", "à l'écart", "perdu", "de verre", "oubliée"],
    },
    Tongue {
        people: &["Jürgen Müßig", "Änne Öhler", "Karl Überall"],
        publishers: &["Beispiel Verlag", "Straßenbücher"],
        firsts: &["Der große", "Die stille", "Das gläserne", "Über die"],
        between: " ",
        seconds: &["Garten", "Brücke", "Höhle", "Übung", "Straße"],
    },
    Tongue {
        people: &[
            "Ødegård Sæther",
            "Łukasz Żółć",
            "Þóra Æsisdóttir",
            "İpek Şahin",
            "Nguyễn Thị Ví Dụ",
        ],
        publishers: &["Wydawnictwo Przykład", "Forlaget Eksempel"],
        firsts: &[
            "Zażółć",
            "Ærlighet og",
            "Þögnin og",
            "Gece ile",
            "Mùa hè và",
        ],
        between: " ",
        seconds: &["gęśla jaźń", "øyene", "hafið", "şiir", "dòng sông"],
    },
    Tongue {
        people: &["Анна Примерова", "Лев Образцов", "Оксана Зразкова"],
        publishers: &["Издательство Пример", "Видавництво Зразок"],
        firsts: &["Тихий", "Последний", "Зимний", "Её"],
        between: " ",
        seconds: &["сад", "поезд", "ёж", "їжак", "город"],
    },
    Tongue {
        people: &["夏目 例子", "見本 太郎", "王例文", "김예시"],
        publishers: &["例書店", "见本出版社", "예시출판사"],
        firsts: &["静かな", "夜の", "红色的", "最后的", "겨울의"],
        between: "",
        seconds: &["庭", "図書館", "城市", "河流", "바다"],
    },
    Tongue {
        people: &["ليلى مثال", "يوسف النموذجي", "דנה דוגמה"],
        publishers: &["دار المثال", "הוצאת דוגמה"],
        firsts: &["ليالي", "حديقة", "הגן", "שירי"],
        between: " ",
        seconds: &["الشتاء", "المدينة", "האבוד", "הים"],
    },
    Tongue {
        people: &["Παράδειγμα Ελένη", "उदाहरण शर्मा", "ตัวอย่าง สุข"],
        publishers: &["Εκδόσεις Παράδειγμα", "उदाहरण प्रकाशन"],
        firsts: &["Ο κήπος", "नदी और", "แม่น้ำ"],
        between: " ",
        seconds: &["της νύχτας", "आकाश", "สีทอง"],
    },
];

const SERIES: &[&str] = &[
    "The Lantern Cycle",
    "Harbour Mysteries",
    "Les Chroniques d'Exemple",
    "静かな庭シリーズ",
    "Die Brücken-Saga",
    "Orbit",
];

const SHELVES: [&str; 8] = [
    "crime",
    "victorian",
    "science-fiction",
    "favourites",
    "poésie",
    "книги",
    "日本",
    "book-club-2024",
];

const SENTENCES: &[&str] = &[
    "Quick and sharp, with a plot that never stops.",
    "I could not put it down; my sister says \"overrated\".",
    "The middle drags &amp; the end is <b>too neat</b>.",
    "Une traduction <i>superbe</i>, à relire.",
    "Read it for the <a href=\"https://example.org/list?a=1&amp;b=2\" rel=\"nofollow noopener\">club</a>.",
    "<spoiler>The gardener did it.</spoiler>",
    "5 * 5 stars, if I could.",
    "とても静かな本。",
    "Больше всего понравились первые главы.",
    "Not for me &#39;at all&#39;.",
    "<blockquote>All happy libraries are alike.</blockquote>",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goodreads;

    fn sample(rows: u32) -> Vec<u8> {
        let mut file = Vec::new();
        write(rows, &mut file).unwrap();
        file
    }

    #[test]
    fn is_the_same_every_time_and_longer_files_begin_like_shorter_ones() {
        let (short, long) = (sample(50), sample(300));
        assert_eq!(short, sample(50));
        assert!(long.starts_with(&short));
    }

    #[test]
    fn is_read_without_a_problem() {
        let file = sample(3_000);
        let rows: Vec<_> = goodreads::read(file.as_slice())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows.len(), 3_000);
        for row in &rows {
            assert_eq!(row.problems, [], "{row:#?}");
            assert!(row.fields.check().is_ok());
        }
        let distinct = |mut values: Vec<String>| {
            let all = values.len();
            values.sort_unstable();
            values.dedup();
            (all, values.len())
        };
        let (isbns, different) = distinct(
            rows.iter()
                .filter_map(|row| row.fields.isbn)
                .map(String::from)
                .collect(),
        );
        assert!(isbns > 2_000 && isbns == different);
        assert!(
            rows.iter()
                .filter(|row| row.fields.review.is_some())
                .count()
                > 300
        );
        assert!(
            rows.iter()
                .filter(|row| !row.fields.series.is_empty())
                .count()
                > 600
        );
    }
}
