//! The lists name the speakers and the contested claims, and link to them.

use anyhow::{Result, ensure};
use sayso_browser::{articles, browse};
use thirtyfour::Key;

const FILLER: &str = "Nothing else happened in the town that week, and the river stayed calm.\n\n";

#[test]
fn lists_are_filled() -> Result<()> {
    browse(async |page| {
        let mut claims = 0;
        for article in articles::all()? {
            page.paste(&article.text).await?;
            let count = "return document.querySelectorAll('[role=tabpanel] button[data-item]').length";
            page.click_at("#tab-speakers").await?;
            let speakers: usize = serde_json::from_value(page.js(count, vec![]).await?)?;
            page.click_at("#tab-claims").await?;
            let contested: usize = serde_json::from_value(page.js(count, vec![]).await?)?;
            ensure!(speakers > 0, "{}: no speaker is listed", article.name);
            claims += contested;
        }
        ensure!(claims > 0, "no article has a contested claim in its list");
        Ok(())
    })
}

#[test]
fn choosing_a_claim_goes_to_its_mark() -> Result<()> {
    browse(async |page| {
        page.paste(&format!("{}Police denied that a bridge had been closed.", FILLER.repeat(60))).await?;
        page.click_at("#claims button[data-item]").await?;
        page.opened_card().await?;
        let script = "const item = document.querySelector('#claims button[data-item]').dataset.item;
            // A mark may belong to several findings; the list links to any mark of this one.
            const mark = document.querySelector(`#marks .mark:is([data-item='${item}'], [data-items~='${item}'])`);
            const box = mark.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight";
        page.until("the claim's mark is in sight", script).await
    })
}

#[test]
fn choosing_a_speaker_goes_to_the_mark() -> Result<()> {
    browse(async |page| {
        page.paste(&format!("{}\"All is well,\" said Anna Berg, the mayor.", FILLER.repeat(60))).await?;
        page.click_at("#tab-speakers").await?;
        let named = page.js("return document.querySelector('#speakers').textContent", vec![]).await?;
        ensure!(named.as_str().is_some_and(|text| text.contains("Anna Berg")), "not listed: {named}");
        page.click_at("#speakers button[data-item]").await?;
        let script = "return [...document.querySelectorAll('#marks .mark')].some(mark => {
            const box = mark.getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight })";
        page.until("what the speaker says is in sight", script).await
    })
}

#[test]
fn a_denial_and_a_refusal_are_listed_as_what_they_are() -> Result<()> {
    browse(async |page| {
        page.paste("Ben Hale denied having taken bribes. Anna Berg refused to say whether the road was safe.").await?;
        page.click_at("#tab-speakers").await?;
        let listed = "return [...document.querySelectorAll('#speakers .group')].map((group) => group.textContent)";
        let listed: Vec<String> = serde_json::from_value(page.js(listed, vec![]).await?)?;
        let [denial, refusal] = &listed[..] else { anyhow::bail!("listed are {listed:?}") };
        ensure!(denial.contains("denied having taken bribes") && denial.contains("denies"), "{denial}");
        ensure!(denial.contains("1 statement") && denial.contains("100% of all that is said"), "{denial}");
        ensure!(refusal.contains("refused to say whether") && refusal.contains("declined to say"), "{refusal}");
        ensure!(refusal.contains("0 statements, 1 other entry") && !refusal.contains("100%"), "{refusal}");
        Ok(())
    })
}

