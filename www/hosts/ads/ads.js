// An advertisement that is inserted late, in the middle of a paragraph.
document.querySelector("#more").addEventListener("click", () => {
  const paragraphs = document.querySelectorAll("article > p");
  const words = paragraphs[1].firstChild;
  const rest = words.splitText(words.data.indexOf("what caused"));
  const advert = document.createElement("ins");
  advert.className = "adsbygoogle";
  advert.textContent = "“Buy now,” said the advertisement.";
  rest.before(advert);
  const block = document.createElement("div");
  block.className = "promo";
  block.textContent = "“A block of it,” said another.";
  paragraphs[0].before(block);
});
