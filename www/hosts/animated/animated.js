// A page that never stands still: each of its sixty paragraphs glows, and a number changes in every frame.
const article = document.querySelector("article");
for (let gate = 1; gate <= 60; gate += 1) {
  const words = gate % 2 ? `“Gate ${gate} is open,” said warden Ann Vale.` : `The port denied that gate ${gate} had been sold.`;
  article.append(Object.assign(document.createElement("p"), { textContent: words }));
}
const number = document.querySelector("#frames").firstChild;
const step = () => {
  if (document.documentElement.className !== "still") number.data = Number(number.data) + 1;
  requestAnimationFrame(step);
};
step();
