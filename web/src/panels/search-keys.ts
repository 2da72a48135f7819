/** A text field with a list below it: arrow keys go through the list, Enter picks, Escape leaves. */

/** Makes the field a combobox over the options of `list`, which lies in `box`. Options are picked by clicking them. */
export function attachCombobox(input: HTMLInputElement, list: HTMLElement, box: HTMLElement): { open(shown: boolean): void; close(): void } {
  let active: Element | null = null;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);

  const mark = (option: Element | null): void => {
    active?.removeAttribute("aria-selected");
    active?.removeAttribute("id");
    active = option;
    input.removeAttribute("aria-activedescendant");
    if (option === null) return;
    option.id = `${list.id}-active`;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const open = (shown: boolean): void => {
    box.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    mark(null);
  };
  open(false);

  const step = (by: 1 | -1): void => {
    if (box.hidden) open(input.value.trim() !== "");
    const options = [...list.children];
    if (options.length === 0) return;
    const at = active === null ? -1 : options.indexOf(active);
    mark(options[at < 0 ? (by > 0 ? 0 : options.length - 1) : (at + by + options.length) % options.length]);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => ((active?.isConnected ? active : list.firstElementChild) as HTMLElement | null)?.click(),
    Escape: () => (box.hidden ? input.blur() : open(false)),
  };
  input.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (act === undefined || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  input.addEventListener("focus", () => open(input.value.trim() !== ""));
  // a click in the list leaves the cursor in the field; whoever goes elsewhere closes the list
  box.addEventListener("mousedown", (event) => event.preventDefault());
  for (const element of [input, box])
    element.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget !== input && !(relatedTarget instanceof Node && box.contains(relatedTarget))) open(false);
    });
  return { open, close: () => open(false) };
}
