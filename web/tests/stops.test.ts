import { describe, expect, it } from "vitest";
import { type Known, readAddress, type Shared, writeAddress } from "../src/state/hash";
import { type Mix, NO_MIX, NO_ROUTE, type Route, type State } from "../src/state/state";
import { mixAddress, readStop, routeAddress } from "../src/state/stops";

const defaults: Shared = { view: null, colouring: "label", hidden: {}, background: true, backgroundOpacity: 0.5, points: true, selected: null, tool: "item" };
const known: Known = { bounds: [-4, -4, 4, 4], attributes: new Map(), count: 500, defaults, tools: ["item", "path", "mix"] };
const fields = [routeAddress, mixAddress];
const state = { ...defaults, route: NO_ROUTE, mix: NO_MIX } as State;

describe("stops in the address", () => {
  it("are left out at the defaults", () => {
    expect(writeAddress(state, known, fields)).toBe("#");
    expect(readAddress("", known, fields)).toEqual({ ...defaults, route: NO_ROUTE, mix: NO_MIX });
  });

  it("return as they were", () => {
    const route: Route = { stops: [{ kind: "item", row: 12 }, { kind: "place", at: [0.5, -1.25e-7] }, { kind: "item", row: 499 }], kind: "spherical", images: 31 };
    const mix: Mix = { corners: [{ kind: "item", row: 0 }, null, { kind: "place", at: [-3, 2] }, null], side: 5 };
    const address = writeAddress({ ...state, route, mix }, known, fields);
    expect(address).toBe("#path=12,0.5:-1.25e-7,499&way=spherical&images=31&mix=0,,-3:2,&side=5");
    expect(readAddress(address, known, fields)).toEqual({ ...defaults, route, mix });
  });

  it("leave out what an atlas does not have", () => {
    const found = readAddress("#path=500,3,a,1:b,:,1:2:3,-1,,7.5&way=geodesic&images=1000&mix=1,2,3,500&side=1", known, fields);
    expect(found.route).toEqual({ ...NO_ROUTE, stops: [{ kind: "item", row: 3 }] });
    expect(found.mix).toEqual({ corners: [1, 2, 3].map((row) => ({ kind: "item", row })).concat([null as never]), side: NO_MIX.side });
    expect(readStop("Infinity:0", 5)).toBeNull();
    expect(readAddress(`#path=${new Array(99).fill(1).join(",")}`, known, fields).route?.stops).toHaveLength(24);
  });
});
