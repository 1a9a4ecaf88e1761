//! What the command line asks of the machine: standard streams, files that appear whole or not at all, the end by Ctrl+C.

pub mod interrupt;
pub mod messages;
pub mod same;
pub mod stdout;
pub mod whole;
