#!/usr/bin/env bash
# Measures what the JSON code of many types costs to compile, in CPU seconds (user and system).
#
#   generator/runtime/measure/compile_time.sh [structs] [variant...]
#
# Variants: plain (only the structs), locals (tables over local Options: what kiln prints), scaffold (tables over an
# empty value that is filled in place), shells (locals and the serde traits), derive (serde derive).
# Each struct has twelve fields, half of them optional, half of them renamed, and derives Debug, Clone and PartialEq.
# The JSON code is instantiated for every type. Dependencies are built before the clock starts.
set -euo pipefail

structs=${1:-500}
shift || true
variants=("$@")
[ ${#variants[@]} -gt 0 ] || variants=(plain locals scaffold shells derive)

runtime=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

required=(name count active ratio tags owner)
required_types=(String i64 bool f64 'Vec<String>' String)
optional=(note limit hidden weight children labels)
optional_types=(String i64 bool f64 'Vec<PARENT>' 'BTreeMap<String, String>')
# The last three of each are renamed.
wire() { case $1 in ratio | tags | owner | weight | children | labels) echo "x-$1" ;; *) echo "$1" ;; esac; }

# Calls the function $1 with name, type and wire name of each field: first the required ones, then the optional ones.
each_required() { for i in "${!required[@]}"; do "$1" "${required[$i]}" "${required_types[$i]}" "$(wire "${required[$i]}")"; done; }
each_optional() { for i in "${!optional[@]}"; do "$1" "${optional[$i]}" "${optional_types[$i]}" "$(wire "${optional[$i]}")"; done; }

rename() { [ "$1" = "$3" ] || [ "$variant" != derive ] || printf '    #[serde(rename = "%s")]\n' "$3"; }
field_required() { rename "$@"; printf '    pub %s: %s,\n' "$1" "$2"; }
field_optional() {
    [ "$variant" != derive ] || printf '    #[serde(default, skip_serializing_if = "Option::is_none")]\n'
    rename "$@"
    printf '    pub %s: Option<%s>,\n' "$1" "$2"
}
name_only() { printf '%s, ' "$1"; }
none() { printf 'None, '; }
some() { printf 'Some(%s), ' "$1"; }
slot_required() { printf '            Slot::required("%s", &mut %s),\n' "$3" "$1"; }
slot_optional() { printf '            Slot::optional("%s", &mut %s),\n' "$3" "$1"; }
place_required() { printf '            Slot::required("%s", &mut Place(&mut this.%s)),\n' "$3" "$1"; }
place_optional() { printf '            Slot::optional("%s", &mut this.%s),\n' "$3" "$1"; }
empty() { printf '            %s: Default::default(),\n' "$1"; }
member_required() { printf '            Member::always("%s", &self.%s),\n' "$3" "$1"; }
member_optional() { printf '            Member::present("%s", &self.%s),\n' "$3" "$1"; }

