//! The closed set of diagnostic codes.

use super::Diagnostic;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; the meaning is kept.
    Note,
    /// Something of the document is not represented, or was repaired.
    Warning,
    /// The document is refused.
    Error,
}

impl Severity {
    /// The severity in a word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// How many diagnostics are of it.
    #[must_use]
    pub fn count(self, diagnostics: &[Diagnostic]) -> usize {
        diagnostics.iter().filter(|one| one.code.severity() == self).count()
    }
}

/// One entry of the set, kept in one table so that nothing of it can be forgotten.
macro_rules! codes {
    ($($name:ident = $id:literal, $severity:ident, $title:literal, $explanation:literal, $remedy:literal;)*) => {
        /// What a diagnostic is about. The identifiers are stable: a code is never given another meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, in the order of the identifiers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The identifier, such as `K0001`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The severity, the same wherever the code is used.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// The code in half a sentence.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// What it means and why kiln says it.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => $explanation,)* }
            }

            /// What to do about it.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$name => $remedy,)* }
            }
        }
    };
}

codes! {
    // K00xx: reading
    FileUnreadable = "K0001", Error, "the file cannot be read",
        "The operating system refused to open or to read the file.",
        "check the path and the permissions";
    NotUtf8 = "K0002", Error, "the file is not UTF-8",
        "OpenAPI documents are UTF-8 text.",
        "save the file as UTF-8";
    YamlSyntax = "K0003", Error, "invalid YAML",
        "The text does not follow YAML 1.2.",
        "correct the marked place";
    JsonSyntax = "K0004", Error, "invalid JSON",
        "The text does not follow RFC 8259: no comments, no trailing commas, one value.",
        "correct the marked place";
    DuplicateKey = "K0005", Warning, "a key stands twice in one mapping",
        "JSON leaves open which of two equal keys counts, so readers disagree about such a document; kiln takes the last \
         one, as most of them do.",
        "remove or rename one of the two";
    LimitExceeded = "K0006", Error, "the document exceeds a limit",
        "Limits on size, depth and alias expansion keep a hostile document from exhausting memory.",
        "make the document smaller, or raise the limit in `[limits]` of kiln.toml";
    PageWithoutDocument = "K0007", Error, "the page holds no OpenAPI document, or several",
        "A Markdown page is accepted as input when exactly one fenced block holds an OpenAPI document.",
        "pass the document itself, or a page with one block";
    ComplexKey = "K0008", Error, "a mapping key is not a scalar",
        "Only scalar keys can be written in JSON, and OpenAPI documents are JSON data.",
        "write the key as a string";
    EmptyInput = "K0009", Error, "there is no document in the input",
        "The text is empty, or has only white space and comments.",
        "write an OpenAPI document into it";
    NotJsonData = "K0010", Error, "YAML that has no JSON form",
        "OpenAPI documents are JSON data: one value per file, finite numbers, no cycles, no types of an application.",
        "write the value in a form that JSON has";
    YamlVersion = "K0011", Warning, "the document asks for a YAML version other than 1.2",
        "Scalars are read by YAML 1.2: `yes`, `on` and `2024-01-01` are strings, `010` is the number 10.",
        "quote what older YAML reads differently, and remove the %YAML line";
    // K01xx: the document's form
    UnknownVersion = "K0101", Error, "no OpenAPI document, or one of an unknown version",
        "kiln reads OpenAPI 3.0, 3.1 and 3.2, and Swagger 2.0: mappings with `openapi` or `swagger`.",
        "set `openapi` to the version that the document follows, such as 3.1.0";
    MissingField = "K0102", Warning, "a required field is missing",
        "The specification requires this field, and there is no sensible default. What lacks it is left out, and so is an \
         operation that cannot be called without that.",
        "add the field";
    WrongType = "K0103", Warning, "a value has the wrong JSON type",
        "The specification wants another kind of value here. This one counts as absent, and an operation that cannot be \
         called without it is left out.",
        "write the value in the form that the specification gives";
    UnresolvedReference = "K0104", Warning, "a reference does not lead to what is wanted",
        "The `$ref` names a place that the document does not have, or that has another kind of thing. A schema that is lost \
         is any value; an operation that cannot be called without what is lost is left out.",
        "correct the reference, or add what it names";
    ReferenceCycle = "K0105", Warning, "references go round in a circle without content",
        "Following these references never arrives at a definition. A schema on the circle is any value; an operation that \
         cannot be called without what they stand for is left out.",
        "let one of them be a definition";
    ExternalReference = "K0106", Warning, "a reference leads out of what kiln reads",
        "kiln reads the files that a document refers to in its folder, by relative paths; it never uses the network. A schema \
         that stands elsewhere is any value; an operation that cannot be called without what is lost is left out.",
        "write a path from the folder of the file, or name a folder for the URL in `[references]` of kiln.toml";
    InvalidValue = "K0107", Warning, "a value is outside what the specification allows",
        "The specification lists the values that are possible here. This one counts as absent, and an operation that \
         cannot be called without it is left out.",
        "use one of the values that the specification lists";
    UnknownField = "K0108", Warning, "a field that the specification does not define",
        "The field has no meaning here and was not read; misspelt fields lose their effect silently elsewhere.",
        "correct the spelling, or start the name with `x-`";
    UnknownKeyword = "K0109", Note, "a keyword that JSON Schema does not define",
        "JSON Schema allows keywords of any name; kiln does not know this one and did not read it.",
        "correct the spelling, or start the name with `x-`";
    CoercedScalar = "K0110", Warning, "a scalar of another type than is wanted",
        "YAML reads a bare 1.0 or true as a number or boolean, and some put numbers and booleans in quotes; kiln takes what \
         stands in the document as what is wanted.",
        "write the value in quotes";
    NullField = "K0111", Warning, "null in place of a value",
        "The specification allows no null here; kiln reads the document as if nothing was given.",
        "remove it, or give a value";
    RepairedValue = "K0112", Warning, "a value that breaks a rule and can mean only one thing",
        "The specification forbids this form; kiln reads it in the only way that makes sense.",
        "write the value in the form that the specification gives";
    OlderSpelling = "K0113", Note, "a spelling of an older version of JSON Schema",
        "The keyword was renamed since; kiln reads it as the one that replaced it.",
        "use the keyword of JSON Schema 2020-12";
    BooleanRequired = "K0114", Warning, "`required` of a schema is a boolean",
        "`required` lists properties of the object it stands in; a boolean on a property says nothing since draft 4.",
        "name the property in the `required` list of the object that has it";
    AbsentField = "K0115", Warning, "a required field is missing that kiln can do without",
        "The specification requires this field; kiln reads the document as if it were empty.",
        "add the field";
    UnreadKeyword = "K0116", Warning, "a keyword of a schema that cannot be read",
        "The specification has no such value here; the schema is read as if the keyword were not there.",
        "write the value in the form that the specification gives";
    // K02xx: meaning
    NullableIn31 = "K0201", Note, "`nullable` in a 3.1 document",
        "OpenAPI 3.1 has no `nullable`; kiln honours it all the same.",
        "write `type: [string, \"null\"]`";
    RefSiblingsIn30 = "K0202", Note, "siblings of `$ref` in a 3.0 document",
        "OpenAPI 3.0 says that siblings of `$ref` are ignored; kiln honours annotations such as `deprecated`.",
        "move to 3.1, or wrap the reference in `allOf`";
    ImpossibleSchema = "K0203", Warning, "a schema that no value fits",
        "What holds together here contradicts itself; the type of such values has none, and decoding one fails.",
        "correct what contradicts, or write the schema `false` if that is meant";
    UnsupportedOperation = "K0204", Warning, "a part of an operation that kiln cannot represent yet",
        "Generating the call would lose part of its meaning, so the operation is left out.",
        "describe the operation with JSON, XML, forms, text or bytes";
    NotRepresented = "K0205", Warning, "a part of the document that has no effect on the generated code",
        "The construct is valid, and the generated code does not show it.",
        "leave it as it is if callers can do without; what is not checked here is still up to the server";
    UnsupportedPattern = "K0206", Warning, "a pattern that is no regular expression",
        "JSON Schema has patterns of ECMA-262, and this is none; it is documented, not checked.",
        "correct the pattern";
    UninhabitedSchema = "K0207", Warning, "a schema that no finite value satisfies",
        "Every value would have to contain another value of the same schema.",
        "make one of the properties on the cycle optional";
    UnsupportedSecurity = "K0208", Warning, "a security scheme that kiln cannot apply",
        "Calls are sent without this credential unless a header or the transport adds it.",
        "add the credential with a default header or a transport of your own";
    UntaggedUnion = "K0209", Warning, "a union whose members can only be told apart by trying",
        "Decoding tries the members in the document's order and takes the first that fits.",
        "add a discriminator, or a property that only one member requires";
    NeededBothWays = "K0220", Warning, "`readOnly` or `writeOnly` on a property that is needed both ways",
        "Leaving it out of requests or responses would make them impossible to read, so it stands in both.",
        "remove `readOnly` or `writeOnly`, or let another property tell the members of the union apart";
    DefaultMisfit = "K0221", Warning, "a default that is no value of its type",
        "The default stands in the docs as it is; no constant is made of it, and reading does not fill it in.",
        "write a default that the schema allows";
    UnusedName = "K0222", Warning, "`x-rust-name` asks for a name that nothing gets",
        "Names of types are like `PetKind`, those of fields and arguments like `pet_kind`; no two things have the same one.",
        "ask for an identifier that is free, in the form that Rust wants of such things";
    OperationLeftOut = "K0230", Warning, "an operation that is left out",
        "A part of it cannot be represented, which is said where that part stands. The other operations are generated.",
        "change what stands in the way, or make this request with an HTTP client of your own";
    NothingLeft = "K0231", Warning, "no operation of the document can be represented",
        "Each of them is left out, for reasons that are said where they stand. The types are generated.",
        "change what stands in the way of those that you need";
    // K03xx: output
    OutputUnwritable = "K0301", Error, "the output folder cannot be written",
        "The operating system refused to create or to replace a file.",
        "check the path and the permissions";
    ForeignFile = "K0302", Error, "a file of the output folder was not written by kiln",
        "kiln replaces and deletes only files that carry its header.",
        "move the file, or choose another output folder";
    ManifestLacks = "K0303", Warning, "the crate's manifest lacks a dependency that the code needs",
        "An existing Cargo.toml belongs to its author: kiln reads it and leaves it alone.",
        "add the dependency to Cargo.toml";
    // K04xx: configuration
    ConfigSyntax = "K0401", Error, "kiln.toml is not valid",
        "The configuration file does not parse, or a value has the wrong type.",
        "correct the marked place";
    UnknownConfigKey = "K0402", Error, "kiln.toml has an unknown key",
        "An unknown key would have no effect, so it is refused.",
        "correct the spelling";
    UnusedMapping = "K0403", Warning, "a line of kiln.toml matches nothing",
        "The document has no such format, schema, property, enum, reference or webhook, or what should stand for it is of another \
         JSON type.",
        "correct the name, or remove the line";
    MixedForms = "K0404", Error, "a type is to be read in two ways",
        "A type of another crate is read and written in one way, wherever it stands.",
        "say which way it is with `json` in each of the mappings";
    MissingDependency = "K0405", Warning, "a type is of a crate that the manifest does not have",
        "The generated code names the type, so its crate has to be a dependency.",
        "add a line to [dependencies] of kiln.toml";
    UnfitPagination = "K0406", Error, "an operation has no pages of this kind",
        "What kiln.toml says of its pages names a parameter or a property that the operation does not have, or one of another type.",
        "compare [pagination] of kiln.toml with the parameters and the answer of the operation";
    // K05xx: what the caller asks for
    StrictlyRefused = "K0501", Error, "warnings in a strict run",
        "Whoever asks for a strict run wants everything that the document says, as it says it, or nothing at all.",
        "correct what the warnings are about, or run without `--strict` or `Builder::strict`";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_unique_and_ascend() {
        for pair in Code::ALL.windows(2) {
            assert!(
                pair[0].id() < pair[1].id(),
                "{} stands before {}",
                pair[0].id(),
                pair[1].id()
            );
        }
    }

    #[test]
    fn identifiers_are_a_k_and_four_digits() {
        for code in Code::ALL {
            let digits = code.id().strip_prefix('K').unwrap_or_default();
            assert!(
                digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()),
                "{code:?} has the identifier {:?}",
                code.id()
            );
        }
    }

    #[test]
    fn every_code_explains_itself() {
        for code in Code::ALL {
            for text in [code.title(), code.explanation(), code.remedy()] {
                assert!(!text.trim().is_empty(), "{code:?} has an empty text");
                assert_eq!(text, text.trim(), "{code:?}");
            }
            assert!(!code.title().ends_with('.'), "the title of {code:?} is half a sentence");
            assert!(
                !code.remedy().ends_with('.'),
                "the remedy of {code:?} is half a sentence"
            );
            assert!(
                code.explanation().ends_with('.'),
                "the explanation of {code:?} is a whole sentence"
            );
        }
    }
}
