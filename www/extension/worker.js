// The analysis in a worker, for browsers whose extensions have a background page instead of a service worker.
import { answer } from "./analysis.js";

onmessage = async ({ data }) => postMessage(await answer(data));
