import { describe, expect, it } from "vitest";
import { GROUND, NEUTRAL } from "../src/colour/palette";
import style from "../src/style/base.css?raw";

type Rgb = readonly number[];

/** Relative luminance and contrast after WCAG 2.2. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
const bytes = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** The colours of base.css by name, for one theme. */
function colours(theme: "light" | "dark"): Record<string, Rgb> {
  const found = [...style.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
  return Object.fromEntries(found.map(([, name, light, dark]) => [name, bytes(theme === "light" ? light : dark)]));
}

it("measures as WCAG does", () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
  expect(contrast(bytes("#777777"), [255, 255, 255])).toBeCloseTo(4.48, 2);
});

describe.each(["light", "dark"] as const)("on %s ground", (theme) => {
  const colour = colours(theme);
  const backs = ["panel", "ground", "hover"];

  it.each(["ink", "quiet", "accent"])("%s is readable as text", (name) => {
    for (const back of backs) expect(contrast(colour[name], colour[back]), `${name} on ${back}`).toBeGreaterThanOrEqual(4.5);
  });
  it("inverted text is readable: the strong button, the line at the bottom", () => {
    expect(contrast(colour.panel, colour.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour.ground, colour.ink)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(["accent", "edge"])("%s stands out as a shape", (name) => {
    for (const back of ["panel", "ground"]) expect(contrast(colour[name], colour[back]), `${name} on ${back}`).toBeGreaterThanOrEqual(3);
  });
  it("points without a class stand out from the map, whose ground is the page's", () => {
    expect(GROUND[theme]).toEqual(colour.ground);
    expect(contrast(NEUTRAL[theme], GROUND[theme])).toBeGreaterThanOrEqual(3);
  });
});
