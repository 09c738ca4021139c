import type { Colleague, User } from "@whatskovi/contract";
import type { UserRow } from "./user.repository.ts";

export const presentUser = (row: UserRow): User => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  status: row.status,
  maxTickets: row.maxTickets,
  isActive: row.isActive,
  queueIds: row.queueIds,
  createdAt: row.createdAt.toISOString(),
});

export const presentColleague = (row: UserRow): Colleague => ({
  id: row.id,
  name: row.name,
  role: row.role,
  status: row.status,
  queueIds: row.queueIds,
});
