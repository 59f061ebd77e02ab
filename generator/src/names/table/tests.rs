//! The names of a small API with one of everything.

use super::*;
use crate::diag::Pointer;
use crate::ir::*;
use crate::names::Resource;

pub(super) fn provenance(pointer: &str) -> Provenance {
    Provenance {
        pointer: Pointer::from_text(pointer),
        line: 1,
    }
}

pub(super) fn text() -> TypeUse {
    TypeUse {
        ty: Type::Scalar(Scalar::String),
        rules: Rules::default(),
    }
}

fn field(name: &str) -> Field {
    Field {
        wire_name: name.to_owned(),
        value: text(),
        presence: Presence::Optional,
        docs: Docs::default(),
        deprecated: None,
        read_only: false,
        write_only: false,
        secret: false,
        provenance: provenance(name),
    }
}

fn def(hint: Hint, shape: Shape) -> TypeDef {
    let pointer = format!("/{hint:?}");
    TypeDef {
        assertion: None,
        hint,
        docs: Docs::default(),
        deprecated: None,
        shape,
        provenance: provenance(&pointer),
    }
}

fn component(name: &str, shape: Shape) -> TypeDef {
    def(Hint::Component(name.to_owned()), shape)
}

fn record(fields: &[&str]) -> Shape {
    Shape::Record(Record {
        fields: fields.iter().copied().map(field).collect(),
        ..Record::default()
    })
}

fn choice(fields: &[&str], choices: &[&[&str]]) -> Shape {
    let alternatives = choices.iter().map(|names| Alternative {
        fields: names.iter().copied().map(field).collect(),
    });
    let group = Group {
        rule: GroupRule::ExactlyOne,
        alternatives: alternatives.collect(),
        provenance: provenance(""),
    };
    let fields = fields.iter().copied().map(field).collect();
    Shape::Record(Record {
        fields,
        groups: vec![group],
        rest: Rest::Kept(Box::new(text())),
        withheld: false,
        loose: false,
    })
}

fn enumeration(values: &[&str]) -> Shape {
    let value = |value: &&str| EnumValue::from(Literal::String((*value).to_owned()));
    Shape::Enumeration(Enumeration {
        values: values.iter().map(value).collect(),
        others: Others::Kept,
    })
}

fn operation(method: Method, path: &str, id: Option<&str>, parameters: &[(&str, ParameterIn)]) -> Operation {
    let parameter = |(name, location): &(&str, ParameterIn)| Parameter {
        wire_name: (*name).to_owned(),
        location: *location,
        written: Written::plain(Style::Form),
        members: Vec::new(),
        required: *location == ParameterIn::Path,
        value: text(),
        docs: Docs::default(),
        deprecated: None,
        provenance: provenance(name),
    };
    Operation {
        id: id.map(str::to_owned),
        method,
        path: path.to_owned(),
        segments: Vec::new(),
        tags: Vec::new(),
        docs: Docs::default(),
        deprecated: None,
        parameters: parameters.iter().map(parameter).collect(),
        body: None,
        outcomes: Vec::new(),
        end: Vec::new(),
        failures: Vec::new(),
        security: Security::default(),
        server: None,
        pagination: None,
        provenance: provenance(path),
    }
}

pub(super) fn api(defs: Vec<TypeDef>) -> Api {
    Api {
        hooks: Vec::new(),
        event: None,
        links: Vec::new(),
        left_out: 0,
        assertions: crate::ir::Assertions::default(),
        xml: crate::ir::XmlShapes::default(),
        info: Info::default(),
        servers: Vec::new(),
        tags: Vec::new(),
        credentials: Vec::new(),
        security: Security::default(),
        operations: vec![
            operation(Method::Post, "/browsers", Some("postBrowsers"), &[]),
            operation(
                Method::Get,
                "/browsers/{id}",
                None,
                &[
                    ("id", ParameterIn::Path),
                    ("body", ParameterIn::Path),
                    ("id", ParameterIn::Query),
                    ("id", ParameterIn::Header),
                ],
            ),
            operation(Method::Get, "/browsers", None, &[]),
        ],
        failures: Vec::new(),
        types: TypeGraph { defs },
    }
}

pub(super) fn plan() -> ResourcePlan {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    ResourcePlan {
        resources: vec![Resource {
            follow_ups: Vec::new(),
            words: words(&["browsers"]),
            tag: Some("Browsers".to_owned()),
            operations: vec![(0, words(&["create"])), (1, words(&["get"])), (2, words(&["list"]))],
        }],
    }
}

fn mint(defs: Vec<TypeDef>) -> Names {
    Names::mint(&api(defs), &plan(), &Reserved::default())
}

fn type_names(names: &Names) -> Vec<String> {
    names.types.iter().map(|ty| ty.name.to_string()).collect()
}

