// Reacts to the button, the shortcut and the context menu, and answers the pages that ask for an analysis.
import { answer } from "./analysis.js";

const MENU = "selection";
const { action, contextMenus, i18n, runtime, scripting, sidebarAction, sidePanel, tabs } = globalThis.browser ?? chrome;

runtime.onInstalled.addListener(async () => {
  // After an update, the entry of the earlier version is still there.
  await contextMenus.removeAll();
  contextMenus.create({ id: MENU, title: i18n.getMessage("menu"), contexts: ["selection"] });
});
action.onClicked.addListener((tab) => start(tab, "toggle"));
contextMenus.onClicked.addListener((_, tab) => start(tab, "selection"));

/** Marks the page in a tab, or the selection in it, and opens the panel. */
async function start(tab, what) {
  const at = Date.now();
  // Nothing may be awaited before this: browsers open the panel only in direct response to the reader's action.
  const opening = open(tab.id).catch(() => {});
  try {
    await scripting.executeScript({ target: { tabId: tab.id }, files: ["content.js"] });
    const { on } = await tabs.sendMessage(tab.id, { what, at });
    if (!on) await close(tab.id);
  } catch {
    // Pages of the browser and of the extension stores are closed to extensions; the panel says so.
    await opening;
    show(tab.id, "&closed");
  }
}

/** Sets the page of the panel. */
function show(tabId, more = "") {
  const path = `panel.html?tab=${tabId}${more}`;
  if (sidePanel) sidePanel.setOptions({ tabId, path, enabled: true });
  else sidebarAction.setPanel({ tabId, panel: runtime.getURL(path) });
}

function open(tabId) {
  show(tabId);
  return sidePanel ? sidePanel.open({ tabId }) : sidebarAction.open();
}

async function close(tabId) {
  if (sidePanel) await sidePanel.setOptions({ tabId, enabled: false });
  // Firefox closes a sidebar only in response to the reader's action.
  else await sidebarAction.close().catch(() => {});
}

runtime.onMessage.addListener((message, { tab }) => {
  // The reader chose a mark while the panel was closed.
  if (message.open && tab) open(tab.id).catch(() => {});
});

runtime.onConnect.addListener((port) => {
  if (port.name !== "analysis") return;
  const reply = (message) => {
    try {
      port.postMessage(message);
    } catch {
      // The page is gone.
    }
  };
  port.onMessage.addListener(async (message) => reply(await ask(message)));
});

let thread;
const waiting = new Map();

/** Returns the answer to a message, from a worker, or from this thread if it is a service worker, which cannot start
 * workers. */
function ask(message) {
  if (typeof document === "undefined") return answer(message);
  thread ??= started();
  // The ids of different pages may be equal.
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    waiting.set(id, (reply) => resolve({ ...reply, id: message.id }));
    thread.postMessage({ ...message, id });
  });
}

function started() {
  const made = new Worker(runtime.getURL("worker.js"), { type: "module" });
  made.onmessage = ({ data }) => {
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  made.onerror = () => {
    for (const reply of waiting.values()) reply({ code: "no-worker" });
    waiting.clear();
    made.terminate();
    thread = undefined;
  };
  return made;
}
