// @vitest-environment node
import { expect, test } from "vitest";
import { sourcesOf } from "./sources.ts";

const sources = () => sourcesOf("**/*.{ts,tsx}");

/** The schemas of the whole API weigh as much as the inbox. They come with the socket's code, after the page. */
test("only the check of events brings the contract's schemas into the browser", () => {
  const valueImport = /^import (?!type\b)(?!\{\s*(?:type [\w ]+,?\s*)+\})[^;]*from "@whatskovi\/contract"/m;
  expect(
    sources()
      .filter(({ text }) => valueImport.test(text))
      .map(({ file }) => file),
  ).toEqual(["lib/realtime/parse-event.ts"]);
});

test("calls and sockets stay in lib", () => {
  const outside = sources().filter(
    ({ file, text }) => !file.startsWith("lib/") && /from "(?:axios|socket\.io-client)"|\bfetch\(/.test(text),
  );
  expect(outside.map(({ file }) => file)).toEqual([]);
});

/** Headless layers are heavy: pages load without them, and get them with the first menu or dialog. */
test("what every page loads does not import the machinery of layers", () => {
  const allowed = new Set([
    "components/ui/combobox-field.tsx",
    "components/ui/dialog-layer.tsx",
    "components/ui/menu-parts.tsx",
    "components/ui/select-field.tsx",
    "features/conversation/media-viewer.tsx",
    "features/emoji/emoji-popover.tsx",
    "features/inbox/filter-popover.tsx",
  ]);
  const direct = sources().filter(({ file, text }) => text.includes('from "@base-ui/react/') && !allowed.has(file));
  expect(direct.map(({ file }) => file)).toEqual([]);
});

test("what is heavy is never imported at once", () => {
  const heavy =
    /^import (?!type\b)[^;]*from "[^"]*\/(?:combobox-field|dialog-layer|menu-parts|select-field|media-viewer|filter-popover|emoji-popover|connection)\.tsx?"/m;
  expect(
    sources()
      .filter(({ text }) => heavy.test(text))
      .map(({ file }) => file),
  ).toEqual([]);
});
