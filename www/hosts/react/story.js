// A live page: it re-renders many times a second, changes words, inserts paragraphs and removes them.
const { createElement: h, useEffect, useState } = React;
const FIRST = [
  ["a", "“We have won the north,” said candidate Rosa Lindt."],
  ["b", "Her rival, Karl Meyer, claimed that votes had been lost."],
  ["c", "The electoral office denied that any votes were missing."],
];
const LATER = [
  ["z", "Update: Turnout was 61 percent, the office said."],
  ["a", "“We have won the north and the west,” said candidate Rosa Lindt."],
  ["c", "The electoral office denied that any votes were missing."],
];

function Story() {
  const [tick, setTick] = useState(0);
  const [rows, setRows] = useState(FIRST);
  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), 50);
    globalThis.update = () => setRows(LATER);
    globalThis.wipe = () => setRows([["n", "Nothing is said any more. This line is only here to be long enough that a reader takes it for what it is, a line of a page about an election, and it goes on."]]);
    return () => clearInterval(timer);
  }, []);
  return h("article", { "data-tick": tick },
    h("h1", null, "Election night"),
    h("p", { className: "byline" }, `Refreshed ${tick} times`),
    rows.map(([key, words]) => h("p", { key }, words)));
}

ReactDOM.createRoot(document.querySelector("#root")).render(h(Story));