# The text for one struct; PARENT and NAME are replaced by the caller.
template() {
    local derives='Debug, Clone, PartialEq'
    [ "$variant" != derive ] || derives+=', serde::Serialize, serde::Deserialize'
    printf '#[derive(%s)]\npub struct NAME {\n' "$derives"
    each_required field_required
    each_optional field_optional
    printf '}\n\n'
    case $variant in
        plain) return ;;
        derive)
            printf 'pub fn read_NAME(bytes: &[u8]) -> serde_json::Result<NAME> {\n    serde_json::from_slice(bytes)\n}\n\n'
            printf 'pub fn write_NAME(value: &NAME) -> serde_json::Result<Vec<u8>> {\n    serde_json::to_vec(value)\n}\n\n'
            return
            ;;
    esac
    printf 'impl FromJson for NAME {\n    fn read(r: &mut Reader<'"'_"'>) -> Result<Self, DecodeError> {\n'
    if [ "$variant" = scaffold ]; then
        printf '        let mut this = Self {\n'
        each_required empty
        each_optional empty
        printf '        };\n        r.record(&mut [\n'
        each_required place_required
        each_optional place_optional
        printf '        ])?;\n        Ok(this)\n    }\n}\n\n'
    else
        printf '        let (%s) = (%s);\n' "$(printf 'mut %s' "$(each_required name_only)$(each_optional name_only)" | sed 's/, \([a-z]\)/, mut \1/g')" "$(each_required none)$(each_optional none)"
        printf '        r.record(&mut [\n'
        each_required slot_required
        each_optional slot_optional
        printf '        ])?;\n        let (%s) = (%s) else {\n            return Err(r.incomplete());\n        };\n' "$(each_required some)" "$(each_required name_only)"
        printf '        Ok(Self { %s})\n    }\n}\n\n' "$(each_required name_only)$(each_optional name_only)"
    fi
    printf 'impl ToJson for NAME {\n    fn write(&self, w: &mut Writer) {\n        w.record(&[\n'
    each_required member_required
    each_optional member_optional
    printf '        ]);\n    }\n}\n\n'
    [ "$variant" != shells ] || printf 'json::serde_impls!(NAME);\n\n'
}

imports() {
    printf 'use std::collections::BTreeMap;\n\n'
    case $variant in locals | scaffold | shells)
        printf '#[allow(unused_imports)]\nuse crate::runtime::json::{self, DecodeError, Fill, FromJson, Member, Reader, Slot, ToJson, Writer};\n\n' ;;
    esac
    [ "$variant" != scaffold ] || cat <<'RUST'
struct Place<'a, T>(&'a mut T);

impl<T: FromJson> Fill for Place<'_, T> {
    fn fill(&mut self, _key: &str, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self.0 = T::read(r)?;
        Ok(())
    }
}

RUST
}

types() {
    imports
    local text parent=String
    text=$(template)
    for ((number = 0; number < structs; number++)); do
        # Short chains: the compiler follows no more than 128 types that are inside each other.
        ((number % 10 != 0)) || parent=String
        printf '%s\n\n' "${text//NAME/S$number}" | sed "s/PARENT/$parent/"
        parent=S$number
    done
}

cpu() {
    local TIMEFORMAT='%U %S'
    { time cargo "$@" --quiet >"$work/log" 2>&1; } 2>"$work/time" || { cat "$work/log" >&2; return 1; }
    awk '{ printf "%.1f", $1 + $2 }' "$work/time"
}

export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$work/target"
printf '| variant | check | debug | release |\n| --- | --- | --- | --- |\n'
for variant in "${variants[@]}"; do
    crate="$work/$variant"
    mkdir -p "$crate/src"
    cp "$runtime/../../Cargo.lock" "$crate/Cargo.lock"
    {
        printf '[workspace]\n[package]\nname = "%s"\nedition = "2024"\n[dependencies]\n' "$variant"
        case $variant in
            derive) printf 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\n' ;;
            plain) ;;
            *) printf 'itoa = "1"\nmemchr = "2"\nserde_core = "1"\nzmij = "1"\n' ;;
        esac
    } >"$crate/Cargo.toml"
    : >"$crate/src/lib.rs"
    (cd "$crate" && cargo check --quiet && cargo build --quiet && cargo build --release --quiet)
    case $variant in
        plain | derive) printf '#![allow(non_snake_case)]\npub mod types;\n' >"$crate/src/lib.rs" ;;
        *)
            mkdir "$crate/src/runtime"
            cp -r "$runtime/src/json" "$crate/src/runtime/json"
            printf 'pub mod json;\n' >"$crate/src/runtime/mod.rs"
            printf '#![allow(non_snake_case)]\npub mod runtime;\npub mod types;\n' >"$crate/src/lib.rs"
            ;;
    esac
    types >"$crate/src/types.rs"
    cd "$crate"
    check=$(cpu check)
    debug=$(cpu build)
    release=$(cpu build --release)
    printf '| %s | %s | %s | %s |\n' "$variant" "$check" "$debug" "$release"
    cd "$work"
done
