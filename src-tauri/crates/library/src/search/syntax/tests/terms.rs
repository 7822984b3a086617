//! Words, phrases, groups, and what joins them.

use super::means;

#[test]
fn words_are_looked_for_as_they_are_typed() {
    means(&[
        ("", "everything"),
        (" \t\u{3000}", "everything"),
        ("dragons", "[dragons]"),
        ("  le   guin ", "[le guin]"),
        ("978 0 14 143951 8", "[978 0 14 143951 8]"),
        ("sci-fi o'brien", "[sci-fi o'brien]"),
        ("rock & roll", "[rock & roll]"),
        ("吾輩は猫である", "[吾輩は猫である]"),
        ("Solaris(1961)", "[Solaris(1961)]"),
        ("a\\b d\"art", "[a\\b d\"art]"),
        ("#sf", "[#sf]"),
        ("-- - —", "[-- - —]"),
        ("--title:x", "[--title:x]"),
    ]);
}

#[test]
fn phrases_stand_in_quotes() {
    means(&[
        (r#""left hand""#, r#""left hand""#),
        (r#"a "left hand" b"#, r#"([a] & "left hand" & [b])"#),
        (r#""left hand"b"#, r#"("left hand" & [b])"#),
        (r#""say \"no\" \\ \n""#, r#""say "no" \ \n""#),
        ("“left hand” „links“", r#"("left hand" & "links")"#),
        ("\"say “no”\" x", r#"("say “no”" & [x])"#),
        ("„left\" x", r#"("left" & [x])"#),
        (r#""left ha"#, r#""left ha…"#),
        (r#"title:"left ha"#, r#"Title "left ha…"#),
        (r#"title:="left ha"#, r#"Title "left ha…"#),
        (r#""" " " x"#, "[x]"),
        (r#"""#, "everything"),
        (r#"-""#, "everything"),
    ]);
}

#[test]
fn terms_are_joined_negated_and_grouped() {
    means(&[
        ("a or b", "([a] | [b])"),
        ("a b OR c d", "([a b] | [c d])"),
        ("a Or b oR c", "([a] | [b] | [c])"),
        ("tag:a b or c tag:d", "((Tag [a] & [b]) | ([c] & Tag [d]))"),
        ("-a b", "(-[a] & [b])"),
        ("-a -b", "(-[a] & -[b])"),
        (r#"-"a b""#, r#"-"a b""#),
        ("-tag:a", "-Tag [a]"),
        ("-(a or b) c", "(-([a] | [b]) & [c])"),
        ("-(-a)", "[a]"),
        ("a (b or c) d", "([a] & ([b] | [c]) & [d])"),
        ("(a b) c", "([a b] & [c])"),
        ("(a)(b)", "([a] & [b])"),
        ("((a))", "[a]"),
        ("(tag:a)", "Tag [a]"),
        ("(tag:a(b) c)", "(Tag [a(b)] & [c])"),
        ("a or -b", "([a] | -[b])"),
        ("a or (b)", "([a] | [b])"),
    ]);
}

#[test]
fn an_or_that_joins_nothing_is_a_word() {
    means(&[
        ("or", "[or]"),
        ("or a", "[or a]"),
        ("a or", "[a or]"),
        ("(a or)", "[a or]"),
        ("(or a)", "[or a]"),
        ("a or or b", "([a] | [or b])"),
        ("a -or b", "([a] & -[or] & [b])"),
        (r#"a "or" b"#, r#"([a] & "or" & [b])"#),
        ("order oracle", "[order oracle]"),
        // A field without its value is still a term.
        ("a or tag:", "[a]"),
    ]);
}

#[test]
fn unbalanced_signs_mean_nothing() {
    means(&[
        ("(", "everything"),
        (")", "everything"),
        ("()", "everything"),
        ("-()", "everything"),
        ("-(", "everything"),
        ("(a", "[a]"),
        ("a)", "[a]"),
        (") a ) b", "[a b]"),
        ("(a or b", "([a] | [b])"),
        ("a or b)", "([a] | [b])"),
        ("(a or (b c", "([a] | [b c])"),
        (":)", "[:]"),
        (":", "[:]"),
        ("-:", "-[:]"),
    ]);
}

#[test]
fn what_is_no_field_is_words() {
    means(&[
        ("foo:bar", "[foo:bar]"),
        (
            "https://example.org/a(b)?c=d",
            "[https://example.org/a(b)?c=d]",
        ),
        ("3:10 to Yuma", "[3:10 to Yuma]"),
        ("dune: messiah", "[dune: messiah]"),
        ("title: x", "[title: x]"),
        ("(rating: x)", "[rating: x]"),
        (r#"foo:"a b" c"#, r#"[foo:"a b" c]"#),
        (r#""foo bar":x"#, r#"["foo bar":x]"#),
        (r#""dune": messiah"#, r#"("dune" & [messiah])"#),
        (r#"-"dune": x"#, r#"(-"dune" & [x])"#),
        ("-foo:bar", "-[foo:bar]"),
        ("dune:", "[dune:]"),
        (":x", "[:x]"),
        ("a:b:c", "[a:b:c]"),
        ("#foo:x", "[#foo:x]"),
        ("#status:read", "[#status:read]"),
    ]);
}
