//! Tests end to end whether `cargo xtask reproduce` detects differences, with scripts that replace the compiler and the
//! tools.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Answers like the pinned compiler.
const RUSTC: &str = r#"case "$*" in *target-libdir*) echo /;; *) echo "rustc 1.95.0 (none)";; esac"#;

/// "Compiles" each program to a line, which includes the folder or home that the variable LEAK selects.
const CARGO: &str = r#"[ "$1" = build ] || exit 0
while [ $# -gt 0 ]; do
    case "$1" in --bin) bins="$bins $2";; --profile) profile=$2;; --target-dir) target=$2;; esac
    shift
done
out=$target/wasm32-unknown-unknown/$profile; mkdir -p "$out"
case "$LEAK" in folder) leak=$PWD;; home) leak=$HOME/src;; esac
for bin in $bins; do echo "program $bin $leak" >"$out/$bin.wasm"; done"#;

const TRUNK: &str = concat!(
    r#"[ "$1" = --version ] && { echo "trunk 0.21.14"; exit; }
while [ $# -gt 0 ]; do [ "$1" = --dist ] && dist=$2; shift; done
mkdir -p "$dist"; cd "$dist" || exit 1
echo '<html lang="en"><head><meta name="a"><title>T</title><link rel="icon" href="./i.svg">"#,
    r#"<link rel="stylesheet" href="./s.css">
<script type="module" src="./boot.js" data-files="./"></script></head><body></body></html>' >index.html
for name in boot.js margin.js worker.js i.svg s.css manifest.webmanifest page-0123456789abcdef.js; "#,
    r#"do echo "$name" >"$name"; done
cp ../wasm32-unknown-unknown/wasm/page.wasm page-0123456789abcdef_bg.wasm"#
);

const BINDGEN: &str = r#"[ "$1" = --version ] && { echo "wasm-bindgen VERSION"; exit; }
while [ $# -gt 1 ]; do [ "$1" = --out-dir ] && out=$2; shift; done
mkdir -p "$out"; echo script >"$out/core.js"; cp "$1" "$out/core_bg.wasm""#;

const NPM: &str = r#"mkdir -p node_modules/.bin; cd node_modules/.bin
printf '#!/bin/sh\n[ "$1" = --version ] && echo wasm-opt version 132\nexit 0\n' >wasm-opt
cat >esbuild <<'END'
#!/bin/sh
for a in "$@"; do
    case "$a" in
        --outfile=*) echo 'go()' >"${a#--outfile=}";;
        --outdir=*/embed) mkdir -p "${a#--outdir=}"; cp sayso.js widget.js worker.js "${a#--outdir=}";;
    esac
done
END
chmod +x wasm-opt esbuild"#;

const GIT: &str = r"find . -type f | sed 's|^\./||' | grep -v ^target/";

/// The parts of the project that the fake tools need.
const SOURCES: [&str; 8] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "www",
    "corpus/i18n",
    "corpus/languages",
    "corpus/lexicon",
    "xtask/npm/build",
];

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the version that the tool must have.
fn bindgen() -> String {
    let lock = fs::read_to_string(project().join("Cargo.lock")).expect("a lock file");
    let about = lock.split("name = \"wasm-bindgen\"\nversion = \"").nth(1).expect("it names wasm-bindgen");
    about.split('"').next().expect("a version").to_owned()
}

/// Runs the command with this value of LEAK. Returns whether the same sources gave the same files, and the output.
fn reproduced(leak: &str) -> (bool, String) {
    let machine = std::env::temp_dir().join(format!("sayso-reproduce-{leak}-{}", std::process::id()));
    let (bin, sources, home) = (machine.join("bin"), machine.join("sources"), machine.join("home"));
    for folder in [&bin, &sources, &home, &machine.join("tmp")] {
        fs::create_dir_all(folder).expect("a temporary folder");
    }
    let bindgen = BINDGEN.replace("VERSION", &bindgen());
    let programs =
        [("rustc", RUSTC), ("cargo", CARGO), ("trunk", TRUNK), ("wasm-bindgen", &bindgen), ("npm", NPM), ("git", GIT)];
    for (name, lines) in programs {
        fs::write(bin.join(name), format!("#!/bin/sh\n{lines}\n")).expect("a script");
        fs::set_permissions(bin.join(name), PermissionsExt::from_mode(0o755)).expect("a program");
    }
    for name in SOURCES {
        let (from, to) = (project().join(name), sources.join(name));
        match from.is_dir() {
            true => xtask::files::copy(&from, &to).expect("it can be copied"),
            false => drop(fs::copy(from, to).expect("it can be copied")),
        }
    }
    let path = format!("{}:/usr/bin:/bin", bin.display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("reproduce").env("PATH", path).env("SAYSO_ROOT", &sources).env("SAYSO_TOOLS", machine.join("tools"));
    command.env("TMPDIR", machine.join("tmp")).env("HOME", &home).env("LEAK", leak).env_remove("SAYSO_FAST");
    let output = command.output().expect("it starts");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    fs::remove_dir_all(&machine).expect("it can be removed");
    (output.status.success(), said)
}

#[test]
fn the_same_files_in_another_folder_are_reproducible() {
    let (same, said) = reproduced("nothing");
    assert!(same && said.contains(" bytes were compared, 0 differ"), "{said}");
}

#[test]
fn each_part_that_depends_on_the_folder_is_listed() {
    let (same, said) = reproduced("folder");
    assert!(!same, "{said}");
    for part in ["_bg.wasm: ", "embed/core_bg.wasm: ", "sayso.html: "] {
        let listed = said.lines().any(|line| line.contains(part) && line.contains("the first that differs is byte"));
        assert!(listed, "{part}\n{said}");
    }
}

#[test]
fn a_part_that_names_the_home_folder_is_found_though_it_is_the_same() {
    let (same, said) = reproduced("home");
    assert!(!same && said.contains(" bytes were compared, 0 differ") && said.contains(" names "), "{said}");
}
