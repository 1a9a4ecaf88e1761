//! What the project's commands share with the browser tests: the static file server.

pub mod statics;
