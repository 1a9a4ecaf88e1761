// Runs in a fresh project that has installed the package, and checks that the findings are right and have the declared
// types.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { Library, MOST_CHARACTERS, analyze, compare, load, match, version } from "sayso";

const own = JSON.parse(readFileSync("node_modules/sayso/package.json", "utf8"));
assert.equal(version(), own.version);
await load();

const text = "Rain 🌊🌊 fell all night.\n\n“The road is closed,” said Mayor Ann Vale. Police denied that anybody had been hurt.";
const words = (found, spans, of = text) => spans.map(([start, end]) => of.slice(start, end)).join(" … ");
const { attributions: [said], claims: [denied] } = analyze(text);
assert.equal(words(text, said.content), "“The road is closed,”");
assert.equal(words(text, said.cue), "said");
assert.equal(said.speaker, "Ann Vale");
assert.ok(String(said.confidence).length <= 11, `not the shortest fraction: ${said.confidence}`);
assert.equal(denied.status, "denied");
assert.equal(words(text, denied.content), "anybody had been hurt");

const points = [...text];
const { attributions: [counted] } = analyze(text, { offsets: "codepoint" });
assert.equal(points.slice(...counted.content[0]).join(""), "“The road is closed,”");
const { attributions: [bytes] } = analyze(text, { offsets: "byte" });
assert.equal(Buffer.from(text).subarray(...bytes.content[0]).toString(), "“The road is closed,”");

// Any string is accepted.
for (const odd of ["", "\ud800", "\0".repeat(9), "“".repeat(500)]) assert.ok(Array.isArray(analyze(odd).attributions));

// A text longer than an article is refused at once. Its length is counted in code points, not in UTF-16 units.
for (const long of ["x".repeat(MOST_CHARACTERS + 1), "🌊".repeat(MOST_CHARACTERS + 1), "x".repeat(50 * MOST_CHARACTERS)]) {
  assert.throws(() => analyze(long), RangeError);
  assert.throws(() => compare([text, long]), RangeError);
}
assert.deepEqual(analyze("🌊".repeat(9) + "\n".repeat(MOST_CHARACTERS - 9)).claims, []);

// The language is detected, or given as an option.
const german = "„Die Straße ist gesperrt“, sagte Bürgermeisterin Anna Oru am Dienstag. Die Polizei wies den Vorwurf zurück, sie habe gewartet.";
const read = analyze(german);
assert.equal(read.language, "de");
assert.deepEqual(read.notices, ["experimental"]);
assert.equal(words(german, read.attributions[0].content, german), "„Die Straße ist gesperrt“");
assert.equal(analyze("„Nein“, sagte sie.", { language: "de" }).language, "de");
assert.equal(analyze(german, { language: "en" }).language, "en");

const links = compare([text, `Police deny it. ${text}`]);
assert.ok(links.links.some(({ kind }) => kind === "reuse"), JSON.stringify(links.links.map(({ kind }) => kind)));

// A library of two claims with three reviews, made by `sayso library build` (tests/pkg/checks.sayso).
const library = new Library(readFileSync("checks.sayso"));
assert.deepEqual([library.info.claims, library.info.reviews], [2, 3]);
const ferry = "🌊 The mayor said on Monday that the ferry to Oru carried 400 people in May. It rained.";
const [checked] = match(ferry, library);
assert.equal(ferry.slice(...checked.sentence), checked.text);
assert.ok(checked.shown && checked.stance === "repeats" && checked.check.reviews.length === 2, JSON.stringify(checked));
assert.deepEqual(match("It rained.", library), []);
assert.throws(() => new Library(new Uint8Array([1, 2, 3])), /not a library/);

// Writes real findings as a program for the compiler, which fails if a finding has a field that the types lack, or
// lacks one.
const found = process.argv.slice(2).map((path) => readFileSync(path, "utf8"));
const literals = found.map((article) => JSON.stringify(analyze(article)));
writeFileSync(
  "found.ts",
  `import type { Analysis, Comparison, LibraryInfo, Match } from "sayso";
export const found: Analysis[] = [${literals.join(",\n")}];
export const links: Comparison = ${JSON.stringify(compare(found))};
export const info: LibraryInfo = ${JSON.stringify(library.info)};
export const matches: Match[] = ${JSON.stringify(match(ferry, library))};\n`,
);
console.log(`sayso ${version()} in Node ${process.version}: ${found.length} articles`);
