//! The names of webhooks and callbacks, and of the constants for the headers that come with them.
//!
//! A webhook is called after its name in the document. Of several that want one name (two methods of one webhook, one
//! callback of two operations), each is called after what tells it apart: its `operationId`, its method, its operation.

use std::collections::BTreeMap;

use super::super::{Ident, Kind, Reserved, Scope, Wanted, Words};
use crate::ir::{Api, Hook, HookCause};

/// The names of what the service sends by itself.
#[derive(Debug, Clone)]
pub struct HookNames {
    /// The structs, in the order of the API.
    pub hooks: Vec<Ident>,
    /// The structs of their headers, each with its fields.
    pub structs: Vec<(Ident, Vec<Ident>)>,
    /// The constants by the name of the header in small letters.
    pub headers: BTreeMap<String, Ident>,
}

/// Mints the names.
pub(super) fn mint(api: &Api, reserved: &Reserved) -> HookNames {
    let requests = api.hooks.iter().enumerate().map(|(index, hook)| {
        let key = (hook.provenance.pointer.clone(), index);
        (key, wanted(hook))
    });
    let mut scope = Scope::new(Kind::Type).reserve(reserved.webhooks, "Webhook");
    let hooks: Vec<Ident> = scope.allocate(requests.collect()).into_values().collect();
    // After the webhooks, which keep their names whatever headers there are.
    let requests = api.hooks.iter().zip(&hooks).map(|(hook, ident)| {
        let words = Words::split(ident.bare()).then(&Words::split("headers"));
        (hook.provenance.pointer.clone(), Wanted::composed(vec![words]))
    });
    let structs = scope.allocate(
        requests
            .enumerate()
            .map(|(index, (key, wanted))| ((key, index), wanted))
            .collect(),
    );
    let structs = structs.into_values().zip(api.hooks.iter().map(fields)).collect();
    let parameters = api.hooks.iter().flat_map(|hook| &hook.parameters);
    let headers: BTreeMap<String, Wanted> = parameters
        .filter(|parameter| parameter.is_header)
        .map(|header| header.wire_name.to_ascii_lowercase())
        .map(|name| (name.clone(), Wanted::text(&name, "header")))
        .collect();
    HookNames {
        hooks,
        structs,
        headers: Scope::new(Kind::Constant)
            .allocate(headers.into_iter().collect())
            .into_iter()
            .collect(),
    }
}

/// The fields of a webhook's headers, in their order.
fn fields(hook: &Hook) -> Vec<Ident> {
    let requests = hook.headers.iter().enumerate().map(|(index, header)| {
        let name = header.wire_name.clone();
        ((name.clone(), index), Wanted::text(&name, "header"))
    });
    Scope::new(Kind::Value)
        .allocate(requests.collect())
        .into_values()
        .collect()
}

fn wanted(hook: &Hook) -> Wanted {
    let name = &hook.name;
    let mut wanted = Wanted::text(name, "webhook");
    wanted.names.extend(hook.id.as_deref().map(Words::split));
    let longer = match &hook.cause {
        HookCause::Webhook => format!("{} {name}", hook.method),
        HookCause::Callback { of, operation, .. } => format!("{} {name}", of.as_ref().unwrap_or(operation)),
    };
    wanted.or(Words::split(&longer))
}
