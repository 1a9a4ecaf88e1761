// Loads the rules for languages other than English, and the words of each language, when an article needs them.
import { shorten } from "./fractions.js";

let rules;
const tables = new Map();

/** Returns whether these findings are incomplete, because the text is in a language whose rules must be loaded. */
export const lacking = ({ language, notices }) => language !== "en" && notices.includes("not-english");

/** Returns the findings in a text in this language. Rejects if its rules cannot be loaded. */
export async function read(text, language) {
  rules ??= load();
  tables.has(language) || tables.set(language, fetched(`languages/${language}.tsv`));
  try {
    const [program, table] = await Promise.all([rules, tables.get(language)]);
    return shorten(program.read(text, "utf16", table));
  } catch (fault) {
    // Everything is forgotten, because there may be a network later.
    rules = undefined;
    tables.clear();
    throw fault;
  }
}

async function load() {
  const program = await import("./languages.js");
  await program.default({ module_or_path: new URL("languages_bg.wasm", import.meta.url) });
  return program;
}

async function fetched(path) {
  const answer = await fetch(new URL(path, import.meta.url));
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}
