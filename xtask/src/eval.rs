//! `cargo xtask eval`: runs the neutral scorers on the annotated data sets, which are outside the project.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, output, program, root, run};
use crate::{check_worthiness, checks, likeness};

/// The data sets: name, file under `data`, whether claims and speakers are annotated, and whether confidence is
/// evaluated on it.
const SETS: [(&str, &str, bool, bool); 6] = [
    ("polnear dev", "polnear/dev.jsonl", false, true),
    ("claims dev", "claims/dev.jsonl", true, true),
    ("German dev", "lang/de-dev.jsonl", true, false),
    ("French dev", "lang/fr-dev.jsonl", true, false),
    ("Spanish dev", "lang/es-dev.jsonl", true, false),
    ("Ukrainian dev", "lang/uk-dev.jsonl", true, false),
];

/// The number of parts of the training set that are left out in turn, by outlet; must equal the number in
/// `train/folds.py`.
const FOLDS: usize = 5;

/// The columns for attributions: header, and key in the scorer's output.
const RELATIONS: [(&str, &str); 7] = [
    ("AR", "AR"),
    ("direct", "AR | direct"),
    ("mixed", "AR | mixed"),
    ("indirect", "AR | indirect"),
    ("AR+cue", "AR+cue"),
    ("content", "content match"),
    ("strict", "AR strict"),
];

/// The same for claims and speakers: header, key in the scorer's output, and measure.
const CLAIMS: [(&str, &str, &str); 9] = [
    ("cue+status", "cue+status", "F1"),
    ("claim", "claim", "F1"),
    ("+status", "claim+status", "F1"),
    ("contested", "contested", "F1"),
    ("sentence", "sentence", "F1"),
    ("challenger", "parties", "challengers"),
    ("target", "parties", "target"),
    ("speaker", "speaker", "right"),
    ("wrong", "speaker", "wrong"),
];

/// The first of the columns of [`CLAIMS`] in which the gold cases are not scored, because they do not name all parties.
const PARTIES_FROM: usize = 5;

/// The columns for check-worthiness, and the file of sentences under `data`.
const WORTH: [&str; 5] = ["AUC", "average P", "precision", "recall", "F1"];
const SENTENCES: &str = "claimbuster/groundtruth.csv";

/// Analyses every set with the release build and prints the scores. `shared` is the folder with `data` and `eval`;
/// `confusions` also prints confused statuses with their sentences.
///
/// # Errors
/// If the data or Python is missing, the program does not build, or a scorer fails.
pub fn eval(shared: Option<PathBuf>, confusions: bool) -> Result<()> {
    let shared = shared.unwrap_or_else(|| root().join("../shared"));
    let missing: Vec<_> = SETS
        .iter()
        .map(|(_, file, ..)| *file)
        .chain([SENTENCES])
        .map(|file| shared.join("data").join(file))
        .chain(["score.py", "taxonomy.py", "score_claims.py"].map(|file| shared.join("eval").join(file)))
        .filter(|path| !path.is_file())
        .map(|path| path.display().to_string())
        .collect();
    if !missing.is_empty() {
        bail!("the evaluation data is missing (see --shared):\n  {}", missing.join("\n  "));
    }
    run(&mut cargo(&["build", "--locked", "--release", "--bin", "sayso"]))?;
    let mut relations = Vec::new();
    let mut claims = Vec::new();
    let mut judged = Vec::new();
    for (name, file, annotated, judges) in SETS {
        let gold = shared.join("data").join(file);
        let found = analyse(&gold, name)?;
        relations.push(relation_row(&shared, name, &gold, &found)?);
        if annotated {
            claims.push(claim_row(&shared, name, &gold, &found, CLAIMS.len())?);
            if confusions {
                crate::confusions::print(name, &gold, &found)?;
            }
        }
        if judges {
            judged.extend([gold, found]);
        }
    }
    let (gold, found) = project_gold()?;
    relations.push(relation_row(&shared, "project's gold", &gold, &found)?);
    claims.push(claim_row(&shared, "project's gold", &gold, &found, PARTIES_FROM)?);
    let header: Vec<_> = RELATIONS.iter().map(|(name, _)| *name).chain(["statements"]).collect();
    table("attributions, F1 in %", &header, &relations);
    let header: Vec<_> = CLAIMS.iter().map(|(name, _, _)| *name).collect();
    table("claims, F1 in %; parties and speakers, right (and wrong) in %", &header, &claims);
    println!("\nconfidence of attributions on both dev sets, in %\n{}", reliability(&shared, &judged)?.trim_end());
    let rows = check_worthiness::rows(&shared.join("data").join(SENTENCES))?;
    table("check-worthy sentences of debates, in %", &WORTH, &rows);
    let rows = likeness::rows(&shared.join("data"))?;
    table("sentences that say the same, or tell of the same event, in %", &likeness::COLUMNS, &rows);
    table("published fact-checks found for tweets and debates, dev, in %", &checks::header(), &checks::rows(&shared)?);
    crate::links::print(&shared)
}

