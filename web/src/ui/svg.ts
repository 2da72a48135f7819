/** SVG elements for what is drawn over the map: outlines, arrows, marks. */

const SPACE = "http://www.w3.org/2000/svg";

/** `svg("line", { x1: 0, y1: 0, x2: 8, y2: 8 }, …children)`; attributes become text. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string | number>> = {}, ...children: (Node | string)[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SPACE, tag);
  change(element, attributes);
  element.append(...children);
  return element;
}

/** Sets attributes. */
export function change(element: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
