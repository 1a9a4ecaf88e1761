/**
 * The bookmarklet: opens the workbench at the address `base` with the article of the page in which it runs. It refers
 * to nothing outside itself, because its source becomes the bookmark's address. `none` is the sentence that is shown if
 * the page has no article, `failed` the one for an exception.
 *
 * The link contains the article after `#`, as written by src/web/share.rs, so it is sent to nobody.
 */
export async function read(base, none, failed) {
  try {
    const most = (elements) => elements.sort((a, b) => b.innerText.length - a.innerText.length)[0];
    const blocks = new Map();
    for (const { parentElement, innerText } of document.querySelectorAll("p")) {
      if (!parentElement.closest("nav, aside, footer, form")) blocks.set(parentElement, (blocks.get(parentElement) ?? 0) + innerText.length);
    }
    const [block, size] = [...blocks].sort((a, b) => b[1] - a[1])[0] ?? [undefined, 0];
    // A selection is what the reader means; otherwise the article, unless more text is elsewhere.
    const selected = String(getSelection()).trim();
    const article = most([...document.querySelectorAll("article")]);
    const found = article && article.innerText.length >= size ? article : block;
    const text = (selected || found?.innerText || "").replace(/\n{3,}/g, "\n\n").trim();
    if (!selected && text.length < 140) return alert(none);
    const content = (name) => document.querySelector(`meta[property="${name}"]`)?.content ?? "";
    const title = content("og:title") || document.querySelector("h1")?.innerText || document.title;
    const meta = [title, "", content("og:site_name") || location.hostname, location.href.split("#")[0], content("article:published_time").slice(0, 10)];
    const body = text.startsWith(title) ? text.slice(title.length).trim() : text;
    const written = [...meta, body].map((field) => field.replaceAll("\u001f", "")).join("\u001f");
    const packed = new Blob([written]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
    let binary = "";
    for (const byte of bytes) binary += String.fromCharCode(byte);
    const link = `${base}#t=1.${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
    // Where windows are blocked, the workbench replaces the page, and the browser's back button returns to it.
    if (!open(link, "_blank", "noopener")) location.href = link;
  } catch {
    alert(failed);
  }
  return undefined;
}
