// For tests: a clock that goes on by a millisecond each time it is read, so that pauses come after so much work and not after so much
// time; and a count of the pauses.
window.pauses = 0;
let now = 0;
performance.now = () => (now += 1);
const pause = window.scheduler?.yield?.bind(window.scheduler) ?? (() => new Promise((go) => { setTimeout(go); }));
window.scheduler = { yield: () => { window.pauses += 1; return pause(); } };
