//! What the command line needs from the operating system: standard streams, files that appear complete or not at all,
//! and Ctrl+C.

pub mod atomic_file;
pub mod file_identity;
pub mod interrupt;
pub mod messages;
pub mod stdout;
