// The values that the element's attributes may have.
import { KINDS, LENSES, STATUSES } from "./pieces.js";
import { LANGUAGES } from "./words.js";

/** The languages in which articles are read. */
export const ARTICLE_LANGUAGES = ["en", "de", "fr", "es", "uk"];

const list = (...words) => new RegExp(`^([\\s,]|\\b(${words.join("|")})\\b)*$`, "i");
const VALUES = {
  position: /^((bottom|top)-(right|left)|inline)$/,
  theme: /^(auto|light|dark)$/,
  loading: /^(idle|visible)$/,
  marks: /^boxes$/,
  kinds: list(...KINDS, "attitude"),
  statuses: list(...STATUSES, "none"),
  lang: new RegExp(`^(${LANGUAGES.join("|")})\\b`, "i"),
  "article-lang": new RegExp(`^(${ARTICLE_LANGUAGES.join("|")})\\b`, "i"),
  lens: new RegExp(`^(${LENSES.join("|")})$`),
  checks: /\S/,
  "min-confidence": /^\s*[\d.]+\s*$/,
};

/** Returns the value of an attribute; `undefined` if it is missing or invalid. */
export function value(element, name) {
  const found = element.getAttribute(name);
  return found && VALUES[name].test(found) ? found : undefined;
}

/** Returns a sentence about each attribute with an invalid value. */
export function complaints(element) {
  const wrong = Object.keys(VALUES).filter((name) => element.getAttribute(name) && !value(element, name));
  return wrong.map((name) => `${name}: ${JSON.stringify(element.getAttribute(name))} is no value of it`);
}

/** Returns which findings the element asks for. */
export function wishes(element) {
  const list = (name, all) => {
    const wish = value(element, name)?.toLowerCase().split(/[\s,]+/).filter(Boolean);
    return new Set(wish?.length ? wish : all);
  };
  const statuses = list("statuses", STATUSES);
  if (statuses.has("none")) statuses.clear();
  return { kinds: list("kinds", KINDS), statuses, least: Number(value(element, "min-confidence")) || 0 };
}
