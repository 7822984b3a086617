//! What columns seem to mean, by their names and by what stands in them.

use super::ColumnMeaning as Is;
use crate::table::FURTHER;

/// The names that people give columns, without blanks and signs, in a few languages.
#[rustfmt::skip]
const NAMES: &[(Is, &[&str])] = &[
    (Is::Title, &[
        "title", "booktitle", "name", "book", "titel", "buchtitel", "titre", "titulo", "título", "titolo", "tytuł",
        "書名", "标题", "书名", "タイトル"
    ]),
    (Is::Subtitle, &["subtitle", "untertitel", "soustitre", "subtitulo", "subtítulo", "sottotitolo"]),
    (Is::OriginalTitle, &["originaltitle", "originaltitel", "titreoriginal", "titulooriginal"]),
    (Is::Author, &[
        "author", "authors", "writer", "writers", "by", "creator", "creators", "autor", "autoren", "autorin",
        "auteur", "auteurs", "autore", "autori", "autores", "primaryauthor", "authorname", "著者", "作者"
    ]),
    (Is::Translator, &[
        "translator", "translators", "translatedby", "übersetzer", "übersetzerin", "traducteur", "traductor",
        "traduttore"
    ]),
    (Is::Editor, &["editor", "editors", "editedby", "herausgeber"]),
    (Is::Illustrator, &["illustrator", "illustrators", "illustratedby", "illustrateur", "ilustrador"]),
    (Is::Narrator, &["narrator", "narrators", "narratedby", "readby", "sprecher", "narrateur"]),
    (Is::Isbn, &["isbn", "isbn13", "isbn10", "ean", "isbnuid", "isbnean"]),
    (Is::Publisher, &[
        "publisher", "verlag", "editeur", "éditeur", "editorial", "editora", "editore", "wydawca", "出版社"
    ]),
    (Is::Published, &[
        "published", "publicationdate", "publishdate", "pubdate", "yearpublished", "publicationyear", "editionyear",
        "erschienen", "erscheinungsjahr", "year", "jahr", "année", "annee", "año", "ano", "anno"
    ]),
    (Is::FirstPublished, &[
        "firstpublished", "originalpublicationyear", "firstpublishedyear", "originalyear", "firstpublishyear",
        "erstveröffentlichung"
    ]),
    (Is::Language, &["language", "languages", "sprache", "langue", "idioma", "lingua", "język"]),
    (Is::Format, &["format", "binding", "media", "einband", "form"]),
    (Is::Pages, &[
        "pages", "pagecount", "numberofpages", "numpages", "totalpages", "length", "seiten", "seitenzahl",
        "nbpages", "páginas", "paginas", "pagine", "strony"
    ]),
    (Is::Minutes, &["minutes", "duration", "durationminutes", "minuten"]),
    (Is::Series, &["series", "seriesname", "reihe", "serie", "série", "serien", "cycle"]),
    (Is::SeriesNumber, &[
        "seriesnumber", "seriesindex", "numberinseries", "volume", "vol", "band", "bandnummer", "tome", "tomo",
        "bookno", "seriesno"
    ]),
    (Is::Tags, &[
        "tags", "tag", "genre", "genres", "categories", "category", "subjects", "keywords", "schlagworte",
        "schlagwörter", "étiquettes", "etiquetas", "etichette"
    ]),
    (Is::Shelves, &[
        "shelves", "shelf", "bookshelves", "bookshelf", "collections", "regal", "regale", "étagères"
    ]),
    (Is::Status, &[
        "status", "readstatus", "readingstatus", "exclusiveshelf", "lesestatus", "read", "gelesen", "lu", "leído",
        "state"
    ]),
    (Is::Rating5, &[
        "rating", "myrating", "stars", "starrating", "score", "bewertung", "sterne", "note", "valoración",
        "avaliação", "voto", "ocena", "評価"
    ]),
    (Is::Favourite, &["favourite", "favorite", "liked", "lieblingsbuch", "favori", "favorito"]),
    (Is::Started, &[
        "started", "datestarted", "startdate", "startedon", "begun", "begonnen", "angefangen", "débuté", "start"
    ]),
    (Is::Finished, &[
        "finished", "datefinished", "finishdate", "dateread", "readdate", "enddate", "completed", "datecompleted",
        "finishedon", "lastdateread", "beendet", "gelesenam", "fini", "terminé", "leídoel", "end"
    ]),
    (Is::ReadCount, &["readcount", "timesread", "reads", "howoften"]),
    (Is::Added, &[
        "added", "dateadded", "addedon", "entrydate", "created", "createdat", "hinzugefügt", "ajouté"
    ]),
    (Is::Review, &[
        "review", "myreview", "rezension", "critique", "avis", "reseña", "resenha", "recensione"
    ]),
    (Is::Description, &[
        "description", "summary", "blurb", "synopsis", "beschreibung", "résumé", "resumen", "descrizione", "plot"
    ]),
    (Is::Notes, &[
        "notes", "comment", "comments", "privatenotes", "notizen", "anmerkung", "anmerkungen", "kommentar",
        "remarques", "notas", "remarks"
    ]),
    (Is::Copies, &["owned", "own", "copies", "ownedcopies", "besitz", "quantity"]),
    (Is::Location, &["location", "where", "standort", "emplacement", "ubicación", "room", "place"]),
    (Is::Condition, &["condition", "zustand", "état", "estado"]),
    (Is::Acquired, &[
        "acquired", "purchasedate", "datepurchased", "bought", "boughton", "gekauft", "gekauftam", "dateacquired",
        "purchased"
    ]),
    (Is::PricePaid, &["pricepaid", "paid", "purchaseprice", "bezahlt", "kaufpreis", "cost"]),
    (Is::Price, &["price", "preis", "prix", "precio", "preço", "prezzo", "listprice", "value"]),
    (Is::Id, &["id", "bookid", "uuid"]),
];

