//! Checks of constraints.
