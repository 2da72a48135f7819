import { describe, expect, it } from "vitest";
import { differenceColour, differencePicture, ENDS, meanSquaredError, type Pixels, resized } from "../src/colour/difference";

const picture = (width: number, height: number, value: (x: number, y: number, channel: number) => number): Pixels => ({
  width,
  height,
  rgba: Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => (at % 4 === 3 ? 255 : value(Math.floor(at / 4) % width, Math.floor(at / 4 / width), at % 4))),
});
const pixel = ({ rgba }: Pixels, at: number) => [...rgba.slice(4 * at, 4 * at + 4)];

describe("the difference of two pictures", () => {
  const original = picture(3, 1, (x) => [100, 100, 0][x]);
  const reconstruction = picture(3, 1, (x) => [100, 49, 255][x]);

  it("has no colour where nothing differs, and the full one at the end of the scale", () => {
    const shown = differencePicture(original, reconstruction, { signed: true, gain: 5 }, "light");
    expect(pixel(shown, 0)).toEqual([...ENDS.light.none, 255]);
    expect(pixel(shown, 1)).toEqual([...ENDS.light.darker, 255]); // −51 of 255, times 5
    expect(pixel(shown, 2)).toEqual([...ENDS.light.brighter, 255]);
  });

  it("without a sign has one colour", () => {
    const shown = differencePicture(original, reconstruction, { signed: false, gain: 5 }, "dark");
    expect(pixel(shown, 1)).toEqual([...ENDS.dark.brighter, 255]);
  });

  it("does not lose colours that cancel when they have no sign", () => {
    const [red, cyan] = [picture(1, 1, (_x, _y, channel) => (channel === 0 ? 120 : 0)), picture(1, 1, (_x, _y, channel) => (channel === 0 ? 0 : 60))];
    expect(pixel(differencePicture(red, cyan, { signed: true, gain: 1 }, "light"), 0)).toEqual([...ENDS.light.none, 255]);
    expect(pixel(differencePicture(red, cyan, { signed: false, gain: 1 }, "light"), 0)).not.toEqual([...ENDS.light.none, 255]);
  });

  it("gets steadily further from none", () => {
    const far = (share: number) => Math.hypot(...differenceColour(share, "light").map((value, i) => value - ENDS.light.none[i]));
    for (let i = 0; i < 10; i++) expect(far(-(i + 1) / 10)).toBeGreaterThan(far(-i / 10));
    expect(far(-3)).toBe(far(-1));
  });
});

describe("meanSquaredError", () => {
  it("is the mean over channels and pixels, of values from 0 to 1", () => {
    const [a, b] = [picture(2, 1, () => 0), picture(2, 1, (x, _y, channel) => (x === 1 && channel === 2 ? 255 : 0))];
    expect(meanSquaredError(a, b)).toBeCloseTo(1 / 6, 12);
    expect(meanSquaredError(a, a)).toBe(0);
  });
});

describe("resized", () => {
  it("takes means of areas", () => {
    expect(pixel(resized(picture(2, 2, (x, y) => 10 * x + 100 * y), 1, 1), 0)).toEqual([55, 55, 55, 255]);
    // three pixels to two: the middle one is shared
    const two = resized(picture(3, 1, (x) => [30, 60, 90][x]), 2, 1);
    expect([pixel(two, 0)[0], pixel(two, 1)[0]]).toEqual([40, 80]);
  });
  it("keeps the mean brightness, and a picture of the right size as it is", () => {
    const source = picture(40, 30, (x, y, channel) => (x * 5 + y * 3 + channel * 20) % 200);
    const mean = ({ rgba }: Pixels) => rgba.reduce((sum, value) => sum + value, 0) / rgba.length;
    expect(mean(resized(source, 13, 7))).toBeCloseTo(mean(source), 0);
    expect(resized(source, 40, 30).rgba).toBe(source.rgba);
  });
});
