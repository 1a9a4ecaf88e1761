//! The page's reader of HTML gives the same results as the command line's, for each sample.

use anyhow::{Context, Result, ensure};
use sayso_browser::{browse, root};
use serde_json::json;

#[test]
fn the_page_reads_the_samples_as_the_command_line_does() -> Result<()> {
    let file = std::fs::read_to_string(root().join("src/intake/samples.txt"))?;
    browse(async |page| {
        for part in file.split("\n====\n") {
            let mut cells = part.split("\n----\n");
            let (name, html, wanted) = (cells.next(), cells.next(), cells.next());
            let (name, html) = (name.context("a name")?.trim(), html.context("markup")?);
            let wanted = wanted.context("a text")?.trim_end();
            let before = page.analyses().await?;
            page.drop_file("sample.html", "text/html", html).await?;
            page.analysed_after(before).await?;
            let left_out = "left out before ";
            let facts = ["link: ", left_out, "title: ", "byline: ", "outlet: ", "url: ", "date: "];
            let fact = |line: &&str| facts.iter().any(|fact| line.starts_with(fact));
            let text: Vec<&str> = wanted.lines().filter(|line| !fact(line)).collect();
            ensure!(page.text().await? == text.join("\n"), "{name}: {:?}", page.text().await?);
            let shown =
                page.js("return [...document.querySelectorAll('#left-out li')].map(li => li.textContent)", vec![]);
            let apart = wanted.lines().filter(|line| line.starts_with(left_out));
            let apart: Vec<&str> = apart.filter_map(|line| line.split_once(": ")).map(|(_, words)| words).collect();
            ensure!(shown.await? == json!(apart), "{name}: other pieces are set apart");
            for line in wanted.lines() {
                if let Some((field, value)) =
                    line.split_once(": ").filter(|(field, _)| facts[2..].contains(&&*format!("{field}: ")))
                {
                    let script = format!("return document.querySelector('#about [name={field}]').value");
                    ensure!(page.js(&script, vec![]).await? == json!(value), "{name}: {field}");
                }
            }
        }
        Ok(())
    })
}
