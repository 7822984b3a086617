//! The words that invented books are made of.

/// What books in one language are made of.
pub(super) struct Tongue {
    pub(super) people: &'static [&'static str],
    pub(super) publishers: &'static [&'static str],
    pub(super) firsts: &'static [&'static str],
    pub(super) between: &'static str,
    pub(super) seconds: &'static [&'static str],
}

/// The one that is understood nearly everywhere.
pub(super) const LATIN: &Tongue = &TONGUES[0];

/// All of them.
pub(super) static TONGUES: [Tongue; 8] = [
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

/// Names of series.
pub(super) const SERIES: &[&str] = &[
    "The Lantern Cycle",
    "Harbour Mysteries",
    "Les Chroniques d'Exemple",
    "静かな庭シリーズ",
    "Die Brücken-Saga",
    "Orbit",
];

/// Names of shelves.
pub(super) const SHELVES: [&str; 8] = [
    "crime",
    "victorian",
    "science-fiction",
    "favourites",
    "poésie",
    "книги",
    "日本",
    "book-club-2024",
];

/// What people write of books.
pub(super) const SENTENCES: &[&str] = &[
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
