document.querySelector("#unfold").addEventListener("click", () => {
  document.querySelector("article").classList.add("open");
  document.querySelector(".rest").hidden = false;
});
