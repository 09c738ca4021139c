import { describe, expect, it } from "vitest";
import { placeIn } from "./place-dialog.tsx";

describe("a place in what was pasted", () => {
  it.each([
    ["-23.55052, -46.63331", -23.55052, -46.63331],
    ["https://www.google.com/maps/@-23.5505,-46.6333,15z", -23.5505, -46.6333],
    ["https://www.openstreetmap.org/#map=17/-23.55/-46.63", -23.55, -46.63],
    ["0,0", 0, 0],
  ])("%s", (text, latitude, longitude) => expect(placeIn(text)).toEqual({ latitude, longitude }));

  it.each(["", "Rua Augusta, 1000", "95, 10", "10, 190", "aqui"])("is not in %j", (text) =>
    expect(placeIn(text)).toBeNull(),
  );
});
