//! The names of the package and of its environment variables.

use super::{Case, Words};

/// Endings of a package's name that say nothing about whose variables they are.
const ENDINGS: &[&str] = &["-api", "-client", "-sdk"];

/// A package name for an API of this title: `Kernel API` → `kernel-api`.
///
/// What Cargo or rustc would refuse gets an ending: nothing, a leading digit, a keyword, the name of a built-in crate.
#[must_use]
pub fn package_name(title: &str) -> String {
    let words: String = title.chars().map(|c| if c.is_ascii() { c } else { ' ' }).collect();
    let name = Case::Kebab.write(&Words::split(&words));
    let name: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(64)
        .collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        "api-client".to_owned()
    } else if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("api-{name}")
    } else if !name.contains('-') {
        format!("{name}-api")
    } else {
        name.to_owned()
    }
}

/// The prefix of the environment variables of a package: `kernel-api` → `KERNEL`.
#[must_use]
pub fn environment_prefix(package: &str) -> String {
    let stem = ENDINGS
        .iter()
        .find_map(|ending| package.strip_suffix(ending))
        .filter(|stem| !stem.is_empty());
    stem.unwrap_or(package).replace('-', "_").to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{environment_prefix, package_name};

    #[test]
    fn package_names_are_what_cargo_accepts() {
        for (title, name) in [
            ("Kernel API", "kernel-api"),
            ("Stripe", "stripe-api"),
            ("test", "test-api"),
            ("", "api-client"),
            ("日本", "api-client"),
            ("2ch API", "api-2ch-api"),
            ("\"; [dependencies]\nevil = \"1\"", "dependencies-evil-1"),
        ] {
            assert_eq!(package_name(title), name, "{title}");
        }
    }

    #[test]
    fn prefixes_leave_out_what_every_client_is_called() {
        assert_eq!(environment_prefix("kernel-api"), "KERNEL");
        assert_eq!(environment_prefix("pet-store"), "PET_STORE");
        assert_eq!(environment_prefix("api"), "API");
    }
}
