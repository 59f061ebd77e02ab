//! Styles: the examples of the specification and of RFC 6570, and what both leave open.

use crate::parameters::{ONE, refused, sent, target};
use crate::support::{OPERATION, POST};
use kiln_runtime::http::{Operation, Style};
use kiln_runtime::json::{Object, ToJson, Value};

pub(crate) static PREFIXED: Operation = Operation { path: "/p{color}", ..OPERATION };

pub(crate) fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a test is given JSON")
}

/// The values of the specification's table: an empty text, a text, a list, an object.
fn colors() -> [Value; 4] {
    [
        json(r#""""#),
        json(r#""blue""#),
        json(r#"["blue", "black", "brown"]"#),
        json(r#"{"R": 100, "G": 200, "B": 150}"#),
    ]
}

pub(crate) async fn path(value: &dyn ToJson, style: Style) -> String {
    let whole = target(&PREFIXED, |call| call.path_styled("color", value, style)).await;
    whole.strip_prefix("/p").expect("the prefix").to_owned()
}

pub(crate) async fn query(name: &str, value: &dyn ToJson, style: Style) -> String {
    let whole = target(&THINGS, |call| call.query_styled(name, value, style)).await;
    whole.strip_prefix("/things").expect("the path").trim_start_matches('?').to_owned()
}

static THINGS: Operation = OPERATION;

#[tokio::test]
async fn paths_are_as_the_table_of_the_specification_has_them() {
    for (style, row) in [
        (
            Style::MATRIX,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::MATRIX.exploded(),
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        (Style::LABEL, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (
            Style::LABEL.exploded(),
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (
            Style::SIMPLE.exploded(),
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ] {
        for (value, expected) in colors().iter().zip(row) {
            if expected.is_empty() {
                refused(&PREFIXED, |call| call.path_styled("color", value, style)).await;
            } else {
                assert_eq!(path(value, style).await, expected, "{style:?}");
            }
        }
    }
}

#[tokio::test]
async fn queries_are_as_the_table_of_the_specification_has_them() {
    for (style, row) in [
        (
            Style::FORM.joined(),
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::FORM,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        // What the table does not have is as form has it.
        (
            Style::SPACE_DELIMITED,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            Style::SPACE_DELIMITED.exploded(),
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        (
            Style::PIPE_DELIMITED,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (
            Style::TAB_DELIMITED,
            [
                "color=",
                "color=blue",
                "color=blue%09black%09brown",
                "color=R%09100%09G%09200%09B%09150",
            ],
        ),
        (
            Style::DEEP_OBJECT,
            [
                "color=",
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ] {
        for (value, expected) in colors().iter().zip(row) {
            assert_eq!(query("color", value, style).await, expected, "{style:?}");
        }
    }
}

#[tokio::test]
async fn headers_and_cookies_are_as_the_table_of_the_specification_has_them() {
    for (style, row) in [
        (Style::SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (
            Style::SIMPLE.exploded(),
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ] {
        for (value, expected) in colors().iter().zip(row) {
            let seen =
                sent(&POST, |call| call.header_styled("X-Color", value, style)).await;
            assert_eq!(seen.expect("sent").header("x-color"), Some(expected));
        }
    }
    let joined =
        ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"];
    let exploded = [
        "color=",
        "color=blue",
        "color=blue; color=black; color=brown",
        "R=100; G=200; B=150",
    ];
    for (style, row) in [
        (Style::FORM.joined(), joined),
        (Style::FORM, exploded),
        (Style::COOKIE.joined(), joined),
        (Style::COOKIE, exploded),
    ] {
        for (value, expected) in colors().iter().zip(row) {
            let seen =
                sent(&POST, |call| call.cookie_styled("color", value, style)).await;
            assert_eq!(seen.expect("sent").header("cookie"), Some(expected));
        }
    }
}

/// The variables of RFC 6570, section 3.2.
fn variable(name: &str) -> Value {
    json(match name {
        "hello" => r#""Hello World!""#,
        "half" => r#""50%""#,
        "var" => r#""value""#,
        "who" => r#""fred""#,
        "base" => r#""http://example.com/home/""#,
        "path" => r#""/foo/bar""#,
        "list" => r#"["red", "green", "blue"]"#,
        "keys" => r#"{"semi": ";", "dot": ".", "comma": ","}"#,
        "x" => r#""1024""#,
        "empty" => r#""""#,
        "empty_keys" => "{}",
        _ => "null",
    })
}

#[tokio::test]
async fn expansions_are_those_that_rfc_6570_publishes() {
    for (name, style, expected) in [
        // 3.2.2 {var} and 3.2.3 {+var}; keys come in the order of the object.
        ("var", Style::SIMPLE, "value"),
        ("hello", Style::SIMPLE, "Hello%20World%21"),
        ("half", Style::SIMPLE, "50%25"),
        ("x", Style::SIMPLE, "1024"),
        ("list", Style::SIMPLE, "red,green,blue"),
        ("list", Style::SIMPLE.exploded(), "red,green,blue"),
        ("keys", Style::SIMPLE, "semi,%3B,dot,.,comma,%2C"),
        ("keys", Style::SIMPLE.exploded(), "semi=%3B,dot=.,comma=%2C"),
        ("var", Style::SIMPLE.reserved(), "value"),
        ("hello", Style::SIMPLE.reserved(), "Hello%20World!"),
        ("half", Style::SIMPLE.reserved(), "50%25"),
        ("base", Style::SIMPLE.reserved(), "http://example.com/home/"),
        ("path", Style::SIMPLE.reserved(), "/foo/bar"),
        ("list", Style::SIMPLE.reserved(), "red,green,blue"),
        ("keys", Style::SIMPLE.reserved(), "semi,;,dot,.,comma,,"),
        ("keys", Style::SIMPLE.reserved().exploded(), "semi=;,dot=.,comma=,"),
        // 3.2.5 {.var}
        ("who", Style::LABEL, ".fred"),
        ("half", Style::LABEL, ".50%25"),
        ("var", Style::LABEL, ".value"),
        ("list", Style::LABEL, ".red,green,blue"),
        ("list", Style::LABEL.exploded(), ".red.green.blue"),
        ("keys", Style::LABEL, ".semi,%3B,dot,.,comma,%2C"),
        ("keys", Style::LABEL.exploded(), ".semi=%3B.dot=..comma=%2C"),
        ("empty", Style::LABEL, "."),
        // 3.2.7 {;var}
        ("who", Style::MATRIX, ";who=fred"),
        ("half", Style::MATRIX, ";half=50%25"),
        ("empty", Style::MATRIX, ";empty"),
        ("hello", Style::MATRIX, ";hello=Hello%20World%21"),
        ("list", Style::MATRIX, ";list=red,green,blue"),
        ("list", Style::MATRIX.exploded(), ";list=red;list=green;list=blue"),
        ("keys", Style::MATRIX, ";keys=semi,%3B,dot,.,comma,%2C"),
        ("keys", Style::MATRIX.exploded(), ";semi=%3B;dot=.;comma=%2C"),
    ] {
        let operation = OF_RFC.iter().find(|(variable, _)| *variable == name);
        let (name, operation) = operation.expect("a variable of the RFC");
        let value = variable(name);
        let whole =
            target(operation, |call| call.path_styled(name, &value, style)).await;
        assert_eq!(whole, format!("/p{expected}"), "{name} {style:?}");
    }
    for (name, style, expected) in [
        // 3.2.8 {?var}
        ("who", Style::FORM, "who=fred"),
        ("half", Style::FORM, "half=50%25"),
        ("x", Style::FORM, "x=1024"),
        ("empty", Style::FORM, "empty="),
        ("undef", Style::FORM, ""),
        ("list", Style::FORM.joined(), "list=red,green,blue"),
        ("list", Style::FORM, "list=red&list=green&list=blue"),
        ("keys", Style::FORM.joined(), "keys=semi,%3B,dot,.,comma,%2C"),
        ("keys", Style::FORM, "semi=%3B&dot=.&comma=%2C"),
        ("empty_keys", Style::FORM, ""),
        ("empty_keys", Style::FORM.joined(), ""),
    ] {
        assert_eq!(
            query(name, &variable(name), style).await,
            expected,
            "{name} {style:?}"
        );
    }
}

/// A path with each of the variables.
static OF_RFC: &[(&str, Operation)] = &[
    ("base", Operation { path: "/p{base}", ..OPERATION }),
    ("empty", Operation { path: "/p{empty}", ..OPERATION }),
    ("half", Operation { path: "/p{half}", ..OPERATION }),
    ("hello", Operation { path: "/p{hello}", ..OPERATION }),
    ("keys", Operation { path: "/p{keys}", ..OPERATION }),
    ("list", Operation { path: "/p{list}", ..OPERATION }),
    ("path", Operation { path: "/p{path}", ..OPERATION }),
    ("var", Operation { path: "/p{var}", ..OPERATION }),
    ("who", Operation { path: "/p{who}", ..OPERATION }),
    ("x", Operation { path: "/p{x}", ..OPERATION }),
];

#[tokio::test]
async fn nulls_leave_no_trace_among_items_and_members() {
    let (list, object) = (json(r#"["a", null, ""]"#), json(r#"{"a": null, "b": ""}"#));
    assert_eq!(query("q", &list, Style::FORM).await, "q=a&q=");
    assert_eq!(query("q", &list, Style::FORM.joined()).await, "q=a,");
    assert_eq!(query("q", &object, Style::FORM).await, "b=");
    assert_eq!(query("q", &object, Style::DEEP_OBJECT).await, "q%5Bb%5D=");
    assert_eq!(path(&list, Style::MATRIX.exploded()).await, ";color=a;color");
    assert_eq!(path(&object, Style::LABEL.exploded()).await, ".b=");
}

#[tokio::test]
async fn what_is_deeper_has_the_forms_that_are_promised_and_no_others() {
    let deep = json(r#"{"a": {"b": [1, 2]}, "c d": true}"#);
    assert_eq!(
        query("q", &deep, Style::DEEP_OBJECT).await,
        "q%5Ba%5D%5Bb%5D%5B0%5D=1&q%5Ba%5D%5Bb%5D%5B1%5D=2&q%5Bc%20d%5D=true"
    );
    let page = json(r#"{"size": 5, "sort": ["a", "b"]}"#);
    assert_eq!(query("page", &page, Style::FORM).await, "size=5&sort=a&sort=b");

    let (objects, nested) = (json(r#"{"a": [{"b": 1}]}"#), json(r#"{"a": {"b": 1}}"#));
    assert_eq!(
        query("q", &objects, Style::DEEP_OBJECT).await,
        "q%5Ba%5D%5B0%5D%5Bb%5D=1"
    );
    for (value, style) in [
        (&objects, Style::FORM),
        (&nested, Style::FORM),
        (&page, Style::FORM.joined()),
        (&page, Style::PIPE_DELIMITED),
    ] {
        refused(&POST, |call| call.query_styled("q", value, style)).await;
    }
    refused(&POST, |call| call.header_param("x", &nested)).await;
    refused(&POST, |call| call.cookie_param("x", &nested)).await;
    for style in [Style::SIMPLE, Style::LABEL.exploded(), Style::MATRIX] {
        refused(&PREFIXED, |call| call.path_styled("color", &page, style)).await;
    }
}

#[tokio::test]
async fn an_item_with_the_delimiter_in_it_is_refused_where_servers_could_not_tell() {
    for (item, style) in [
        ("a b", Style::SPACE_DELIMITED),
        ("a|b", Style::PIPE_DELIMITED),
        ("a\tb", Style::TAB_DELIMITED),
    ] {
        let list = vec![item.to_owned()];
        refused(&POST, |call| call.query_styled("q", &list, style)).await;
        query("q", &list, style.exploded()).await;
        // Alone, it is no item.
        query("q", &item, style).await;
    }
    let list = vec!["a,b".to_owned()];
    assert_eq!(query("q", &list, Style::FORM.joined()).await, "q=a%2Cb");
    // A cookie without escapes has no other comma.
    let joined = Style::COOKIE.joined();
    refused(&POST, |call| call.cookie_styled("c", &list, joined)).await;
}

#[tokio::test]
async fn reserved_characters_stay_and_end_nothing() {
    let reserved = Style::FORM.reserved();
    for (value, expected) in [
        (":/?[]@!$&'()*+,;=", "q=:/?[]@!$&'()*+,;="),
        ("a#b", "q=a%23b"),
        ("50% %2F %zz %", "q=50%25%20%2F%20%25zz%20%25"),
        ("%%41\r\n", "q=%25%41%0D%0A"),
        ("é|^", "q=%C3%A9%7C%5E"),
    ] {
        assert_eq!(query("q", &value, reserved).await, expected);
    }
    let names = json(r#"{"a&b": "&"}"#);
    assert_eq!(query("q", &names, reserved).await, "a%26b=&");

    let reserved = Style::SIMPLE.reserved();
    let filled = target(&ONE, |call| call.path_styled("id", &"a/b?c#d", reserved));
    assert_eq!(filled.await, "/things/a/b%3Fc%23d/parts");
    for value in ["a/../b", "..", "%2e%2E", "a/.%2e", "./b"] {
        refused(&ONE, |call| call.path_styled("id", &value, reserved)).await;
    }
}

#[tokio::test]
async fn values_with_a_media_type_are_json() {
    let value = json(r#"{"b": "é", "a": [1, null]}"#);
    let escaped = "%7B%22b%22%3A%22%C3%A9%22%2C%22a%22%3A%5B1%2Cnull%5D%7D";
    assert_eq!(query("q", &value, Style::JSON).await, format!("q={escaped}"));
    assert_eq!(query("q", &"x", Style::JSON).await, "q=%22x%22");
    assert_eq!(query("q", &None::<i64>, Style::JSON).await, "");
    assert_eq!(path(&value, Style::JSON).await, escaped);
    let seen = sent(&POST, |call| {
        call.header_styled("X-J", &value, Style::JSON)
            .header_styled("X-None", &None::<i64>, Style::JSON)
            .cookie_styled("j", &value, Style::JSON)
    });
    let seen = seen.await.expect("sent");
    assert_eq!(seen.header("x-j"), Some(r#"{"b":"\u00e9","a":[1,null]}"#));
    assert_eq!(seen.header("x-none"), None);
    assert_eq!(seen.header("cookie"), Some(format!("j={escaped}").as_str()));
}

#[tokio::test]
async fn cookies_without_escapes_carry_nothing_that_would_end_them() {
    let seen =
        sent(&POST, |call| call.cookie_styled("c", &"a=b%20c", Style::COOKIE)).await;
    assert_eq!(seen.expect("sent").header("cookie"), Some("c=a=b%20c"));
    for value in ["a;b", "a\r\nb", "é"] {
        refused(&POST, |call| call.cookie_styled("c", &value, Style::COOKIE)).await;
    }
    for name in ["a=b", "a;b", "a\n"] {
        refused(&POST, |call| call.cookie_styled(name, &"x", Style::COOKIE)).await;
    }
}

#[tokio::test]
async fn the_whole_query_can_be_one_value() {
    let whole = |value: Value, style: Style| async move {
        target(&THINGS, |call| call.query_string(&value, style)).await
    };
    // The examples of the specification.
    let value = json(r#"{"numbers": [1, 2], "flag": null}"#);
    assert_eq!(
        whole(value, Style::JSON).await,
        "/things?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D"
    );
    let value = json(r#""$.a.b[1:1]""#);
    assert_eq!(whole(value, Style::SIMPLE).await, "/things?%24.a.b%5B1%3A1%5D");
    assert_eq!(whole(Value::Null, Style::SIMPLE).await, "/things");
    let form = json(r#"{"foo": "a + b", "bar": true}"#);
    let form = target(&THINGS, |call| call.query_form(&form, &[])).await;
    assert_eq!(form, "/things?foo=a+%2B+b&bar=true");
}

#[tokio::test]
async fn members_of_a_query_that_is_a_form_have_styles_of_their_own() {
    let form = json(
        r#"{"ids": [1, 2], "tags": ["a b", "c"], "near": {"x": 1}, "deep": {"y": 2}, "no": null}"#,
    );
    let members = [("ids", Style::PIPE_DELIMITED), ("deep", Style::DEEP_OBJECT)];
    let sent = target(&THINGS, |call| call.query_form(&form, &members)).await;
    assert_eq!(
        sent,
        "/things?ids=1%7C2&tags=a+b&tags=c&near=%7B%22x%22%3A1%7D&deep%5By%5D=2"
    );
    let none = target(&THINGS, |call| call.query_form(&Object::new(), &[])).await;
    assert_eq!(none, "/things");
    refused(&POST, |call| call.query_form(&"text", &[])).await;
}
