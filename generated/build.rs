// A shim: Cargo wants the script inside of the package.
include!("../build.rs");
