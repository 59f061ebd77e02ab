//! How fast a record is decoded and encoded, beside serde derive with `serde_json`.
//!
//! `cargo run --release -p kiln-runtime --no-default-features --example codec_speed`

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use kiln_runtime::json::{
    self, DecodeError, FromJson, Member, Reader, Slot, ToJson, Writer,
};

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Browser {
    session_id: String,
    created_at: String,
    cdp_ws_url: String,
    timeout_seconds: i64,
    headless: bool,
    stealth: bool,
    #[serde(rename = "x-ratio")]
    ratio: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kiosk_mode: Option<bool>,
    #[serde(rename = "x-tags", skip_serializing_if = "Option::is_none")]
    tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    viewport: Option<Viewport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
struct Viewport {
    width: i64,
    height: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_rate: Option<i64>,
}

impl FromJson for Browser {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut session_id, mut created_at, mut cdp_ws_url, mut timeout_seconds) =
            (None, None, None, None);
        let (mut headless, mut stealth, mut ratio) = (None, None, None);
        let (mut deleted_at, mut kiosk_mode, mut tags, mut viewport, mut labels) =
            (None, None, None, None, None);
        r.record(&mut [
            Slot::required("session_id", &mut session_id),
            Slot::required("created_at", &mut created_at),
            Slot::required("cdp_ws_url", &mut cdp_ws_url),
            Slot::required("timeout_seconds", &mut timeout_seconds),
            Slot::required("headless", &mut headless),
            Slot::required("stealth", &mut stealth),
            Slot::required("x-ratio", &mut ratio),
            Slot::optional("deleted_at", &mut deleted_at),
            Slot::optional("kiosk_mode", &mut kiosk_mode),
            Slot::optional("x-tags", &mut tags),
            Slot::optional("viewport", &mut viewport),
            Slot::optional("labels", &mut labels),
        ])?;
        let (
            Some(session_id),
            Some(created_at),
            Some(cdp_ws_url),
            Some(timeout_seconds),
        ) = (session_id, created_at, cdp_ws_url, timeout_seconds)
        else {
            return Err(r.incomplete());
        };
        let (Some(headless), Some(stealth), Some(ratio)) = (headless, stealth, ratio)
        else {
            return Err(r.incomplete());
        };
        Ok(Self {
            session_id,
            created_at,
            cdp_ws_url,
            timeout_seconds,
            headless,
            stealth,
            ratio,
            deleted_at,
            kiosk_mode,
            tags,
            viewport,
            labels,
        })
    }
}

impl ToJson for Browser {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("session_id", &self.session_id),
            Member::always("created_at", &self.created_at),
            Member::always("cdp_ws_url", &self.cdp_ws_url),
            Member::always("timeout_seconds", &self.timeout_seconds),
            Member::always("headless", &self.headless),
            Member::always("stealth", &self.stealth),
            Member::always("x-ratio", &self.ratio),
            Member::present("deleted_at", &self.deleted_at),
            Member::present("kiosk_mode", &self.kiosk_mode),
            Member::present("x-tags", &self.tags),
            Member::present("viewport", &self.viewport),
            Member::present("labels", &self.labels),
        ]);
    }
}

impl FromJson for Viewport {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut width, mut height, mut refresh_rate) = (None, None, None);
        r.record(&mut [
            Slot::required("width", &mut width),
            Slot::required("height", &mut height),
            Slot::optional("refresh_rate", &mut refresh_rate),
        ])?;
        let (Some(width), Some(height)) = (width, height) else {
            return Err(r.incomplete());
        };
        Ok(Self { width, height, refresh_rate })
    }
}

impl ToJson for Viewport {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("width", &self.width),
            Member::always("height", &self.height),
            Member::present("refresh_rate", &self.refresh_rate),
        ]);
    }
}

/// The text of a record; `spaces` as a pretty printer writes it.
fn sample(spaces: bool) -> Result<String, serde_json::Error> {
    let browser = Browser {
        session_id: "htzv5orfit78e1m2biiifpbv".to_owned(),
        created_at: "2026-11-24T10:00:00.000Z".to_owned(),
        cdp_ws_url: "wss://example.com/browser/cdp?jwt=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXNzaW9uIjp7fX0".to_owned(),
        timeout_seconds: 259_200,
        headless: false,
        stealth: true,
        ratio: 1.777_777,
        deleted_at: None,
        kiosk_mode: Some(true),
        tags: Some(vec!["shopping".to_owned(), "says \"hello\"".to_owned()]),
        viewport: Some(Viewport { width: 1920, height: 1080, refresh_rate: Some(60) }),
        labels: Some(BTreeMap::from([("team".to_owned(), "größer".to_owned())])),
    };
    if spaces {
        serde_json::to_string_pretty(&browser)
    } else {
        serde_json::to_string(&browser)
    }
}

/// Nanoseconds per run: the best of several rounds, so that what else runs on the machine counts little.
fn time<T>(runs: u32, run: impl Fn() -> T) -> u128 {
    let rounds = (0..20).map(|_| {
        let start = Instant::now();
        (0..runs).for_each(|_| drop(black_box(run())));
        start.elapsed().as_nanos() / u128::from(runs)
    });
    rounds.min().unwrap_or_default()
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("| what | ours | serde derive and serde_json |\n| --- | --- | --- |");
    for (name, spaces) in [("compact", false), ("indented", true)] {
        let text = sample(spaces)?;
        let bytes = text.as_bytes();
        let ours: Browser = json::from_slice(bytes)?;
        let theirs: Browser = serde_json::from_slice(bytes)?;
        assert_eq!(ours, theirs, "both read the same");
        let ours = time(20_000, || json::from_slice::<Browser>(black_box(bytes)));
        let theirs =
            time(20_000, || serde_json::from_slice::<Browser>(black_box(bytes)));
        println!(
            "| decode a record, {name}, {} bytes | {ours} ns | {theirs} ns |",
            bytes.len()
        );
    }
    let browser: Browser = json::from_slice(sample(false)?.as_bytes())?;
    assert_eq!(
        json::to_vec(&browser)?,
        serde_json::to_vec(&browser)?,
        "both write the same"
    );
    let ours = time(20_000, || json::to_vec(black_box(&browser)));
    let theirs = time(20_000, || serde_json::to_vec(black_box(&browser)));
    println!("| encode the record | {ours} ns | {theirs} ns |");
    let list = format!("[{}]", vec![sample(false)?; 200].join(","));
    let bytes = list.as_bytes();
    let ours = time(20, || json::from_slice::<json::Value>(black_box(bytes)));
    let theirs =
        time(20, || serde_json::from_slice::<serde_json::Value>(black_box(bytes)));
    println!("| decode a tree, {} bytes | {ours} ns | {theirs} ns |", bytes.len());
    Ok(())
}
