//! What the command line needs of the system: standard streams, files that appear complete or not at all, and Ctrl+C.

pub mod interrupt;
pub mod messages;
pub mod same;
pub mod stdout;
pub mod whole;
