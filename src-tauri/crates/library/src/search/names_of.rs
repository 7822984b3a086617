//! By which names languages and formats are looked for.

use crate::book::Format;

/// Languages that many books are in: the tags under which they are kept, and the English name.
const LANGUAGES: &[(&[&str], &str)] = &[
    (&["af"], "Afrikaans"),
    (&["sq"], "Albanian"),
    (&["ar", "ara"], "Arabic"),
    (&["hy"], "Armenian"),
    (&["eu"], "Basque"),
    (&["be"], "Belarusian"),
    (&["bn"], "Bengali"),
    (&["bs"], "Bosnian"),
    (&["bg"], "Bulgarian"),
    (&["ca"], "Catalan"),
    (&["zh", "chi", "zho"], "Chinese"),
    (&["hr"], "Croatian"),
    (&["cs", "cze", "ces"], "Czech"),
    (&["da", "dan"], "Danish"),
    (&["nl", "dut", "nld"], "Dutch"),
    (&["en", "eng"], "English"),
    (&["eo"], "Esperanto"),
    (&["et"], "Estonian"),
    (&["fi", "fin"], "Finnish"),
    (&["fr", "fre", "fra"], "French"),
    (&["gl"], "Galician"),
    (&["ka"], "Georgian"),
    (&["de", "ger", "deu"], "German"),
    (&["el", "gre", "ell"], "Greek"),
    (&["grc"], "Ancient Greek"),
    (&["he", "heb"], "Hebrew"),
    (&["hi", "hin"], "Hindi"),
    (&["hu", "hun"], "Hungarian"),
    (&["is", "ice", "isl"], "Icelandic"),
    (&["id"], "Indonesian"),
    (&["ga"], "Irish"),
    (&["it", "ita"], "Italian"),
    (&["ja", "jpn"], "Japanese"),
    (&["ko", "kor"], "Korean"),
    (&["ku"], "Kurdish"),
    (&["la", "lat"], "Latin"),
    (&["lv"], "Latvian"),
    (&["lt"], "Lithuanian"),
    (&["mk"], "Macedonian"),
    (&["ms"], "Malay"),
    (&["ml"], "Malayalam"),
    (&["no", "nb", "nn", "nor"], "Norwegian"),
    (&["fa", "per", "fas"], "Persian"),
    (&["pl", "pol"], "Polish"),
    (&["pt", "por"], "Portuguese"),
    (&["pa"], "Punjabi"),
    (&["ro", "rum", "ron"], "Romanian"),
    (&["ru", "rus"], "Russian"),
    (&["sa"], "Sanskrit"),
    (&["sr", "srp"], "Serbian"),
    (&["sk", "slo", "slk"], "Slovak"),
    (&["sl", "slv"], "Slovenian"),
    (&["es", "spa"], "Spanish"),
    (&["sw"], "Swahili"),
    (&["sv", "swe"], "Swedish"),
    (&["ta", "tam"], "Tamil"),
    (&["te"], "Telugu"),
    (&["th", "tha"], "Thai"),
    (&["tr", "tur"], "Turkish"),
    (&["uk", "ukr"], "Ukrainian"),
    (&["ur"], "Urdu"),
    (&["vi", "vie"], "Vietnamese"),
    (&["cy"], "Welsh"),
    (&["yi"], "Yiddish"),
];

/// The language as it is kept, and where that is known also its English name or its tag.
pub(super) fn language_names(kept: &str) -> impl Iterator<Item = String> {
    let primary = kept.split('-').next().unwrap_or_default();
    let known = LANGUAGES.iter().find(|(tags, name)| {
        tags.iter().any(|tag| tag.eq_ignore_ascii_case(primary)) || name.eq_ignore_ascii_case(kept)
    });
    let also = known.into_iter().flat_map(|(tags, name)| {
        let tag = tags.first().copied().unwrap_or_default();
        [tag, *name]
    });
    let mut names = vec![kept.to_owned()];
    for name in also {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            names.push(name.to_owned());
        }
    }
    names.into_iter()
}

/// The format's name, and where it is of two words also those.
pub(super) fn format_names(format: &Format) -> impl Iterator<Item = &str> {
    let apart = matches!(format, Format::MassMarket).then_some("mass market");
    [format.name()].into_iter().chain(apart)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_and_its_name() {
        let names = |kept: &str| language_names(kept).collect::<Vec<_>>();
        assert_eq!(names("en-gb"), ["en-gb", "en", "English"]);
        assert_eq!(names("German"), ["German", "de"]);
        assert_eq!(names("Klingon"), ["Klingon"]);
        assert_eq!(
            format_names(&Format::MassMarket).collect::<Vec<_>>(),
            ["massMarket", "mass market"]
        );
    }
}
