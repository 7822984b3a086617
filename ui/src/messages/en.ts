import type {
  BulkField,
  ColumnMeaning,
  FieldKind,
  FileFormat,
  ImportCounts,
  ImportPart,
  Label,
  Likeness,
  LoanAct,
  LostPart,
  NameKind,
  Outcome,
  PartAct,
  PasswordProblem,
  Priority,
  ProgressUnit,
  ReadingAct,
  Status,
  StrengthSuggestion,
  StrengthWarning,
  WishAct,
} from '../api/model'
import {
  formatDay,
  formatDayAndTime,
  formatLately,
  formatMinutes,
  formatNumber,
  formatPercent,
  formatRoom,
  formatSeconds,
  formatSize,
} from './format'
import { pluralIn } from './plural'

const plural = pluralIn('en')
const lists = new Intl.ListFormat('en')
const quoted = (title: string) => `“${title}”`
const books = (count: number) => plural(count, { one: '# book', other: '# books' })
const minutes = (count: number) => plural(count, { one: '# minute', other: '# minutes' })
const hours = (count: number) => plural(count, { one: '# hour', other: '# hours' })
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (place: number) => `${place}${endings[ordinals.select(place)] ?? 'th'}`
/** So long as somebody hears it. */
const spoken = (seconds: number) => {
  const rest = seconds % 60
  const parts = [
    ...(seconds >= 60 ? [minutes(Math.floor(seconds / 60))] : []),
    ...(rest > 0 ? [plural(rest, { one: '# second', other: '# seconds' })] : []),
  ]
  return parts.join(' and ')
}
const lower = (text: string) => text.charAt(0).toLocaleLowerCase('en') + text.slice(1)
const conjunction = new Intl.ListFormat('en', { type: 'conjunction' })
const listed = (parts: string[]) => conjunction.format(parts)
/** What people call the lists that books come from. */
const sources: Record<string, string> = {
  goodreads: 'Goodreads',
  storygraph: 'StoryGraph',
  librarything: 'LibraryThing',
  'librarything-json': 'LibraryThing',
  openreads: 'Openreads',
  'openreads-backup': 'Openreads',
  booklogr: 'BookLogr',
  bookwyrm: 'BookWyrm',
  jelu: 'Jelu',
  openlibrary: 'Open Library',
  calibre: 'Calibre',
  'calibre-json': 'Calibre',
  'calibre-csv': 'Calibre',
  tellico: 'Tellico',
  bibtex: 'BibTeX',
  ris: 'RIS',
  json: 'Bookplate',
  csv: 'Bookplate',
  table: 'a table',
}
/** One book by its title, several by their number. */
const named = (count: number, title: string) => (count === 1 ? quoted(title) : books(count))

const READING: Record<ReadingAct, (title: string) => string> = {
  started: (title) => `Started reading ${title}`,
  progressed: (title) => `Updated progress in ${title}`,
  finished: (title) => `Finished ${title}`,
  abandoned: (title) => `Gave up ${title}`,
  paused: (title) => `Paused ${title}`,
  resumed: (title) => `Resumed ${title}`,
  added: (title) => `Added a reading of ${title}`,
  edited: (title) => `Edited a reading of ${title}`,
  removed: (title) => `Removed a reading of ${title}`,
}

const PART: Record<PartAct, (what: string) => string> = {
  added: (what) => `Added ${what}`,
  edited: (what) => `Changed ${what}`,
  removed: (what) => `Removed ${what}`,
  moved: (what) => `Moved ${what}`,
}

const LOAN: Record<LoanAct, (title: string, person: string) => string> = {
  lent: (title, person) => `Lent ${title} to ${person}`,
  returned: (title, person) => `Got ${title} back from ${person}`,
  edited: (title, person) => `Edited the loan of ${title} to ${person}`,
  removed: (title, person) => `Removed the loan of ${title} to ${person}`,
}

const WISH: Record<WishAct, (title: string) => string> = {
  added: (title) => `Put ${title} on the wish list`,
  edited: (title) => `Edited the wish for ${title}`,
  removed: (title) => `Took ${title} off the wish list`,
  bought: (title) => `Bought ${title}`,
}

const NAME: Record<NameKind, string> = {
  person: 'the person',
  publisher: 'the publisher',
  series: 'the series',
  tag: 'the tag',
}

const NAMES: Record<NameKind, string> = { person: 'people', publisher: 'publishers', series: 'series', tag: 'tags' }

const MOST_FIELDS = 3

/** The first few of them, and how many more. */
const fieldNames = (fields: BulkField[]) => {
  const names = fields.slice(0, MOST_FIELDS).map((field) => en.book.fields[field])
  const more = fields.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}

const done = (label: Label): string => {
  switch (label.kind) {
    case 'added':
      return `Added ${quoted(label.title)}`
    case 'edited':
      return `Edited ${quoted(label.title)}${label.fields ? `: ${fieldNames(label.fields)}` : ''}`
    case 'trashed':
      return `Moved ${named(label.count, label.title)} to the trash`
    case 'restored':
      return `Restored ${named(label.count, label.title)}`
    case 'deletedForGood':
      return `Deleted ${named(label.count, label.title)} for good`
    case 'emptiedTrash':
      return `Emptied the trash: ${books(label.count)}`
    case 'imported':
      return `Imported ${books(label.count)} from ${sources[label.source] ?? label.source}`
    case 'reading':
      return READING[label.act](quoted(label.title))
    case 'copy':
      return PART[label.act](`a copy of ${quoted(label.title)}`)
    case 'loan':
      return LOAN[label.act](quoted(label.title), label.person)
    case 'wish':
      return WISH[label.act](quoted(label.title))
    case 'quote':
      return PART[label.act](`a quote from ${quoted(label.title)}`)
    case 'cover':
      return PART[label.act](`the cover of ${quoted(label.title)}`)
    case 'shelf':
      return PART[label.act](`the shelf ${quoted(label.name)}`)
    case 'shelved':
      return `Put ${named(label.count, label.title)} on the shelf ${quoted(label.shelf)}`
    case 'unshelved':
      return `Took ${named(label.count, label.title)} off the shelf ${quoted(label.shelf)}`
    case 'orderedShelf':
      return `Reordered the shelf ${quoted(label.shelf)}`
    case 'customField':
      return PART[label.act](`the field ${quoted(label.name)}`)
    case 'renamed':
      return `Renamed ${NAME[label.what]} ${quoted(label.from)} to ${quoted(label.to)}`
    case 'mergedNames':
      return `Merged ${label.count + 1} ${NAMES[label.what]} into ${quoted(label.into)}`
    case 'deletedName':
      return `Removed ${NAME[label.what]} ${quoted(label.name)} from all books`
    case 'bulkEdited':
      return `Edited ${books(label.count)} at once`
    case 'mergedBooks':
      return `Merged ${books(label.count + 1)} into ${quoted(label.title)}`
    case 'keptApart':
      return `Kept ${named(label.count, label.title)} apart`
    case 'tookBack':
      return `Took back: ${done(label.label)}`
  }
}

const status: Record<Status, string> = {
  wantToRead: 'Want to read',
  reading: 'Reading',
  paused: 'Paused',
  read: 'Read',
  didNotFinish: 'Did not finish',
}

const passwordProblem = (problem: PasswordProblem): string => {
  switch (problem.code) {
    case 'tooShort':
      return plural(problem.minimum - problem.found, {
        one: '# more character is needed.',
        other: '# more characters are needed.',
      })
    case 'tooLong':
      return `At most ${formatNumber(problem.maximum)} characters; this has ${formatNumber(problem.found)}.`
    case 'controlCharacter':
      return 'It cannot contain control characters such as tabs or line breaks.'
    case 'tooEasyToGuess':
      return 'It is long enough, but still easy to guess.'
  }
}

const strengthWarning: Record<StrengthWarning, string> = {
  keyboardRow: 'A straight row of keys is easy to guess.',
  keyboardPattern: 'A short pattern on the keyboard is easy to guess.',
  repeatedCharacter: 'Repeats like “aaa” are easy to guess.',
  repeatedPattern: 'Repeats like “abcabc” are hardly harder to guess than “abc”.',
  topTen: 'This is one of the ten most common passwords.',
  topHundred: 'This is one of the hundred most common passwords.',
  common: 'This is a very common password.',
  similarToCommon: 'This is much like a common password.',
  sequence: 'Sequences like “abc” or “6543” are easy to guess.',
  recentYear: 'Recent years are easy to guess.',
  singleWord: 'A single word is easy to guess.',
  date: 'Dates are easy to guess.',
  singleName: 'A name by itself is easy to guess.',
  commonName: 'Common names are easy to guess.',
}

