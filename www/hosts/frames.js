// For tests: a clock on which a frame takes 16 milliseconds; with ?slow, 100 while words are highlighted; with ?busy,
// always 100.
const slow = { "?slow": () => CSS.highlights.size > 0, "?busy": () => true }[location.search] ?? (() => false);
let now = 0;
const tick = () => {
  now += slow() ? 100 : 16;
  requestAnimationFrame(tick);
};
tick();
performance.now = () => now;
