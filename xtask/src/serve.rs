//! `cargo xtask serve`: serves the page on this machine.

use std::time::Instant;

use anyhow::{Result, bail};
use xtask::statics::Statics;

use crate::page;

/// How many ports are tried after the requested one.
const TRIES: u16 = 20;

/// Builds the page if it is out of date, and serves it until interrupted.
///
/// # Errors
/// If the page does not build or no port is free.
pub fn serve(port: u16) -> Result<()> {
    let start = Instant::now();
    let dist = page::ensure()?;
    for port in port..=port.saturating_add(TRIES) {
        match Statics::start(&dist, port) {
            Ok(server) => {
                println!("ready after {:.1} s: {}   (stop with Ctrl+C)", start.elapsed().as_secs_f32(), server.url());
                server.wait();
                return Ok(());
            }
            Err(error) => println!("{error:#}: trying the next"),
        }
    }
    bail!("no free port from {port} on: choose another with --port");
}
