// @vitest-environment node
import { describe, expect, it } from "vitest";
import { contained, fitted, movedBy, swipeOf, turned, wholePicture, zoomedAt } from "./zoom.ts";

const stage = { width: 1000, height: 800 };

describe("a picture on its stage", () => {
  it("fits as a whole, upright or turned, and is never blown up", () => {
    expect(fitted({ width: 2000, height: 1000 }, stage, 0)).toEqual({ width: 1000, height: 500 });
    expect(fitted({ width: 2000, height: 1000 }, stage, 1)).toEqual({ width: 400, height: 800 });
    expect(fitted({ width: 100, height: 50 }, stage, 0)).toEqual({ width: 100, height: 50 });
    expect(fitted({ width: 0, height: 50 }, stage, 0)).toEqual({ width: 0, height: 0 });
  });

  it("keeps under the pointer what lies under it", () => {
    const at = { x: 200, y: -100 };
    const once = zoomedAt(wholePicture, 2, at);
    // The point of the picture under the pointer: where it is on the screen, taken back to the picture's own measure.
    expect([(at.x - once.x) / once.scale, (at.y - once.y) / once.scale]).toEqual([200, -100]);
    const twice = zoomedAt(once, 1.5, at);
    expect([(at.x - twice.x) / twice.scale, (at.y - twice.y) / twice.scale]).toEqual([200, -100]);
  });

  it("is between whole and eight times as large", () => {
    expect(zoomedAt(wholePicture, 0.1, { x: 0, y: 0 }).scale).toBe(1);
    expect(zoomedAt(wholePicture, 100, { x: 0, y: 0 }).scale).toBe(8);
  });

  it("is moved as far as its edges, and not at all where it fits", () => {
    const shown = { width: 1000, height: 500 };
    const large = movedBy(zoomedAt(wholePicture, 2, { x: 0, y: 0 }), { x: 5000, y: -5000 });
    expect(contained(large, shown, stage)).toMatchObject({ x: 500, y: -100 });
    expect(contained(movedBy(wholePicture, { x: 40, y: 40 }), shown, stage)).toMatchObject({ x: 0, y: 0 });
  });

  it("is whole again when it is turned", () => {
    expect(turned({ scale: 3, x: 10, y: 5, turns: 1 })).toEqual({ ...wholePicture, turns: 2 });
  });
});

it.each([
  [{ x: -90, y: 10 }, "next"],
  [{ x: 90, y: -20 }, "previous"],
  [{ x: 10, y: 150 }, "close"],
  [{ x: 10, y: -150 }, null],
  [{ x: 30, y: 0 }, null],
  [{ x: 90, y: 80 }, null],
])("a finger that moved by %o meant %s", (by, meant) => {
  expect(swipeOf(by)).toBe(meant);
});
