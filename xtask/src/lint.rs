//! `cargo xtask lint`: formatting and clippy, with warnings as errors.

use anyhow::{Result, bail};

use crate::shell::{cargo, run, which};

const WEB: [&str; 6] =
    ["--no-default-features", "--features", "web,pkg", "--target", "wasm32-unknown-unknown", "--bins"];

/// Checks the program natively and for the browser, then the helper packages. All steps run, so one run shows
/// everything.
///
/// # Errors
/// If a step finds something.
pub fn lint() -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    let mut steps = vec![
        cargo(&["fmt", "--all", "--check"]),
        cargo(&["fmt", "--all", "--manifest-path", "xtask/Cargo.toml", "--check"]),
        cargo(&["fmt", "--manifest-path", "xtask/wasm-bindgen/Cargo.toml", "--check"]),
        cargo(&["fmt", "--all", "--manifest-path", "python/Cargo.toml", "--check"]),
        cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]),
        cargo(&[&["clippy", "--locked", "--workspace", "--all-targets", "--features", "parquet"][..], &deny].concat()),
        cargo(&[&["clippy", "--locked", "--lib"][..], &WEB, &deny].concat()),
        helpers("clippy", &[&["--workspace", "--all-targets"][..], &deny].concat()),
    ];
    // The fuzzer is written in C++, so its targets need a C++ compiler.
    match which("c++") {
        Some(_) => {
            steps.push(cargo(&[&["clippy", "--locked", "--manifest-path", "fuzz/Cargo.toml"][..], &deny].concat()))
        }
        None => println!("no C++ compiler: the fuzz targets are not checked"),
    }
    let failed = steps.iter_mut().filter_map(|step| run(step).err()).map(|error| error.to_string());
    let failed: Vec<_> = failed.collect();
    if !failed.is_empty() {
        bail!("lint found something:\n  {}", failed.join("\n  "));
    }
    println!("\nlint: nothing found");
    Ok(())
}

/// Returns a `cargo` command for the helper packages. It uses the target folder of `cargo xtask` itself.
pub fn helpers(command: &str, args: &[&str]) -> std::process::Command {
    let place = ["--locked", "--manifest-path", "xtask/Cargo.toml", "--target-dir", "target/xtask"];
    cargo(&[&[command][..], &place, args].concat())
}
