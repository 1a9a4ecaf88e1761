//! `wasm-bindgen` as published. This package only provides a lock file: that of `wasm-bindgen-cli` may name versions
//! that the registry no longer offers, and without a lock file each installation would use the newest versions.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
