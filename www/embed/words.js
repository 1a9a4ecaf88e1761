// The sentences for people, from the tables of corpus/i18n, which the build turns into words/LANGUAGE.js.
import english from "./words/en.js";

/** The languages that there is a table of. */
export const LANGUAGES = ["en", "de", "fr", "es", "uk"];

/** The sentences of the first of these languages that there is a table of. */
export async function words(...tags) {
  const code = tags.map((tag) => tag?.toLowerCase().split(/[-_]/)[0]).find((tag) => LANGUAGES.includes(tag)) ?? "en";
  if (code === "en") return new Words("en", {});
  try {
    return new Words(code, (await import(new URL(`words/${code}.js`, import.meta.url).href)).default);
  } catch {
    // A missing table is no reason to show nothing.
    return new Words("en", {});
  }
}

/** One language; what its table lacks is English. */
export class Words {
  constructor(code, table) {
    this.code = code;
    this.table = table;
    this.plurals = new Intl.PluralRules(code);
  }

  /** The sentence of a key, with its places filled. */
  say(key, places = {}) {
    const sentence = this.table[key] ?? english[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
  }

  /** The same with a number, in the form that goes with it. */
  count(key, n) {
    const forms = this.say(key).split("|");
    const form = ["one", "few"].indexOf(this.plurals.select(n));
    const at = forms.length > 2 ? (form < 0 ? 2 : form) : Number(form !== 0);
    return forms[Math.min(at, forms.length - 1)].replace("{n}", n.toLocaleString(this.code));
  }

  /** Why a finding stands: the rule's sentence. */
  reason({ rule, text }) {
    return this.table[`rule.${rule}`] ?? text;
  }
}
