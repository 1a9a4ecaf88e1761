//! The modules of `src` form layers, and no modules import each other in a circle.
//!
//! A text passes through the layers once, and only later layers read the findings of a layer. The test reads the `use`
//! declarations and the paths in the code, except those of unit tests.
#![allow(clippy::unwrap_used, reason = "a test that cannot continue should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The layers. A module may import modules of the same layer and of those before it.
const ORDER: [&str; 30] = [
    "hash",
    "sort",
    "word_map",
    "address",
    "cache",
    "named_enum",
    "vocabulary",
    "i18n",
    "span",
    "model",
    "lexicon",
    "text",
    "languages",
    "syntax",
    "tagger",
    "attribution",
    "speaker",
    "claim",
    "check_worthiness",
    "digest",
    "compare",
    "checks",
    "export",
    "intake",
    "system",
    "archive",
    "types",
    "js",
    "web",
    "bin",
];

type Module = Vec<String>;
type Imports = BTreeMap<Module, BTreeSet<Module>>;

#[test]
fn no_module_imports_a_later_layer() {
    let place = |layer: &str| ORDER.iter().position(|known| *known == layer);
    let mut wrong = Vec::new();
    for (from, all) in imports() {
        for to in all.iter().filter(|to| to.first() != from.first()) {
            let (Some(own), Some(other)) =
                (from.first().and_then(|layer| place(layer)), to.first().and_then(|layer| place(layer)))
            else {
                continue;
            };
            if other > own {
                wrong.push(format!("{} imports {}", from.join("::"), to.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "a later layer is imported:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let layers: BTreeSet<String> = modules().into_keys().filter_map(|module| module.into_iter().next()).collect();
    let missing: Vec<_> = layers.iter().filter(|layer| !ORDER.contains(&layer.as_str())).collect();
    assert!(missing.is_empty(), "name their layers in ORDER: {missing:?}");
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    let imports = imports();
    let circles: Vec<String> = circles(&imports)
        .into_iter()
        .map(|circle| circle.iter().map(|module| module.join("::")).collect::<Vec<_>>().join(", "))
        .collect();
    assert!(circles.is_empty(), "modules import each other in circles:\n{}", circles.join("\n"));
}

#[test]
fn circles_are_found() {
    let module = |name: &str| vec![name.to_owned()];
    let imports: Imports = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]
        .into_iter()
        .map(|(from, to)| (module(from), to))
        .fold(Imports::new(), |mut all, (from, to)| {
            all.entry(from).or_default().insert(module(to));
            all
        });
    assert_eq!(circles(&imports), [BTreeSet::from([module("b"), module("c")])]);
    let source = "use super::{x::Y, z};\nfn f() { crate::a::b::c(); }\n#[cfg(test)]\nmod tests {\n use crate::no; }";
    assert_eq!(paths(source), ["super::x::Y", "super::z", "crate::a::b::c"]);
}

/// Returns the modules of `src`, each with its file; both `a/mod.rs` and `a.rs` are the module `a`.
fn modules() -> BTreeMap<Module, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = BTreeMap::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let place = path.strip_prefix(&root).unwrap().with_extension("");
                let mut module: Module = place.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
                if module.last().is_some_and(|last| last == "mod") {
                    module.pop();
                }
                if module != ["lib"] {
                    out.insert(module, path);
                }
            }
        }
    }
    out
}

/// Returns, for each module, the modules that it names, except itself, the modules that contain it, and those that it
/// contains.
fn imports() -> Imports {
    let modules = modules();
    let mut out = Imports::new();
    for (module, file) in &modules {
        let source = fs::read_to_string(file).unwrap();
        let inner = |name: &&str| modules.contains_key(&[&module[..], &[(*name).to_owned()]].concat());
        for path in paths(&source) {
            let parts: Vec<&str> = path.split("::").map(str::trim).collect();
            let base = match parts[0] {
                "crate" => Vec::new(),
                "self" => module.clone(),
                "super" => module[..module.len() - 1].to_vec(),
                _ if inner(&parts[0]) => [&module[..], &[parts[0].to_owned()]].concat(),
                _ => continue,
            };
            let to = target(&modules, base, &parts[1..]);
            if !to.is_empty() && !to.starts_with(module) && !module.starts_with(&to) {
                out.entry(module.clone()).or_default().insert(to);
            }
        }
    }
    out
}

/// Returns the innermost module on the path `parts`, which starts at the module `base`. The rest of the path names
/// items.
fn target(modules: &BTreeMap<Module, PathBuf>, mut base: Module, parts: &[&str]) -> Module {
    for part in parts {
        if *part == "super" {
            base.pop();
            continue;
        }
        let next = [&base[..], &[(*part).to_owned()]].concat();
        if !modules.contains_key(&next) {
            break;
        }
        base = next;
    }
    base
}

/// Returns the paths in `use` declarations and in the code, without those in comments and inline unit tests.
fn paths(source: &str) -> Vec<String> {
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let (mut out, mut rest) = (Vec::new(), String::new());
    for statement in code.split(';') {
        let start = statement.rfind("use ").filter(|&start| {
            let before = statement[..start].rsplit('\n').next().unwrap_or_default().trim();
            before.is_empty() || before.starts_with("pub")
        });
        match start {
            Some(start) => {
                expand(&statement[start + 4..], &mut out);
                rest += &statement[..start];
            }
            None => rest += statement,
        }
        rest.push(';');
    }
    let named = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let words = rest.split(|c: char| !named(c));
    out.extend(words.filter(|word| word.contains("::")).map(str::to_owned));
    out
}

/// Appends the single paths of an import tree to `out`: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn expand(tree: &str, out: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        out.push(tree.split(" as ").next().unwrap_or_default().trim().to_owned());
        return;
    };
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut part) = (0, String::new());
    for c in inner.chars().chain([',']) {
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == ',' && depth == 0 {
            if !part.trim().is_empty() {
                expand(&format!("{before}{}", part.trim()), out);
            }
            part.clear();
        } else {
            part.push(c);
        }
    }
}

/// Returns the circles: the largest sets of modules in which each module reaches all others through imports.
fn circles(imports: &Imports) -> Vec<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(next) = open.pop() {
            for to in imports.get(next).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    open.push(to);
                }
            }
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<Module>> = imports.keys().map(|module| (module, reached(module))).collect();
    let mut out: Vec<BTreeSet<Module>> = Vec::new();
    for (module, reached) in all.iter().filter(|(module, reached)| reached.contains(**module)) {
        let circle: BTreeSet<Module> =
            reached.iter().filter(|other| all.get(other).is_some_and(|back| back.contains(*module))).cloned().collect();
        if !out.contains(&circle) {
            out.push(circle);
        }
    }
    out
}
