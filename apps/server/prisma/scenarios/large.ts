import bcrypt from "bcrypt";
import { openDatabase } from "../../src/platform/db/db.ts";
import { newId } from "../../src/platform/ids.ts";
import { largeScenario } from "./large.sql.ts";

/** Of everybody in the scenario: admin@example.com, supervisor@example.com, agent1@example.com to agent20@example.com. */
export const largeScenarioPassword = "whatskovi-large";

const queueNames = ["Atendimento", "Financeiro", "Suporte"];

/** Writes the large scenario into a migrated database without users. Takes about a minute. */
export async function seedLarge(databaseUrl: string): Promise<void> {
  const database = openDatabase(databaseUrl, { maxConnections: 2 });
  try {
    if ((await database.models.user.count()) > 0)
      throw new Error("This database is in use already: the scenario wants an empty one.");
    const password = await bcrypt.hash(largeScenarioPassword, 10);
    const queueIds = queueNames.map(() => newId());
    const agentIds = Array.from({ length: 20 }, () => newId());
    const connectionId = newId();
    await database.models.queue.createMany({
      data: queueNames.map((name, index) => ({
        id: queueIds[index] ?? "",
        name,
        color: ["#2f7d5b", "#b7791f", "#3b6fb6"][index] ?? "#2f7d5b",
        priority: queueNames.length - index,
      })),
    });
    const people = [
      { id: newId(), name: "Administração", email: "admin@example.com", role: "ADMIN" as const },
      { id: newId(), name: "Sílvia Supervisora", email: "supervisor@example.com", role: "SUPERVISOR" as const },
      ...agentIds.map((id, index) => ({
        id,
        name: `Atendente ${index + 1}`,
        email: `agent${index + 1}@example.com`,
        role: "AGENT" as const,
      })),
    ];
    await database.models.user.createMany({ data: people.map((person) => ({ ...person, password })) });
    const members = people.filter((person) => person.role !== "ADMIN");
    await database.models.userQueue.createMany({
      data: members.flatMap((person) => queueIds.map((queueId) => ({ userId: person.id, queueId }))),
    });
    await database.models.whatsAppConnection.create({
      data: {
        id: connectionId,
        name: "Central",
        driver: "simulator",
        isDefault: true,
        queueId: queueIds[0] ?? null,
        settings: {},
      },
    });
    for (const statement of largeScenario({ connectionId, queueIds, agentIds })) await database.query(statement);
  } finally {
    await database.close();
  }
}