fn record_names(names: &TypeNames) -> &RecordNames {
    match &names.members {
        Members::Record(record) => record,
        other => panic!("no record: {other:?}"),
    }
}

#[test]
fn types_are_called_after_where_they_stand() {
    let within = |role| Hint::Within(TypeId(0), role);
    let names = mint(vec![
        component("browser_profile", record(&["id"])),
        def(within(Role::Property("status".into())), enumeration(&["on"])),
        def(within(Role::Item), record(&[])),
        def(Hint::Operation(0, Role::Request), record(&[])),
        def(Hint::Operation(0, Role::Response("200".into())), record(&[])),
        def(Hint::Operation(2, Role::Response("404".into())), record(&[])),
        def(Hint::Part("TooMany".into(), Role::Response("429".into())), record(&[])),
        def(Hint::Within(TypeId(1), Role::Value), record(&[])),
        def(Hint::Operation(1, Role::Parameter("sort".into())), enumeration(&["up"])),
    ]);
    let expected = [
        "BrowserProfile",
        "BrowserProfileStatus",
        "BrowserProfileItem",
        "CreateBrowserRequest",
        "CreateBrowserResponse",
        "ListBrowsersNotFoundResponse",
        "TooManyBody",
        "BrowserProfileStatusValue",
        "GetBrowserSort",
    ];
    assert_eq!(type_names(&names), expected);
    let modules: Vec<_> = names.types.iter().map(|ty| ty.module.to_string()).collect();
    assert_eq!(
        modules[..4],
        [
            "browser_profile",
            "browser_profile",
            "browser_profile",
            "create_browser_request"
        ]
    );
    assert_eq!(modules[7], "browser_profile");
}

#[test]
fn types_that_would_shadow_the_prelude_get_a_suffix() {
    let schemas = ["Option", "Error", "vec", "Self", "D"];
    let names = mint(schemas.map(|name| component(name, record(&[]))).to_vec());
    assert_eq!(type_names(&names), ["OptionType", "Error", "VecType", "Self_", "D"]);
}

#[test]
fn colliding_types_take_their_children_along() {
    let names = mint(vec![
        component("foo-bar", record(&[])),
        component("foo.bar", record(&[])),
        def(
            Hint::Within(TypeId(0), Role::Property("state".into())),
            enumeration(&["a"]),
        ),
        def(
            Hint::Within(TypeId(1), Role::Property("state".into())),
            enumeration(&["a"]),
        ),
    ]);
    assert_eq!(
        type_names(&names),
        ["FooDashBar", "FooDotBar", "FooDashBarState", "FooDotBarState"]
    );
}

#[test]
fn exclusive_groups_get_an_enum_a_field_and_constructors() {
    let names = mint(vec![component(
        "BrowserProfile",
        choice(&["save_changes"], &[&["id"], &["name", "r"]]),
    )]);
    let record = record_names(&names.types[0]);
    let group = &record.groups[0];
    assert_eq!(group.ty.to_string(), "BrowserProfileBy");
    assert_eq!(group.field.name.to_string(), "by");
    let variants: Vec<_> = group.alternatives.iter().map(|it| it.variant.to_string()).collect();
    let constructors: Vec<_> = group.alternatives.iter().map(|it| it.constructor.to_string()).collect();
    assert_eq!(variants, ["Id", "NameAndR"]);
    assert_eq!(constructors, ["by_id", "by_name_and_r"]);
    assert_eq!(group.alternatives[1].fields[1].name.to_string(), "r");
    assert_eq!(group.alternatives[1].fields[1].local.to_string(), "r_value");
    assert_eq!(
        record.rest.as_ref().map(|rest| rest.name.to_string()).as_deref(),
        Some("additional_properties")
    );
}

#[test]
fn a_property_called_by_keeps_its_name() {
    let names = mint(vec![component("Sorted", choice(&["by"], &[&["id"], &["name"]]))]);
    let record = record_names(&names.types[0]);
    assert_eq!(record.fields[0].name.to_string(), "by");
    assert_eq!(record.groups[0].field.name.to_string(), "by_id_or_name");
}

#[test]
fn variables_do_not_hide_what_generated_functions_need() {
    let names = mint(vec![component("Point", record(&["r", "type", "x"]))]);
    let fields = &record_names(&names.types[0]).fields;
    let pairs: Vec<_> = fields
        .iter()
        .map(|field| (field.name.to_string(), field.local.to_string()))
        .collect();
    let expected = [("r", "r_value"), ("r#type", "r#type"), ("x", "x")];
    assert_eq!(pairs, expected.map(|(name, local)| (name.to_owned(), local.to_owned())));
}

#[test]
fn variants_of_enumerations_are_words() {
    let names = mint(vec![component(
        "Odd",
        enumeration(&["", "1", "-1", "unknown", "on-hold", "Self", "="]),
    )]);
    let Members::Enumeration(variants) = &names.types[0].members else {
        panic!("no enumeration")
    };
    let variants: Vec<_> = variants.iter().map(ToString::to_string).collect();
    assert_eq!(
        variants,
        ["Empty", "N1", "Minus1", "UnknownValue", "OnHold", "Self_", "Eq"]
    );
}

