import { readFileSync } from "node:fs";
import { inProduct } from "./places.mjs";
import { runScript, say, Sentence } from "./progress.mjs";

/** Licences under which a package may be passed on together with code under MIT. */
const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
]);

/** Packages of other licences, each with the reason why it does no harm. */
const exceptions = [
  { name: /^@fontsource-variable\//, licence: "OFL-1.1", reason: "fonts may be bundled with any program" },
  { name: /^caniuse-lite$/, licence: "CC-BY-4.0", reason: "data read by the web app's build, not passed on" },
  { name: /^lightningcss(-.+)?$/, licence: "MPL-2.0", reason: "runs in the web app's build, unchanged, not passed on" },
  {
    name: /^@img\/sharp-/,
    licence: /LGPL-3\.0-or-later/,
    reason: "a library of its own (libvips), loaded unchanged by sharp",
  },
  { name: /^mediabunny$/, licence: "MPL-2.0", reason: "its files are passed on unchanged" },
  { name: /^node-webpmux$/, licence: "LGPL-3.0-or-later", reason: "a package of its own, loaded unchanged" },
];

/** Every package that people get (not those for development) has a licence that goes with MIT. */
await runScript(() => {
  const { packages } = JSON.parse(readFileSync(inProduct("package-lock.json"), "utf8"));
  const shipped = Object.entries(packages)
    .filter(([place, entry]) => place.includes("node_modules/") && !entry.link && !entry.dev && !entry.devOptional)
    .map(([place, entry]) => ({
      name: place.replace(/^.*node_modules\//, ""),
      licence: entry.license ?? oldLicence(place),
    }));
  const refused = shipped.filter((one) => !isAllowed(one));
  if (refused.length > 0) {
    const list = refused.map(({ name, licence }) => `  ${name}: ${licence}`).join("\n");
    throw new Sentence(
      `These licences are not known to go with MIT:\n${list}\nUse another package, or add the licence to scripts/licences.mjs with the reason.`,
    );
  }
  say(`${shipped.length} packages, all under licences that go with MIT.`);
});

/** The way it was written before 2015, which npm's lock file leaves out. */
function oldLicence(place) {
  const { licenses } = JSON.parse(readFileSync(inProduct(place, "package.json"), "utf8"));
  return licenses?.map((one) => one.type).join(" OR ") ?? "none given";
}

function isAllowed({ name, licence }) {
  const choices = licence.replace(/^\((.*)\)$/, "$1").split(" OR ");
  if (choices.some((choice) => choice.split(" AND ").every((part) => allowed.has(part)))) return true;
  return exceptions.some((one) => one.name.test(name) && licence.match(one.licence));
}