/// What a column of that name seems to mean.
pub(super) fn by_name(name: &str) -> Option<Is> {
    let name = name.split(FURTHER).next().unwrap_or(name);
    let plain: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let known = NAMES
        .iter()
        .find(|(_, names)| names.contains(&plain.as_str()));
    known.map(|(meaning, _)| *meaning)
}

/// What the columns of a table seem to mean. A meaning that only one column can have goes to the first.
pub(super) fn of(names: &[String], examples: &[Vec<String>]) -> Vec<Option<Is>> {
    let mut taken: Vec<Is> = Vec::new();
    let mut meanings: Vec<Option<Is>> = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let examples = examples.get(at).map(Vec::as_slice).unwrap_or_default();
        let meaning = by_name(name).map(|meaning| match meaning {
            Is::Rating5 if is_remark(name, names, examples) => Is::Notes,
            Is::Rating5 => scale(examples),
            other => other,
        });
        let meaning = meaning.filter(|meaning| may_repeat(*meaning) || !taken.contains(meaning));
        taken.extend(meaning);
        meanings.push(meaning);
    }
    meanings
}

/// Whether a column is called `Note`, which is a mark in German and French, and is a remark here: beside a column of
/// ratings, and where its texts are none.
fn is_remark(name: &str, names: &[String], examples: &[String]) -> bool {
    let is_note = |name: &str| name.trim().eq_ignore_ascii_case("note");
    let rates = |name: &String| !is_note(name) && by_name(name) == Some(Is::Rating5);
    let is_number = |text: &String| text.replace(',', ".").parse::<f64>().is_ok();
    is_note(name)
        && (names.iter().any(rates)
            || examples
                .iter()
                .any(|text| !text.is_empty() && !is_number(text)))
}

fn may_repeat(meaning: Is) -> bool {
    matches!(
        meaning,
        Is::Author | Is::Isbn | Is::Tags | Is::Shelves | Is::Series | Is::SeriesNumber | Is::Notes
    )
}

/// Of how many points the ratings are.
fn scale(examples: &[String]) -> Is {
    let most = examples
        .iter()
        .filter_map(|text| text.replace(',', ".").parse::<f64>().ok())
        .fold(0.0, f64::max);
    if most > 10.0 {
        Is::Rating100
    } else if most > 5.0 {
        Is::Rating10
    } else {
        Is::Rating5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_several_languages_and_spellings() {
        for (name, meaning) in [
            ("Title", Some(Is::Title)),
            ("Buchtitel", Some(Is::Title)),
            ("Date Read", Some(Is::Finished)),
            ("ISBN-13", Some(Is::Isbn)),
            ("Number of pages", Some(Is::Pages)),
            ("Mood", None),
        ] {
            assert_eq!(by_name(name), meaning, "{name}");
        }
    }

    #[test]
    fn a_note_is_a_mark_or_a_remark() {
        let of_note = |further: &str, example: &str| {
            let names = ["Title".to_owned(), "Note".to_owned(), further.to_owned()];
            let example = vec![example.to_owned()];
            of(&names, &[vec![], example, vec![]])
        };
        assert_eq!(of_note("Year", "4")[1], Some(Is::Rating5));
        assert_eq!(of_note("Year", "very good")[1], Some(Is::Notes));
        let both = of_note("Bewertung", "4");
        assert_eq!(both[1..], [Some(Is::Notes), Some(Is::Rating5)]);
    }

    #[test]
    fn the_scale_of_ratings_shows_in_them() {
        let texts = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(scale(&texts(&["4", "3,5"])), Is::Rating5);
        assert_eq!(scale(&texts(&["4", "9"])), Is::Rating10);
        assert_eq!(scale(&texts(&["85"])), Is::Rating100);
        assert_eq!(scale(&[]), Is::Rating5);
    }

    #[test]
    fn no_name_stands_twice() {
        let mut all: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
