import { testIn } from "./fixtures.ts";
import { fillShowcase } from "./showcase.ts";
import { fillLong } from "./walks/long.ts";

/** The tour's house, with long names besides, for all walks of a file. */
export const showcaseTest = () =>
  testIn(async ({ url }) => {
    const shop = await fillShowcase(url);
    await fillLong(shop);
    return { shop };
  });
