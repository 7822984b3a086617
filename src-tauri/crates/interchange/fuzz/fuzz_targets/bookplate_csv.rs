#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| interchange::fuzz::bookplate_csv(bytes));
