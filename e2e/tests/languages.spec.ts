import { expect } from "../src/fixtures.ts";
import { onceSettled, layoutFaults } from "../src/layout.ts";
import { showcaseTest } from "../src/showcase-test.ts";
import { arrive, enter, keptFor, launchWithMicrophone } from "../src/walks/enter.ts";
import { walks } from "../src/walks/index.ts";
import { languages, sentences, speak } from "../src/walks/languages.ts";
import { walkLong } from "../src/walks/long.ts";

const test = showcaseTest();

/** A desk and a tablet. The telephone has a file of its own. */
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

test.use({ launchOptions: await launchWithMicrophone() });
test.setTimeout(240_000);

for (const [name, walk] of Object.entries({ ...walks, "what is long": walkLong }))
  test(`${name}, in three languages on a desk and on a tablet: nothing is cut and nothing spills`, async ({
    world: { product, shop },
    browser,
  }) => {
    const page = await arrive(browser, product.url, { viewport: sizes[0] ?? null, ...keptFor(walk) });
    await enter(page);
    await speak(page, shop, "pt-BR");
    const look = async (state: string) => {
      const found: string[] = [];
      // There and back: each change costs more than what is measured after it.
      for (const [index, size] of sizes.entries()) {
        await page.setViewportSize(size);
        for (const language of index % 2 === 0 ? languages : languages.toReversed()) {
          await speak(page, shop, language);
          const faults = await onceSettled(page, () => layoutFaults(page, sentences));
          found.push(...faults.map((fault) => `${language} at ${size.width}: ${fault}`));
        }
      }
      await page.setViewportSize(sizes[0] ?? { width: 0, height: 0 });
      await speak(page, shop, "pt-BR");
      expect.soft(found, state).toEqual([]);
    };
    await walk({ page, shop, url: product.url, look });
  });
