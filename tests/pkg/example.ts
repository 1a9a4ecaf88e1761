// Code as a reader of the package's README would write it. The compiler checks it.
import { Library, analyze, compare, load, match, version, type Analysis, type Claim, type Span } from "sayso";

await load();
const text: string = "“The road is closed,” said the mayor. Police denied that anybody had been hurt.";
const found: Analysis = analyze(text);
const words = (spans: Span[]): string => spans.map(([start, end]) => text.slice(start, end)).join(" … ");
for (const { source, cue, content, speaker, confidence } of found.attributions) {
  console.log(speaker || words(source), words(cue), words(content), confidence.toFixed(2));
}
const contested: Claim[] = found.claims.filter(({ status }) => status === "denied");
const kinds: string[] = compare([text, text]).links.map(({ kind, a }) => `${kind} ${a.article}`);
console.log(version(), contested.length, kinds, analyze(text, { offsets: "codepoint" }).skipped?.length);

const checked: string[] = match(text, new Library(new Uint8Array())).flatMap(({ check }) => check.reviews.map(({ verdict }) => verdict));
void checked;

// @ts-expect-error: there is no such status.
const wrong: Claim["status"] = "true";
// @ts-expect-error: there is no such unit.
analyze(text, { offsets: "utf8" });
// @ts-expect-error: there are no rules for this language.
analyze(text, { language: "tlh" });
console.log(analyze(text, { language: "de" }).language);
void wrong;
