//! What a row says, as it is looked at before it is imported.

use interchange::{Part, content, goodreads};

const LIST: &str = "\
Book Id,Title,Author,Additional Authors,ISBN13,My Rating,Publisher,Number of Pages,Bookshelves,Exclusive Shelf,Date Read,Date Added,My Review
1,Kim,Rudyard Kipling,,,0,,,,to-read,,,
2,\"Mort (Discworld, #4)\",Terry Pratchett,Neil Gaiman,=\"9780552131063\",4,Corgi,317,\"read, fun\",read,2021/03/04,2020/12/31,Death takes<br/>an apprentice.
";

fn said(number: u32) -> Vec<(Part, String)> {
    let rows = goodreads::read(LIST.as_bytes()).unwrap();
    let content = content(rows, number).unwrap().unwrap();
    let parts = content.parts.into_iter();
    parts.map(|said| (said.part, said.text)).collect()
}

#[test]
fn of_the_row_that_is_looked_at_everything_is_told_that_it_says() {
    let expected = [
        (
            Part::Contributors,
            "Terry Pratchett\nNeil Gaiman (contributor)",
        ),
        (Part::Series, "Discworld #4"),
        (Part::Publisher, "Corgi"),
        (Part::Isbn, "9780552131063"),
        (Part::Pages, "317"),
        (Part::Status, "Read"),
        (Part::Rating, "4"),
        (Part::Readings, "until 2021-03-04, finished"),
        (Part::Review, "Death takes\nan apprentice."),
        (Part::Tags, "fun"),
    ];
    assert_eq!(
        said(2),
        expected.map(|(part, text)| (part, text.to_owned()))
    );
}

#[test]
fn what_a_row_does_not_say_is_not_made_up() {
    let told: Vec<Part> = said(1).into_iter().map(|(part, _)| part).collect();
    assert_eq!(told, [Part::Contributors, Part::Status]);
}

#[test]
fn of_a_row_that_is_not_there_nothing_is_told() {
    let rows = goodreads::read(LIST.as_bytes()).unwrap();
    assert_eq!(content(rows, 3).unwrap(), None);
}
