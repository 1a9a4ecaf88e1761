//! What the project's commands share with the browser tests: the static file server, and the page for a host.

pub mod files;
pub mod offline;
pub mod statics;
