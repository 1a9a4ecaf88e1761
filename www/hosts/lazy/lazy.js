// The rest of the article loads when its end scrolls into view.
const rest = ["“My roof is gone,” said Ida Storm, a fisher.", "Officials denied reports that a boat had sunk."];
const end = document.querySelector("#end");
new IntersectionObserver((entries, sight) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  sight.disconnect();
  for (const words of rest) {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    end.before(paragraph);
  }
}).observe(end);
