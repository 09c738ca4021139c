import type { Db } from "../src/platform/db/db.ts";

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: PlanNode[];
};

/** What PostgreSQL did for a statement: which indexes it used, which tables it read from end to end, how many rows it touched. */
export type QueryPlan = {
  readonly indexes: string[];
  readonly scannedTables: string[];
  rowsRead(table: string): number;
};

/** Runs a statement and tells how. */
export async function explain(db: Db, statement: { text: string; values: readonly unknown[] }): Promise<QueryPlan> {
  const [row] = await db.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`,
    statement.values,
  );
  const root = row?.["QUERY PLAN"][0]?.Plan;
  if (root === undefined) throw new Error("PostgreSQL gave no plan");
  const nodes = flatten(root);
  const scans = nodes.filter((node) => node["Relation Name"] !== undefined);
  return {
    indexes: [...new Set(nodes.flatMap((node) => node["Index Name"] ?? []))].toSorted(),
    scannedTables: [
      ...new Set(
        scans.filter((node) => node["Node Type"] === "Seq Scan").flatMap((node) => node["Relation Name"] ?? []),
      ),
    ],
    rowsRead: (table) =>
      scans.filter((node) => node["Relation Name"] === table).reduce((sum, node) => sum + rowsOf(node), 0),
  };
}

const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];

const rowsOf = (node: PlanNode): number =>
  (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) *
  node["Actual Loops"];
