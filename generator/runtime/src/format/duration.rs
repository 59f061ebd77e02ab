// kiln-runtime: support code, copied unchanged into generated crates.
//! Durations of RFC 3339: `P1Y2M3DT4H5M6S`, `PT36H`, `P2W`.
//!
//! Units come in their order and none between two of them is left out; weeks stand alone. Fractions are
//! ISO 8601's and not RFC 3339's.

pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else { return false };
    if let Some(weeks) = rest.strip_suffix('W') {
        return !weeks.is_empty() && weeks.bytes().all(|byte| byte.is_ascii_digit());
    }
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    let time_fits = time.is_none_or(|time| !time.is_empty() && are_steps(time, "HMS"));
    (!date.is_empty() || time.is_some()) && are_steps(date, "YMD") && time_fits
}

/// Whether a text is numbers, each with a unit, one unit right after the other.
fn are_steps(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut next = None;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = rest.split_at(digits);
        let Some(unit) = behind.chars().next() else { return false };
        let Some(at) = units.find(unit) else { return false };
        if number.is_empty() || next.is_some_and(|next| next != at) {
            return false;
        }
        next = Some(at + 1);
        rest = behind.get(1..).unwrap_or_default();
    }
    true
}
