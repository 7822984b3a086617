//! HTML, as people write it into review forms, to Markdown.
//!
//! What becomes what: line breaks, paragraphs, bold, italics, struck-through text, links, pictures, quotations, lists,
//! preformatted text and headings become their Markdown; a spoiler is put between `||`; entities become their characters;
//! `sub` and `sup` stay tags, which Markdown allows; purely visual tags (`u`, `font`, `span`, `div` …) go and their text
//! stays. **Any other tag is text** and is kept: a review that says "x <y> z" loses nothing. Text that happens to look
//! like Markdown is escaped, so that it reads as it was written.
//!
//! One line end in the result is a line break, as Obsidian and GitHub's comments read it; two begin a paragraph.
//!
//! Not a browser's parser (html5ever): reviews hold a dozen known tags, that parser would invent structure around
//! everything else, and it is ten times this crate. Only the entity table comes from outside.

mod escape;
mod html;
mod link;
mod shape;
mod tag;
mod writer;

pub(crate) use html::to_html;
use writer::Writer;

/// Turns HTML to Markdown. Takes time in proportion to the text, whatever it holds.
pub(crate) fn from_html(html: &str) -> String {
    // Where breaks are tags, line ends are only blanks, as HTML has it. Without them, the line ends are the breaks.
    let mut writer = Writer::new(!tag::breaks_lines(html));
    for token in tag::tokens(html) {
        writer.write(token);
    }
    writer.finish()
}

/// Text as Markdown that reads as it was written.
pub(crate) fn escaped(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    escape::push(&mut markdown, text);
    markdown
}

