//! `cargo xtask lint`: formatting and clippy, with warnings as errors.

use anyhow::Result;

use crate::shell::{cargo, run};

const WEB: [&str; 6] = ["--no-default-features", "--features", "web", "--target", "wasm32-unknown-unknown", "--bins"];

/// The program natively and for the browser, then the helper packages.
///
/// # Errors
/// At the first step that finds something.
pub fn lint() -> Result<()> {
    run(&mut cargo(&["fmt", "--check"]))?;
    run(&mut cargo(&["fmt", "--all", "--manifest-path", "xtask/Cargo.toml", "--check"]))?;
    run(&mut cargo(&["clippy", "--locked", "--all-targets", "--", "-D", "warnings"]))?;
    let web: Vec<_> = [&["clippy", "--locked", "--lib"][..], &WEB, &["--", "-D", "warnings"]].concat();
    run(&mut cargo(&web))?;
    run(helpers(&["clippy"]).args(["--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    println!("\nlint: nothing found");
    Ok(())
}

/// `cargo` for the helper packages, in the target folder where `cargo xtask` itself was built.
pub fn helpers(args: &[&str]) -> std::process::Command {
    let mut command = cargo(args);
    command.args(["--locked", "--manifest-path", "xtask/Cargo.toml", "--target-dir", "target/xtask"]);
    command
}
