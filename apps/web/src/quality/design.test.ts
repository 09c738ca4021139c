// @vitest-environment node
import { expect, test } from "vitest";
import { type Source, sourcesOf } from "./sources.ts";

const components = () => sourcesOf("**/*.tsx");

const rules: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: "a raw colour: name a token of styles/tokens.css",
    pattern: /#[0-9a-f]{3,8}\b(?=["'`\s])|\b(?:rgb|rgba|hsl|hsla|oklch|lab)\(/gi,
  },
  {
    name: "an arbitrary value: take a step of the grid or a token",
    pattern: /\b[a-z]+(?:-[a-z]+)*-\[(?!--)[^\]\s]*\]/g,
  },
  {
    name: "a size off the 4 px grid",
    pattern:
      /\b(?:p|px|py|pt|pb|pl|pr|m|mx|my|mt|mb|ml|mr|gap|gap-x|gap-y|w|h|size|inset|top|left|right|bottom)-\d+\.\d\b/g,
  },
];

/** Deliberate exceptions, each with its reason. */
const exceptions: readonly { readonly file: string; readonly text: string; readonly why: string }[] = [
  { file: "components/ui/progress-line.tsx", text: "transition-[width]", why: "the one property that moves" },
  { file: "components/ui/color-field.tsx", text: "*", why: "the colours that people may choose from are data" },
  { file: "components/ui/button.tsx", text: "h-0.5", why: "a line of two pixels that shows work going on" },
  { file: "components/ui/tabs.tsx", text: "h-0.5", why: "a line of two pixels under the chosen tab" },
  { file: "components/ui/tabs.tsx", text: "px-1.5", why: "four tabs with their counts fit a list of 320 px" },
  ...["bubble", "message-bubble", "pending-bubble", "row-lines"].map((name) => ({
    file: `features/conversation/${name}.tsx`,
    text: ".5",
    why: "inside bubbles and their lines two pixels count, as in WhatsApp itself",
  })),
];

const isException = (file: string, text: string) =>
  exceptions.some((one) => one.file === file && (one.text === "*" || text.includes(one.text)));

const breaches = ({ file, text }: Source): string[] =>
  rules.flatMap(({ name, pattern }) =>
    [...text.matchAll(pattern)]
      .filter(([match]) => !isException(file, match))
      .map(([match]) => `${file}: ${match} is ${name}`),
  );

test("components take colours and sizes from the tokens alone", () => {
  expect(components().flatMap(breaches)).toEqual([]);
});

test("the scan sees what it must refuse", () => {
  const text = '<p className="bg-[#ff0000] p-1.5 w-[37px]" style={{ color: "#ff0000" }} />';
  expect(breaches({ file: "a.tsx", text })).toHaveLength(4);
});
