//! What the assertions about probes are written with.

use kiln_probes as _;
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

/// The value that a text decodes to.
pub fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text} is not decoded: {error}"))
}

/// A text that decodes and encodes to the same JSON.
pub fn same<T: DeserializeOwned + Serialize>(text: &str) {
    let value: serde_json::Value = serde_json::from_str(text).expect("a test is given JSON");
    let back = serde_json::to_value(read::<T>(text)).expect("what was decoded is encoded");
    assert_eq!(back, value);
}

/// A text that does not decode.
pub fn refused<T: DeserializeOwned>(text: &str) {
    assert!(serde_json::from_str::<T>(text).is_err(), "{text} is decoded");
}

/// What `validate()` says of a type that has none: a method of the type itself wins over it.
pub trait Unchecked {
    fn validate(&self) -> Result<(), String> {
        Ok(())
    }
}

impl<T> Unchecked for T {}

/// Whether a text decodes to a value without violations.
macro_rules! accepted {
    ($type:ty, $text:expr) => {
        serde_json::from_str::<$type>($text).is_ok_and(|value| value.validate().is_ok())
    };
}

/// The text of a generated file of the probe whose assertions these are.
macro_rules! source {
    ($path:literal) => {{
        let module = module_path!().rsplit("::").next().unwrap_or_default();
        std::fs::read_to_string(format!("src/{module}/{}", $path)).expect("the file is generated")
    }};
}
