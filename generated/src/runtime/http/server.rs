// kiln-runtime: support code, copied unchanged into generated crates.
//! Which server a call goes to.
//!
//! ```text
//! Call::base_url                       what the caller says for one call
//! Builder::server_url                  … for the operations that have a server of their own
//! Call::own_server                     that server, as the document has it
//! Builder::base_url, Api::base_url     all other calls
//! ```
//!
//! The first of these that there is counts. A server of an operation is a URL, or a path
//! of the client's server, which goes where that goes; `{name}` in it is a variable that it
//! has in common with the document's servers, and is what the caller chose there, else a
//! default. Credentials go to all of them: the
//! document says that they belong to the API, or the caller does.

use super::base_url::BaseUrl;
use super::core::Shared;
use super::error::Error;
use std::borrow::Cow;

/// The server of a call.
#[derive(Clone)]
pub(super) enum Server {
    /// That of the client.
    Client,
    /// One that the operation has for itself.
    Own {
        /// As the document has it.
        declared: &'static str,
        /// The defaults of its variables.
        variables: Vec<(&'static str, &'static str)>,
    },
    /// One that the caller has chosen.
    Chosen(BaseUrl),
}

impl Server {
    /// Its URL.
    pub(super) fn resolve<'s>(
        &'s self,
        shared: &'s Shared,
    ) -> Result<Cow<'s, BaseUrl>, Error> {
        match self {
            Self::Client => Ok(Cow::Borrowed(&shared.base_url)),
            Self::Chosen(url) => Ok(Cow::Borrowed(url)),
            Self::Own { declared, variables } => {
                let replaced =
                    shared.servers.iter().find(|(known, _)| known == declared);
                if let Some((_, url)) = replaced {
                    return Ok(Cow::Borrowed(url));
                }
                let filled = filled(declared, variables, &shared.variables);
                resolve(&filled, &shared.base_url).map(Cow::Owned)
            }
        }
    }
}

/// A template with what was chosen for its variables, else with their defaults.
fn filled<'t>(
    template: &'t str,
    variables: &[(&'static str, &'static str)],
    chosen: &[(&'static str, String)],
) -> Cow<'t, str> {
    let mut url = Cow::Borrowed(template);
    for (name, default) in variables {
        let chosen = chosen.iter().find(|(known, _)| known == name);
        let value = chosen.map_or(*default, |(_, value)| value);
        url = Cow::Owned(url.replace(&format!("{{{name}}}"), value));
    }
    url
}

/// A URL, or a path of another URL: at its root with a slash before it, else below it.
pub(super) fn resolve(declared: &str, base: &BaseUrl) -> Result<BaseUrl, Error> {
    let resolved = if declared.contains("://") {
        BaseUrl::parse(declared)
    } else if declared.starts_with('/') {
        base.at_root(declared)
    } else {
        base.below(declared)
    };
    resolved.map_err(Error::configuration)
}
