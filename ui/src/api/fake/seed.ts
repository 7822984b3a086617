import type { Book, BookCopy, Contributor, Status, Wish } from '../model'
import type { FakeLibrary } from './library'

type Seed = Partial<Book> & { title: string; by?: string }

const by = (text: string): Contributor[] => text.split(', ').map((name) => ({ name, role: 'author' }))

/** Books as people have them, and some that try a layout: long, right to left, Japanese, nearly empty. */
const BOOKS: Seed[] = [
  {
    title: 'The Left Hand of Darkness',
    by: 'Ursula K. Le Guin',
    series: [{ name: 'Hainish Cycle', number: '4' }],
    status: 'read',
    rating: 19,
    published: '2000-07-01',
    firstPublished: '1969',
    publisher: 'Ace Books',
    pages: 304,
    format: 'paperback',
    language: 'en',
    isbn: '9780441478125',
    isbn10: '0441478123',
    price: { amount: 1299, currency: 'USD' },
    tags: ['science fiction', 'winter', 'favourite'],
    description:
      'A lone human ambassador is sent to Gethen, a planet whose people have no fixed sex.\n\nHis goal is to bring it into a growing league of worlds.',
    review: 'Slow to begin with, then impossible to put down. The journey over the ice is among the best pages I know.',
    readings: [
      { id: '71', started: '2019-12', finished: '2020-01-04', outcome: 'finished', note: null, progress: [] },
      {
        id: '72',
        started: '2024-02-11',
        finished: null,
        outcome: 'abandoned',
        note: 'Too soon after the first time.',
        progress: [
          { id: '721', at: '2024-02-12T20:10:00Z', unit: 'page', value: 40, note: null },
          { id: '722', at: '2024-02-20', unit: 'percent', value: 31, note: 'Over the ice' },
        ],
      },
    ],
    copies: [
      {
        id: '81',
        location: 'Bedroom, second shelf',
        condition: 'Good',
        acquired: '2019-11',
        price: { amount: 450, currency: 'EUR' },
        source: 'Market',
        note: null,
        loans: [
          {
            id: '91',
            person: 'Grace',
            since: '2026-03-02',
            due: '2026-04-01',
            returned: null,
            back: false,
            note: null,
          },
        ],
      },
    ],
    quotes: [
      {
        id: '1',
        text: 'It is good to have an end to journey toward; but it is the journey that matters, in the end.',
        place: 'p. 220',
        note: null,
        added: '2020-01-03T10:00:00Z',
      },
    ],
  },
  {
    title: 'Middlemarch',
    subtitle: 'A Study of Provincial Life',
    by: 'George Eliot',
    status: 'reading',
    published: '1871',
    pages: 880,
    publisher: 'Penguin Classics',
    format: 'paperback',
    language: 'en',
  },
  {
    title: 'Il nome della rosa',
    by: 'Umberto Eco',
    status: 'read',
    rating: 16,
    published: '1980',
    language: 'it',
    publisher: 'Bompiani',
    format: 'hardcover',
    pages: 503,
  },
  { title: 'الأيام', subtitle: 'سيرة ذاتية', by: 'طه حسين', status: 'wantToRead', published: '1929', language: 'ar' },
  {
    title: '雪国',
    by: '川端 康成',
    status: 'read',
    rating: 18,
    published: '1948',
    language: 'ja',
    publisher: '新潮社',
    format: 'massMarket',
  },
  {
    title: 'L’Étranger',
    by: 'Albert Camus',
    status: 'read',
    rating: 14,
    published: '1942-05-19',
    language: 'fr',
    publisher: 'Gallimard',
    pages: 184,
  },
  {
    title: 'Piranesi',
    by: 'Susanna Clarke',
    status: 'read',
    rating: 20,
    published: '2020-09-15',
    publisher: 'Bloomsbury',
    pages: 245,
    format: 'hardcover',
    language: 'en',
  },
  {
    title: 'Gödel, Escher, Bach',
    subtitle: 'An Eternal Golden Braid',
    by: 'Douglas R. Hofstadter',
    status: 'paused',
    rating: 17,
    published: '1979',
    pages: 777,
    format: 'paperback',
  },
  { title: 'Ulysses', by: 'James Joyce', status: 'didNotFinish', rating: 9, published: '1922-02-02', pages: 732 },
  { title: 'The Iliad', by: 'Homer', published: '-0700', status: 'wantToRead' },
  {
    title: 'The Dispossessed',
    by: 'Ursula K. LeGuin',
    series: [{ name: 'Hainish Cycle', number: '6' }],
    status: 'read',
    rating: 20,
    published: '1974',
    publisher: 'Harper Voyager',
    tags: ['science fiction', 'sf'],
  },
  {
    title: 'The Left Hand of Darkness',
    subtitle: '50th Anniversary Edition',
    by: 'Ursula K. Le Guin, China Miéville',
    series: [{ name: 'Hainish Cycle', number: '4' }],
    published: '2019-03',
    publisher: 'Ace',
    pages: 320,
    format: 'hardcover',
    language: 'en',
    isbn: '9780441007318',
    tags: ['science fiction'],
    notes: 'A present from Grace.',
    copies: [
      {
        id: '82',
        location: 'Living room',
        condition: null,
        acquired: '2021',
        price: null,
        source: null,
        note: null,
        loans: [],
      },
    ],
  },
  { title: 'Untitled notes' },
  {
    title: `The ${'extraordinarily '.repeat(40)}long title`,
    by: 'Somebody With a Rather Long Name and Several Titles, Another Author, A Third Author',
    status: 'reading',
    published: '2001-01',
  },
]