const strengthSuggestion: Record<StrengthSuggestion, string> = {
  useAFewWords: 'Use a few words that do not belong together.',
  noNeedForSymbols: 'Symbols, digits and capitals are not needed.',
  addAnotherWord: 'Add another word or two, uncommon ones.',
  capitalsHelpLittle: 'Capitals do not help much.',
  allCapitalsHelpLittle: 'All capitals are as easy to guess as small letters.',
  reversedWordsHelpLittle: 'Words spelt backwards are not much harder to guess.',
  substitutionsHelpLittle: '“@” in place of “a” does not help much.',
  longerKeyboardPattern: 'Use a longer pattern with more turns.',
  avoidRepeats: 'Avoid repeated words and letters.',
  avoidSequences: 'Avoid sequences.',
  avoidRecentYears: 'Avoid recent years.',
  avoidPersonalYears: 'Avoid years that have to do with you.',
  avoidPersonalDates: 'Avoid dates that have to do with you.',
}

const role: Record<string, string> = {
  author: 'Author',
  translator: 'Translator',
  editor: 'Editor',
  illustrator: 'Illustrator',
  narrator: 'Narrator',
  foreword: 'Foreword',
  afterword: 'Afterword',
  contributor: 'Contributor',
}

const format: Record<string, string> = {
  hardcover: 'Hardcover',
  paperback: 'Paperback',
  massMarket: 'Mass market',
  ebook: 'E-book',
  audiobook: 'Audiobook',
}

/** What goes along when books are merged. */
interface Along {
  readings: number
  copies: number
  loans: number
  quotes: number
  shelves: number
}

