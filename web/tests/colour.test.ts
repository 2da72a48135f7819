import { describe, expect, it } from "vitest";
import { fillColours, shuffled, visibleMask, type Attribute } from "../src/colour/attributes";
import { classColours, type Colour, GROUND, ramp } from "../src/colour/palette";
import { nextBudget } from "../src/map/detail";

type Matrix = readonly (readonly [number, number, number])[];
const times = (m: Matrix, v: readonly number[]) => m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);

// Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB
const EYES: Record<string, Matrix> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** OKLab (Ottosson 2020) of a colour as an eye sees it. */
function seen(colour: Colour, eye: Matrix): number[] {
  const linear = colour.map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4));
  const lms = times([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]], times(eye, linear).map((x) => Math.max(0, x)));
  return times([[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]], lms.map(Math.cbrt));
}
const distance = (a: Colour, b: Colour, eye: Matrix) => Math.hypot(...seen(a, eye).map((x, i) => x - seen(b, eye)[i]));

describe.each(["light", "dark"] as const)("class colours on %s ground", (theme) => {
  const colours = classColours(12, theme);
  it.each(Object.keys(EYES))("stay apart for %s eyes", (eye) => {
    const gaps = colours.flatMap((a, i) => colours.slice(i + 1).map((b) => distance(a, b, EYES[eye])));
    // 0.02 is a just noticeable difference in OKLab; dots are small, so ask for three times that
    expect(Math.min(...gaps)).toBeGreaterThan(0.06);
  });
  it("stand out from the ground", () => {
    for (const colour of colours) expect(distance(colour, GROUND[theme], EYES.normal)).toBeGreaterThan(0.15);
  });
  it("are different when there are many", () => {
    expect(new Set(classColours(60, theme).map(String)).size).toBe(60);
  });
  it("give factors a lightness that rises steadily", () => {
    const lightness = Array.from({ length: 20 }, (_, i) => seen(ramp(i / 19, theme), EYES.normal)[0]);
    for (let i = 1; i < 20; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]);
  });
});

describe("filters and colours of points", () => {
  const attribute = (key: string, codes: number[]): Attribute => ({
    key, title: key, kind: "label", categories: ["a", "b"], codes: Uint16Array.from(codes), counts: [2, 2], colours: () => [[1, 2, 3], [4, 5, 6]],
  });
  const attributes = [attribute("x", [0, 1, 0, 1]), attribute("y", [0, 0, 1, 1])];

  it("shows what every filter lets through", () => {
    expect([...visibleMask(4, attributes, {})]).toEqual([1, 1, 1, 1]);
    expect([...visibleMask(4, attributes, { x: [0], y: [1] })]).toEqual([0, 1, 0, 0]);
  });
  it("fills in the order of drawing and leaves hidden points transparent", () => {
    const filled = fillColours(Uint32Array.of(3, 0, 2, 1), Uint8Array.of(1, 1, 0, 1), attributes[0], "light");
    expect([...filled]).toEqual([4, 5, 6, 255, 1, 2, 3, 255, 0, 0, 0, 0, 4, 5, 6, 255]);
  });
  it("shuffles all rows, the same way every time", () => {
    const order = shuffled(1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect(shuffled(1000)).toEqual(order);
    const early = order.slice(0, 200).reduce((sum, row) => sum + row, 0) / 200;
    expect(Math.abs(early - 499.5)).toBeLessThan(70); // a fair sample's mean: 3.4 standard errors
  });
});

describe("sample size", () => {
  it("grows on fast frames up to all, shrinks on slow ones down to a floor", () => {
    expect(nextBudget(400_000, 10, 1_000_000)).toBe(800_000);
    expect(nextBudget(900_000, 10, 1_000_000)).toBe(1_000_000);
    expect(nextBudget(400_000, 24, 1_000_000)).toBe(400_000);
    expect(nextBudget(400_000, 60, 1_000_000)).toBe(200_000);
    expect(nextBudget(31_000, 500, 1_000_000)).toBe(30_000);
    expect(nextBudget(1_000, 500, 1_000)).toBe(1_000);
  });
});
