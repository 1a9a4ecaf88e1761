// For tests: a page that changes whenever the embed lets it go on, and a clock that has gone on by seconds then; `window.pauses` counts.
window.pauses = 0;
let now = performance.now();
performance.now = () => (now += 0.01);
window.scheduler = {
  yield: () => new Promise((go) => {
    setTimeout(() => {
      window.pauses += 1;
      now += 3000;
      document.querySelector('article .byline').textContent = `Change ${window.pauses}`;
      setTimeout(go);
    });
  }),
};
