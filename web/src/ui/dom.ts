/** Builds DOM nodes; text always goes in as text, so nothing an atlas holds can become markup. */

type Child = Node | string | null | undefined | false;
type Properties = Record<string, unknown>;

/** `h("button", { class: "quiet", onclick: f, "aria-label": "…" }, "text")`; keys that start with `on` are listeners. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value as EventListener);
    else if (key in element && typeof value !== "string") Object.assign(element, { [key]: value });
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces all children. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
}

const SHAPES = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  info: "M12 11v6M12 7.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1",
  theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  keys: "M3 7h18v10H3zM7 11v.01M11 11v.01M15 11v.01M18 11v.01M8 14h8",
  close: "M6 6l12 12M18 6L6 18",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2L21 21",
  pin: "M12 21v-7M8 3h8l-1 6 3 5H6l3-5z",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  place: "M12 21s-6-6.2-6-11a6 6 0 0 1 12 0c0 4.8-6 11-6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  view: "M4 5h16v14H4zM4 9h16M8 5v4",
  selection: "M12 4c5 0 9 2.5 9 6s-4 6-9 6c-2 0-3 1-4 2s-3 1-3-1 1-2 1-3c-2-1-3-2-3-4 0-3.5 4-6 9-6z",
  tag: "M4 4h8l8 8-8 8-8-8zM8.5 8.5v.01",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M12 11v6M9.5 14.5L12 17l2.5-2.5",
  // one for each tool, by its id; a tool without one of its own gets the last
  item: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15.5 9v.01",
  path: "M5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM19 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 17h6a3 3 0 0 0 0-6h-2a3 3 0 0 1 0-6h6",
  mix: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z",
  attributes: "M4 7h9M19 7h1M16 4.5v5M4 12h2M12 12h8M9 9.5v5M4 17h7M17 17h3M14 14.5v5",
  bring: "M12 4v11M8 11l4 4 4-4M4 16v4h16v-4",
  compare: "M4 5h7v14H4zM13 5h7v14h-7z",
  notes: "M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 9h7M8.5 12.5h4",
  tool: "M12 4l8 8-8 8-8-8z",
  lasso: "M7 15.5C4.6 14.5 3 12.9 3 11c0-3.3 4-6 9-6s9 2.7 9 6-4 6-9 6c-.9 0-1.7-.1-2.5-.2M9.5 16.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM7 18.5c0 1.2.4 2 1.3 2.5",
  choose: "M4 4h3M10.5 4h3M17 4h3v3M20 10.5v3M20 17v3h-3M13.5 20h-3M7 20H4v-3M4 13.5v-3M4 7V4M9 12l2.3 2.3L15.5 10",
  back: "M14.5 6l-6 6 6 6",
  forward: "M9.5 6l6 6-6 6",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
} as const;

export type IconName = keyof typeof SHAPES;

/** The icon of a tool. */
export function toolIcon(id: string): IconName {
  return id in SHAPES ? (id as IconName) : "tool";
}

/** A line icon of 20 px that takes the colour of the text around it. */
export function icon(name: IconName): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" })) svg.setAttribute(key, value);
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Whether a key is meant for the page: pressed alone, and not in a field that takes text or choices, nor in a dialog. */
export function isForPage({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const writing = target instanceof HTMLElement && target.closest("input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]") !== null;
  return !writing && !ctrlKey && !metaKey && !altKey && document.querySelector("dialog[open]") === null;
}

const announcer = h("div", { class: "toast", role: "status", "aria-live": "polite" });
let hideToast = 0;

/** Shows one line at the bottom for a few seconds; screen readers read it. */
export function toast(text: string, seconds = 3): void {
  if (!announcer.isConnected) document.body.append(announcer);
  announcer.textContent = text;
  announcer.classList.add("shown");
  clearTimeout(hideToast);
  hideToast = window.setTimeout(() => announcer.classList.remove("shown"), seconds * 1000);
}

/** Opens a modal dialog with a title and a close button; Escape closes it and focus returns. Answers with the dialog. */
export function dialog(title: string, ...content: Child[]): HTMLDialogElement {
  const close = h("button", { class: "icon-button", "aria-label": "Close", onclick: () => box.close() }, icon("close"));
  const box = h("dialog", { "aria-label": title }, h("header", {}, h("h2", {}, title), close), h("div", { class: "dialog-body" }, ...content));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

/** Calls `act` when a key is pressed that is meant for the page, small or capital. */
export function onKeyPress(key: string, act: () => void): void {
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== key || !isForPage(event)) return;
    event.preventDefault();
    act();
  });
}
