import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { inProduct, withoutPrograms } from "./places.mjs";
import { say, saying, Sentence } from "./progress.mjs";
import { runQuietly } from "./run.mjs";

const oldestNode = 20;
/** From this version on Node runs TypeScript as it is. */
const ownNode = [22, 18];

/** Installs the packages when they are not those of the lock file. Runs on Node 20 without any package. */
export async function installIfNeeded() {
  if (Number(process.versions.node.split(".")[0]) < oldestNode) {
    throw new Sentence(
      `WhatsKovi needs Node.js ${oldestNode} or newer to start, and this is ${process.versions.node}.`,
    );
  }
  if (isInstalled()) return;
  const wanted = packagesOf("package-lock.json");
  const total = Object.values(wanted).filter((entry) => !entry.link && !entry.optional).length;
  const detail = () => ` (${Math.min(installedCount(), total)} of about ${total} packages)`;
  say("WhatsKovi is installed here for the first time, or has changed. This takes a minute or two.");
  await saying("Installing packages", runInstall, detail);
  if (!isInstalled())
    throw new Sentence("The packages are not complete: delete the folder node_modules and start again.");
}

/** The Node that runs the product: the one npm brought, or this one where there is none for the machine. */
export function productNode() {
  const brought = inProduct("node_modules", ".bin", "node");
  if (existsSync(brought) && spawnSync(brought, ["--version"]).status === 0) return brought;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > ownNode[0] || (major === ownNode[0] && minor >= ownNode[1])) return process.execPath;
  throw new Sentence(
    `There is no Node.js 24 to bring along for ${process.platform} on ${process.arch}: install Node.js 24 and start again.`,
  );
}

function isInstalled() {
  if (!existsSync(inProduct("node_modules", ".package-lock.json"))) return false;
  const wanted = packagesOf("package-lock.json");
  const present = packagesOf("node_modules/.package-lock.json");
  return Object.entries(wanted).every(([place, entry]) => {
    // The product's own packages have no version to compare; what is optional may be for other machines.
    if (!place.startsWith("node_modules/")) return true;
    const found = present[place];
    return found === undefined ? entry.optional || entry.peer || entry.extraneous : found.version === entry.version;
  });
}

const packagesOf = (lockFile) => JSON.parse(readFileSync(inProduct(lockFile), "utf8")).packages;

function installedCount() {
  const names = existsSync(inProduct("node_modules")) ? readdirSync(inProduct("node_modules")) : [];
  const scopes = names.filter((name) => name.startsWith("@"));
  const scoped = scopes.flatMap((scope) => readdirSync(inProduct("node_modules", scope)));
  return names.length - scopes.length + scoped.length;
}

async function runInstall() {
  // npm tells its scripts where it is itself; without npm around, the one on the PATH is taken.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [program, first] = npm?.endsWith("npm-cli.js") && node && existsSync(node) ? [node, [npm]] : ["npm", []];
  await runQuietly(program, [...first, "ci", "--include=dev", "--include=optional", "--loglevel=error"], {
    env: withoutPrograms(npmEnvironment()),
  });
}

/** What npm passed to this script would otherwise be taken by the npm that is run from here. */
function npmEnvironment() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(prefix|local_prefix|workspace)|package_|lifecycle_|command)/.test(name),
  );
  return Object.fromEntries(inherited);
}
