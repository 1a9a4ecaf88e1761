// The finding that the reader looks at: its words on the page, and where its card goes.
import { holds, range, spots } from "./pieces.js";
import { Place } from "./place.js";
import { shownBy } from "./sides.js";

/** Where words come to that are sought, as a share of the window. */
const HEIGHT = 0.3;

export class Chosen {
  /** The finding, if there is one. */
  item;
  #place;
  #spots = [];

  constructor(card) {
    this.#place = new Place(card);
  }

  /** From now on it is this one; `map` says where its words are. */
  take(item, analysis, map) {
    this.item = item;
    this.#spots = item && map ? spots(item, shownBy(item, analysis), map) : [];
  }

  /** Its words, without those that have changed. */
  get spots() {
    this.#spots = this.#spots.filter(holds);
    return this.#spots;
  }

  /** Whether some of its words have changed since they were asked for. */
  get stale() {
    return !this.#spots.every(holds);
  }

  /** Puts the card where the words are now; `again`: decides anew on which side of them. */
  follow(article, again, sought) {
    if (!this.item || !article?.isConnected) return;
    this.#place[again ? "choose" : "follow"](() => this.#lines(), article, sought);
  }

  /** Brings its words into sight. */
  seek() {
    seek(this.spots, this.#place.room, this.#lines());
  }

  /** Scrolls as far as it takes for the words and the card to be seen. */
  reveal() {
    const top = this.#place.hidden(() => this.#lines());
    if (top) scrollBy({ top, behavior: gliding() });
  }

  /** The lines of the words that the card is about. */
  #lines() {
    const about = this.#spots.filter((spot) => spot.style.startsWith("chosen") && holds(spot));
    return about.flatMap((spot) => [...range(spot).getClientRects()]).filter(({ width }) => width > 0);
  }
}

/** Brings words into sight: their lines, or at least the first of them, end above `room`. */
export function seek(pieces, room, lines = []) {
  const piece = pieces.find(holds);
  if (!piece) return;
  const place = piece.node.parentElement ?? piece.node.getRootNode().host;
  const edge = () => range(piece).getBoundingClientRect();
  const bottom = Math.max(edge().bottom, ...lines.map((line) => line.bottom));
  if (edge().top >= 0 && bottom <= room) return;
  const height = bottom - edge().top;
  // Whatever scrolls inside of the page scrolls first.
  place?.scrollIntoView({ block: "nearest" });
  scrollBy({ top: edge().top - Math.max(Math.min(innerHeight * HEIGHT, room - height), 0), behavior: gliding() });
}

const gliding = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
