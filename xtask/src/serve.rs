//! `cargo xtask serve`: serves the page on this machine.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use xtask::statics::Statics;

use crate::page;

/// How many ports are tried after the requested one.
const TRIES: u16 = 20;

/// Serves the page until interrupted. If it is out of date, builds and serves a larger, slower version first, and the
/// page in its place once it is built.
///
/// # Errors
/// If the page does not build or no port is free.
pub fn serve(port: u16) -> Result<()> {
    let start = Instant::now();
    let first = page::quick()?;
    let server = on_free_port(&first, port)?;
    println!("ready after {:.1} s: {}   (stop with Ctrl+C)", start.elapsed().as_secs_f32(), server.url());
    if first != page::dist() {
        println!("this version is larger and slower; the page itself is being built and will replace it");
        server.switch(&page::ensure()?)?;
        println!("the page itself is ready after {:.1} s: reload {}", start.elapsed().as_secs_f32(), server.url());
    }
    server.wait();
    Ok(())
}

fn on_free_port(folder: &Path, port: u16) -> Result<Statics> {
    for port in port..=port.saturating_add(TRIES) {
        match Statics::start(folder, port) {
            Ok(server) => return Ok(server),
            Err(error) => println!("{error:#}: trying the next"),
        }
    }
    bail!("no free port from {port} on: choose another with --port");
}
