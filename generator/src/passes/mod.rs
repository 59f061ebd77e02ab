//! Decisions about the IR: what the crate model needs to know and no single node says.
//!
//! First [`reshape`] brings the types into the form that they have in code: binary strings become files or texts, types
//! of merge patches say null, identical inline
//! schemas become one, and types that travel both ways get a form for each. Then
//! [`decide`] makes decisions, one per file and each with a table of its own; these passes read the [`Api`] and never
//! change it, and no pass reads another one's table.
//!
//! Guarantees: the tables depend on the API's content, not on the order of its schemas, except where an order is itself
//! the result. `recursion` reports schemas that no value fits, `forms` properties that are needed in a direction that they
//! are not meant for, `defaults` values that their types cannot hold, `secrets` names of the configuration that fit
//! nothing, `paging` rules that do not fit their operation; nothing else here finds fault with a document.

pub mod checks;
mod dedupe;
pub mod defaults;
pub mod derives;
mod files;
mod follow_ups;
mod forms;
mod paging;
mod patches;
pub mod recursion;
pub mod resources;
mod retell;
mod rewrite;
pub mod secrets;
mod size;
pub mod usage;
mod walk;

#[cfg(test)]
mod tests;

pub use checks::Checks;
pub use defaults::{Anything, DefaultValue, Defaults, Digits, Members};
pub use derives::{Derives, Traits};
pub use paging::{NextPage, PageField, PageInput, PageSource, Paging};
pub use recursion::Boxes;
pub use secrets::{SecretName, Secrets};
pub use usage::{Usage, Uses};
pub use walk::Position;

use crate::diag::{Place, Pointer, Sink};
use crate::ir::Api;
use crate::names::ResourcePlan;

/// What the configuration says that matters here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Properties that are secret: `Schema.property` or `property`, with `*` for anything.
    pub secrets: Vec<SecretName>,
}

/// All decisions.
#[derive(Debug, Clone)]
pub struct Decisions {
    /// Which types are sent, and which come back.
    pub usage: Usage,
    /// Which uses of a type have to be boxed.
    pub boxes: Boxes,
    /// How operations are grouped, and what their methods are called.
    pub resources: ResourcePlan,
    /// How the pages of lists follow each other, by the index of the operation.
    pub paging: Vec<Option<Paging>>,
    /// Which values are not shown in debug output.
    pub secrets: Secrets,
    /// Which types have something to validate.
    pub checks: Checks,
    /// Which defaults code can have.
    pub defaults: Defaults,
    /// Which traits are derived.
    pub derives: Derives,
}

/// Brings the types into the form that they have in code; `locate` finds the place of a pointer in the document.
pub fn reshape(api: &mut Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    files::settle(api, locate, sink);
    patches::settle(api);
    dedupe::merge(api);
    forms::split(api, locate, sink);
    paging::settle(api, sink);
}

/// Makes all decisions; `locate` finds the place of a pointer in the document for diagnostics.
#[must_use]
pub fn decide(
    api: &Api,
    settings: &Settings,
    locate: &dyn Fn(&Pointer) -> Option<Place>,
    sink: &mut Sink,
) -> Decisions {
    recursion::report_uninhabited(api, locate, sink);
    Decisions {
        usage: Usage::of(api),
        boxes: Boxes::of(api),
        resources: resources::plan(api),
        paging: paging::of(api),
        secrets: Secrets::of(api, &settings.secrets, sink),
        checks: Checks::of(api),
        defaults: Defaults::of(api, locate, sink),
        derives: Derives::of(api),
    }
}
