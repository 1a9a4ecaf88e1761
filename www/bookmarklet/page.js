// The page that offers the bookmarklet.
import { read } from "./read.js";
import { words as table } from "./words.js";

const words = await table(...navigator.languages);
document.documentElement.lang = words.code;
for (const element of document.querySelectorAll("[data-say]")) element.textContent = words.say(element.dataset.say);
document.title = words.say("ui.bookmarklet.title");

const base = new URL("../", location.href).href.split(/[?#]/)[0];
const given = [base, words.say("ui.bookmarklet.none"), words.say("ui.bookmarklet.failed")];
const source = `(${read})(${given.map((one) => JSON.stringify(one)).join()})`;
const mark = document.getElementById("mark");
mark.href = `javascript:${encodeURIComponent(source)}`;
// Without this, a click on the bookmarklet would read this page.
mark.onclick = (event) => event.preventDefault();
document.getElementById("copy").onclick = async () => {
  const done = await navigator.clipboard.writeText(mark.href).then(() => true, () => false);
  document.getElementById("copied").textContent = words.say(done ? "ui.bookmarklet.copied" : "ui.bookmarklet.not-copied");
};