#[test]
fn words_narrow_the_lists_and_the_marks() -> Result<()> {
    browse(async |page| {
        page.paste(
            "“The road is icy,” said Anna Berg. “It is late,” said Ben Hale. Police denied that a bridge had \
            been closed.",
        )
        .await?;
        let marks = "return document.querySelectorAll('#marks .note').length";
        let all = page.js(marks, vec![]).await?.as_u64().unwrap_or_default();
        ensure!(all >= 3, "there are only {all} notes");
        page.type_keys("/").await?;
        page.until("the field has the focus", "return document.activeElement.id === 'find'").await?;
        page.type_keys("berg ICY").await?;
        page.until("one note is left", "return document.querySelectorAll('#marks .note').length === 1").await?;
        let calm = "return /Nothing found for “berg ICY”/.test(document.querySelector('#claims').innerText)";
        page.until("no claim has these words", calm).await?;
        let badge = "return document.querySelector('#tab-speakers small').textContent";
        ensure!(page.js(badge, vec![]).await? == "1", "the counter does not follow");
        page.click_at("#tab-speakers").await?;
        ensure!(
            page.js("return document.querySelectorAll('#speakers .group').length", vec![]).await? == 1,
            "not one speaker"
        );
        page.js("document.getElementById('find').focus()", vec![]).await?;
        page.press(Key::Escape).await?;
        page.until("all are back", &format!("{marks} === {all} && !document.querySelector('#find').value")).await
    })
}

#[test]
fn speakers_who_may_be_one_are_merged_by_a_press() -> Result<()> {
    browse(async |page| {
        page.paste("“The road is icy,” said Anna Berg. “It is late,” said Ben Hale.").await?;
        page.click_at("#tab-speakers").await?;
        let hint = "return document.querySelectorAll('#speakers [name=same]').length";
        ensure!(page.js(hint, vec![]).await? == 0, "two people may be one");
        // Correct the name of one speaker to a part of the other's name.
        page.click_at("#marks .mark[data-kind=direct]").await?;
        page.opened_card().await?;
        page.click_at("#correct").await?;
        page.js("document.querySelector('#card [name=who]').value = 'Hale'", vec![]).await?;
        page.click_at("#card [name=here]").await?;
        page.until("a hint is there", &format!("{hint} === 1")).await?;
        page.js("document.querySelector('#speakers [name=same]').click()", vec![]).await?;
        page.until("they are one", "return document.querySelectorAll('#speakers .group').length === 1").await?;
        page.click_at("#undo-change").await?;
        page.until("they are two again", "return document.querySelectorAll('#speakers .group').length === 2").await
    })
}

#[test]
fn claims_can_be_put_in_the_order_of_what_there_is_to_check() -> Result<()> {
    browse(async |page| {
        page.paste(
            "Critics claim that the mood has been low. The mayor denied that 14 of the 20 boats had burned in May 2019 \
             because of a gas leak.",
        )
        .await?;
        let first = "return document.querySelector('#claims button[data-item]').innerText.includes('boats')";
        let choose = "const order = document.querySelector('#claims [name=order]'); order.value = arguments[0];
            order.dispatchEvent(new Event('change', {bubbles: true}))";
        page.js(choose, vec!["text".into()]).await?;
        page.until("they stand as in the article", &first.replace("return ", "return !")).await?;
        page.js(choose, vec!["worth".into()]).await?;
        page.until("the figures come first", first).await?;
        page.click_at("#claims button[data-item]").await?;
        page.opened_card().await?;
        let card =
            "return ['worth', 'figures'].every(p => document.querySelector(`#card [data-part=${p}]`)?.textContent)";
        page.until("the card says what there is to check, and the figures", card).await
    })
}

#[test]
fn the_other_side_stands_right_below_a_claim() -> Result<()> {
    browse(async |page| {
        let middle = "Rescuers may have arrived late, and reportedly some of them were lost.";
        page.paste(&format!(
            "The ministry said that 14 people had died in the flood. {middle} The union said that 31 people had died \
             in the flood."
        ))
        .await?;
        let script = "const rows = [...document.querySelectorAll('#claims li')];
            const at = rows.findIndex((row) => row.classList.contains('versus'));
            return at < 0 ? null : [rows[at - 1].textContent, rows[at].textContent]";
        let pair: Option<[String; 2]> = serde_json::from_value(page.js(script, vec![]).await?)?;
        let Some([one, other]) = pair else { anyhow::bail!("no pair is listed") };
        ensure!(
            one.contains("14 people") && other.contains("31 people") && other.contains("The other side"),
            "{one} / {other}"
        );
        Ok(())
    })
}
