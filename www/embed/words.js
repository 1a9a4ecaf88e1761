// The strings of the interface, from corpus/i18n, which the build converts to words/LANGUAGE.js.
import english from "./words/en.js";

/** The languages that have a table. */
export const LANGUAGES = ["en", "de", "fr", "es", "uk"];

/** Returns the strings in the first of these languages that has a table. */
export async function words(...tags) {
  const code = tags.map((tag) => tag?.toLowerCase().split(/[-_]/)[0]).find((tag) => LANGUAGES.includes(tag)) ?? "en";
  if (code === "en") return new Words("en", {});
  try {
    return new Words(code, (await import(new URL(`words/${code}.js`, import.meta.url).href)).default);
  } catch {
    // If a table is missing, English is better than nothing.
    return new Words("en", {});
  }
}

/** The strings of one language. Missing ones are in English. */
export class Words {
  constructor(code, table) {
    this.code = code;
    this.table = table;
    this.plurals = new Intl.PluralRules(code);
  }

  /** Returns the sentence of a key with its placeholders filled in. */
  say(key, places = {}) {
    const sentence = this.table[key] ?? english[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
  }

  /** Returns the sentence with a number, in the right plural form. */
  count(key, n) {
    const forms = this.say(key).split("|");
    const form = ["one", "few"].indexOf(this.plurals.select(n));
    const at = forms.length > 2 ? (form < 0 ? 2 : form) : Number(form !== 0);
    return forms[Math.min(at, forms.length - 1)].replace("{n}", n.toLocaleString(this.code));
  }

  /** Returns the rule's sentence: why a finding was marked. */
  reason({ rule, text }) {
    return this.table[`rule.${rule}`] ?? text;
  }
}
