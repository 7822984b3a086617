//! A book in the catalogue.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use html_escape::{encode_double_quoted_attribute as quoted, encode_text as text};
use library::{Book, BookFields, Contributor, PartialDate, Rating, Role};

use crate::told;

/// The colours of covers that are made up (`style.css`).
const COLOURS: u32 = 8;

/// A book, with its thumbnail, a JPEG.
pub(super) fn of(book: &Book, picture: Option<&[u8]>) -> String {
    let fields = &book.fields;
    let mut html = String::with_capacity(1024 + picture.map_or(0, |bytes| bytes.len() * 4 / 3));
    // The direction of the whole is that of its first words, which are the title's.
    html.push_str("<article dir=\"auto\">\n");
    cover(&mut html, fields, picture);
    html.push_str("<div class=\"text\">\n");
    let _ = writeln!(html, "<h2{}>{}</h2>", language(fields), text(&fields.title));
    if let Some(subtitle) = &fields.subtitle {
        let _ = writeln!(
            html,
            "<p class=\"subtitle\" dir=\"auto\">{}</p>",
            text(subtitle)
        );
    }
    paragraph(
        &mut html,
        "people",
        ", ",
        fields.contributors.iter().map(person),
    );
    paragraph(
        &mut html,
        "series",
        ", ",
        fields.series.iter().map(|place| {
            let number = place
                .number
                .iter()
                .map(|number| format!(" #{}", text(number)));
            format!(
                "<bdi>{}</bdi>{}",
                text(&place.name),
                number.collect::<String>()
            )
        }),
    );
    paragraph(
        &mut html,
        "facts",
        " · ",
        facts(fields)
            .into_iter()
            .map(|fact| format!("<bdi>{}</bdi>", text(&fact))),
    );
    mine(&mut html, fields);
    words(&mut html, book);
    html.push_str("</div>\n</article>\n");
    html
}

fn cover(html: &mut String, fields: &BookFields, picture: Option<&[u8]>) {
    if let Some(picture) = picture {
        html.push_str("<div class=\"picture\"><img alt=\"\" src=\"data:image/jpeg;base64,");
        STANDARD.encode_string(picture, html);
        html.push_str("\"></div>\n");
    } else {
        let letters = fields.title.chars().map(u32::from);
        let colour = letters.fold(0_u32, |sum, letter| {
            sum.wrapping_mul(31).wrapping_add(letter)
        }) % COLOURS;
        let title = text(&fields.title);
        let _ = writeln!(
            html,
            "<div class=\"cover c{colour}\" aria-hidden=\"true\"><span>{title}</span></div>"
        );
    }
}

/// The language of the title, where it is known by its tag: it says how to draw and part words.
fn language(fields: &BookFields) -> String {
    let is_tag = |tag: &&String| {
        let mut parts = tag.split('-');
        let letters = parts.next().unwrap_or_default();
        (2..=3).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
            })
    };
    let tag = fields.language.as_ref().filter(is_tag);
    tag.map_or_else(String::new, |tag| format!(" lang=\"{}\"", quoted(tag)))
}

fn paragraph(html: &mut String, class: &str, between: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        let _ = writeln!(html, "<p class=\"{class}\">{}</p>", items.join(between));
    }
}

fn person(person: &Contributor) -> String {
    let name = text(&person.name);
    match &person.role {
        Role::Author => format!("<bdi>{name}</bdi>"),
        role => format!(
            "<bdi>{name}</bdi> <span class=\"role\">({})</span>",
            text(role.name())
        ),
    }
}

/// What is known of this edition.
fn facts(fields: &BookFields) -> Vec<String> {
    let first = fields.first_published.filter(|first| {
        fields
            .published
            .is_none_or(|published| published.year() != first.year())
    });
    let published = match (fields.published, first) {
        (Some(published), Some(first)) => {
            Some(format!("{} (first {})", year(published), year(first)))
        }
        (Some(date), None) | (None, Some(date)) => Some(year(date)),
        (None, None) => None,
    };
    [
        fields.publisher.clone(),
        published,
        fields
            .format
            .as_ref()
            .map(|format| told::format(format).to_owned()),
        fields.pages.map(|pages| format!("{pages}\u{a0}p.")),
        fields
            .minutes
            .map(|minutes| format!("{}\u{a0}h\u{a0}{:02}\u{a0}min", minutes / 60, minutes % 60)),
        fields.isbn.as_ref().map(|isbn| format!("ISBN\u{a0}{isbn}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn year(date: PartialDate) -> String {
    match date.year() {
        year if year < 0 => format!("{} BC", year.unsigned_abs()),
        year => year.to_string(),
    }
}

/// What the reader thinks of it.
fn mine(html: &mut String, fields: &BookFields) {
    let status = fields.status.map(told::status);
    let status = status.map(|status| format!("<span class=\"status\">{status}</span>"));
    let favourite = "<span class=\"favourite\" role=\"img\" aria-label=\"Favourite\">♥</span>";
    let favourite = fields.favourite.then(|| favourite.to_owned());
    let told: Vec<String> = [fields.rating.map(stars), status, favourite]
        .into_iter()
        .flatten()
        .collect();
    paragraph(html, "mine", "\n", told.into_iter());
}

fn stars(rating: Rating) -> String {
    format!(
        "<span class=\"stars\" dir=\"ltr\" role=\"img\" aria-label=\"{} of 5 stars\"><span class=\"q{}\"></span></span>",
        told::stars(rating),
        rating.quarters()
    )
}

/// Shelves and tags.
fn words(html: &mut String, book: &Book) {
    let shelves = book
        .shelves
        .iter()
        .map(|shelf| (" class=\"shelf\"", &shelf.name));
    let tags = book.fields.tags.iter().map(|tag| ("", tag));
    let items: Vec<String> = shelves
        .chain(tags)
        .map(|(class, word)| format!("<li{class} dir=\"auto\">{}</li>", text(word)))
        .collect();
    if !items.is_empty() {
        let _ = writeln!(html, "<ul class=\"words\">\n{}\n</ul>", items.join("\n"));
    }
}
