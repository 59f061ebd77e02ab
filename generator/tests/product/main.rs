//! kiln as its users see it: what it writes, what it says, and that what it writes compiles.

mod build_step;
mod cases;
mod chains;
mod commands;
mod compile;
mod diagnostics;
mod golden;
mod harm;
mod hostile;
mod ledger;
mod pages;
mod program;
mod standalone;
mod user;
mod webhooks;
mod wire;
mod workshop;
