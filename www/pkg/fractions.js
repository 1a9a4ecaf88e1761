// The programs' fractions are 32-bit floats, of which JavaScript would show digits without a meaning.

/** Shortens the fractions in findings or links, in place. */
export function shorten(found) {
  const { attributions = [], claims = [], checks = [], links = [] } = found;
  for (const finding of [...attributions, ...claims]) finding.confidence = shortest(finding.confidence);
  for (const scored of [...checks, ...links]) scored.score = shortest(scored.score);
  return found;
}

/** Returns the number with the fewest digits that is the same 32-bit float. */
function shortest(number) {
  for (let digits = 1; digits <= 9; digits += 1) {
    const short = Number(number.toPrecision(digits));
    if (Math.fround(short) === number) return short;
  }
  return number;
}
