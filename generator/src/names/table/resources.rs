//! The names of resources, their files and features, and of the methods inside them.

use std::fmt;

use super::super::{Case, Ident, Kind, Reserved, Resource, ResourcePlan, Scope, Wanted, Words};
use super::operations::{self, ChecksNames, OperationNames, PagesNames};
use super::phrase::fallback;
use super::types::TypeNames;
use super::{answers, defaults};
use crate::ir::Api;

/// The names of one resource.
#[derive(Debug, Clone)]
pub struct ResourceNames {
    /// The handle: `Browsers`.
    pub handle: Ident,
    /// The client's method that gives the handle: `browsers`.
    pub accessor: Ident,
    /// The module in `resources`.
    pub module: Ident,
    /// The cargo feature.
    pub feature: Feature,
    /// The methods for what can be called with what an answer has, in the order of the plan.
    pub follow_ups: Vec<Ident>,
}

/// The name of a cargo feature, such as `browser-replays`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Feature(String);

impl Feature {
    /// Module names are unique and of letters that Cargo accepts, so the feature is the module with dashes.
    fn of(module: &Ident) -> Self {
        Self(Case::Kebab.write(&Words::split(module.bare())))
    }

    /// The name as the manifest writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Mints the names of all resources and of their operations.
pub(super) fn mint(
    api: &Api,
    plan: &ResourcePlan,
    types: &[TypeNames],
    reserved: &Reserved,
) -> (Vec<ResourceNames>, Vec<Option<OperationNames>>) {
    let own_items = |suffix| Scope::new(Kind::Type).reserve(reserved.resources, suffix);
    let handles = all(&mut own_items("Resource"), plan);
    let accessors = all(&mut Scope::new(Kind::Value).reserve(reserved.client, "api"), plan);
    let modules = all(&mut Scope::new(Kind::Module).reserve(reserved.features, "api"), plan);

    let mut operations: Vec<Option<OperationNames>> = vec![None; api.operations.len()];
    let mut follow_ups = Vec::new();
    for (index, (resource, handle)) in plan.resources.iter().zip(&handles).enumerate() {
        let items = own_items("Call").reserve(&[handle.bare()], "Call");
        let (mut methods, scope) = methods(api, resource, index, items, reserved);
        let named: Vec<_> = methods
            .iter()
            .map(|(operation, names)| (*operation, names.method.clone()))
            .collect();
        let mut scope = pages(api, &mut methods, scope);
        follow_ups.push(self::follow_ups(api, resource, &named, types, &mut scope));
        checks(&mut methods, &mut scope);
        for (operation, names) in methods {
            if let Some(slot) = operations.get_mut(operation) {
                *slot = Some(names);
            }
        }
    }
    let named = handles.into_iter().zip(accessors).zip(modules).zip(follow_ups);
    let resources = named.map(|(((handle, accessor), module), follow_ups)| ResourceNames {
        feature: Feature::of(&module),
        handle,
        accessor,
        module,
        follow_ups,
    });
    (resources.collect(), operations)
}

/// One name for each resource in one scope.
fn all(scope: &mut Scope, plan: &ResourcePlan) -> Vec<Ident> {
    let requests = plan.resources.iter().enumerate().map(|(index, resource)| {
        let words: Words = resource.words.iter().cloned().collect();
        let words = if words.is_empty() { Words::split("api") } else { words };
        let key = (words.clone(), resource.tag.clone(), index);
        let tag = resource.tag.iter().map(|tag| Words::spelled(tag));
        (key, Wanted::composed([words].into_iter().chain(tag).collect()))
    });
    scope.allocate(requests.collect()).into_values().collect()
}

/// The names of the operations of one resource, with the operation's index, and the scope of its methods.
fn methods(
    api: &Api,
    resource: &Resource,
    index: usize,
    mut items: Scope,
    reserved: &Reserved,
) -> (Vec<(usize, OperationNames)>, Scope) {
    let known = resource.operations.iter().filter_map(|(operation, words)| {
        let words: Words = words.iter().cloned().collect();
        let words = if words.is_empty() { Words::split("call") } else { words };
        Some((*operation, api.operations.get(*operation)?, words))
    });
    let requests = known.map(|(position, operation, words)| {
        let key = (operation.path.clone(), operation.method.as_str(), position);
        let mut wanted = Wanted::composed(vec![words]);
        wanted.names.extend(fallback(operation).names);
        let wanted = wanted.called(operation.docs.name.as_deref(), Kind::Value);
        (key, wanted)
    });
    let mut scope = Scope::new(Kind::Value).reserve(reserved.methods, "call");
    let methods = scope.allocate(requests.collect());
    // A method's own name is unique already; what is called after it is, too, but for reserved words.
    let mut constants = Scope::new(Kind::Constant);
    let mut result = Vec::new();
    for ((_, _, position), method) in methods {
        let Some(operation) = api.operations.get(position) else {
            continue;
        };
        let words = Words::split(method.bare());
        let arguments = operations::arguments(operation);
        let names = OperationNames {
            resource: index,
            constant: constants.mint(&Wanted::composed(vec![words.clone()])),
            answer: answers::mint(operation, &words, &mut items),
            params: items.mint(&Wanted::composed(vec![words.then(&Words::split("params"))])),
            body: (operation.body.as_ref())
                .map(|body| operations::body(&body.contents, &words, &mut items, &mut constants)),
            checks: ChecksNames {
                function: method.clone(),
                walk: arguments.walk,
            },
            method,
            pages: None,
            params_argument: arguments.params,
            body_argument: arguments.body,
            parameters: arguments.parameters,
            defaults: defaults::mint(
                (operation.parameters.iter()).map(|parameter| (parameter.wire_name.as_str(), &parameter.docs)),
            ),
        };
        result.push((position, names));
    }
    (result, scope)
}

/// `list_all`, beside the methods that have their names already, and `LIST_PAGES`.
fn pages(api: &Api, methods: &mut [(usize, OperationNames)], mut scope: Scope) -> Scope {
    let paged = |index: &usize| {
        let operation = api.operations.get(*index);
        operation.is_some_and(|operation| operation.pagination.is_some())
    };
    let requests = methods.iter().filter(|(index, _)| paged(index)).map(|(index, names)| {
        let method = names.method.bare();
        let says_all = method.rsplit('_').next() == Some("all");
        let short = if says_all { "items" } else { "all" };
        let texts = [short, "all items"].map(|words| Words::split(&format!("{method} {words}")));
        ((method.to_owned(), *index), Wanted::composed(texts.to_vec()))
    });
    let minted = scope.allocate(requests.collect());
    let mut constants = Scope::new(Kind::Constant);
    for (_, names) in methods.iter() {
        constants.mint(&Wanted::composed(vec![Words::split(names.constant.bare())]));
        for form in names.body.iter().flat_map(|body| body.forms.iter().flatten()) {
            constants.mint(&Wanted::composed(vec![Words::split(form.bare())]));
        }
    }
    for ((_, index), method) in minted {
        if let Some((_, names)) = methods.iter_mut().find(|(own, _)| *own == index) {
            let words = Words::split(names.method.bare()).then(&Words::split("pages"));
            names.pages = Some(PagesNames {
                method,
                constant: constants.mint(&Wanted::composed(vec![words])),
            });
        }
    }
    scope
}

/// `validate_create`, beside all that have their names already.
fn checks(methods: &mut [(usize, OperationNames)], scope: &mut Scope) {
    let wanted = |(index, names): &(usize, OperationNames)| {
        let method = names.method.bare();
        let names = ["validate", "validate arguments of"].map(|word| Words::split(&format!("{word} {method}")));
        ((method.to_owned(), *index), Wanted::composed(names.to_vec()))
    };
    for ((_, index), function) in scope.allocate(methods.iter().map(wanted).collect()) {
        if let Some((_, names)) = methods.iter_mut().find(|(own, _)| *own == index) {
            names.checks.function = function;
        }
    }
}

/// `get_from_pet`, beside the methods that have their names already; two of one operation and one type are told apart by
/// their links.
fn follow_ups(
    api: &Api,
    resource: &Resource,
    methods: &[(usize, Ident)],
    types: &[TypeNames],
    scope: &mut Scope,
) -> Vec<Ident> {
    let requests = resource.follow_ups.iter().enumerate().map(|(index, follow_up)| {
        let method = methods.iter().find(|(operation, _)| *operation == follow_up.target);
        let method = method.map_or("call", |(_, method)| method.bare());
        let source = types
            .get(follow_up.source.0)
            .map_or("answer", |names| names.name.bare());
        let links = follow_up.links.iter().filter_map(|link| api.links.get(*link));
        let first = links.map(|link| (&link.name, &api.operations[link.from].path)).min();
        let short = format!("{method} from {source}");
        let long = first.map(|(link, _)| format!("{short} {link}"));
        let names = [Some(short.clone()), long].into_iter().flatten();
        (
            (short, first, index),
            Wanted::composed(names.map(|name| Words::split(&name)).collect()),
        )
    });
    scope.allocate(requests.collect()).into_values().collect()
}
