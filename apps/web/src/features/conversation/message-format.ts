import type { Mention, MessageContent } from "@whatskovi/contract";

/** A text as WhatsApp shows it: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, ```` ```mono``` ````, links, addresses and phones. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bold" | "italic" | "strike"; readonly children: readonly Inline[] }
  | { readonly kind: "code" | "mono"; readonly text: string }
  /** `host` is the real name of a site whose letters only look like others. */
  | { readonly kind: "link"; readonly text: string; readonly href: string; readonly host?: string };

const styles = { "*": "bold", _: "italic", "~": "strike" } as const;
const maximumDepth = 4;

// The length of a styled run is bounded, so that a text of thousands of asterisks stays cheap.
const pattern =
  /```(?<block>[\s\S]+?)```|`(?<code>[^`\n]+)`|(?<link>\b(?:https?:\/\/|www\.)[^\s<>"]+)|(?<mail>(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24})|(?<phone>(?<![\p{L}\p{N}+])\+\d(?:[\d().-]| (?=[\d(])){6,20}\d(?!\d))|(?<![\p{L}\p{N}])(?<mark>[*_~])(?=\S)(?<inner>[^\n]{0,1000}?\S)\k<mark>(?![\p{L}\p{N}])/giu;

const trailing = /[.,;:!?)\]}'*_~]+$/;

type Link = Extract<Inline, { kind: "link" }>;

function linkOf(found: string): Link | null {
  const text = found.replace(trailing, "");
  const href = text.toLowerCase().startsWith("www.") ? `https://${text}` : text;
  if (!URL.canParse(href)) return null;
  const { protocol, hostname } = new URL(href);
  if (protocol !== "https:" && protocol !== "http:") return null;
  const isDisguised = hostname.includes("xn--") && !text.toLowerCase().includes(hostname);
  return { kind: "link", text, href, ...(isDisguised && { host: hostname }) };
}

function phoneOf(found: string): Link | null {
  const digits = found.replace(/\D/g, "");
  return digits.length < 8 || digits.length > 15 ? null : { kind: "link", text: found, href: `tel:+${digits}` };
}

function targetOf({ link, mail, phone }: Record<string, string | undefined>): Link | null {
  if (link !== undefined) return linkOf(link);
  if (mail !== undefined)
    return { kind: "link", text: mail, href: `mailto:${encodeURIComponent(mail).replace("%40", "@")}` };
  return phone === undefined ? null : phoneOf(phone);
}

function inlineOf(match: RegExpExecArray, depth: number): { inline: Inline; length: number } {
  const whole = match[0];
  const { block, code, mark, inner, ...others } = match.groups ?? {};
  if (block !== undefined)
    return { inline: { kind: "mono", text: block.replace(/^\n|\n$/g, "") }, length: whole.length };
  if (code !== undefined) return { inline: { kind: "code", text: code }, length: whole.length };
  const target = targetOf(others);
  if (target !== null) return { inline: target, length: target.text.length };
  if (mark === undefined || inner === undefined || depth >= maximumDepth)
    return { inline: { kind: "text", text: whole }, length: whole.length };
  return {
    inline: { kind: styles[mark as keyof typeof styles], children: parseMessage(inner, depth + 1) },
    length: whole.length,
  };
}

/** Never fails: what is no formatting is text. Only http, https, mail addresses and phones with a plus sign become links. */
export function parseMessage(text: string, depth = 0): Inline[] {
  const inlines: Inline[] = [];
  const expression = new RegExp(pattern);
  let position = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    if (match.index > position) inlines.push({ kind: "text", text: text.slice(position, match.index) });
    const { inline, length } = inlineOf(match, depth);
    inlines.push(inline);
    position = match.index + length;
    expression.lastIndex = position;
  }
  if (position < text.length) inlines.push({ kind: "text", text: text.slice(position) });
  return inlines;
}

const plain = (inline: Inline): string => ("children" in inline ? inline.children.map(plain).join("") : inline.text);

/** What stands on lines of its own: running text, what is quoted, and lists with their marks (`•`, `3.`). */
export type Block =
  | { readonly kind: "text"; readonly inlines: readonly Inline[] }
  | { readonly kind: "quote"; readonly inlines: readonly Inline[] }
  | {
      readonly kind: "list";
      readonly items: readonly { readonly mark: string; readonly inlines: readonly Inline[] }[];
    };

type Line = { readonly kind: Block["kind"]; readonly mark: string; readonly text: string };

