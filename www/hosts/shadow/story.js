// A story whose words are in an open shadow root, except for those in its slot.
customElements.define("news-story", class extends HTMLElement {
  connectedCallback() {
    const article = document.createElement("article");
    const make = (name, words = "") => Object.assign(document.createElement(name), { textContent: words });
    const aside = make("aside");
    aside.append(Object.assign(make("slot"), { name: "aside" }));
    article.append(
      make("h1", "Museum to open in autumn"),
      make("p", "The city museum was closed for three years, and its reopening had been put off four times since the fire in the east wing."),
      make("slot"),
      make("p", "Critics allege that the new wing is empty. The director rejected that as nonsense."),
      aside,
    );
    this.attachShadow({ mode: "open" }).append(article);
  }
});
