//! `wasm-bindgen` as its authors publish it. This package only gives it a lock file: that of `wasm-bindgen-cli` can name versions that a
//! registry no longer offers, and without any lock file each installation takes whatever is newest.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
