//! A short notation for assertions in tests: `not(required x) & items max 2`.

use crate::ir::{Api, AssertionId, Bound, Count, Keyword, ValueType};

/// What a node demands.
pub(crate) fn text(api: &Api, id: AssertionId) -> String {
    within(api, id, 0)
}

fn within(api: &Api, id: AssertionId, depth: usize) -> String {
    let assertion = api.assertions.get(id);
    if depth > 5 {
        return "…".to_owned();
    }
    let mut parts: Vec<String> = assertion
        .keywords
        .iter()
        .map(|keyword| written(api, keyword, depth + 1))
        .collect();
    if assertion.or_null {
        parts.insert(0, "or null".to_owned());
    }
    if parts.is_empty() {
        return "any".to_owned();
    }
    parts.join(" & ")
}

fn written(api: &Api, keyword: &Keyword, depth: usize) -> String {
    let one = |id: &AssertionId| within(api, *id, depth);
    let all = |ids: &[AssertionId]| ids.iter().map(one).collect::<Vec<_>>().join(", ");
    let bound = |bound: &Bound| format!("{}{}", bound.value, if bound.exclusive { "!" } else { "" });
    let some = |word: &str, id: &Option<AssertionId>| {
        id.as_ref()
            .map(|id| format!(" {word}({})", one(id)))
            .unwrap_or_default()
    };
    match keyword {
        Keyword::Never => "never".to_owned(),
        Keyword::Type(types) => types.iter().map(|ty| word(*ty)).collect::<Vec<_>>().join("|"),
        Keyword::Values(values) => format!("enum({})", values.join(" ")),
        Keyword::Minimum(least) => format!("min {}", bound(least)),
        Keyword::Maximum(most) => format!("max {}", bound(most)),
        Keyword::MultipleOf(unit) => format!("multiple of {unit}"),
        Keyword::Count(what, count) => format!("{} {count}", counted(*what)),
        Keyword::UniqueItems => "unique".to_owned(),
        Keyword::Pattern(pattern) => format!("like {}", pattern.source),
        Keyword::Format(format) => format!("{format:?}"),
        Keyword::Required(names) => format!("required {}", names.join(" ")),
        Keyword::DependentRequired(lists) => {
            let lists = lists
                .iter()
                .map(|(name, others)| format!("{name} with {}", others.join(" ")));
            lists.collect::<Vec<_>>().join(", ")
        }
        Keyword::DependentSchemas(schemas) => {
            let schemas = schemas.iter().map(|(name, id)| format!("{name} with({})", one(id)));
            schemas.collect::<Vec<_>>().join(", ")
        }
        Keyword::PropertyNames(id) => format!("names({})", one(id)),
        Keyword::Properties {
            named,
            patterns,
            others,
        } => {
            let named = named.iter().map(|(name, id)| format!("{name}: {}", one(id)));
            let patterns = patterns
                .iter()
                .map(|(pattern, id)| format!("/{}/: {}", pattern.source, one(id)));
            let entries: Vec<String> = named.chain(patterns).collect();
            format!("{{ {}{} }}", entries.join(", "), some("..", others))
        }
        Keyword::Items { first, others } => format!("[{}{}]", all(first), some("..", others)),
        Keyword::Contains { item, least, most } => {
            let most = most.map(|most| most.to_string()).unwrap_or_default();
            format!("contains({}) {least}..{most}", one(item))
        }
        Keyword::All(ids) => format!("all({})", all(ids)),
        Keyword::Any(ids) => format!("any({})", all(ids)),
        Keyword::One(ids) => format!("one({})", all(ids)),
        Keyword::Not(id) => format!("not({})", one(id)),
        Keyword::If {
            condition,
            then,
            otherwise,
        } => format!(
            "if({}){}{}",
            one(condition),
            some("then", then),
            some("else", otherwise)
        ),
        Keyword::UnevaluatedProperties(id) => format!("other properties({})", one(id)),
        Keyword::UnevaluatedItems(id) => format!("other items({})", one(id)),
    }
}

fn word(ty: ValueType) -> String {
    format!("{ty:?}").to_lowercase()
}

fn counted(what: Count) -> &'static str {
    match what {
        Count::MinLength => "min length",
        Count::MaxLength => "max length",
        Count::MinItems => "min items",
        Count::MaxItems => "max items",
        Count::MinProperties => "min properties",
        Count::MaxProperties => "max properties",
    }
}
