//! The currencies of ISO 4217, those of today and those printed on older books.

/// A currency.
#[derive(Debug)]
pub(crate) struct Currency {
    /// Three capital letters.
    pub(crate) code: &'static str,
    /// Digits after the point.
    pub(crate) exponent: u8,
}

/// Finds a currency by its code, in either case.
pub(crate) fn find(code: &str) -> Option<Currency> {
    let code = code.trim();
    let search = |exponent: u8, codes: &'static str| {
        codes
            .split_ascii_whitespace()
            .find(|known| known.eq_ignore_ascii_case(code))
            .map(|code| Currency { code, exponent })
    };
    search(2, HUNDREDTHS)
        .or_else(|| search(0, WHOLE))
        .or_else(|| search(3, THOUSANDTHS))
        .or_else(|| search(4, "CLF UYW"))
}

const HUNDREDTHS: &str = "\
    EUR USD GBP AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD \
    CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GTQ GYD HKD HNL \
    HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
    MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP \
    SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USN UYU UZS VED VES WST XCD XCG YER ZAR \
    ZMW ZWG ZWL \
    ATS AZM BGL BYB CSD CSK CYP DDM DEM EEK FIM FRF GHC HRD HRK IEP LTL LVL MTL MXP NLG PLZ ROL RUR SDD SIT SKK SRG \
    STD SUR TMM UAK VEB VEF XEU YUD YUM ZMK ZRN ZWD";

const WHOLE: &str = "\
    JPY KRW BIF CLP DJF GNF ISK KMF PYG RWF UGX UYI VND VUV XAF XOF XPF \
    ADP BEF BYR ESP GRD ITL LUF MGF PTE TPE TRL";

const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_digits_after_the_point() {
        let exponent = |code| find(code).map(|currency| currency.exponent);
        assert_eq!(exponent("EUR"), Some(2));
        assert_eq!(exponent("jpy"), Some(0));
        assert_eq!(exponent("KWD"), Some(3));
        assert_eq!(exponent("CLF"), Some(4));
        assert_eq!(exponent("DEM"), Some(2));
        assert_eq!(exponent(""), None);
        assert_eq!(exponent("EUR USD"), None);
    }

    #[test]
    fn names_each_once() {
        let all = [HUNDREDTHS, WHOLE, THOUSANDTHS].join(" ");
        let mut codes: Vec<&str> = all.split_ascii_whitespace().collect();
        assert!(
            codes
                .iter()
                .all(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
        );
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
