//! From a schema to a table of the runtime: lowered by kiln, and built here as generated code would have it.

use std::collections::{BTreeSet, HashMap};

use kiln::diag::{Severity, Sink, Sources};
use kiln::ir::{Api, AssertionId, Bound, Count, Keyword, Pattern, Shape, ValueType};
use kiln::lower::Settings;
use kiln::openapi::Document;
use kiln::source::{self, Input, Limits};
use kiln_runtime::assertion::{self, Schema, Type};
use kiln_runtime::ecma::EcmaPattern;
use kiln_runtime::pattern;
use kiln_runtime::validate::{Matcher, Rules};
use serde_json::{Value, json};

/// How often a circle of references is followed: more often than any value of the suite is deep.
const CIRCLES: usize = 8;

/// Whether a value fits.
pub(crate) fn fits(table: &'static Schema, data: &Value) -> bool {
    assertion::fits(&data.to_string(), table)
}

/// The table of a schema, or the codes of the errors that stand in the way.
pub(crate) fn lowered(schema: &Value) -> Result<&'static Schema, String> {
    let mut schema = schema.clone();
    rebase(&mut schema);
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "T", "version": "1" },
        "paths": {},
        "components": { "schemas": { "Root": schema, "Probe": { "not": { "$ref": "#/components/schemas/Root" } } } },
    });
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let input = Input::Text {
        name: "suite.json".to_owned(),
        text: document.to_string(),
    };
    let read = source::read(&input, &mut sources, &Limits::default(), &mut sink);
    let document = read.and_then(|(tree, root)| Document::read(tree, root, &mut sink));
    let api = document.map(|document| kiln::lower::lower(&document, &Settings::default(), &sources, &mut sink));
    let errors: BTreeSet<&str> = sink
        .diagnostics()
        .iter()
        // That no value fits is what some of the suite is about.
        .filter(|diagnostic| diagnostic.code.severity() == Severity::Error && diagnostic.code.id() != "K0203")
        .map(|diagnostic| diagnostic.code.id())
        .collect();
    match api {
        Some(api) if errors.is_empty() => Ok(probe(&api)),
        _ => Err(errors.into_iter().collect::<Vec<_>>().join(" ")),
    }
}

/// Makes references to the root of a schema lead to where it stands in the document.
fn rebase(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            if let Some(Value::String(target)) = entries.get_mut("$ref")
                && (target == "#" || target.starts_with("#/"))
            {
                *target = format!("#/components/schemas/Root{}", &target[1..]);
            }
            let kept = |key: &str| matches!(key, "enum" | "const" | "default" | "examples");
            let nested = entries.iter_mut().filter(|(key, _)| !kept(key));
            nested.for_each(|(_, value)| rebase(value));
        }
        Value::Array(items) => items.iter_mut().for_each(rebase),
        _ => {}
    }
}

/// What the component `Probe` excludes.
fn probe(api: &Api) -> &'static Schema {
    let def = api
        .types
        .defs
        .iter()
        .find(|def| def.provenance.pointer.as_str().ends_with("/Probe"))
        .expect("the document has a probe");
    let Shape::Alias(value) = &def.shape else {
        panic!("the probe is any value")
    };
    let id = value.rules.assertion.expect("the probe asserts something");
    let [Keyword::Not(root)] = api.assertions.get(id).keywords.as_slice() else {
        panic!("the probe has just `not`")
    };
    let mut builder = Builder {
        api,
        named: api.named_assertions(),
        built: HashMap::new(),
    };
    builder.table(*root, CIRCLES)
}

struct Builder<'a> {
    api: &'a Api,
    /// The nodes through which circles go.
    named: BTreeSet<AssertionId>,
    built: HashMap<(AssertionId, usize), &'static Schema>,
}

impl Builder<'_> {
    fn table(&mut self, id: AssertionId, circles: usize) -> &'static Schema {
        if let Some(built) = self.built.get(&(id, circles)) {
            return built;
        }
        let deeper = circles - usize::from(self.named.contains(&id));
        let built: &'static Schema = if deeper == 0 {
            leak(Schema(&[]))
        } else {
            let assertion = self.api.assertions.get(id).clone();
            let or_null = assertion.or_null.then_some(assertion::Keyword::OrNull);
            let keywords = assertion.keywords.iter().map(|keyword| {
                let keyword = keyword.map(&mut |child| self.table(*child, deeper));
                written(&keyword)
            });
            leak(Schema(leak_all(or_null.into_iter().chain(keywords))))
        };
        self.built.insert((id, circles), built);
        built
    }
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn leak_all<T>(values: impl IntoIterator<Item = T>) -> &'static [T] {
    Box::leak(values.into_iter().collect::<Vec<T>>().into_boxed_slice())
}

