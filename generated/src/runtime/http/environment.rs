// kiln-runtime: support code, copied unchanged into generated crates.
//! Settings from environment variables: `ACME_API_KEY`, `ACME_BASE_URL`,
//! `ACME_USERNAME`, `ACME_PASSWORD`.

use super::error::Error;
use super::{Api, SchemeKind};
use std::env::{self, VarError};

/// The variable of the API with this ending, without the blanks around it; nothing where
/// that leaves nothing.
pub(super) fn read(api: &Api, ending: &str) -> Result<Option<String>, Error> {
    let name = format!("{}_{ending}", api.env);
    match env::var(&name) {
        Ok(value) => Ok(Some(value.trim().to_owned()).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Error::configuration(format!(
            "the environment variable {name} is not Unicode"
        ))),
    }
}

/// Says which variable to set.
pub(super) fn missing(api: &Api) -> Error {
    let env = api.env;
    let names: Vec<_> =
        api.schemes.iter().map(|scheme| format!("`{}`", scheme.name)).collect();
    let variables = if api.schemes.iter().all(|scheme| scheme.kind == SchemeKind::Basic)
    {
        format!("{env}_USERNAME and {env}_PASSWORD are")
    } else {
        format!("{env}_API_KEY is")
    };
    Error::credential(format!(
        "{variables} not set in the environment; the API asks for {}",
        names.join(" or ")
    ))
}
