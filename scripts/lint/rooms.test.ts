import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProduct } from "../places.mjs";
import { rooms } from "./rooms.mjs";

const server = "apps/server/src";
const web = "apps/web/src";

/** For each rule a file that breaks it: where it is, and what it says. */
const planted: [rule: string, file: string, text: string][] = [
  ["composition-root", `${server}/modules/tags/a.ts`, `export * from "../../container.ts";`],
  ["platform-knows-no-business", `${server}/platform/http/a.ts`, `export * from "../../modules/tags/index.ts";`],
  ["platform-knows-no-business", `${server}/platform/http/b.ts`, `export * from "../../realtime/index.ts";`],
  [
    "whatsapp-knows-no-business",
    `${server}/whatsapp/a.ts`,
    `export const a = () => import("../modules/tickets/index.ts");`,
  ],
  [
    "whatsapp-has-no-prisma",
    `${server}/whatsapp/b.ts`,
    `export type { Tag } from "../platform/db/generated/client.ts";`,
  ],
  ["driver-library", `${server}/whatsapp/drivers/simulator/a.ts`, `export * from "baileys";`],
  ["driver-library", `${server}/whatsapp/c.ts`, `export * from "whatsapp-web.js";`],
  ["drivers-apart", `${server}/whatsapp/drivers/simulator/b.ts`, `export * from "../cloud-api/index.ts";`],
  ["screens-by-outbox", `${server}/modules/tags/b.ts`, `export * from "../../realtime/index.ts";`],
  ["screens-by-outbox", `${server}/modules/tags/c.ts`, `export * from "socket.io";`],
  ["port-types-only", `${server}/modules/tags/d.ts`, `export * from "../../whatsapp/connector.ts";`],
  ["port-types-only", `${server}/modules/tags/e.ts`, `export type * from "../../whatsapp/drivers/simulator/index.ts";`],
  ["module-by-index", `${server}/modules/tags/f.ts`, `export * from "../tickets/ticket.policy.ts";`],
  ["module-by-index", `${server}/modules/messages/receive/a.ts`, `export * from "../../tickets/ticket.policy.ts";`],
  ["module-by-index", `${server}/realtime/a.ts`, `export * from "../modules/tickets/ticket.presenter.ts";`],
  ["no-drivers-here", `${server}/jobs/a.ts`, `export * from "../whatsapp/driver.ts";`],
  [
    "verbs-know-no-http",
    `${server}/modules/tags/g.ts`,
    `import type { Request } from "express";\nexport type R = Request;`,
  ],
  ["controller-on-top", `${server}/modules/tags/h.ts`, `export * from "./tag.controller.ts";`],
  ["prisma-in-repositories", `${server}/modules/tags/i.ts`, `export * from "../../platform/db/generated/client.ts";`],
  ["prisma-in-repositories", `${server}/modules/tags/j.ts`, `export * from "@prisma/client";`],
  ["sql-in-repositories", `${server}/modules/tags/k.ts`, `export * from "pg";`],
  ["pure-rules", `${server}/modules/tags/tag.policy.ts`, `export * from "./tag.repository.ts";`],
  ["contract-is-zod-only", "packages/contract/src/a.ts", `export * from "uuid";`],
  ["web-without-server", `${web}/features/inbox/a.ts`, `export * from "../../../../server/src/platform/ids.ts";`],
  ["web-without-server", `${web}/features/inbox/b.ts`, `export * from "@whatskovi/server/testing";`],
  ["server-without-web", `${server}/platform/a.ts`, `export * from "../../../web/src/lib/a.ts";`],
  ["web-layers", `${web}/lib/a.ts`, `export * from "@/features/inbox";`],
  ["web-layers", `${web}/features/inbox/c.ts`, `export * from "../../app/page.tsx";`],
  ["feature-by-index", `${web}/features/inbox/d.ts`, `export * from "../conversation/bubble.tsx";`],
  ["network-in-lib", `${web}/features/inbox/e.ts`, `export * from "axios";`],
  ["server-data-in-query-cache", `${web}/stores/a.ts`, `export * from "@tanstack/react-query";`],
  ["Tables are for", `${server}/modules/tags/l.ts`, "export const l = (db) => db.query(`SELECT 1`);"],
  ["Tables are for", `${server}/modules/tags/m.ts`, "export const m = (db) => db.models.tag.create({});"],
  ["no-process-env", `${server}/modules/tags/n.ts`, "export const n = process.env.PORT;"],
  ["no-console", `${server}/modules/tags/o.ts`, `console.log("here");`],
  ["no-cycle", `${server}/modules/tags/p.ts`, `import { q } from "./q.ts";\nexport const p = () => q;`],
  ["Only lib/ talks", `${web}/features/inbox/f.ts`, `export const f = () => fetch("/api");`],
];

