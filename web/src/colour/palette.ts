/** Colours that stay apart for colour-blind eyes and are visible on light and dark ground. */

import type { Theme } from "../ui/theme";

export type Colour = readonly [number, number, number];

/**
 * Okabe and Ito's colours (2008; yellow darkened for light ground, black left out), then five that are far from
 * all before them for normal, protan, deutan and tritan eyes. A test measures the distances.
 */
export const CLASSES: readonly Colour[] = [
  "#0072b2", "#e69f00", "#009e73", "#d55e00", "#56b4e9", "#cc79a7", "#e3d02f", "#952c02", "#9572f7", "#4fe3d6", "#5e4f65", "#a7c9a4",
].map(fromHex);

/** Behind the map: `--ground` of style/base.css. */
export const GROUND: Readonly<Record<Theme, Colour>> = { light: [246, 247, 249], dark: [20, 23, 28] };

const LEAST_LUMA = 96;

/** For items without a label, and for colouring by nothing. */
export const NEUTRAL: Readonly<Record<Theme, Colour>> = { light: [72, 78, 88], dark: [150, 160, 172] };

/** `count` class colours: the fixed ones, the dark ones lifted on dark ground; hues at the golden angle in three lightnesses when there are more classes. */
export function classColours(count: number, theme: Theme): readonly Colour[] {
  if (count <= CLASSES.length) return CLASSES.slice(0, count).map((colour) => (theme === "dark" ? lift(colour) : colour));
  return Array.from({ length: count }, (_, i) => fromOklch([0.72, 0.55, 0.84][i % 3], [0.14, 0.13, 0.11][i % 3], i * 137.508));
}

/** Brighter in the same hue until it stands out from black. */
function lift(colour: Colour): Colour {
  const [r, g, b] = colour;
  const luma = 0.299 * r + 0.587 * g + 0.114 * b;
  const share = Math.max(0, (LEAST_LUMA - luma) / (255 - luma));
  return colour.map((value) => Math.round(value + (255 - value) * share)) as unknown as Colour;
}

// viridis (Smith and van der Walt 2015, CC0) at nine even steps
const VIRIDIS = ["#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"].map(fromHex);

/** A share in [0, 1] on viridis, without the end that would vanish in the ground. */
export function ramp(share: number, theme: Theme): Colour {
  const clamped = Math.min(1, Math.max(0, share));
  const at = (theme === "light" ? clamped * 0.9 : 0.14 + clamped * 0.86) * (VIRIDIS.length - 1);
  const low = Math.min(VIRIDIS.length - 2, Math.floor(at));
  return VIRIDIS[low].map((value, i) => Math.round(value + (VIRIDIS[low + 1][i] - value) * (at - low))) as unknown as Colour;
}

export function css([r, g, b]: Colour): string {
  return `rgb(${r} ${g} ${b})`;
}

function fromHex(hex: string): Colour {
  return [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as unknown as Colour;
}

/** OKLCH (Ottosson 2020) to sRGB bytes, clipped. */
function fromOklch(lightness: number, chroma: number, degrees: number): Colour {
  const [a, b] = [chroma * Math.cos((degrees * Math.PI) / 180), chroma * Math.sin((degrees * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return linear.map((value) => {
    const light = Math.min(1, Math.max(0, value));
    return Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
  }) as unknown as Colour;
}
