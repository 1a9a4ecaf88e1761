// In the extension's copy of the workbench: receives articles for the comparison from the side panel.
const api = globalThis.browser?.runtime ? globalThis.browser : globalThis.chrome;
const RETRY = 50;

api.runtime.onMessage.addListener((message, _, reply) => {
  if (!message.compare) return;
  reply({ taken: true });
  add(message.compare);
});
if (new URLSearchParams(location.search).has("compare")) {
  history.replaceState(null, "", "index.html");
  const given = await api.runtime.sendMessage({ workbench: true }).catch(() => undefined);
  if (given?.article) add(given.article);
}

/** Opens the comparison and adds an article to it, as if the reader had chosen it as a file. */
async function add({ meta, text }) {
  if (document.documentElement.dataset.view !== "compare") (await shown("#compare-button")).click();
  const input = await shown("#compare-files");
  const files = new DataTransfer();
  files.items.add(new File([html(meta, text)], "article.html", { type: "text/html" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  const tab = await api.tabs.getCurrent();
  await api.tabs.update(tab.id, { active: true });
}

async function shown(selector) {
  for (;;) {
    const found = document.querySelector(selector);
    if (found) return found;
    await new Promise((go) => { setTimeout(go, RETRY); });
  }
}

/** Returns an article as HTML, from which the workbench reads the same text and metadata. */
function html([title, byline, outlet, url, date], text) {
  const made = document.implementation.createHTMLDocument("");
  made.title = "";
  const facts = { "og:title": title, "article:author": byline, "og:site_name": outlet, "og:url": url, "article:published_time": date };
  for (const [property, content] of Object.entries(facts)) {
    const meta = made.createElement("meta");
    meta.setAttribute("property", property);
    meta.setAttribute("content", content);
    made.head.append(meta);
  }
  for (const words of text.split(/\n{2,}/)) {
    const paragraph = made.createElement("p");
    words.split("\n").forEach((line, at) => paragraph.append(...(at ? [made.createElement("br")] : []), line));
    made.body.append(paragraph);
  }
  for (const title of made.querySelectorAll("title")) title.remove();
  return made.documentElement.outerHTML;
}