const FIRST = [
  'A Winter’s',
  'The Salt',
  'Letters from',
  'The Glass',
  'Under the',
  'A History of',
  'The Last',
  'Notes on',
  'The Quiet',
  'Beyond the',
]
const SECOND = [
  'Garden',
  'Archive',
  'Cartographer',
  'Orchard',
  'Lighthouse',
  'River',
  'Alphabet',
  'Museum',
  'Tide',
  'Hours',
  'Observatory',
]
const PEOPLE = [
  'Ada Marsh',
  'Tomás Rivera',
  'Yuki Tanaka',
  'Ines Duarte',
  'Oskar Lindqvist',
  'Noor Haddad',
  'Emeka Obi',
]
const STATUSES: (Status | null)[] = ['read', 'read', 'wantToRead', 'reading', 'paused', 'didNotFinish', null]

const at = <T>(list: readonly T[], n: number) => list[n % list.length] as T

const made = (n: number): Seed => ({
  title: `${at(FIRST, n)} ${at(SECOND, Math.floor(n / 10))}${n > 110 ? ` ${n}` : ''}`,
  by: at(PEOPLE, n * 3),
  status: at(STATUSES, n * 5),
  rating: n % 3 === 0 ? null : (n * 7) % 21,
  published: String(1900 + (n % 125)),
  pages: 80 + ((n * 37) % 700),
  publisher: at(['Faber', 'Gallimard', 'Suhrkamp', 'Anagrama'], n),
  format: at(['paperback', 'hardcover', 'ebook'], n),
  language: at(['en', 'fr', 'de', 'es'], n),
  favourite: n % 9 === 0,
  cover: n % 4 === 1 ? { hash: `c${(n % 3) + 1}`, width: 200, height: 300 } : null,
  tags: n % 5 === 0 ? [at(['fiction', 'to lend', 'poetry'], n)] : [],
  wish: n % 23 === 5 ? wished(n) : null,
  copies: n % 17 === 3 ? [lent(n)] : [],
})

const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)

const wished = (n: number): Wish => ({
  priority: at(['high', 'normal', 'normal', 'low'], n),
  price: n % 2 === 0 ? null : { amount: 900 + n * 10, currency: at(['EUR', 'EUR', 'USD'], n) },
  note: n % 3 === 0 ? 'The illustrated one' : null,
  added: '2026-04-02T10:00:00Z',
})

const lent = (n: number): BookCopy => ({
  id: `8${n}`,
  location: at(['Hall', 'Study', 'Attic'], n),
  condition: null,
  acquired: null,
  price: null,
  source: null,
  note: null,
  loans: [
    {
      id: `9${n}`,
      person: at(PEOPLE, n),
      since: day(-40 - n),
      due: n % 4 === 0 ? null : day(n % 5 === 0 ? 90 : (n % 21) - 10),
      returned: n % 7 === 0 ? day(-3) : null,
      back: n % 7 === 0,
      note: null,
    },
  ],
})

export function seed(library: Pick<FakeLibrary, 'books' | 'id'>, count: number) {
  for (let n = 0; n < count; n += 1) {
    const { by: names, ...fields } = BOOKS[n] ?? made(n)
    const id = library.id()
    library.books.set(id, {
      ...BLANK,
      shelves: [],
      ...fields,
      contributors: names ? by(names) : [],
      id,
      revision: library.id(),
      added: n % 7 === 3 ? '2024-01-31' : new Date(1_780_000_000_000 - n * 8_640_000).toISOString(),
      changed: '2026-05-01T12:00:00Z',
    })
  }
}

/** Two shelves filled by hand and a smart one. */
export function seedShelves(library: FakeLibrary) {
  const ids = [...library.books.keys()]
  const shelves = [
    { id: library.id(), name: 'By the bed', query: null, books: ids.slice(0, 4) },
    { id: library.id(), name: 'Best of all', query: 'rating:>=4.5', books: [] },
    { id: library.id(), name: 'Kitchen', query: null, books: [] },
  ]
  library.shelves = shelves
  for (const { id, name, books } of shelves) {
    for (const book of books) library.books.get(book)?.shelves.push({ id, name })
  }
}

const BLANK: Omit<Book, 'id' | 'revision' | 'added' | 'changed' | 'title'> = {
  subtitle: null,
  sortTitle: null,
  originalTitle: null,
  contributors: [],
  series: [],
  publisher: null,
  published: null,
  firstPublished: null,
  isbn: null,
  isbn10: null,
  identifiers: [],
  language: null,
  format: null,
  pages: null,
  minutes: null,
  price: null,
  status: null,
  rating: null,
  favourite: false,
  tags: [],
  description: null,
  review: null,
  notes: null,
  custom: [],
  wish: null,
  quotes: [],
  shelves: [],
  cover: null,
  readings: [],
  copies: [],
  trashed: null,
}
