// For tests: counts the calls of getComputedStyle, and has a clock that is advanced by hand.
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
