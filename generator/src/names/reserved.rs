//! Names that the code around the minted ones needs for itself.
//!
//! A schema may be called `Error`: types live in a module of their own. One called `Option` would shadow the prelude in
//! its file, so it becomes `OptionType`.

/// The words that each kind of scope reserves; the default fits the code that the emitter prints.
#[derive(Debug, Clone, Copy)]
pub struct Reserved {
    /// What the files of types use without a path: the prelude and the imports from the runtime.
    pub types: &'static [&'static str],
    /// What the files of error responses use without a path.
    pub responses: &'static [&'static str],
    /// What the file of webhooks uses without a path.
    pub webhooks: &'static [&'static str],
    /// What the file of servers uses without a path.
    pub servers: &'static [&'static str],
    /// What the files of resources use without a path.
    pub resources: &'static [&'static str],
    /// The client's own functions.
    pub client: &'static [&'static str],
    /// The functions that every resource has, or that a method must not hide.
    pub methods: &'static [&'static str],
    /// The functions that every record has.
    pub constructors: &'static [&'static str],
    /// Variables in the generated functions of a type, which a field's variable must not hide.
    pub locals: &'static [&'static str],
    /// Cargo features that do not belong to a resource.
    pub features: &'static [&'static str],
}

/// What Rust brings into every file and generated code relies on.
macro_rules! with_prelude {
    ($($more:literal),* $(,)?) => {
        &[
            "AsRef", "Box", "Clone", "Debug", "Default", "Display", "Err", "From", "Into", "IntoIterator", "Iterator",
            "None", "Ok", "Option", "Result", "Some", "String", "ToString", "TryFrom", "Vec", $($more),*
        ]
    };
}

impl Default for Reserved {
    fn default() -> Self {
        Self {
            types: with_prelude!["BTreeMap", "FromStr"],
            responses: with_prelude!["Any", "BTreeMap"],
            webhooks: with_prelude!["BTreeMap", "SignatureError"],
            servers: with_prelude!["ClientBuilder", "Server"],
            resources: with_prelude!["BTreeMap"],
            client: &["builder", "clone", "from_env", "new"],
            methods: &["clone", "cmp", "new"],
            constructors: &["check", "clone", "default", "new", "read", "validate", "write"],
            locals: &["c", "r", "table", "value", "w"],
            features: &[
                "blocking", "default", "full", "gzip", "http2", "rustls", "tracing", "validate",
            ],
        }
    }
}
