import path from "node:path";

/**
 * Who may import whom: docs/ARCHITECTURE.md as a table. An entry says for files `from` that targets `to` are not allowed
 * (`allows` makes exceptions), and what to do instead. Targets are paths from the product's folder, or names of packages.
 */

const server = "apps/server/src";
const web = "apps/web/src";
const isTest = /(\.(test|fixture)|test-[a-z]+)\.tsx?$|^apps\/server\/test\//;
const otherModule = ({ from, to }) =>
  roomOf(from, 5) !== roomOf(to, 5) && !/\/index(\.tsx?)?$/.test(to) && to !== roomOf(to, 5);
const roomOf = (file, depth) => file.split("/").slice(0, depth).join("/");

const prisma = new RegExp(`^${server}/platform/db/generated/|^(@prisma/|prisma$)`);
const database = /^(pg|postgres)$/;

/** Parts of HTTP that live with their module: what a controller of that module is made of. */
const httpParts = "auth/(origin-check|refresh-cookie)|media/(serve-media|multipart-file)|system/docs-page";
/** What must hold a connection of its own: session locks, and the job queue's worker. */
const ownConnections = "whatsapp/connection-locks|jobs/(job-runner|worker-presence)";

export const rooms = [
  {
    name: "composition-root",
    from: new RegExp(`^${server}/(?!main\\.ts)`),
    to: new RegExp(`^${server}/(main|container)\\.ts$`),
    instead: "Nobody imports the composition root. Take what you need as a parameter and let container.ts pass it in.",
  },
  {
    name: "platform-knows-no-business",
    from: new RegExp(`^${server}/platform/`),
    to: new RegExp(`^${server}/(modules|whatsapp|realtime|jobs)/|^@whatskovi/(?!contract$)`),
    instead: "platform knows no business. Move what you need into platform, or let the caller pass it in.",
  },
  {
    name: "whatsapp-knows-no-business",
    from: new RegExp(`^${server}/whatsapp/`),
    to: new RegExp(`^${server}/(modules|realtime|jobs)/`),
    instead:
      "whatsapp knows no business. Deliver an event through DriverContext, or take an interface that container.ts fills.",
  },
  {
    name: "whatsapp-has-no-prisma",
    from: new RegExp(`^${server}/whatsapp/`),
    to: prisma,
    instead:
      "whatsapp stores nothing by itself. Take an interface, and let a module's repository fill it in container.ts.",
  },
  {
    name: "driver-library",
    from: new RegExp(`^${server}/(?!whatsapp/drivers/baileys/)`),
    to: /^(baileys|@whiskeysockets\/baileys|libsignal)$/,
    instead: "Only whatsapp/drivers/baileys knows this library. Use the port, whatsapp/driver.ts.",
  },
  {
    name: "driver-library",
    from: new RegExp(`^${server}/(?!whatsapp/drivers/whatsapp-web/)`),
    to: /^(whatsapp-web\.js|puppeteer|puppeteer-core)$/,
    instead: "Only whatsapp/drivers/whatsapp-web knows this library. Use the port, whatsapp/driver.ts.",
  },
  {
    name: "drivers-apart",
    from: new RegExp(`^${server}/whatsapp/drivers/[^/]+/`),
    to: new RegExp(`^${server}/whatsapp/drivers/[^/]+/`),
    when: ({ from, to }) => roomOf(from, 6) !== roomOf(to, 6),
    instead: "A driver knows no other driver. What both need belongs to whatsapp/ beside driver.ts.",
  },
  {
    name: "screens-by-outbox",
    from: new RegExp(`^${server}/modules/`),
    to: new RegExp(`^${server}/(realtime|jobs)/|^socket\\.io$`),
    instead: "Modules never reach for screens or jobs. Append an outbox entry; the relay does the rest.",
  },
  {
    name: "port-types-only",
    from: new RegExp(`^${server}/modules/`),
    to: new RegExp(`^${server}/whatsapp/`),
    when: ({ to, isType }) =>
      to !== `${server}/whatsapp/driver.ts` && !(isType && new RegExp(`^${server}/whatsapp/[^/]+$`).test(to)),
    instead:
      "Of whatsapp/ a module may import driver.ts, and the types of the interfaces it fills. Let container.ts pass in the rest.",
  },
  {
    name: "module-by-index",
    from: new RegExp(`^${server}/modules/`),
    to: new RegExp(`^${server}/modules/`),
    when: otherModule,
    instead: "Of another module only its index.ts may be imported. Export there what others need.",
  },
  {
    name: "module-by-index",
    from: new RegExp(`^${server}/(realtime|jobs)/`),
    to: new RegExp(`^${server}/modules/`),
    when: otherModule,
    instead: "Of a module only its index.ts may be imported. Export there what others need.",
  },
  {
    name: "no-drivers-here",
    from: new RegExp(`^${server}/(realtime|jobs)/`),
    to: new RegExp(`^${server}/whatsapp/`),
    instead: "realtime and jobs use modules, contract and platform. Go through a module's index.ts.",
  },
  {
    name: "verbs-know-no-http",
    from: new RegExp(`^${server}/modules/(?!(${httpParts})\\.ts$|.*\\.controller\\.ts$)`),
    to: /^(express|busboy)$/,
    instead: "Only a *.controller.ts knows HTTP. Let it pass plain values to the verb.",
  },
  {
    name: "controller-on-top",
    from: new RegExp(`^${server}/modules/(?!.*(\\.controller|/index)\\.ts$)`),
    to: new RegExp(`^${server}/modules/.*\\.controller\\.ts$`),
    instead: "Controllers call verbs, never the other way round. Move the shared part into a verb.",
  },
  {
    name: "prisma-in-repositories",
    from: new RegExp(`^${server}/(?!platform/db/|.*\\.(repository|read-model)\\.ts$)`),
    to: prisma,
    instead:
      "Only platform/db, *.repository.ts and *.read-model.ts know Prisma. Call the repository with your Db handle.",
  },
  {
    name: "sql-in-repositories",
    from: new RegExp(
      `^${server}/(?!platform/(db|postgres)/|(${ownConnections})\\.ts$|.*\\.(repository|read-model)\\.ts$)`,
    ),
    to: database,
    when: ({ isType }) => !isType,
    instead: "Only platform/db opens connections. Take a Db handle, so that transactions join.",
  },
  {
    name: "pure-rules",
    from: new RegExp(`^${server}/modules/.*\\.(policy|state)\\.ts$`),
    to: new RegExp(`\\.(repository|read-model|controller)\\.ts$|^${server}/platform/(db|http|outbox)/|^express$`),
    when: ({ isType }) => !isType,
    instead: "Policies and states are pure functions. Let the verb load the rows and pass them in.",
  },
  {
    name: "contract-is-zod-only",
    from: /^packages\/contract\/src\//,
    to: /^(?!packages\/contract\/|zod(\/|$))/,
    instead: "The contract imports zod and itself, nothing else: both sides load it.",
  },
  {
    name: "web-without-server",
    from: /^apps\/web\//,
    to: /^apps\/server\/|^@whatskovi\/server/,
    instead: "The web app knows the contract, never the server. Put what both need into packages/contract.",
  },
  {
    name: "server-without-web",
    from: /^apps\/server\//,
    to: /^apps\/web\//,
    instead: "The server knows the contract, never the web app. Put what both need into packages/contract.",
  },
  {
    name: "web-layers",
    from: new RegExp(`^${web}/(components|lib|stores)/`),
    to: new RegExp(`^${web}/(app|features)/`),
    instead: "app → features → components, lib, stores, never back. Pass it in as a prop or an argument.",
  },
  {
    name: "web-layers",
    from: new RegExp(`^${web}/features/`),
    to: new RegExp(`^${web}/app/`),
    instead: "Features do not know routes' files. Move the shared part into the feature.",
  },
  {
    name: "feature-by-index",
    from: new RegExp(`^${web}/features/`),
    to: new RegExp(`^${web}/features/`),
    when: otherModule,
    instead: "Of another feature only its index.ts may be imported. Export there what others need.",
  },
  {
    name: "network-in-lib",
    from: new RegExp(`^${web}/(?!lib/)`),
    to: /^(axios|socket\.io-client)$/,
    instead: "Only lib/ talks to the network. Use the typed client of lib/api or the socket of lib/realtime.",
  },
  {
    name: "server-data-in-query-cache",
    from: new RegExp(`^${web}/stores/`),
    to: /^@tanstack\/react-query$/,
    instead: "Stores hold the state of this browser. Server data lives in the query cache alone.",
  },
];

/** The rule an import breaks, if any. */
export function brokenRule(edge) {
  if (isTest.test(edge.from)) return undefined;
  return rooms.find(
    ({ from, to, when }) => from.test(edge.from) && to.test(edge.to) && (when === undefined || when(edge)),
  );
}

/** What an import names: a path from the product's folder, or a package. */
export function targetOf(specifier, from) {
  if (specifier.startsWith(".")) return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
  if (specifier.startsWith("@/") && from.startsWith("apps/web/")) return `${web}/${specifier.slice(2)}`;
  if (specifier.startsWith("node:")) return specifier;
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}
