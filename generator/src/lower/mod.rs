//! Document → IR.