/// For each fold, trains without its outlets, unless that has been done, and scores the program on their articles.
/// Rules, word lists and the weights of smaller models are unchanged; they were made with knowledge of the whole
/// training set.
///
/// # Errors
/// If the data or Python is missing, or training or a scorer fails.
pub fn folds(shared: Option<PathBuf>) -> Result<()> {
    let shared = shared.unwrap_or_else(|| root().join("../shared"));
    let mut rows = Vec::new();
    for fold in 0..FOLDS {
        let folder = root().join(format!("target/train/fold{fold}"));
        if !folder.join("held-out.jsonl").is_file() {
            let data = shared.join("data").display().to_string();
            crate::train::claims(&["--data".into(), data, "--apart".into(), "--held-out".into(), fold.to_string()])?;
        }
        rows.push(fold_row(&shared, &folder, fold)?);
    }
    let header: Vec<_> = CLAIMS.iter().map(|(name, _, _)| *name).collect();
    table(
        "claims in outlets left out of training, F1 in %; parties and speakers, right (and wrong) in %",
        &header,
        &rows,
    );
    Ok(())
}

fn fold_row(shared: &Path, folder: &Path, fold: usize) -> Result<String> {
    let (weights, gold) = (folder.join("tagger.bin"), folder.join("held-out.jsonl"));
    let mut analysis = cargo(&["run", "--locked", "--quiet", "--release", "--example", "analyze_with", "--"]);
    let found = folder.join("found.jsonl");
    run(analysis.args([&weights, &gold]).stdout(Stdio::from(File::create(&found)?)))?;
    claim_row(shared, &format!("fold {fold}"), &gold, &found, CLAIMS.len())
}

/// Returns two files: the complete cases of `corpus/gold`, and the findings in them.
fn project_gold() -> Result<(PathBuf, PathBuf)> {
    let gold = root().join("out/eval/gold-cases.jsonl");
    fs::create_dir_all(root().join("out/eval"))?;
    run(cargo(&["test", "--locked", "--quiet", "--test", "gold"]).env("SAYSO_GOLD_JSONL", &gold))?;
    let found = analyse(&gold, "gold cases found")?;
    Ok((gold, found))
}

/// Returns a table of how well confidence is calibrated. `pairs` alternates between gold files and findings.
fn reliability(shared: &Path, pairs: &[PathBuf]) -> Result<String> {
    output(program("python3").arg(root().join("xtask/reliability.py")).arg(shared.join("eval")).args(pairs))
        .context("the reliability table needs Python 3")
}

fn table(title: &str, header: &[&str], rows: &[String]) {
    let names: String = header.iter().map(|name| format!("{name:>11}")).collect();
    println!("\n{title}\n{:<18}{names}", "");
    for row in rows {
        println!("{row}");
    }
}

/// Analyses a set with the release build and returns the file with the findings.
pub fn analyse(gold: &Path, name: &str) -> Result<PathBuf> {
    let folder = root().join("out/eval");
    fs::create_dir_all(&folder)?;
    let found = folder.join(format!("{}.jsonl", name.replace(' ', "-")));
    let binary = root().join("target/release").join(format!("sayso{}", std::env::consts::EXE_SUFFIX));
    let status = program(&binary)
        .args(["analyze", "--jsonl-in"])
        .arg(gold)
        .stdout(Stdio::from(File::create(&found)?))
        .status()
        .with_context(|| format!("cannot start {}", binary.display()))?;
    if !status.success() {
        bail!("`sayso analyze --jsonl-in {}` failed ({status})", gold.display());
    }
    let lines = |path: &Path| fs::read_to_string(path).map(|text| text.lines().filter(|l| !l.is_empty()).count());
    let (wanted, got) = (lines(gold)?, lines(&found)?);
    if wanted != got {
        bail!("{name}: {wanted} articles in, {got} out");
    }
    Ok(found)
}

fn relation_row(shared: &Path, name: &str, gold: &Path, found: &Path) -> Result<String> {
    let scores = scorer(shared, "score.py", gold, found, &["--merge", "--join", "--json"])?;
    let scores: Value = serde_json::from_str(&scores).context("score.py --json printed no JSON")?;
    let cells: String = RELATIONS.iter().map(|(_, key)| cell(&scores[*key][2])).collect();
    let taxonomy = scorer(shared, "taxonomy.py", gold, found, &["--every", "1", "--limit", "1000000"])?;
    let statements = taxonomy.lines().find(|line| line.contains("statements only")).and_then(|l| l.rsplit(' ').next());
    Ok(format!("{name:<18}{cells}{:>11}", statements.unwrap_or("-")))
}

/// Returns a row of the table for claims. Only its first `columns` cells are scored; the others are dashes.
fn claim_row(shared: &Path, name: &str, gold: &Path, found: &Path, columns: usize) -> Result<String> {
    let scores = scorer(shared, "score_claims.py", gold, found, &["--json"])?;
    let scores: Value = serde_json::from_str(&scores).context("score_claims.py --json printed no JSON")?;
    let cells: String = CLAIMS
        .iter()
        .enumerate()
        .map(|(at, (_, key, part))| cell(if at < columns { &scores[*key][*part] } else { &Value::Null }))
        .collect();
    Ok(format!("{name:<18}{cells}"))
}

/// Formats a fraction as a percentage, or as a dash if the scorer gives none.
fn cell(share: &Value) -> String {
    share.as_f64().map_or_else(|| format!("{:>11}", "-"), |share| format!("{:>11.1}", share * 100.0))
}

fn scorer(shared: &Path, script: &str, gold: &Path, found: &Path, options: &[&str]) -> Result<String> {
    output(program("python3").arg(shared.join("eval").join(script)).arg(gold).arg(found).args(options))
        .with_context(|| format!("the scorer {script} needs Python 3"))
}
