#![allow(missing_docs, clippy::all, clippy::pedantic, dead_code, unused)]
use kiln_runtime::{json::{self, Decimal, Value, Number, DateTime}, pattern::Pattern, validate::*};
struct S<'a>(&'a dyn Subject, Rules<'a>);
fn run(s: &dyn Subject, r: Rules<'_>) -> Vec<String> {
    struct W<'a>(&'a dyn Subject, Rules<'a>);
    impl Validate for W<'_> { fn check(&self, c: &mut Checks) { c.field("a/b~c", self.0, &self.1); } }
    match Checks::run(&W(s, r)) { Ok(()) => vec![], Err(v) => v.iter().map(|x| x.to_string()).collect() }
}
fn leak(p: &str) -> &'static Pattern { Box::leak(Box::new(Pattern::new(Box::leak(p.to_owned().into_boxed_str())))) }
#[test]
fn patterns() {
    // (pattern, text, what ECMA (u flag) says)
    for (p, t, ecma) in [
        ("^a$","a\n",false), (r"^\d$","٣",false), (r"^\d$","3",true), (r"^\w$","é",false), (r"^\s$","\u{a0}",true), (r"^\s$","\u{feff}",true), (r"^\s$","\u{2028}",true), (r"^\S$","\u{a0}",false), (r"^.$","\u{2028}",false), (r"^.$","\r",false), (r"^.$","\n",false), (r"^.$","😀",true), (r"^\/$","/",true), (r"^\u00e9$","é",true), (r"^\u{1F600}$","😀",true), (r"^\x41$","A",true), (r"^\p{L}$","é",true), (r"^\cA$","\u{1}",true), (r"^[\b]$","\u{8}",true), (r"^\0$","\0",true), (r"^[[]$","[",true), (r"^[a&&b]$","&",true), (r"^[a--b]$","-",true), (r"^[^]$","x",true), ("^a{,5}$","a{,5}",true), ("^{a}$","{a}",true), ("^a{1$","a{1",true), (r"^(?<n>a)$","a",true), (r"^(?=a)a$","a",true), (r"^[\w-]+$","a-b",true), (r"^[\w.-]+$","a.b-c",true), (r"^\-$","-",true), (r"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$","a-b",true), (r"^\_$","_",true), (r"^.{1,1000}$","x",true), (r"^[a-zA-Z0-9]{1,4096}$","x",true), (r"^(a|b){0,255}(c){0,255}$","ab",true), (r"^\@$","@",true), (r"^\%$","%",true), (r"(?i)^a$","A",true), (r"^\v$","\u{b}",true), (r"^]$","]",true), (r"^\e$","e",true), (r"^[\d-x]$","-",true), (r"^\B$","",true), ("^#$","#",true), (r"^\ $"," ",true), (r"^\h$","h",true), (r"\A","A",true), (r"a\z","az",true), (r"^\Q$","Q",true), (r"\<a","<a",true), (r"^[\w\-]$","-",true), (r"\b{start}","x",false),
    ] {
        let m = leak(p).matches(t);
        if m != Some(ecma) { println!("pattern {p:?} text {t:?}: ours {m:?}, ECMA {ecma}"); }
    }
}
#[test]
fn numbers() {
    println!("{:?}", run(&9_007_199_254_740_993_i64, Rules::new().multiple_of(9_007_199_254_740_993_i64 as f64)));
    println!("{:?}", run(&0.07_f64, Rules::new().multiple_of(0.01)));
    println!("{:?}", run(&1e300_f64, Rules::new().multiple_of(0.01)));
    println!("{:?}", run(&1e-300_f64, Rules::new().multiple_of(0.01)));
    println!("{:?}", run(&i64::MAX, Rules::new().maximum(i64::MAX as i128).minimum(i64::MIN as i128)));
    println!("{:?}", run(&i64::MAX, Rules::new().exclusive_maximum(i64::MAX as i128)));
    println!("{:?}", run(&f64::NAN, Rules::new().maximum(3)));
    println!("NaN without rules {:?}", run(&f64::NAN, Rules::new()));
    println!("f32 0.1 vs 0.1 {:?}", run(&0.1_f32, Rules::new().maximum_f64(0.1).multiple_of(0.1)));
    println!("{:?}", run(&"😀😀".to_owned(), Rules::new().max_length(2)));
    println!("{:?}", run(&"e\u{301}".to_owned(), Rules::new().max_length(1)));
    let v: Value = json::from_slice(b"[1,1.0,{\"a\":1,\"b\":2},{\"b\":2.0,\"a\":1e0}]").unwrap();
    println!("{:?}", run(&v, Rules::new().unique_items()));
    let big: Value = json::from_slice(format!("{}", "9".repeat(60)).as_bytes()).unwrap();
    println!("60 nines multiple of 3: {:?}", run(&big, Rules::new().multiple_of(3.0)));
    let items: Vec<i64> = (0..30_000).collect(); let t = std::time::Instant::now(); run(&items, Rules::new().unique_items()); println!("unique of 30k: {:?}", t.elapsed());
    for d in ["2026-11-24T10:00:00Z","2026-11-24t10:00:00z","2026-11-24 10:00:00Z","2026-02-29T00:00:00Z","2016-12-31T23:59:60Z","2016-12-31T22:59:60Z","2026-11-24T24:00:00Z","2026-11-24T10:00:00","2026-11-24T10:00:00+24:00","2026-11-24T10:00:00.Z","0000-01-01T00:00:00Z","2026-11-24T10:00:00.123456789123Z","2026-11-24T10:00Z","2026-11-24T10:00:00-00:00","+026-11-24T10:00:00Z","é026-11-2T10:00:00Z"] { println!("{d} {:?}", d.parse::<DateTime>().ok().and_then(|x| x.instant()).map(|t| DateTime::from(t).to_string())); }
}
