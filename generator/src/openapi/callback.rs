//! The Callback Object: requests that the service makes after a call, by the address that they go to.
//!
//! ```yaml
//! callbacks:
//!   statusChanged:
//!     '{$request.body#/callbackUrl}': { post: { requestBody: { … }, responses: { … } } }
//! ```
//!
//! The address is an expression for people: who receives such requests knows what was registered, so it is kept as text.

use indexmap::IndexMap;

use super::reader::{Context, Read, is_extension};
use super::stray::entries;
use super::{PathItem, RefOr};
use crate::source::{NodeId, NodeRef};

/// Requests that the service makes after a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Callback {
    /// The requests by the address that they go to.
    pub addresses: IndexMap<String, RefOr<PathItem>>,
    /// Where it stands.
    pub node: NodeId,
}

impl Read for Callback {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let address = |key: &str| (!is_extension(key)).then(|| key.to_owned());
        Some(Self {
            addresses: entries(cx, node, address)?,
            node: node.id(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{clean, read, reports};

    #[test]
    fn addresses_keep_their_order_and_extensions_are_left_out() {
        let callback: Callback =
            clean("{ '{$request.query.to}': { post: {} }, x-note: 1, 'https://a.test': { $ref: '#/p' } }");
        assert!(callback.addresses.keys().eq(["{$request.query.to}", "https://a.test"]));
        assert!(callback.addresses["https://a.test"].reference().is_some());
    }

    #[test]
    fn what_is_no_mapping_is_reported() {
        let (callback, sink) = read::<Callback>("[]");
        assert_eq!((callback, reports(&sink).len()), (None, 1));
    }
}