/// Whether the text holds any tag that [`from_html`] knows, or an entity.
pub(crate) fn is_html(text: &str) -> bool {
    tag::tokens(text).any(|token| !matches!(token, tag::Token::Text(_)))
        || html_escape::decode_html_entities(text) != text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn becomes(html: &str, markdown: &str) {
        assert_eq!(from_html(html), markdown, "{html}");
    }

    #[test]
    fn breaks_and_paragraphs() {
        becomes(
            "Quick and sharp.<br/><br/>Second",
            "Quick and sharp.\n\nSecond",
        );
        becomes("one<br>two<BR />\nthree", "one\ntwo\nthree");
        becomes("a<br/><br/><br/><br/>b", "a\n\nb");
        becomes("<p>one</p>\n<p>two</p>three", "one\n\ntwo\n\nthree");
        becomes("<div>one</div><div>two</div>", "one\ntwo");
        becomes(
            "kept\nas typed\n\nwithout tags",
            "kept\nas typed\n\nwithout tags",
        );
        becomes("above<hr>below", "above\n\n---\n\nbelow");
    }

    #[test]
    fn emphasis_sits_close_to_its_words() {
        becomes(
            "a <b>bold</b> and <strong>strong</strong> word",
            "a **bold** and **strong** word",
        );
        becomes("<i>it</i>, <em>em</em>, <s>no</s>", "*it*, *em*, ~~no~~");
        becomes("a<b> bold </b>word", "a **bold** word");
        becomes("<b>one<br/><br/>two</b>", "**one**\n\n**two**");
        becomes("<b></b>x<i> </i>y", "x y");
        becomes("<b>a <b>b</b> c</b>", "**a b c**");
        becomes("<b><i>both</i></b>", "***both***");
        becomes("<b>never closed", "**never closed**");
        becomes("crossed <b><i>x</b></i> y", "crossed ***x*** y");
    }

    #[test]
    fn links_and_pictures() {
        becomes(
            r#"see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener">this [one]</a>."#,
            "see [this \\[one\\]](https://example.org/a?b=1&c=2).",
        );
        becomes(
            "<a href='https://example.org/a b_(c)'>x</a>",
            "[x](<https://example.org/a b_(c)>)",
        );
        becomes(
            "<a href=https://example.org/>https://example.org/</a>",
            "<https://example.org/>",
        );
        becomes(
            "<a href=\"/book/show/1\">x</a>",
            "[x](https://www.goodreads.com/book/show/1)",
        );
        becomes(
            "<a href=\"javascript:alert(1)\">x</a>",
            "x (javascript:alert(1))",
        );
        becomes(
            "<a>x</a> <a href=\"https://e.org\"></a>",
            "x <https://e.org>",
        );
        becomes(
            "<img src=\"https://e.org/i.png\" alt=\"a cat\">",
            "![a cat](https://e.org/i.png)",
        );
        becomes(
            "<img src=\"https://e.org/i.png\"/>",
            "![](https://e.org/i.png)",
        );
    }

    #[test]
    fn blocks() {
        becomes(
            "He said<blockquote>one<br/>two<br/><br/>three</blockquote>so",
            "He said\n\n> one\n> two\n>\n> three\n\nso",
        );
        becomes(
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "> a\n>\n> > b",
        );
        becomes(
            "<ul><li>one</li><li>two <b>x</b></li></ul>",
            "- one\n- two **x**",
        );
        becomes("<ol>\n<li>one\n<li>two\n</ol>end", "1. one\n2. two\n\nend");
        becomes("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n\n  - b");
        becomes("<pre>x *  y\n`z` &lt;</pre>", "```\nx *  y\n`z` <\n```");
        becomes("<h2>Head\nline</h2>text", "## Head line\n\ntext");
        becomes("<q>word</q> H<sub>2</sub>O", "“word” H<sub>2</sub>O");
    }

    #[test]
    fn spoilers_stay_marked() {
        becomes("So: <spoiler>he dies</spoiler>!", "So: ||he dies||!");
        becomes(
            "(view spoiler)<spoiler>a<br/><br/>b</spoiler>",
            "(view spoiler)||a||\n\n||b||",
        );
    }

    #[test]
    fn entities_become_characters() {
        becomes(
            "Tom &amp; Jerry &#39;n&#x27; &eacute;&nbsp;&hellip; &bogus; & so",
            "Tom & Jerry 'n' é\u{a0}… &bogus; & so",
        );
        becomes(
            "&lt;b&gt; is a tag, &amp;lt; an entity",
            "\\<b> is a tag, \\&lt; an entity",
        );
    }

    #[test]
    fn what_is_no_tag_is_text() {
        becomes(
            "I <3 it, x < y <z> and <notatag a=\"1\">",
            "I <3 it, x < y \\<z> and \\<notatag a=\"1\">",
        );
        becomes("<!-- note --> <b", "\\<!-- note --> \\<b");
        becomes("<a href=\"never closed", "\\<a href=\"never closed");
    }

    #[test]
    fn text_that_looks_like_markdown_reads_as_written() {
        becomes(
            "5 * 3 = 15, ****, snake_case, _so_",
            "5 * 3 = 15, \\*\\*\\*\\*, snake_case, \\_so\\_",
        );
        becomes(
            "# 1\n- a\n+ b\n2. c\n> d\n---\n2021.5 e-f",
            "\\# 1\n\\- a\n\\+ b\n2\\. c\n\\> d\n\\---\n2021.5 e-f",
        );
        becomes(
            "[1] [x](y) `c` ~~d~~ ||e|| C:\\*",
            "[1] [x\\](y) \\`c\\` \\~\\~d\\~\\~ \\|\\|e\\|\\| C:\\\\\\*",
        );
        becomes("    indented\n\n\n\nfar", "indented\n\nfar");
    }

    #[test]
    fn hostile_nesting_and_unclosed_tags_take_no_time() {
        let deep = format!(
            "{}x{}",
            "<blockquote>".repeat(100_000),
            "</blockquote>".repeat(100_000)
        );
        assert!(from_html(&deep).ends_with('x'));
        let signs = format!("{}>", "<".repeat(1_000_000));
        assert!(from_html(&signs).len() >= signs.len());
        let open = "<a href=\"".repeat(100_000);
        assert!(from_html(&open).len() >= open.len());
        assert!(from_html(&"<b>x".repeat(100_000)).len() >= 100_000);
    }

    proptest! {
        #[test]
        fn never_panics(html in "(\\PC|[<>&;\"'\n *_#-]|<(b|i|p|li|ul|pre|a|br|blockquote|spoiler)/?>|</(b|i|p|li|ul|pre|a)>){0,60}") {
            let _ = from_html(&html);
            let _ = is_html(&html);
        }

        #[test]
        fn words_survive(words in prop::collection::vec("[\\p{L}0-9]{1,8}", 1..20), tags in prop::collection::vec(0..12usize, 1..20)) {
            const TAGS: [&str; 12] = [
                "<b>", "</b>", "<i>", "</i>", "<br/>", "<p>", "<blockquote>", "</blockquote>", "<li>", "<pre>", "</pre>",
                "<spoiler>",
            ];
            let mut html = String::new();
            for (word, tag) in words.iter().zip(tags.iter().cycle()) {
                html.extend([word.as_str(), " ", TAGS[*tag]]);
            }
            let markdown = from_html(&html);
            for word in &words {
                prop_assert!(markdown.contains(word.as_str()), "{word} of {html} is gone: {markdown}");
            }
        }
    }
}
