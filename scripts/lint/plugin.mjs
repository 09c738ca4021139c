import path from "node:path";
import { brokenRule, targetOf } from "./rooms.mjs";

/** The product's own lint rule: who may import whom. */
const imports = {
  meta: { type: "problem", docs: { description: "Keeps the rooms of docs/ARCHITECTURE.md apart." }, schema: [] },
  create(context) {
    const from = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    const check = (node, isType) => {
      const specifier = node.source?.value;
      if (typeof specifier !== "string") return;
      const rule = brokenRule({ from, to: targetOf(specifier, from), isType });
      if (rule !== undefined) context.report({ node, message: `${rule.instead} (${rule.name})` });
    };
    return {
      ImportDeclaration: (node) => check(node, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === "type"),
      ExportAllDeclaration: (node) => check(node, node.exportKind === "type"),
      ImportExpression: (node) => check(node, false),
    };
  },
};

const isTypeOnly = ({ importKind, specifiers }) =>
  importKind === "type" || (specifiers.length > 0 && specifiers.every((specifier) => specifier.importKind === "type"));

const storage = /\.(repository|read-model|test|fixture)\.ts$|test-[a-z]+\.ts$/;
/** Statements that touch no table: locks of a session, and whether the database answers. */
const withoutTables = new Set(
  ["modules/system/readiness", "whatsapp/connection-locks", "realtime/relay"].map(
    (name) => `apps/server/src/${name}.ts`,
  ),
);

/** Tables are read and written by repositories and read models alone. */
const tables = {
  meta: { type: "problem", docs: { description: "Keeps SQL and models in repositories and read models." }, schema: [] },
  create(context) {
    const from = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    const isBusiness = /^apps\/server\/src\/(modules|realtime|jobs|whatsapp)\//.test(from);
    if (!isBusiness || storage.test(from) || withoutTables.has(from)) return {};
    const report = (node) =>
      context.report({
        node,
        message: "Tables are for *.repository.ts and *.read-model.ts. Move this there and call it.",
      });
    return {
      MemberExpression: (node) => {
        if (!node.computed && node.property.name === "models") report(node);
      },
      CallExpression: (node) => {
        const isQuery = node.callee.type === "MemberExpression" && node.callee.property.name === "query";
        const text = node.arguments[0];
        const isText = text?.type === "TemplateLiteral" || typeof text?.value === "string";
        if (isQuery && isText) report(node);
      },
    };
  },
};

export default { meta: { name: "whatskovi" }, rules: { imports, tables } };
