//! `kiln.toml`, read strictly.
