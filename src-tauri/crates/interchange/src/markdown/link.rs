//! Links and pictures.

use super::escape;

/// The most that a link's address may lead to: a page, or a mailbox.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Adds a link. An address that leads to no page or mailbox is written out beside the text instead.
pub(super) fn link(out: &mut String, shown: &str, address: &str) {
    let Some(address) = followable(address) else {
        beside(out, shown, address);
        return;
    };
    if is_plain(&address) && (shown.is_empty() || shown.replace('\\', "") == address) {
        out.push('<');
        out.push_str(&address);
        out.push('>');
        return;
    }
    // The brackets of a picture or a link within are Markdown's own.
    let escaped = if shown.contains("](") {
        shown.to_owned()
    } else {
        bracketed(&shown.replace("\\]", "]"))
    };
    bracket(out, &escaped, &address);
}

/// Adds a picture, as a link does its page.
pub(super) fn picture(out: &mut String, described: &str, address: &str) {
    match followable(address) {
        Some(address) => {
            out.push('!');
            bracket(out, described, &address);
        }
        None => beside(out, described, address),
    }
}

/// Brackets within the text of a link would end it.
pub(super) fn bracketed(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
        .replace('[', "\\[")
        .replace(']', "\\]")
}

fn followable(address: &str) -> Option<String> {
    let address: String = address.chars().filter(|c| !c.is_control()).collect();
    // Goodreads writes links to its own pages without their host.
    if address.starts_with('/') && !address.starts_with("//") {
        return Some(format!("https://www.goodreads.com{address}"));
    }
    let (scheme, _) = address.split_once(':')?;
    SCHEMES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme))
        .then_some(address)
}

fn is_plain(address: &str) -> bool {
    !address.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'))
}

fn bracket(out: &mut String, shown: &str, address: &str) {
    out.push('[');
    out.push_str(shown);
    out.push_str("](");
    if is_plain(address) {
        out.push_str(address);
    } else {
        out.push('<');
        out.push_str(&address.replace('<', "%3C").replace('>', "%3E"));
        out.push('>');
    }
    out.push(')');
}

fn beside(out: &mut String, shown: &str, address: &str) {
    out.push_str(shown);
    if !address.is_empty() {
        if !shown.is_empty() {
            out.push(' ');
        }
        out.push('(');
        escape::push(out, address);
        out.push(')');
    }
}