/** What the same rules let through. */
const welcome: [file: string, text: string][] = [
  [`${server}/modules/tags/q.ts`, `import { p } from "./p.ts";\nexport const q = () => p;`],
  [`${server}/main.ts`, `export * from "./container.ts";`],
  [`${server}/modules/tags/tag.repository.ts`, `export * from "../../platform/db/generated/client.ts";`],
  [`${server}/modules/tags/tag.controller.ts`, `import type { Request } from "express";\nexport type R = Request;`],
  [
    `${server}/modules/tags/r.ts`,
    `export type * from "../../whatsapp/driver.ts";\nexport * from "../tickets/index.ts";`,
  ],
  [`${server}/modules/tags/s.ts`, `export type * from "../../whatsapp/delivery-queue.ts";`],
  [`${server}/modules/tags/tags.test.ts`, `export * from "../../container.ts";`],
  [`${server}/platform/config/a.ts`, "export const port = process.env.PORT;"],
  [`${web}/features/inbox/g.ts`, `export * from "@/features/conversation/index";\nexport * from "@/lib/api";`],
  [`${web}/lib/b.ts`, `export * from "axios";\nexport const b = () => fetch("/api");`],
  ["packages/contract/src/b.ts", `export * from "zod";\nexport * from "./c.ts";`],
];

let folder: string;
let findings: Map<string, string[]>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "whatskovi-lint-"));
  const config = JSON.parse(await readFile(inProduct(".oxlintrc.json"), "utf8"));
  await plant(
    ".oxlintrc.json",
    JSON.stringify({ ...config, $schema: undefined, jsPlugins: [inProduct("scripts/lint/plugin.mjs")] }),
  );
  for (const [, file, text] of planted) await plant(file, text);
  for (const [file, text] of welcome) await plant(file, text);
  findings = await lint();
});
afterAll(() => rm(folder, { recursive: true }));

test.each(planted)("%s bites in %s", (rule, file) => {
  expect(findings.get(file)?.join("\n") ?? "").toContain(rule);
});

test.each(welcome.filter(([file]) => !file.endsWith("/q.ts")))("%s is let through", (file) => {
  expect(findings.get(file) ?? []).toEqual([]);
});

describe("every rule", () => {
  test("is shown to bite", () => {
    const shown = new Set(planted.map(([rule]) => rule));
    expect(rooms.filter((rule) => !shown.has(rule.name))).toEqual([]);
  });

  test("says what to do instead", () => {
    expect(rooms.filter((rule) => rule.instead.length < 40)).toEqual([]);
  });
});

async function plant(file: string, text: string): Promise<void> {
  const place = path.join(folder, file);
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, `${text}\n`);
}

/** The messages of each file. */
async function lint(): Promise<Map<string, string[]>> {
  const printed = await new Promise<string>((resolve) => {
    const oxlint = inProduct("node_modules", ".bin", "oxlint");
    execFile(oxlint, ["--format=json"], { cwd: folder, maxBuffer: 2 ** 26 }, (_, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(printed) as {
    diagnostics: { filename: string; code: string; message: string; help?: string }[];
  };
  const byFile = Map.groupBy(diagnostics, (one) => one.filename);
  return new Map(
    [...byFile].map(([file, list]) => [file, list.map(({ code, message, help }) => `${code} ${message} ${help}`)]),
  );
}