const lineOf = (line: string): Line => {
  const quote = /^> ?(?=\S)(.*)$/s.exec(line);
  if (quote !== null) return { kind: "quote", mark: "", text: quote[1] ?? "" };
  const bullet = /^[-*] (?=\S)(.*)$/s.exec(line);
  if (bullet !== null) return { kind: "list", mark: "•", text: bullet[1] ?? "" };
  const item = /^(\d{1,3})\. (?=\S)(.*)$/s.exec(line);
  if (item !== null) return { kind: "list", mark: `${item[1]}.`, text: item[2] ?? "" };
  return { kind: "text", mark: "", text: line };
};

/** The lines of a text; those between triple backquotes are one. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let open: string[] = [];
  for (const line of text.split("\n")) {
    open.push(line);
    const joined = open.join("\n");
    if (joined.split("```").length % 2 === 0 && text.indexOf("```", 0) !== text.lastIndexOf("```")) continue;
    lines.push(open.length === 1 ? lineOf(joined) : { kind: "text", mark: "", text: joined });
    open = [];
  }
  // Backquotes that nobody closed enclose nothing.
  return [...lines, ...open.map(lineOf)];
}

/** A text by its lines. Never fails, and keeps every line. */
export function parseBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const runs: Line[][] = [];
  for (const line of linesOf(text)) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === line.kind) last.push(line);
    else runs.push([line]);
  }
  for (const run of runs) {
    const kind = run[0]?.kind ?? "text";
    if (kind === "list")
      blocks.push({ kind, items: run.map((line) => ({ mark: line.mark, inlines: parseMessage(line.text) })) });
    else blocks.push({ kind, inlines: parseMessage(run.map((line) => line.text).join("\n")) });
  }
  return blocks;
}

const fewEmoji = 3;
const onlyEmoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?|\s)+$/v;

/** One to three emoji and nothing else: shown larger. */
export function isEmojiOnly(text: string): boolean {
  if (text.length > 60 || !onlyEmoji.test(text)) return false;
  const signs = [...new Intl.Segmenter().segment(text.replace(/\s/g, ""))];
  return signs.length > 0 && signs.length <= fewEmoji;
}

/** The text without its marks, on one line, for previews. */
export const plainText = (text: string): string => parseMessage(text).map(plain).join("").replace(/\s+/g, " ").trim();

/** A text in parts, each without the marks that fall into it. */
export function plainParts<Part extends { readonly text: string }>(parts: readonly Part[]): Part[] {
  const shown = parseMessage(parts.map(({ text }) => text).join(""))
    .map(plain)
    .join("");
  let at = 0;
  const keep = (letter: string) => {
    if (letter !== shown[at]) return false;
    at += 1;
    return true;
  };
  return parts.map((part) => ({ ...part, text: part.text.split("").filter(keep).join("") }));
}

/** Somebody whom a text names; `isMe` where it is who reads it. */
export type Named = Mention & { readonly isMe?: boolean };

type Part = { readonly text: string; readonly isMention: boolean; readonly isMe?: boolean };

/** `@` and one of the handles, the longest that fits, with no letter or digit behind it. */
function patternOf(mentions: readonly Named[]): RegExp {
  const longestFirst = mentions.map(({ handle }) => handle).toSorted((one, other) => other.length - one.length);
  const handles = longestFirst.map((handle) => handle.replace(/[$()*+./?[\\\]^{|}-]/g, "\\$&"));
  return new RegExp(`@(${handles.join("|")})(?![\\p{L}\\p{N}])`, "gu");
}

/** A text cut at its mentions: `@5511987654321` becomes `@Ana` where the name is known. */
export function splitMentions(text: string, mentions: readonly Named[]): Part[] {
  if (mentions.length === 0) return [{ text, isMention: false }];
  const known = new Map(mentions.map((mention) => [mention.handle, mention]));
  const parts: Part[] = [];
  let position = 0;
  for (const match of text.matchAll(patternOf(mentions))) {
    const [written, handle = ""] = match;
    const { name = null, isMe = false } = known.get(handle) ?? {};
    if (match.index > position) parts.push({ text: text.slice(position, match.index), isMention: false });
    parts.push({ text: `@${name ?? handle}`, isMention: true, ...(isMe && { isMe }) });
    position = match.index + written.length;
  }
  if (position < text.length) parts.push({ text: text.slice(position), isMention: false });
  return parts;
}

const cached = new WeakMap<MessageContent, readonly Named[]>();

/** Whom a message names: people of a group, or colleagues. The same content gives the same list. */
export function namedIn(content: MessageContent, meId: string): readonly Named[] | undefined {
  const { mentions, mentionedUsers } = content;
  if (mentionedUsers === undefined) return mentions;
  const before = cached.get(content);
  if (before !== undefined) return before;
  const named = mentionedUsers.map(({ id, name }) => ({ handle: name, name, isMe: id === meId }));
  cached.set(content, named);
  return named;
}
