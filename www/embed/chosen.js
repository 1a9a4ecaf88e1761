// The selected finding: its words on the page, and the position of its card.
import { isCurrent, range, spots } from "./pieces.js";
import { Place } from "./card-position.js";
import { shownBy } from "./card-content.js";

/** The position to which words are scrolled, as a share of the window's height. */
const HEIGHT = 0.3;

export class Chosen {
  /** The finding, if one is selected. */
  item;
  #place;
  #spots = [];

  /** `card` is the card's element, if it is on the page. */
  constructor(card) {
    this.#place = card && new Place(card);
  }

  /** Selects a finding; `map` says where its words are. */
  take(item, analysis, map) {
    this.item = item;
    this.#spots = item && map ? spots(item, shownBy(item, analysis), map) : [];
  }

  /** Returns its words, without those that have changed. */
  get spots() {
    this.#spots = this.#spots.filter(isCurrent);
    return this.#spots;
  }

  /** Returns whether some of its words have changed since they were last requested. */
  get stale() {
    return !this.#spots.every(isCurrent);
  }

  /** Moves the card to the current position of the words. With `again`, it may go to another side of them. */
  follow(article, again, scroll) {
    if (!this.item || !this.#place || !article?.isConnected) return;
    this.#place[again ? "choose" : "follow"](() => this.#lines(), article, scroll);
  }

  /** Scrolls its words into view. */
  seek() {
    seek(this.spots, this.#place?.room ?? innerHeight / 2, this.#lines());
  }

  /** Scrolls as far as necessary to make both the words and the card visible. */
  reveal() {
    const top = this.#place?.hidden(() => this.#lines());
    if (top) scrollBy({ top, behavior: gliding() });
  }

  /** Returns the lines of the words that the card describes. */
  #lines() {
    const about = this.#spots.filter((spot) => spot.style.startsWith("chosen") && isCurrent(spot));
    return about.flatMap((spot) => [...range(spot).getClientRects()]).filter(({ width }) => width > 0);
  }
}

/** Scrolls words into view, so that their lines, or at least the first one, end above `room`. */
export function seek(pieces, room, lines = []) {
  const piece = pieces.find(isCurrent);
  if (!piece) return;
  const place = piece.node.parentElement ?? piece.node.getRootNode().host;
  const edge = () => range(piece).getBoundingClientRect();
  const bottom = Math.max(edge().bottom, ...lines.map((line) => line.bottom));
  if (edge().top >= 0 && bottom <= room) return;
  const height = bottom - edge().top;
  // Scroll containers inside the page scroll first.
  place?.scrollIntoView({ block: "nearest" });
  scrollBy({ top: edge().top - Math.max(Math.min(innerHeight * HEIGHT, room - height), 0), behavior: gliding() });
}

const gliding = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
