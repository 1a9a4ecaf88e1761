//! Markup that passes the limits and markup that does not.

use super::*;

/// Returns `piece` repeated `times` times, with `%` replaced by the number of the repetition.
fn repeated(piece: &str, times: usize) -> String {
    (0..times).map(|number| piece.replace('%', &number.to_string())).collect()
}

fn open(html: &str) -> usize {
    check(html).unwrap_or_else(|excess| panic!("{}…: {excess}", &html[..html.len().min(60)])).open
}

#[test]
fn counts_nested_elements_despite_hidden_end_tags() {
    let mut wrong = Vec::new();
    for piece in [
        "<div>",
        "<b id=%>",
        "<span><div></span>",
        "<x-y>",
        "<ul><li>",
        "<table><tr><td>",
        "<svg><g>",
        "<math><mi>",
        "<template>",
        "<select><div>",
        "<button><object>",
        "<div><object></div></object>",
        "<DIV a='</div>'>",
        "<div><!-- > </div> -->",
        "<div><script></div></script>",
        "<div><title></div></title>",
        "<p><object></p>",
        "<div><textarea></div></textarea>",
        "<svg><title><div></svg>",
        "<div><![CDATA[</div>]]>",
        "<font/>",
        "<div><script><!--<script></script></div></script>",
        "<form><object></form></object>",
        "<li><ul><table></ul></li></table>",
        "<div><svg><style><div></style>",
    ] {
        let found = check(&repeated(piece, 2_000));
        if !matches!(found, Err(Excess::Open | Excess::Ambiguous)) {
            wrong.push(format!("{piece}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn optional_end_tags_do_not_increase_the_depth() {
    for (piece, most) in [
        ("<p>One", 1),
        ("<p><b>One</b> two", 2),
        ("<p><font size=2>One", 5),
        ("<ul><li>one<li>two</ul>", 2),
        ("<dl><dt>one<dd>two</dl>", 2),
        ("<table><tr><td>1<td>2<tr><td>3</table>", 4),
        ("<table><thead><tr><th>a<tbody><tr><td><p>b</table>", 5),
        ("<select><option>a<option>b</select>", 2),
        ("<b><p>One</b></p>", 3),
        ("<a href=%>one", 1),
        ("<img><br><hr><input><svg><path/></svg>", 1),
        ("<h1>a</h2><h3>b", 1),
        ("<ruby>a<rt>b<rp>c</ruby>", 2),
        ("</div></b></p></td></x>", 0),
    ] {
        let found = open(&repeated(piece, 2_000));
        assert!(found <= most, "{piece}: {found}");
    }
}

#[test]
fn rejects_markup_with_superlinear_parsing_time() {
    let formats = repeated("<b id=%>", 200) + &"<p>x".repeat(100_000);
    let deep = "<span>".repeat(250) + &"</x>".repeat(250_000);
    let fostered = "x<br>".repeat(50_000) + "<table>" + &"x<br>".repeat(50_000);
    let adopted = "x<br>".repeat(50_000) + &"<b><div></b></div>".repeat(10_000);
    let options = "<select>".to_owned() + &"<option></option>".repeat(20_000);
    for html in [formats, deep, fostered, adopted, options, repeated("<html a%=1>", 50_000)] {
        assert_eq!(check(&html), Err(Excess::Work), "{}…", &html[..20]);
    }
    assert_eq!(check(&repeated("<br long-name-%>", 5_000)), Err(Excess::Names));
    assert_eq!(check(&format!("<p {}>", repeated("a% ", MOST_ATTRIBUTES + 1))), Err(Excess::Attributes));
    assert_eq!(check(&format!("</p {}>", repeated("a% ", MOST_ATTRIBUTES + 1))), Err(Excess::Attributes));
    assert!(check(&format!("<p {}>", repeated("a% ", MOST_ATTRIBUTES))).is_ok());
    assert_eq!(check(&"<br>".repeat(MOST_TAGS + 1)), Err(Excess::Tags));
    assert!(check(&"<br>".repeat(MOST_TAGS)).is_ok());
    assert_eq!(check(&"<frameset>".repeat(MOST_OPEN + 1)), Err(Excess::Open));
}

#[test]
fn rejects_markup_that_parsers_read_differently() {
    for html in [
        "<select><style></select><div></style>",
        "<select><table>",
        "<svg><![CDATA[ > <div> ]]>",
        "<math><annotation-xml encoding='text&#47;html'><style>",
    ] {
        assert_eq!(check(html), Err(Excess::Ambiguous), "{html}");
    }
}

#[test]
fn the_work_grows_with_the_length_of_an_ordinary_page() {
    let page = "<div class=a><p>The <a href=x>board</a> said <b>no</b>.</p><ul><li>One<li>Two</ul></div>\n";
    let [one, four] = [1_000, 4_000].map(|times| check(&page.repeat(times)).expect("within the limits").work);
    assert!(four <= 4 * one + 4, "{one} for one, {four} for four times as much");
}
