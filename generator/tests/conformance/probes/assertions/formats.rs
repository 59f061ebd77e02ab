#[test]
fn values_keep_their_text() {
    same::<api::types::A>(
        r#"{"date_time":"2026-11-24T10:00:00.120Z","date":"2026-11-24","time":"10:00:00Z","duration":"P1DT2H",
        "uuid":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","uri":"https://x.test/a?b#c","email":"a@x.test","ipv4":"127.0.0.1",
        "ipv6":"::1","byte":"AAEC","binary":"x","password":"p","int32":-2147483648,"int64":9223372036854775807,
        "uint64":18446744073709551615,"float":0.5,"double":1e300,"decimal":"0.10"}"#,
    );
}

#[test]
fn numbers_are_as_wide_as_their_format() {
    let a: api::types::A = read("{}");
    let _: (Option<i32>, Option<i64>, Option<u64>) = (a.int32, a.int64, a.uint64);
    // Also `float`: what is written as 0.1 is no longer that as a float of 32 bits.
    let _: (Option<f64>, Option<f64>) = (a.float, a.double);
    refused::<api::types::A>(r#"{"int32":2147483648}"#);
}

#[test]
fn a_password_is_not_shown() {
    let a: api::types::A = read(r#"{"password":"hunter2"}"#);
    assert!(!format!("{a:?}").contains("hunter2"));
}
