// For tests: counts how often a style is asked for, and a clock that goes on by hand.
window.styles = 0;
{
  const { getComputedStyle } = window;
  window.getComputedStyle = (...all) => {
    window.styles += 1;
    return getComputedStyle.apply(window, all);
  };
  let now = performance.now();
  performance.now = () => now;
  window.pass = (milliseconds) => {
    now += milliseconds;
  };
}
