// For tests: a clock that advances by a millisecond each time it is read, so that pauses depend on the amount of work
// and not on time; and a count of the pauses.
window.pauses = 0;
let now = 0;
performance.now = () => (now += 1);
const pause = window.scheduler?.yield?.bind(window.scheduler) ?? (() => new Promise((go) => { setTimeout(go); }));
window.scheduler = { yield: () => { window.pauses += 1; return pause(); } };
