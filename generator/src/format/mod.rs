//! Tokens → text.