/** Every word that the interface shows, in English. */
export const en = {
  app: {
    name: 'Bookplate',
    skip: 'Skip to the list',
    starting: 'Opening Bookplate…',
    loading: 'Loading…',
    close: 'Close',
    cancel: 'Cancel',
    dismiss: 'Dismiss',
    leaveTitle: 'Leave without saving?',
    leaveText: 'What you typed here is not saved yet.',
    leave: 'Leave',
    stay: 'Go on',
    unexpected: 'Something went wrong inside Bookplate. Nothing was changed.',
  },

  book: {
    status,
    noStatus: 'No status',
    role,
    format,
    roleName: (name: string) => role[name] ?? name,
    formatName: (name: string) => format[name] ?? name,
    /** What was typed as an ISBN and is none is kept as “other”. */
    schemeName: (name: string) => (name === 'other' ? 'Other identifier' : name),
    untitled: 'Untitled book',
    favourite: 'Favourite',
    unrated: 'Not rated',
    stars: (quarters: number) => `${formatNumber(quarters / 4)} of 5 stars`,
    pages: (count: number) => plural(count, { one: '# page', other: '# pages' }),
    count: books,
    fields: {
      title: 'Title',
      subtitle: 'Subtitle',
      sortTitle: 'Sort title',
      originalTitle: 'Original title',
      contributors: 'People',
      series: 'Series',
      publisher: 'Publisher',
      published: 'Published',
      firstPublished: 'First published',
      isbn: 'ISBN',
      identifiers: 'Other identifiers',
      language: 'Language',
      format: 'Format',
      pages: 'Pages',
      minutes: 'Length',
      price: 'Price',
      status: 'Status',
      rating: 'Rating',
      favourite: 'Favourite',
      tags: 'Tags',
      description: 'Description',
      review: 'Review',
      notes: 'Private notes',
      custom: 'Own fields',
    },
    yes: 'Yes',
    no: 'No',
    yesNo: (value: string) => (value === 'yes' ? 'Yes' : 'No'),
    lentTo: (person: string) => `Lent to ${person}`,
    progress: (percent: number) => `${formatNumber(percent)}% read`,
  },

  welcome: {
    title: 'Your books, in a library of your own',
    lead: 'Bookplate keeps what you own, read and think of it. Everything stays on this computer, encrypted with a key that only your password opens.',
    points: {
      offline: 'No server, no tracking, no network',
      encrypted: 'One encrypted file, yours alone',
      undo: 'Every change can be undone',
    },
    formTitle: 'Create your library',
    anotherTitle: 'Create another library',
    anotherLead: 'Each person on this computer has a library of their own, which nobody else can open.',
    name: 'Your name',
    nameHint: 'As Bookplate greets you, and as you log in.',
    password: 'Password',
    passwordHint: 'At least 12 characters. A few uncommon words are easy to remember and hard to guess.',
    warning:
      'Nobody can reset this password. If you forget it, only a recovery code can open your library: you make one in the settings. Without one it stays closed for good.',
    administrator:
      'As the first person here, you also look after the list of accounts. You cannot see into other people’s libraries.',
    create: 'Create library',
    creating: 'Making your key…',
    haveAccount: 'I have a library here',
    restore: 'Restore from a backup…',
  },

  strength: {
    label: 'Password strength',
    scores: ['Guessed at once', 'Very easy to guess', 'Easy to guess', 'Hard to guess', 'Out of reach'],
    problem: passwordProblem,
    warning: strengthWarning,
    suggestion: strengthSuggestion,
    good: 'Good: this can be your password.',
  },

  password: {
    show: 'Show password',
    hide: 'Hide password',
  },

  logIn: {
    title: 'Welcome back',
    name: 'Name',
    password: 'Password',
    logIn: 'Log in',
    opening: 'Opening your library…',
    wrong: 'That name and password do not fit together.',
    deactivated: 'This account was deactivated. The administrator of this computer’s accounts can activate it again.',
    register: 'Create a library',
    nameMissing: 'Type your name.',
    passwordMissing: 'Type your password.',
    forgotten: 'Forgot your password?',
    stay: 'Stay signed in on this computer for 30 days',
  },

  lock: {
    title: 'Locked',
    greeting: (name: string) => `${name}’s library is locked`,
    lead: 'Nothing is lost. What you were doing is waiting behind your password.',
    password: 'Password',
    unlock: 'Unlock',
    wrong: 'That is not the password.',
    someoneElse: 'Someone else',
    restored: (count: number) => `Your library was restored: ${books(count)}.`,
  },

  wait: {
    passwords: 'Too many wrong passwords.',
    attempts: 'Too many wrong attempts.',
    shown: (seconds: number) => `You can try again in ${formatSeconds(seconds)}.`,
    spoken: (seconds: number) => `You can try again in ${spoken(seconds)}.`,
  },

  recover: {
    title: 'A new password',
    lead: 'With your recovery code you choose a new password. Your library gets a new key with it, so that the old password opens nothing any more. The recovery code goes on to hold.',
    name: 'Name',
    nameMissing: 'Type your name.',
    code: 'Recovery code',
    codeHint: 'Seven groups of four letters and digits, as you wrote them down.',
    codeMissing: 'Type your recovery code.',
    password: 'New password',
    passwordMissing: 'Type a new password.',
    submit: 'Set password and open',
    working: 'Making a new key…',
    back: 'Back',
  },

  problem: {
    title: 'Your libraries cannot be opened just now',
    folder: 'Data folder',
    lead: 'Nothing was changed. Once this is put right, try again.',
    again: 'Try again',
  },

  nav: {
    label: 'Main',
    library: 'Library',
    all: 'All books',
    browse: 'Browse',
    duplicates: 'Duplicates',
    loans: 'Lent out',
    wishes: 'Wish list',
    trash: 'Trash',
    history: 'History',
    accounts: 'Accounts',
    statuses: 'Filter by status',
  },

  account: {
    menu: 'Account',
    administrator: 'Administrator',
    member: 'Member',
    theme: 'Appearance',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    settings: 'Settings…',
    changePassword: 'Change password…',
    shortcuts: 'Keyboard shortcuts',
    lock: 'Lock',
    logOut: 'Log out',
    deleteOwn: 'Delete my account…',
  },

  library: {
    title: 'Library',
    search: 'Search',
    searchPlaceholder: 'Search title, people, series, tags…',
    clearSearch: 'Clear search',
    add: 'Add a book',
    import: 'Import',
    export: 'Export',
    sort: 'Sort',
    sortedBy: 'Sorted by',
    ascending: 'Ascending',
    descending: 'Descending',
    grid: 'Books',
    found: (count: number) => plural(count, { one: '# book found', other: '# books found' }),
    none: 'No books found',
    sorts: {
      title: 'Title',
      author: 'Author',
      series: 'Series',
      published: 'Published',
      publisher: 'Publisher',
      added: 'Added',
      changed: 'Changed',
      rating: 'Rating',
      status: 'Status',
      pages: 'Pages',
      format: 'Format',
      language: 'Language',
      price: 'Price',
      firstPublished: 'First published',
      started: 'Started',
      finished: 'Finished',
      minutes: 'Length',
    },
    sortWithin: 'Own order',
    sortOwn: 'Own field',
    layout: 'View',
    layouts: { list: 'List', thumbnails: 'List with covers', covers: 'Covers' },
    emptyTitle: 'The shelves are waiting',
    empty: 'Add your first book, or bring them all at once from another program or site.',
    emptyImport: 'Import books',
    noneTitle: 'Nothing found',
    noneFor: (text: string) => `No book here matches ${quoted(text)}.`,
    noneOfStatus: (name: string) => `No book here has the status “${name}”.`,
    showAll: 'Show all books',
    failedTitle: 'The list could not be read',
    again: 'Try again',
    unfinished: (title: string) =>
      title === '' ? 'A book you began is not saved yet.' : `${quoted(title)} is not saved yet.`,
    resume: 'Go on writing',
    discardDraft: 'Discard',
  },

  details: {
    label: 'Book',
    close: 'Close details',
    edit: 'Edit',
    trash: 'Move to trash',
    restore: 'Restore',
    deleteForGood: 'Delete for good…',
    inTrash: (since: string) => `In the trash since ${since}.`,
    isbn10: (isbn: string) => `ISBN-10 ${isbn}`,
    added: 'Added',
    changed: 'Changed',
    gone: 'This book is not there any more.',
    about: 'About this edition',
    showAll: 'Show all of it',
    showLess: 'Show less',
    shelves: 'Shelves',
    putOnShelf: 'Put it on a shelf',
    takeOff: (shelf: string) => `Take it off the shelf ${quoted(shelf)}`,
  },

  parts: {
    save: 'Save',
    saving: 'Saving…',
    keep: 'Keep it as it is',
    note: 'Note',
    date: {
      today: 'Today',
      todayKey: 'Today (T)',
      hint: '2021, May 2021 or 2021-05-17; blank if you do not know',
      short: '2021, May 2021 or 2021-05-17',
    },
    stale: 'The book was changed meanwhile and is shown as it is now. What you typed is still here: save it again.',
    staleAct: 'The book was changed meanwhile. It is shown as it is now; nothing else was done.',
  },

  reading: {
    title: 'Reading',
    status: 'Status',
    steps: {
      start: 'Start reading',
      again: 'Read again',
      progress: 'Update progress',
      finish: 'Finish',
      pause: 'Pause',
      resume: 'Resume',
    },
    addPast: 'Add a past reading',
    favourite: 'Favourite',
    rating: 'Rating',
    ratingHint: 'Arrow keys change it by half a star, with Shift by a quarter; 0 or Delete clears it',
    clearRating: 'Clear rating',
  },

  readings: {
    list: 'Readings',
    titles: {
      start: 'Start reading',
      finish: 'Finish reading',
      past: 'Add a past reading',
      edit: 'Edit this reading',
    },
    saves: { start: 'Start', finish: 'Finish', past: 'Add', edit: 'Save' },
    started: 'Started',
    finished: 'Finished',
    ended: 'Ended',
    outcome: 'How it ended',
    outcomes: { finished: 'Finished', abandoned: 'Gave up', open: 'Still reading' },
    span: (started: string | null, ended: string | null, outcome: Outcome | null) => {
      if (outcome === null) return started ? `Since ${started}` : 'Begun, date not known'
      const verb = outcome === 'abandoned' ? 'Gave up' : 'Finished'
      if (started && ended) return `${started} – ${ended}`
      if (ended) return `${verb} ${ended}`
      return started ? `Begun ${started}` : `${verb}, date not known`
    },
    edit: (span: string) => `Edit the reading: ${span}`,
    remove: (span: string) => `Remove the reading: ${span}`,
    removed: 'Removed the reading.',
    progressTitle: 'Update progress',
    editProgress: 'Edit progress',
    unit: 'Counted in',
    units: { page: 'Page', percent: 'Percent', minute: 'Minutes' },
    reached: { page: 'Page reached', percent: 'Percent read', minute: 'Minutes heard' },
    at: 'When',
    atHint: 'Blank for now',
    ofPages: (count: number) => `of ${plural(count, { one: '# page', other: '# pages' })}`,
    ofMinutes: (count: number) => `of ${formatMinutes(count)}`,
    percent: (part: number) => formatPercent(part),
    point: (unit: ProgressUnit, value: number) =>
      unit === 'page'
        ? `page ${formatNumber(value)}`
        : unit === 'percent'
          ? `${formatNumber(value)} %`
          : formatMinutes(value),
    history: (count: number) => plural(count, { one: 'Progress noted once', other: 'Progress noted # times' }),
    editPoint: (point: string) => `Edit progress: ${point}`,
    removePoint: (point: string) => `Remove progress: ${point}`,
    progressRemoved: 'Removed what was noted of the progress.',
  },

  owning: {
    title: 'Copies and loans',
    addCopy: 'Add a copy',
    copyTitles: { add: 'Add a copy', edit: 'Edit this copy', buy: 'Bought it' },
    copySaves: { add: 'Add', edit: 'Save', buy: 'Add the copy' },
    copy: 'Copy',
    acquiredOn: (day: string) => `acquired ${day}`,
    copyNumber: (n: number) => `Copy ${formatNumber(n)}`,
    location: 'Location',
    condition: 'Condition',
    acquired: 'Acquired',
    paid: 'Paid',
    source: 'From',
    editCopy: (copy: string) => `Edit ${copy}`,
    removeCopy: (copy: string) => `Remove ${copy}`,
    copyRemoved: 'Removed the copy.',
    lend: 'Lend',
    lendTitle: 'Lend it',
    backTitle: 'Got it back',
    editLoanTitle: 'Edit this loan',
    gotBack: 'Got it back',
    person: 'To whom',
    since: 'Since',
    due: 'Due back',
    returned: 'Came back',
    state: 'Is it back?',
    states: { out: 'Still lent', back: 'It is back' },
    lentTo: (person: string) => `Lent to ${person}`,
    sinceDay: (day: string) => `since ${day}`,
    dueDay: (day: string) => `due ${day}`,
    dueToday: 'due today',
    dueIn: (days: number) => plural(days, { one: 'due tomorrow', other: 'due in # days' }),
    overdue: (days: number) => plural(days, { one: '# day overdue', other: '# days overdue' }),
    backOn: (day: string | null) => (day === null ? 'came back' : `came back ${day}`),
    past: (count: number) => plural(count, { one: '# earlier loan', other: '# earlier loans' }),
    editLoan: (person: string) => `Edit the loan to ${person}`,
    removeLoan: (person: string) => `Remove the loan to ${person}`,
    loanRemoved: 'Removed the loan.',
  },

  wishes: {
    add: 'Put on the wish list',
    addTitle: 'Put on the wish list',
    editTitle: 'Edit the wish',
    wished: 'On the wish list',
    priority: 'Priority',
    priorities: { high: 'High', normal: 'Normal', low: 'Low' } satisfies Record<Priority, string>,
    priorityOf: (name: string) => `${name} priority`,
    price: 'Price',
    bought: 'Bought it',
    edit: 'Edit the wish',
    remove: 'Take off the wish list',
    removed: 'Took the book off the wish list.',
    title: 'Wish list',
    grid: 'Wishes',
    count: (count: number) => plural(count, { one: '# wish', other: '# wishes' }),
    total: 'Together',
    unpriced: (count: number) => `${formatNumber(count)} without a price`,
    emptyTitle: 'No wishes yet',
    empty: 'Open a book and choose “Put on the wish list”. What it costs and how much you want it is gathered here.',
    priorityFor: (title: string) => `Priority of ${quoted(title)}`,
    columns: { priority: 'Priority', title: 'Title', author: 'Author', price: 'Price', act: '' },
  },

  loans: {
    title: 'Lent out',
    grid: 'Loans',
    show: 'Show',
    views: { out: 'Out now', back: 'Came back' },
    count: (count: number) => plural(count, { one: '# book is out', other: '# books are out' }),
    overdue: (count: number) => `${formatNumber(count)} overdue`,
    overdueOf: 'Overdue: ',
    emptyTitle: 'Everything is at home',
    empty: 'Open a book and choose “Lend”. Who has it and when it is due is shown here.',
    noneBackTitle: 'Nothing came back yet',
    noneBack: 'Loans that ended are kept here.',
    columns: { title: 'Title', person: 'To whom', since: 'Since', due: 'Due back', returned: 'Came back', act: '' },
  },

  quotes: {
    title: 'Quotes',
    add: 'Add a quote',
    addTitle: 'Add a quote',
    editTitle: 'Edit the quote',
    text: 'The words',
    place: 'Where',
    placeHint: 'A page, a chapter, a minute',
    note: 'Your thought',
    edit: (text: string) => `Edit the quote: ${text}`,
    remove: (text: string) => `Remove the quote: ${text}`,
    removed: 'Removed the quote.',
    resumed: 'You had begun this and not saved it; it is as you left it.',
    startOver: 'Start over',
  },

  markdown: {
    spoiler: 'Spoiler: show it',
    hideSpoiler: 'Hide the spoiler',
    address: (address: string) => ` (${address})`,
    picture: 'Picture',
  },

  search: {
    offers: 'Ways to go on',
    save: 'Save as a smart shelf…',
    help: 'How to search',
    problems: 'What was not understood',
    asWords: 'It is looked for as plain words.',
    showProblem: 'Show the place',
    moreProblems: (count: number) => plural(count, { one: 'And one more.', other: 'And # more.' }),
    helpTitle: 'How to search',
    helpLead:
      'Type any words: they are looked for everywhere, from their beginning, whatever their accents and capitals. To ask for more, name a field. Press an example to try it.',
    groups: [
      {
        title: 'Words',
        lines: [
          { example: 'dragons', says: 'In the title, people, series, tags, publisher, notes …' },
          { example: '"left hand"', says: 'These words, in this order' },
          { example: 'garden -secret', says: 'With the one, without the other' },
          { example: 'woolf or sackville', says: 'Either is enough' },
          { example: '(tea or coffee) history', says: 'Groups' },
        ],
      },
      {
        title: 'Fields',
        lines: [
          { example: 'author:"le guin"', says: 'Written by; also title, series, tag, publisher, language …' },
          { example: 'tag:=poetry', says: 'With = it is the whole name and no other' },
          { example: 'status:reading', says: 'Also want, paused, read, dnf, none' },
          { example: 'shelf:kitchen', says: 'On a shelf, smart ones too' },
          { example: '#signed:yes', says: 'A field of your own' },
        ],
      },
      {
        title: 'Numbers and dates',
        lines: [
          { example: 'rating:>=4', says: 'Stars from 0 to 5' },
          { example: 'year:1968..1974', says: 'From one to the other; either end may be left out' },
          { example: 'pages:<200', says: 'Also minutes, price, paid, copies, times' },
          { example: 'finished:2021-05', says: 'Any day of that month; also started, added, acquired' },
        ],
      },
      {
        title: 'What there is and is not',
        lines: [
          { example: 'lent:yes', says: 'Lent out now; or lent:grace' },
          { example: 'is:favourite', says: 'Also is:owned, is:overdue, is:wished' },
          { example: 'missing:isbn', says: 'Without an ISBN' },
          { example: 'has:cover', says: 'With a cover of its own' },
        ],
      },
    ],
    fieldsTitle: 'All fields:',
    fields:
      'title, author, person, translator, editor, illustrator, narrator, series, number, publisher, tag, shelf, isbn, id, language, format, location, condition, source, review, notes, description, quote; status, favourite, owned, lent, overdue, wish; rating, pages, minutes, price, paid, copies, times, progress; published, first, year, added, changed, started, finished, acquired, due, lentsince.',
  },

  selection: {
    all: (count: number) => `Select all ${books(count)}`,
    none: 'Select none',
    count: (count: number) => plural(count, { one: '# book selected', other: '# books selected' }),
    clear: 'Clear selection',
    bar: 'What to do with the selected books',
    dropped: 'The list has changed since all of it was selected. Nothing is selected any more.',
  },

  bulk: {
    edit: 'Edit…',
    tags: 'Tags…',
    shelves: 'Shelves',
    status: 'Status',
    rating: 'Rating',
    favourite: 'Favourite',
    addFavourite: 'Make favourites',
    removeFavourite: 'No longer favourites',
    noRating: 'No rating',
    merge: 'Merge…',
    export: 'Export…',
    trash: 'Move to trash',
    restore: 'Restore',
    deleteForGood: 'Delete for good…',
    more: 'More',
    putOn: (shelf: string) => `Put on ${quoted(shelf)}`,
    takeOff: (shelf: string) => `Take off ${quoted(shelf)}`,
    newShelf: 'New shelf…',
    edited: (count: number) => `${books(count)} changed.`,
    unchanged: 'Nothing was changed: it was so already.',
    title: (count: number) => `Edit ${books(count)}`,
    lead: 'Switch on what should be written. Everything else stays as it is in each book.',
    fields: 'Fields',
    own: 'Own fields',
    tagsTitle: 'Tags',
    shelvesTitle: 'Shelves',
    blankClears: 'Blank clears it.',
    tagsReplaced: 'These take the place of all tags that a book has.',
    addTags: 'Add tags',
    removeTags: 'Remove tags',
    putOnTitle: 'Put on',
    takeOffTitle: 'Take off',
    noShelves: 'There are no shelves filled by hand.',
    apply: (count: number) => `Change ${books(count)}`,
    applying: 'Changing…',
    nothingYet: 'Nothing is switched on yet.',
    plan: (
      count: number,
      {
        set,
        cleared,
        addTags,
        removeTags,
        onto,
        off,
      }: Record<'set' | 'cleared' | 'addTags' | 'removeTags' | 'onto' | 'off', string[]>,
    ) => {
      const parts = [
        set.length > 0 && `sets ${listed(set.map(lower))}`,
        cleared.length > 0 && `clears ${listed(cleared.map(lower))}`,
        addTags.length > 0 && `adds the ${addTags.length === 1 ? 'tag' : 'tags'} ${listed(addTags.map(quoted))}`,
        removeTags.length > 0 &&
          `removes the ${removeTags.length === 1 ? 'tag' : 'tags'} ${listed(removeTags.map(quoted))}`,
        onto.length > 0 && `puts them on ${listed(onto.map(quoted))}`,
        off.length > 0 && `takes them off ${listed(off.map(quoted))}`,
      ].filter((part) => part !== false)
      return `In ${books(count)}, this ${listed(parts)}.`
    },
  },

  shelves: {
    title: 'My shelves',
    favourites: 'Favourites',
    owned: 'Owned',
    lent: 'Lent out',
    wishes: 'Wished for',
    one: 'Shelf',
    smart: 'Smart shelf',
    add: 'New shelf…',
    addTitle: 'New shelf',
    addSmartTitle: 'New smart shelf',
    editTitle: 'Edit smart shelf',
    renameTitle: 'Rename shelf',
    name: 'Name',
    query: 'What it finds',
    queryHint: 'A search. The shelf always holds what it finds.',
    queryNeeded: 'Expected something to look for; found signs alone.',
    queryUnfinished: (term: string) =>
      `Expected a value after ${quoted(term)}; found none. To look for the word itself, leave the colon out.`,
    kind: 'Filled',
    byHand: 'By hand',
    byQuery: 'By a search',
    save: 'Save',
    create: 'Create',
    rename: 'Rename…',
    editQuery: 'Edit…',
    export: 'Export…',
    delete: 'Delete shelf',
    moveUp: 'Move up',
    moveDown: 'Move down',
    menuOf: (name: string) => `Actions for ${quoted(name)}`,
    deleted: (name: string) => `The shelf ${quoted(name)} was deleted. Its books are still in the library.`,
    put: (count: number, shelf: string) =>
      count === 0 ? `They were on ${quoted(shelf)} already.` : `${books(count)} put on ${quoted(shelf)}.`,
    taken: (count: number, shelf: string) => `${books(count)} taken off ${quoted(shelf)}.`,
    movedTo: (place: number, total: number) => `Moved to place ${formatNumber(place)} of ${formatNumber(total)}.`,
    finds: 'Finds',
    none: 'A shelf holds books that belong together.',
    gone: 'This shelf is not there any more.',
    emptyTitle: 'Nothing here yet',
    emptyByHand: 'Drag books here, or select some in the library and choose “Shelves”.',
    emptySmart: 'No book fits this search at the moment.',
    emptyFavourites: 'Mark a book with the heart, and it is found here.',
    emptyOwned: 'Books of which you record a copy are found here.',
  },

  cover: {
    of: (title: string) => `Cover of ${quoted(title)}`,
    actions: 'Cover',
    choose: 'Choose a picture…',
    chooseFor: (title: string) => `Choose a cover for ${quoted(title)}…`,
    paste: 'Paste a picture',
    pasteHint: (keys: string) => `Paste a picture (${keys})`,
    pasteByKey:
      'There is no picture that can be reached so. Copy one, put the focus here and press the keys for pasting.',
    remove: 'Remove the cover',
    removed: (title: string) => `Removed the cover of ${quoted(title)}.`,
    changed: 'The cover was changed.',
    enlarge: (title: string) => `Show the cover of ${quoted(title)} in full`,
    dropHere: 'Drop the picture here',
    nothingThere: 'Expected a picture; there is none in what came.',
    tooLarge: (found: number, most: number) =>
      `Expected a picture of at most ${formatSize(most)}; this one has ${formatSize(found)}.`,
    stale: 'This book was changed meanwhile. It is shown as it is now: please try again.',
    notShown: 'This picture cannot be shown.',
    size: (width: string, height: string) => `${width} × ${height} pixels`,
  },

  editor: {
    addTitle: 'Add a book',
    editTitle: 'Edit book',
    resumed: 'You had begun this and not saved it; it is as you left it.',
    startOver: 'Start over',
    sections: { book: 'The book', reading: 'You and the book', edition: 'This edition', texts: 'Texts' },
    dateHint: '1887, 2021-05 or 2021-05-17',
    sortTitleHint: 'Where it stands in the list; blank leaves it to Bookplate.',
    minutesHint: 'Minutes, or 7:45',
    isbnHint: '10 or 13 digits; hyphens do not matter',
    isbnInvalid: (problem: string) => `${problem} It will be kept under “other identifiers”.`,
    isbnForms: (isbn13: string, isbn10: string | null) => (isbn10 ? `${isbn13} · ISBN-10 ${isbn10}` : isbn13),
    personName: (n: number) => `Name of person ${n}`,
    personRole: (n: number) => `Role of person ${n}`,
    addPerson: 'Add a person',
    removePerson: (n: number) => `Remove person ${n}`,
    seriesName: (n: number) => `Name of series ${n}`,
    seriesNumber: (n: number) => `Number in series ${n}`,
    seriesNamePlaceholder: 'Series',
    seriesNumberPlaceholder: 'No.',
    addSeries: 'Add to a series',
    removeSeries: (n: number) => `Remove series ${n}`,
    scheme: (n: number) => `Kind of identifier ${n}`,
    schemePlaceholder: 'Kind (ASIN, OCLC…)',
    value: (n: number) => `Identifier ${n}`,
    valuePlaceholder: 'Identifier',
    addIdentifier: 'Add an identifier',
    removeIdentifier: (n: number) => `Remove identifier ${n}`,
    personPlaceholder: 'Name',
    noStatus: 'None',
    noFormat: 'Not given',
    otherFormat: 'Other…',
    formatOther: 'Other format',
    otherRole: 'Other…',
    roleOther: (n: number) => `Other role of person ${n}`,
    languageHint: (name: string) => name,
    amount: 'Price',
    currency: 'Currency',
    currencyPlaceholder: 'EUR',
    tagsHint: 'Enter or comma adds a tag',
    removeTag: (tag: string) => `Remove tag ${tag}`,
    clearRating: 'Clear rating',
    ratingHint: 'Arrow keys change it by half a star, Delete clears it',
    save: 'Save',
    saving: 'Saving…',
    invalid: (count: number) =>
      plural(count, { one: 'One field needs another look.', other: '# fields need another look.' }),
    discardTitle: 'Discard what you typed?',
    discard: 'Your changes to this book are not saved.',
    discardConfirm: 'Discard',
    keepEditing: 'Keep editing',
    added: (title: string) => `Added ${quoted(title)}.`,
    saved: (title: string) => `Saved ${quoted(title)}.`,
    unchanged: 'Nothing to save: the book is as it was.',
  },

  stale: {
    title: 'This book was changed meanwhile',
    lead: 'It was changed since you opened it. Choose, field by field, which version to keep.',
    mine: 'Mine',
    saved: 'Saved',
    nothing: 'Nothing',
    keep: 'Save this choice',
    back: 'Back to editing',
    none: 'Both versions say the same.',
  },

  names: {
    title: { person: 'People', series: 'Series', publisher: 'Publishers', tag: 'Tags' } satisfies Record<
      NameKind,
      string
    >,
    one: { person: 'Person', series: 'Series', publisher: 'Publisher', tag: 'Tag' } satisfies Record<NameKind, string>,
    search: {
      person: 'Search people',
      series: 'Search series',
      publisher: 'Search publishers',
      tag: 'Search tags',
    } satisfies Record<NameKind, string>,
    toAll: {
      person: 'All people',
      series: 'All series',
      publisher: 'All publishers',
      tag: 'All tags',
    } satisfies Record<NameKind, string>,
    emptyTitle: {
      person: 'Nobody yet',
      series: 'No series yet',
      publisher: 'No publishers yet',
      tag: 'No tags yet',
    } satisfies Record<NameKind, string>,
    empty: {
      person: 'Whoever wrote, translated or drew one of your books is listed here.',
      series: 'Give a book a series, and the series has a page here that shows what is missing.',
      publisher: 'The publishers of your books are listed here.',
      tag: 'Tags are words of your own. Type some into a book, and they are listed here.',
    } satisfies Record<NameKind, string>,
    name: 'Name',
    books: 'Books',
    noneFor: (text: string) => `No name here holds ${quoted(text)}.`,
    chosen: (count: number) => plural(count, { one: '# selected', other: '# selected' }),
    clear: 'Clear selection',
    back: 'Back',
    roleCount: (name: string, count: number) => `${role[name] ?? name} of ${books(count)}`,
    rename: 'Rename',
    renameMore: 'Rename…',
    renameTitle: (kind: NameKind) => `Rename ${NAME[kind].replace('the ', '')}`,
    renameLead: (count: number) =>
      plural(count, { one: 'The name changes in # book.', other: 'The name changes in all # books at once.' }),
    sortName: 'Sorted as',
    sortNameHint: 'Such as “Le Guin, Ursula K.”; blank leaves it to Bookplate.',
    taken: (name: string) => `${quoted(name)} is there already.`,
    mergeInto: 'Merge into it',
    merge: 'Merge',
    mergeMore: 'Merge…',
    mergeTitle: (kind: NameKind, count: number) => `Merge ${formatNumber(count)} ${NAMES[kind]}`,
    mergeLead: 'Which name stays? It goes to the books of all of them.',
    removeMore: 'Remove…',
    removeTitle: (kind: NameKind, name: string) => `Remove ${NAME[kind]} ${quoted(name)}?`,
    removeText: (kind: NameKind, count: number) =>
      `${plural(count, { one: '# book stays', other: '# books stay' })} in your library, without ${{ person: 'this person', series: 'this series', publisher: 'this publisher', tag: 'this tag' }[kind]}. This can be undone.`,
    removeYes: 'Remove',
    renamed: (from: string, to: string) => `Renamed ${quoted(from)} to ${quoted(to)}.`,
    changed: (name: string) => `Changed ${quoted(name)}.`,
    merged: (count: number, into: string, changed: number) =>
      `${plural(count, { one: 'One name', other: '# names' })} merged into ${quoted(into)}: ${books(changed)} changed.`,
    removed: (kind: NameKind, name: string, count: number) =>
      `Removed ${NAME[kind]} ${quoted(name)} from ${books(count)}.`,
    goneTitle: 'Gone',
    gone: 'No book bears that name any more.',
    seriesOrder: 'The series in order',
    seriesSum: (owned: number, gaps: number) =>
      gaps === 0 ? `${books(owned)}, none missing` : `${books(owned)}, ${formatNumber(gaps)} missing`,
    numbered: (number: string) => `#${number}`,
    missing: 'Not in your library',
    addIt: 'Add it',
    addMissing: (number: string) => `Add number ${number}`,
  },

  duplicates: {
    title: 'Duplicates',
    lead: 'Books that may be in your library twice.',
    looking: 'Comparing your books…',
    found: (count: number) =>
      plural(count, {
        one: 'One group of books looks like one book.',
        other: '# groups of books look like one book each.',
      }),
    likeness: {
      isbn: 'The same ISBN',
      identifier: 'The same identifier',
      titleAndPeople: 'The same title and person',
    } satisfies Record<Likeness, string>,
    apart: 'These are different books',
    keptApart: (count: number) => `Kept ${books(count)} apart. They will not be shown together again.`,
    merge: 'Merge…',
    differs: 'Different:',
    same: (fields: string[]) => `The same in all: ${fields.join(', ')}`,
    has: 'Has',
    parts: (readings: number, copies: number, quotes: number) =>
      [
        readings > 0 && plural(readings, { one: '# reading', other: '# readings' }),
        copies > 0 && plural(copies, { one: '# copy', other: '# copies' }),
        quotes > 0 && plural(quotes, { one: '# quote', other: '# quotes' }),
      ]
        .filter(Boolean)
        .join(', '),
    more: 'Show more',
    noneTitle: 'No duplicates',
    none: 'No two books here share an ISBN, an identifier, or a title and a person.',
  },

  merge: {
    title: (count: number) => `Merge ${books(count)} into one`,
    merge: (count: number) => `Merge ${books(count)}`,
    which: 'Which one stays? The others give it all they have and go to the trash.',
    of: (numbers: number[]) =>
      numbers.length === 1 ? `Book ${numbers[0]}` : `Books ${lists.format(numbers.map(String))}`,
    all: 'All of them together',
    allSay: 'All',
    added: (day: string) => `Added ${day}`,
    contested: 'They differ in',
    onlyOne: (fields: string[]) => `Only one of them says something, and it is kept: ${fields.join(', ')}`,
    agree: 'They say the same in every field.',
    otherIsbn: 'The other one is kept as an identifier.',
    along: ({ readings, copies, loans, quotes, shelves }: Along) => {
      const parts = [
        readings > 0 && plural(readings, { one: '# reading', other: '# readings' }),
        copies > 0 && plural(copies, { one: '# copy', other: '# copies' }),
        loans > 0 && plural(loans, { one: '# loan', other: '# loans' }),
        quotes > 0 && plural(quotes, { one: '# quote', other: '# quotes' }),
        shelves > 0 && plural(shelves, { one: '# shelf', other: '# shelves' }),
      ].filter((part) => part !== false)
      return parts.length === 0
        ? 'None of them has readings, copies, quotes or shelves. The merge can be undone.'
        : `Kept in any case: ${lists.format(parts)}. The merge can be undone.`
    },
    done: (count: number, title: string) => `Merged ${books(count)} into ${quoted(title)}.`,
    stale: 'One of them was changed meanwhile. Look at it once more.',
  },

  settings: {
    title: 'Settings',
    fields: 'Your own fields',
    history: 'History',
    historyLead:
      'Every change is kept so that it can be undone. When the history grows beyond this, its oldest entries go.',
    historyLimit: 'Room for the history',
    security: 'Security',
    backups: 'Backups',
  },

  fields: {
    lead: 'What Bookplate has no field for: where you bought it, who recommended it, whether it is signed. They can be edited, searched and sorted by like any other.',
    kinds: {
      text: 'Text',
      number: 'Number',
      date: 'Date',
      yesNo: 'Yes or no',
      choice: 'Choice',
    } satisfies Record<FieldKind, string>,
    add: 'Add a field…',
    addTitle: 'Add a field',
    editTitle: 'Change the field',
    edit: (name: string) => `Change ${name}`,
    remove: (name: string) => `Delete ${name}`,
    name: 'Name',
    kind: 'It holds',
    choices: 'Words to choose from',
    choicesHint: 'Enter or comma adds one',
    removeChoice: (choice: string) => `Remove the choice ${choice}`,
    removeTitle: (name: string) => `Delete the field ${quoted(name)}?`,
    removeText: (count: number) =>
      count === 0
        ? 'No book has a value in it. This can be undone.'
        : `${plural(count, { one: '# book loses its value', other: '# books lose their values' })} in it. This can be undone.`,
    removeYes: 'Delete field',
    removed: (name: string) => `Deleted the field ${quoted(name)}.`,
    place: (name: string, at: number, all: number) =>
      `${name}, field ${at} of ${all}. Alt with the arrow keys moves it.`,
    moveHint: 'Drag to move, or Alt with the arrow keys',
    movedTo: (name: string, at: number, all: number) => `${name} is field ${at} of ${all} now.`,
  },

  trash: {
    title: 'Trash',
    search: 'Search the trash',
    empty: 'Empty trash…',
    emptyTitle: 'The trash is empty',
    emptyLead: 'Books you delete come here first. They can be restored until the trash is emptied.',
    movedMany: (count: number) => `${books(count)} moved to the trash.`,
    restoredMany: (count: number) => `${books(count)} restored.`,
    confirmDeleteMany: (count: number) =>
      `${plural(count, { one: '# book leaves', other: '# books leave' })} the trash. History can still undo this.`,
    moved: (count: number, title: string) => `${count === 1 ? quoted(title) : books(count)} moved to the trash.`,
    restored: (count: number, title: string) => `${count === 1 ? quoted(title) : books(count)} restored.`,
    deleted: (count: number, title: string) => `${count === 1 ? quoted(title) : books(count)} deleted.`,
    emptied: (count: number) => `${books(count)} deleted.`,
    undo: 'Undo',
    confirmEmptyTitle: 'Empty the trash?',
    confirmEmpty: (count: number) =>
      `${plural(count, { one: '# book leaves', other: '# books leave' })} the trash. History can still undo this.`,
    confirmEmptyYes: 'Empty trash',
    confirmDeleteTitle: 'Delete from the trash?',
    confirmDelete: (title: string) => `${quoted(title)} leaves the trash. History can still undo this.`,
    confirmDeleteYes: 'Delete',
  },

  history: {
    title: 'History',
    lead: 'Every change to your library, the newest first.',
    sentence: done,
    taken: 'taken back',
    undone: 'Undone',
    undo: 'Undo',
    redo: 'Redo',
    undoOf: (label: Label) => `Undo: ${done(label)}`,
    redoOf: (label: Label) => `Redo: ${done(label)}`,
    didUndo: (label: Label) => `Undone: ${done(label)}`,
    didRedo: (label: Label) => `Redone: ${done(label)}`,
    tookBackOf: (label: Label) => `Taken back: ${done(label)}`,
    takeBack: 'Take back',
    takeBackOf: (label: Label) => `Take back this change alone: ${done(label)}`,
    takeBackHint: 'Take back this change alone; what came after it stays',
    inTheWayTitle: 'Later changes build on this one',
    inTheWay: (label: Label) =>
      `${done(label)}: this cannot be taken back by itself while later changes hold. The newest of them first:`,
    takes: (size: number, limit: number) => `The history takes ${formatRoom(size)} of at most ${formatRoom(limit)}.`,
    forgotten: 'Older changes were forgotten to keep the history within its limit.',
    tookBack: 'It was taken back by itself; the changes after it stay.',
    nothingToUndo: 'There is nothing to undo.',
    nothingToRedo: 'There is nothing to redo.',
    touched: books,
    older: 'Show older changes',
    emptyTitle: 'Nothing has happened yet',
    empty: 'What you add, edit and delete is listed here, and can be undone.',
    list: 'Changes',
  },

  import: {
    title: 'Import books',
    lead: 'Choose the file that another program or site gave you, or the folder of a Calibre library. Bookplate looks at it and shows what would come of it before anything is written.',
    formats:
      'Goodreads, StoryGraph, LibraryThing, Openreads, BookLogr, BookWyrm, Jelu, Open Library, Calibre, Tellico, BibTeX, RIS, Bookplate’s own files, and any table (CSV or TSV).',
    promise:
      'Every row arrives: what has no place of its own goes into the book’s notes. The whole import is one step in the history.',
    choose: 'Choose a file…',
    chooseFolder: 'Choose a folder…',
    mappingTitle: 'What the columns mean',
    mappingLead: (name: string) =>
      `${quoted(name)} is a table of no known format. Say what its columns mean; this is remembered for tables with the same columns.`,
    titleNeeded: 'One column has to be the title. Is it this one?',
    unnamed: (number: number) => `Column ${formatNumber(number)}`,
    examples: 'Examples',
    meaning: 'Becomes',
    keepInNotes: 'Kept in the notes',
    look: 'Look at it',
    meanings: {
      title: 'Title',
      subtitle: 'Subtitle',
      originalTitle: 'Original title',
      author: 'Author',
      translator: 'Translator',
      editor: 'Editor',
      illustrator: 'Illustrator',
      narrator: 'Narrator',
      isbn: 'ISBN',
      publisher: 'Publisher',
      published: 'Published',
      firstPublished: 'First published',
      language: 'Language',
      format: 'Format',
      pages: 'Pages',
      minutes: 'Minutes',
      series: 'Series',
      seriesNumber: 'Number in the series',
      tags: 'Tags',
      shelves: 'Shelves',
      status: 'Status',
      rating5: 'Rating, of 5',
      rating10: 'Rating, of 10',
      rating100: 'Rating, of 100',
      favourite: 'Favourite',
      started: 'Date begun',
      finished: 'Date finished',
      readCount: 'Times read',
      added: 'Date added',
      review: 'Review',
      description: 'Description',
      notes: 'Notes',
      copies: 'Copies owned',
      location: 'Where it stands',
      condition: 'Condition',
      acquired: 'Date acquired',
      pricePaid: 'Price paid',
      price: 'Price',
      id: 'Its id in the table',
      nothing: 'Leave it out',
    } satisfies Record<ColumnMeaning, string>,
    planning: (name: string) => `Looking at ${name}`,
    previewTitle: 'What would be imported',
    recognised: (name: string, label: string) => `${quoted(name)}: ${label}`,
    nothingNew: 'There is nothing new in it: every book is here already.',
    noRows: 'There is no book in it.',
    summary: (counts: ImportCounts) =>
      [
        plural(counts.rows, { one: '# row', other: '# rows' }),
        ...(counts.added > 0 ? [`${formatNumber(counts.added)} new`] : []),
        ...(counts.updated > 0 ? [`${formatNumber(counts.updated)} with additions`] : []),
        ...(counts.conflicts > 0 ? [`${formatNumber(counts.conflicts)} to decide`] : []),
        ...(counts.unchanged > 0 ? [`${formatNumber(counts.unchanged)} already here`] : []),
      ].join(', ') + '. Nothing is written yet.',
    fates: {
      all: 'All',
      new: 'New',
      updated: 'Additions',
      conflict: 'To decide',
      unchanged: 'Already here',
      problems: 'Remarks',
    },
    show: 'Which rows are shown',
    rowsLabel: 'The rows of the file',
    book: 'Book',
    becomes: 'What becomes of it',
    becomesNew: 'A new book.',
    yes: 'yes',
    dateAdded: 'date added',
    matched: {
      provenance: 'Here already, from the same list.',
      id: 'Here already: the same book of Bookplate.',
      isbn: 'Here already, by its ISBN.',
      titleAndPeople: 'Here already, by title and author.',
    },
    inTrash: 'It lies in the trash, and stays there.',
    stays: 'It stays as it is.',
    untitled: 'Without a title',
    ofRow: (row: number) => `Row ${formatNumber(row)}`,
    remarks: (count: number) => plural(count, { one: '# remark', other: '# remarks' }),
    moreRemarks: (count: number) =>
      plural(count, { one: 'One more remark is in the report.', other: '# more remarks are in the report.' }),
    unread: 'These rows could not be read.',
    noted: (columns: string) => `Kept as text in the notes: ${columns}.`,
    adds: (parts: string) => `adds ${parts}`,
    gets: (parts: string) => `Gets: ${parts}.`,
    changes: (parts: string) => `Follows the list, as you never changed it yourself: ${parts}.`,
    here: 'Here',
    there: 'In the file',
    nothing: 'nothing',
    decide: (part: string, title: string) => `What becomes of ${part} of ${quoted(title)}`,
    conflictsLead: 'Some books here say something else than the file. What you keep stays exactly as it is.',
    forAll: 'For all of them:',
    resolutions: { keep: 'Keep mine', take: 'Take the file’s', both: 'Keep both' },
    parts: {
      title: 'title',
      subtitle: 'subtitle',
      sortTitle: 'sort title',
      originalTitle: 'original title',
      contributors: 'people',
      series: 'series',
      publisher: 'publisher',
      published: 'published',
      firstPublished: 'first published',
      isbn: 'ISBN',
      identifiers: 'identifiers',
      language: 'language',
      format: 'format',
      pages: 'pages',
      minutes: 'minutes',
      price: 'price',
      status: 'status',
      rating: 'rating',
      favourite: 'favourite',
      tags: 'tags',
      description: 'description',
      review: 'review',
      notes: 'notes',
      custom: 'your own fields',
      readings: 'readings',
      copies: 'copies',
      wish: 'wish',
      quotes: 'quotes',
      shelves: 'shelves',
      cover: 'cover',
    } satisfies Record<ImportPart, string>,
    questions: 'Shelves that say where you stand with a book',
    question: (shelf: string, rows: number) =>
      `${quoted(shelf)} (${plural(rows, { one: '# book', other: '# books' })}) means`,
    run: (count: number) => `Import ${books(count)}`,
    runAnswers: 'Take the answers',
    back: 'Back',
    running: (name: string) => `Importing ${name}`,
    progressLabel: 'Import progress',
    counts: (counts: ImportCounts) =>
      `${plural(counts.rows, { one: '# row read', other: '# rows read' })}, ${formatNumber(counts.added)} new, ${formatNumber(counts.unchanged)} already here`,
    beginning: 'Reading the file…',
    stop: 'Stop',
    stopping: 'Stopping…',
    doneTitle: 'Import finished',
    added: 'Added',
    updated: 'Updated',
    alreadyThere: 'Already there',
    problems: 'Remarks',
    noProblems: 'Every row was understood.',
    someProblems: (count: number) =>
      plural(count, {
        one: 'There is one remark. A value that was not understood is kept as text in the book’s notes.',
        other: 'There are # remarks. Values that were not understood are kept as text in the books’ notes.',
      }),
    shownProblems: (shown: number, all: number) => `The first ${formatNumber(shown)} of ${formatNumber(all)}`,
    row: 'Row',
    column: 'Column',
    message: 'What was found',
    saveReport: 'Save report…',
    saveProblems: 'Save the rows with remarks…',
    saved: 'Saved.',
    undo: 'Undo import',
    undone: 'The import was undone.',
    finish: 'Done',
    cancelled: 'It was stopped. Nothing was changed.',
    stoppedByLock: (name: string) =>
      `Bookplate was locked while ${quoted(name)} was being imported, and so the import was stopped. Nothing was changed.`,
    failedTitle: 'This could not be imported',
    failedLead: 'Nothing was changed.',
    another: 'Choose another file…',
    finished: (count: number) => `Import finished: ${books(count)} added.`,
  },

  export: {
    title: 'Export books',
    books: 'Books',
    selected: (count: number) => plural(count, { one: 'The selected book', other: 'The # selected books' }),
    shown: (count: number) =>
      plural(count, { one: 'The list shown now: # book', other: 'The list shown now: # books' }),
    ofShelf: (name: string, count: number) => `The shelf ${quoted(name)}: ${books(count)}`,
    all: (count: number | null) => (count === null ? 'All books' : `All books: ${formatNumber(count)}`),
    inItsOrder: (only: string[], sort: string, direction: string) =>
      [...only, `sorted by ${lower(sort)}, ${lower(direction)}`].join('; ').replace(/^s/, 'S'),
    onShelf: (name: string) => `shelf ${quoted(name)}`,
    searched: (text: string) => `search ${quoted(text)}`,
    ofThisPage: 'Books of this page',
    withTrash: 'With those in the trash.',
    withoutTrash: 'Without those in the trash.',
    format: 'Format',
    looking: 'Looking at what this format can say…',
    run: 'Save as…',
    written: (count: number, of: number | null) =>
      of === null ? `${books(count)} written` : `${formatNumber(count)} of ${books(of)} written`,
    done: (count: number, name: string) => `${books(count)} written to ${quoted(name)}.`,
    complete: 'This format says everything that Bookplate knows of these books.',
    lossesLead: 'This format cannot say (with the number of books):',
    formats: {
      json: { name: 'Bookplate (JSON)', use: 'Everything, covers included: to keep, or for another Bookplate.' },
      csv: {
        name: 'Bookplate (CSV)',
        use: 'A table with one row a book, for a spreadsheet; it can be imported again.',
      },
      markdown: {
        name: 'Markdown notes',
        use: 'A folder with one note a book, for Obsidian and other programs for notes.',
      },
      html: { name: 'Catalogue (HTML)', use: 'One page with covers, to look at, to print or to send.' },
      goodreads: { name: 'Goodreads', use: 'For Goodreads, and what reads its exports.' },
      storygraph: {
        name: 'StoryGraph',
        use: 'As StoryGraph writes its own exports, with quarter stars and every reading.',
      },
      bibtex: { name: 'BibTeX', use: 'References for LaTeX, JabRef and Zotero.' },
      ris: { name: 'RIS', use: 'References for Zotero, EndNote and library catalogues.' },
    } satisfies Partial<Record<FileFormat, { name: string; use: string }>>,
    lost: {
      fractionsOfStars: 'parts of a star: the rating is rounded to whole stars',
      ratings: 'ratings',
      status: 'the status',
      paused: 'that a book is paused: it is told as being read',
      furtherReadings: 'the dates of all readings but the last',
      readings: 'readings',
      startDates: 'when a reading began',
      partialDates: 'dates of which the day is not known',
      progress: 'progress',
      readingNotes: 'notes on readings',
      copyDetails: 'where copies stand, their condition and price',
      copies: 'copies',
      loans: 'loans',
      wishes: 'wishes',
      quotes: 'quotes',
      shelves: 'shelves: they become tags',
      shelfOrder: 'the order of the books on a shelf',
      tags: 'tags',
      customFields: 'your own fields',
      covers: 'covers',
      identifiers: 'identifiers other than the ISBN',
      roles: 'what people other than authors did',
      series: 'series',
      descriptions: 'descriptions',
      reviews: 'reviews',
      notes: 'private notes',
      favourites: 'favourites',
      prices: 'prices',
      furtherTitles: 'original titles and sort titles',
      languages: 'languages',
      minutes: 'the length of audiobooks',
      provenance: 'where a book was imported from',
      trash: 'that a book lies in the trash',
      titles: 'the exact wording of titles',
      subtitles: 'subtitles: they become part of the title',
      names: 'the exact wording of names',
      publishers: 'publishers',
      published: 'when a book was published',
      firstPublished: 'when a book was first published',
      publicationDays: 'the month and day of publication',
      isbns: 'ISBNs',
      formats: 'in what form a book comes',
      pages: 'numbers of pages',
      looks: 'how parts of a text are set',
      openReading: 'that a book is being read without a reading: a reading is added',
      furtherCopies: 'the exact number of copies',
      added: 'when a book was added',
      timesOfDay: 'the time of day at which a book was added',
    } satisfies Record<LostPart, string>,
  },

  shortcuts: {
    title: 'Keyboard shortcuts',
    groups: {
      book: 'On a book, in a list or open',
      wishes: 'In the wish list',
      anywhere: 'Anywhere',
      list: 'In the list',
      selection: 'Selecting',
      editor: 'In the editor',
    },
    search: 'Search',
    add: 'Add a book',
    import: 'Import books',
    export: 'Export books',
    undo: 'Undo the last change',
    redo: 'Redo it',
    go: 'Library, trash, history',
    accounts: 'Accounts',
    goBack: 'Back to where you were',
    settings: 'Settings',
    lock: 'Lock',
    help: 'This list',
    back: 'Close what is open',
    toggle: 'Select or leave out',
    range: 'Select a range',
    all: 'Select all that were found',
    none: 'Select none',
    order: 'Move a book or a shelf',
    move: 'Move',
    page: 'Move by a page',
    ends: 'First and last book',
    open: 'Open the book',
    edit: 'Edit the book',
    trash: 'Move to trash',
    save: 'Save',
    tag: 'Add the tag',
    rate: 'Change the rating',
    read: 'Start, resume or finish reading',
    progress: 'Update progress',
    favourite: 'Favourite or not',
    lend: 'Lend it, or get it back',
    wish: 'Put on the wish list',
    quote: 'Add a quote',
    priority: 'High, normal, low priority',
    buy: 'Bought it',
    keys: {
      enter: 'Enter',
      space: 'Space',
      alt: 'Alt',
      click: 'click',
      escape: 'Esc',
      delete: 'Del',
      pageUp: 'PgUp',
      pageDown: 'PgDn',
      home: 'Home',
      end: 'End',
    },
    or: 'or',
  },

  changePassword: {
    title: 'Change password',
    lead: 'Your books stay as they are; only the key to them changes. Other windows that are signed in to your library are locked.',
    current: 'Current password',
    next: 'New password',
    change: 'Change password',
    changing: 'Changing…',
    wrong: 'That is not your current password.',
    changed: 'Your password was changed.',
  },

  security: {
    idle: 'Lock when neither a key nor the mouse was used for',
    idleFor: (count: number) => (count % 60 === 0 ? hours(count / 60) : minutes(count)),
    devices: 'Where you stay signed in',
    noDevices: 'Nowhere: your password is asked for at each start. You can choose otherwise when you log in.',
    noKeychain: (reason: string) => `You cannot stay signed in on this computer. ${reason}`,
    thisDevice: 'this computer',
    deviceUsed: (used: string) => `used on ${formatDay(used)}`,
    endDevice: 'End',
    endDeviceOf: (label: string) => `Stay signed in no longer on ${label}`,
    leaked: 'My password has leaked…',
    leakedLead: 'Does somebody else know your password, or might they?',
  },

  recoveryCode: {
    title: 'Recovery code',
    none: 'You have no recovery code. If you forget your password, nobody can open your library.',
    since: (made: string) =>
      `You have a recovery code, made on ${formatDay(made)}. It opens your library if you forget your password.`,
    make: 'Make a recovery code…',
    makeAnother: 'Make a new one…',
    remove: 'Remove…',
    makeTitle: 'Make a recovery code',
    makeLead:
      'A recovery code is written on paper. It opens your library when the password is forgotten. An earlier code ends once you keep this one.',
    password: 'Your password',
    wrong: 'That is not your password.',
    passwordMissing: 'Type your password.',
    show: 'Show the code',
    making: 'Making the code…',
    shownTitle: 'Your recovery code',
    warning: 'This is shown once. Anybody who has it can open your library: keep it where you keep important papers.',
    label: 'Recovery code',
    copy: 'Copy',
    copied: 'The code is copied. Other programs can read it until you copy something else.',
    notCopied: 'The code could not be copied. Select it and copy it by the keyboard.',
    print: 'Print…',
    written: 'I have written it down',
    typeTitle: 'Is it written down?',
    typeLead: 'Type one part of the code from your copy. Then the code holds.',
    group: (place: number) => `The ${ordinal(place)} group`,
    groupMissing: 'Type these four letters and digits.',
    showAgain: 'Show the code again',
    keep: 'Keep this code',
    keeping: 'Keeping it…',
    kept: 'Your recovery code is kept.',
    leaveTitle: 'Leave without keeping the code?',
    leaveText: 'This code opens nothing until you have typed a part of it back. You can make another one later.',
    removeTitle: 'Remove the recovery code?',
    removeText:
      'The code that you wrote down opens nothing any more. Without another one, a forgotten password closes your library for good.',
    removeYes: 'Remove the code',
    removing: 'Removing…',
    removed: 'Your recovery code was removed.',
    sheetTitle: 'Bookplate recovery code',
    sheetName: (name: string) => `Account: ${name}`,
    sheetMade: (made: string) => `Made on ${formatDay(made)}`,
    sheetUse:
      'If the password is forgotten, this code opens the library: press “Forgot your password?” where you log in.',
    offer: {
      registered: 'If you forget your password, nobody can open your library. Make a recovery code now.',
      leaked: 'Your recovery code ended with the old key. Make a new one now.',
    },
    offerMake: 'Make a recovery code',
    offerLater: 'Later',
  },

  leaked: {
    title: 'My password has leaked',
    lead: 'You choose a new password, and your library gets a new key. Whoever knows the old password and has a copy of your files can read nothing that you add from now on.',
    backups: 'Backups made before still open with the old password. Delete those that others could reach.',
    code: 'Your recovery code ends with the old key. Make a new one afterwards.',
    change: 'Set password and key',
    changing: 'Making a new key…',
    changed: 'Your library has a new password and a new key.',
    question: 'Has somebody else seen it?',
    say: 'Say that it leaked.',
  },

  backups: {
    lead: 'Bookplate makes a backup every day on which something changed, and when you quit. It keeps 12 days, 10 weeks and 9 months.',
    none: 'No backup was made yet.',
    rehearsed: (at: string, now: number, count: number) =>
      `Last restore rehearsal: ${formatLately(at, now)}, ${books(count)}, all equal.`,
    folder: 'Kept in',
    chooseFolder: 'Choose another folder…',
    resetFolder: 'Use the usual place',
    now: 'Back up now',
    backingUp: 'Backing up…',
    save: 'Save a backup in a file…',
    saving: 'Saving…',
    made: (count: number) => `Backed up and restored for a rehearsal: ${books(count)}, all equal.`,
    saved: (file: string, count: number) =>
      `Saved ${quoted(file)} and restored it for a rehearsal: ${books(count)}, all equal.`,
    list: 'Backups kept',
    when: formatDayAndTime,
    size: formatRoom,
    restore: 'Restore…',
    restoreOf: (made: string) => `Restore the backup of ${formatDayAndTime(made)}`,
    restoreFile: 'Restore from a file…',
  },

  restore: {
    title: 'Restore a backup',
    of: (name: string, made: string) => `The backup of ${name}, made on ${formatDayAndTime(made)}.`,
    looking: 'Checking every page of the backup…',
    earlier:
      'This backup was made under an earlier password. Open it with the password or the recovery code that you had then.',
    by: 'Open it with',
    byPassword: 'Password',
    byCode: 'Recovery code',
    password: 'Password of then',
    code: 'Recovery code of then',
    secretMissing: { password: 'Type the password of then.', recoveryCode: 'Type the recovery code of then.' },
    look: 'Look into it',
    what: 'What there is',
    inBackup: 'In the backup',
    here: 'In your library now',
    rows: {
      books: 'Books',
      trashed: 'In the trash',
      readings: 'Readings',
      copies: 'Copies',
      loans: 'Loans',
      quotes: 'Quotes',
    },
    changed: 'Last change',
    when: (stamp: string | null) => (stamp === null ? 'Never' : formatDayAndTime(stamp)),
    number: formatNumber,
    equal: 'Both hold the same.',
    warning:
      'What was added or changed since is not in the backup. Your library of now is kept beside it until the next backup is made. You will be asked for your password.',
    restore: 'Restore this backup',
    restoring: 'Restoring…',
    newTitle: 'Restore from a backup',
    isHere: (name: string) =>
      `The account ${name} is on this computer already. Log in, and restore the backup in its settings.`,
    newLead: 'Type what opened the library when the backup was made.',
    name: 'Your name here',
    add: 'Restore',
    back: 'Back',
  },

  deleteOwn: {
    title: 'Delete my account',
    lead: 'Your library and everything in it is deleted from this computer, at once and for good. Nobody can bring it back.',
    administrator: 'You are the administrator: the oldest remaining account takes over from you.',
    password: 'Your password',
    confirm: 'Delete my account and library',
    deleting: 'Deleting…',
    wrong: 'That is not your password.',
  },

  accounts: {
    title: 'Accounts',
    notYours: 'Only the administrator of this computer’s accounts sees their list.',
    lead: 'Who has a library on this computer. You can see the list, never the books.',
    name: 'Name',
    role: 'Role',
    created: 'Since',
    state: 'State',
    actions: 'Actions',
    active: 'Active',
    deactivated: 'Deactivated',
    you: 'you',
    activate: 'Activate',
    deactivate: 'Deactivate',
    delete: 'Delete…',
    forAccount: (action: string, name: string) => `${action.replace('…', '')} ${name}`,
    didActivate: (name: string) => `${name} can log in again.`,
    didDeactivate: (name: string) => `${name} cannot log in any more.`,
    didDelete: (name: string) => `The account ${name} and its library are gone.`,
    confirmTitle: (name: string) => `Delete the account ${name}?`,
    confirm:
      'The account’s library and everything in it is deleted from this computer, at once and for good. Nobody can bring it back.',
    typeName: (name: string) => `Type ${name} to confirm`,
    confirmYes: 'Delete account',
    failedTitle: 'The accounts could not be read',
  },
}