fn text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn texts(list: &[String]) -> &'static [&'static str] {
    leak_all(list.iter().map(|item| text(item)))
}

fn count(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn matcher(pattern: &Pattern) -> &'static dyn Matcher {
    match &pattern.plain {
        Some(plain) => leak(pattern::Pattern::written(text(&pattern.source), text(plain))),
        None => leak(EcmaPattern::new(text(&pattern.source))),
    }
}

fn written(keyword: &Keyword<&'static Schema>) -> assertion::Keyword {
    use assertion::Keyword as Written;
    match keyword {
        Keyword::Never => Written::Never,
        Keyword::Type(types) => Written::Type(leak_all(types.iter().map(|ty| value_type(*ty)))),
        Keyword::Values(values) => Written::Values(texts(values)),
        Keyword::Required(names) => Written::Required(texts(names)),
        Keyword::DependentRequired(lists) => {
            let lists = lists.iter().map(|(name, others)| (text(name), texts(others)));
            Written::DependentRequired(leak_all(lists))
        }
        Keyword::DependentSchemas(schemas) => {
            Written::DependentSchemas(leak_all(schemas.iter().map(|(name, schema)| (text(name), *schema))))
        }
        Keyword::PropertyNames(schema) => Written::PropertyNames(schema),
        Keyword::Properties {
            named,
            patterns,
            others,
        } => Written::Properties {
            named: leak_all(named.iter().map(|(name, schema)| (text(name), *schema))),
            patterns: leak_all(patterns.iter().map(|(pattern, schema)| (matcher(pattern), *schema))),
            others: *others,
        },
        Keyword::Items { first, others } => Written::Items {
            first: leak_all(first.iter().copied()),
            others: *others,
        },
        Keyword::Contains { item, least, most } => Written::Contains {
            schema: item,
            least: count(*least),
            most: most.map(count),
        },
        Keyword::All(schemas) => Written::All(leak_all(schemas.iter().copied())),
        Keyword::Any(schemas) => Written::Any(leak_all(schemas.iter().copied())),
        Keyword::One(schemas) => Written::One(leak_all(schemas.iter().copied())),
        Keyword::Not(schema) => Written::Not(schema),
        Keyword::If {
            condition,
            then,
            otherwise,
        } => Written::If {
            condition,
            then: *then,
            otherwise: *otherwise,
        },
        Keyword::UnevaluatedProperties(schema) => Written::UnevaluatedProperties(schema),
        Keyword::UnevaluatedItems(schema) => Written::UnevaluatedItems(schema),
        rule => Written::Rules(leak(rules(rule))),
    }
}

fn rules(keyword: &Keyword<&'static Schema>) -> Rules<'static> {
    let rules = Rules::new();
    match keyword {
        Keyword::Minimum(Bound {
            value,
            exclusive: false,
        }) => rules.minimum_decimal(text(value)),
        Keyword::Minimum(Bound { value, .. }) => rules.exclusive_minimum_decimal(text(value)),
        Keyword::Maximum(Bound {
            value,
            exclusive: false,
        }) => rules.maximum_decimal(text(value)),
        Keyword::Maximum(Bound { value, .. }) => rules.exclusive_maximum_decimal(text(value)),
        Keyword::MultipleOf(unit) => rules.multiple_of_decimal(text(unit)),
        Keyword::UniqueItems => rules.unique_items(),
        Keyword::Pattern(pattern) => rules.pattern(matcher(pattern)),
        Keyword::Count(what, limit) => {
            let limit = count(*limit);
            match what {
                Count::MinLength => rules.min_length(limit),
                Count::MaxLength => rules.max_length(limit),
                Count::MinItems => rules.min_items(limit),
                Count::MaxItems => rules.max_items(limit),
                Count::MinProperties => rules.min_properties(limit),
                Count::MaxProperties => rules.max_properties(limit),
            }
        }
        _ => rules,
    }
}

fn value_type(ty: ValueType) -> Type {
    match ty {
        ValueType::Null => Type::Null,
        ValueType::Boolean => Type::Boolean,
        ValueType::Integer => Type::Integer,
        ValueType::Number => Type::Number,
        ValueType::String => Type::String,
        ValueType::Array => Type::Array,
        ValueType::Object => Type::Object,
    }
}
