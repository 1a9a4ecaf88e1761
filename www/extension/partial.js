// Detects whether a page shows only a part of its article, for example the part before a paywall.
import { all, own } from "../embed/dom.js";

/** The share of the words that the site states, below which the article is incomplete. */
const SHARE = 0.8;
const DATA = 'script[type="application/ld+json"]';
const TIERS = 'meta[property="article:content_tier"], meta[name="article:content_tier"]';
/** Elements in front of the rest of an article. */
const WALLS = '[class*="paywall" i], [id*="paywall" i], [class*="regwall" i], [class*="piano-offer" i], [class*="subscribe-wall" i]';

/** Returns whether the text that the page shows is less than its article, as far as the site says so. */
export function partial(text) {
  const count = (words) => words.split(/\s+/).filter(Boolean).length;
  const shown = count(text);
  const facts = stated();
  const whole = Math.max(0, ...facts.map(({ wordCount, articleBody }) => Math.max(Number(wordCount) || 0, count(String(articleBody ?? "")))));
  if (whole) return shown < whole * SHARE;
  const paid = facts.some(({ isAccessibleForFree }) => /^(false|no)$/i.test(String(isAccessibleForFree)))
    || all(TIERS).some((tier) => /locked|metered/.test(own(tier, "getAttribute").call(tier, "content") ?? ""));
  return paid && all(WALLS).some((wall) => own(wall, "getClientRects").call(wall).length > 0);
}

/** Returns the objects in the page's linked data. */
function stated() {
  const found = [];
  for (const script of all(DATA)) {
    try {
      const todo = [JSON.parse(own(script, "textContent"))];
      for (let seen = 0; todo.length && seen < 1000; seen += 1) {
        const value = todo.pop();
        if (typeof value !== "object" || value === null) continue;
        if (!Array.isArray(value)) found.push(value);
        todo.push(...Object.values(value));
      }
    } catch {
      // Third-party data may be invalid.
    }
  }
  return found;
}
