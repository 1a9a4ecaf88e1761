// Two stories on one page, using pushState.
const STORIES = {
  first: ["Bakers raise prices", "Bread will cost a fifth more from Monday, and the bakers’ guild of the town put that down to the price of flour and of gas.", "“Flour has doubled,” said baker Emil Torp."],
  second: ["Choir loses its hall", "The hall of the town choir has been sold after ninety years, and where the singers will meet in winter is not known to anybody.", "The buyer denied that the hall would be torn down."],
};
const show = (name) => {
  const article = document.createElement("article");
  STORIES[name].forEach((words, at) => {
    article.append(Object.assign(document.createElement(at ? "p" : "h1"), { textContent: words }));
  });
  document.querySelector("#view").replaceChildren(article);
};
document.querySelector("#next").addEventListener("click", (event) => {
  event.preventDefault();
  history.pushState({}, "", "?story=second");
  show("second");
});
addEventListener("popstate", () => show(location.search.includes("second") ? "second" : "first"));
show("first");