#[test]
fn variants_of_values_of_any_type_are_told_apart() {
    let text = |text: &str| Literal::String(text.to_owned());
    let number = |text: &str| Literal::Number(text.to_owned());
    let literals = [
        (text("1"), "String1"),
        (Literal::Integer(1), "Number1"),
        (Literal::Integer(-1), "Minus1"),
        (text("+1"), "Plus1"),
        (text("true"), "StringTrue"),
        (Literal::Bool(true), "BooleanTrue"),
        (Literal::Bool(false), "False"),
        (number("1.5"), "N1Point5"),
        (number("-0.05"), "Minus0Point05"),
        (number("1e-400"), "N1eMinus400"),
        (Literal::Array("[]".to_owned()), "EmptyList"),
        (Literal::Array("[1,\"a\"]".to_owned()), "List1A"),
        (Literal::Object("{}".to_owned()), "EmptyObject"),
        (Literal::Object("{\"foo\":12}".to_owned()), "ObjectFoo12"),
        (text("a b"), "ASpaceB"),
        (text("a-b"), "ADashB"),
    ];
    let minted = |order: &[usize]| {
        let values = order
            .iter()
            .map(|index| EnumValue::from(literals[*index].0.clone()))
            .collect();
        let shape = Shape::Enumeration(Enumeration {
            values,
            others: Others::Kept,
        });
        let names = mint(vec![component("Odd", shape)]);
        let found: Vec<String> = names.variants(TypeId(0)).iter().map(ToString::to_string).collect();
        found
    };
    let order: Vec<usize> = (0..literals.len()).collect();
    let reversed: Vec<usize> = order.iter().rev().copied().collect();
    let expected: Vec<&str> = literals.iter().map(|(_, name)| *name).collect();
    assert_eq!(minted(&order), expected);
    assert_eq!(minted(&reversed), expected.into_iter().rev().collect::<Vec<_>>());
}

#[test]
fn values_are_called_what_the_document_calls_them() {
    let value = |literal, name: &str| EnumValue {
        name: Some(name.to_owned()),
        ..EnumValue::from(literal)
    };
    let values = vec![
        value(Literal::Integer(0), "CUSTOM_SUCCESS"),
        value(Literal::Integer(1), "unknown"),
        value(Literal::String("x".to_owned()), "x-y"),
        value(Literal::String("z".to_owned()), "x_y"),
    ];
    let shape = Shape::Enumeration(Enumeration {
        values,
        others: Others::Kept,
    });
    let names = mint(vec![component("Odd", shape)]);
    let found: Vec<String> = names.variants(TypeId(0)).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["CustomSuccess", "UnknownValue", "XDashY", "XUnderscoreY"]);
}

#[test]
fn variants_of_unions_leave_out_the_words_of_the_union() {
    let of = |id| TypeUse {
        ty: Type::Named(TypeId(id)),
        rules: Rules::default(),
    };
    let variant = |value, label: &str| Variant {
        value,
        label: label.to_owned(),
        docs: Docs::default(),
        deprecated: None,
    };
    let variants = vec![
        variant(of(1), "log"),
        variant(of(2), "error"),
        variant(text(), "string"),
    ];
    let union = Shape::Union(Union {
        exclusive: false,
        combined: false,
        variants,
        strategy: Strategy::Trial,
    });
    let names = mint(vec![
        component("Event", union),
        component("LogEvent", record(&[])),
        def(Hint::Within(TypeId(0), Role::Member(1)), record(&[])),
    ]);
    let Members::Union(variants) = &names.types[0].members else {
        panic!("no union")
    };
    assert_eq!(
        variants.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["Log", "Error", "String"]
    );
    assert_eq!(names.ty(TypeId(2)).name.to_string(), "EventError");
}

#[test]
fn resources_and_methods_have_scopes_of_their_own() {
    let names = mint(vec![
        component("Browsers", record(&[])),
        component("ListParams", record(&[])),
    ]);
    let resource = &names.resources[0];
    assert_eq!(resource.handle.to_string(), "Browsers");
    assert_eq!(resource.accessor.to_string(), "browsers");
    assert_eq!(resource.feature.to_string(), "browsers");
    let list = names.operation(2).expect("the plan has it");
    assert_eq!(
        [&list.method, &list.constant, &list.params].map(ToString::to_string),
        ["list", "LIST", "ListParams"]
    );
    let get = names.operation(1).expect("the plan has it");
    let parameters: Vec<_> = get.parameters.iter().map(ToString::to_string).collect();
    assert_eq!(parameters, ["id", "body", "id_query", "id_header"]);
    assert_eq!(get.body_argument.to_string(), "request_body");
}
