// For tests: a page that changes whenever the embed yields, and a clock that then advances by seconds; `window.pauses`
// counts the changes.
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
