/**
 * A help desk after some years: 10,000 contacts, 100,000 tickets of which 900 are live, 1,000,000 messages, 3 queues with 20
 * agents. Deterministic: the same rows at every run, apart from being counted back from now. Each statement runs by itself.
 */
export const largeScenario = (ids: {
  connectionId: string;
  queueIds: readonly string[];
  agentIds: readonly string[];
}): string[] => {
  const uuid = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const pick = (list: readonly string[], n: string) =>
    `(ARRAY[${list.map((id) => `'${id}'`).join(",")}]::uuid[])[1 + (${n}) % ${list.length}]`;
  const given =
    "ARRAY['Ana','Bruno','Carla','Diego','Elisa','Fábio','Gabriela','Heitor','Íris','João','Karina','Luís','Márcia','Nélson','Olívia','Paulo','Renata','Sérgio','Tânia','Vítor']";
  const family =
    "ARRAY['Souza','Lima','Araújo','Ribeiro','Conceição','Gonçalves','Pereira','Magalhães','Barros','Nogueira','Teixeira','Brandão','Antunes']";
  const words =
    "ARRAY['Bom dia, meu pedido ainda não chegou','Pode me mandar a segunda via do boleto?','Obrigado, era isso','Qual o prazo de entrega para o Recife?','Não consegui acessar o aplicativo','Vou verificar e já retorno','O técnico passa amanhã de manhã','Segue o comprovante','Preciso trocar o endereço','Perfeito, combinado']";
  return [
    `INSERT INTO "Contact" ("id","name","phoneNumber","createdAt")
     SELECT ${uuid("0c000000", "n")}, (${given})[1 + n % 20] || ' ' || (${family})[1 + (n / 20) % 13] || ' ' || n,
            '+55119' || lpad((60000000 + n)::text, 8, '0'), now() - interval '3 years'
     FROM generate_series(1, 10000) AS n`,
    `INSERT INTO "ContactIdentity" ("kind","value","contactId","address")
     SELECT 'PHONE', '5511' || lpad((60000000 + n)::text, 8, '0'), ${uuid("0c000000", "n")}, '55119' || lpad((60000000 + n)::text, 8, '0')
     FROM generate_series(1, 10000) AS n`,
    `INSERT INTO "Ticket" ("id","status","unreadMessages","contactId","userId","queueId","whatsappId","lastMessageAt","lastMessage","waitingSince","lastInboundAt","firstResponseAt","closedAt","createdAt","updatedAt")
     SELECT ${uuid("0d000000", "n")},
            (CASE WHEN n <= 99100 THEN 'CLOSED' WHEN n % 3 = 0 THEN 'PENDING' ELSE 'OPEN' END)::"TicketStatus",
            CASE WHEN n <= 99100 THEN 0 ELSE n % 4 END,
            ${uuid("0c000000", "1 + (n - 1) % 10000")},
            CASE WHEN n > 99100 AND n % 3 = 0 THEN NULL ELSE ${pick(ids.agentIds, "n")} END,
            ${pick(ids.queueIds, "n")}, '${ids.connectionId}'::uuid, at,
            jsonb_build_object('id', ${uuid("0e000000", "n * 10")}, 'body', (${words})[1 + n % 10], 'type', 'TEXT', 'direction', CASE WHEN n % 2 = 0 THEN 'INBOUND' ELSE 'OUTBOUND' END, 'status', 'READ', 'isPrivate', false),
            CASE WHEN n > 99100 AND n % 2 = 0 THEN at END, at, at - interval '40 minutes', CASE WHEN n <= 99100 THEN at END, at - interval '1 hour', at
     FROM (SELECT n, now() - interval '1 minute' - (100000 - n) * interval '15 minutes' AS at FROM generate_series(1, 100000) AS n) AS numbered`,
    `INSERT INTO "TicketEvent" ("id","ticketId","type","createdAt")
     SELECT ${uuid("0f000000", "n")}, ${uuid("0d000000", "n")}, 'OPENED', now() - interval '1 hour' - (100000 - n) * interval '15 minutes' FROM generate_series(1, 100000) AS n`,
    `INSERT INTO "Message" ("id","ticketId","contactId","whatsappId","direction","type","body","status","userId","providerId","sentAt","createdAt")
     SELECT ${uuid("0e000000", "m")}, ${uuid("0d000000", "t")}, ${uuid("0c000000", "1 + (t - 1) % 10000")}, '${ids.connectionId}'::uuid,
            (CASE WHEN m % 2 = 0 THEN 'INBOUND' ELSE 'OUTBOUND' END)::"MessageDirection", 'TEXT', (${words})[1 + (m * 7) % 10] || ' ' || m, 'READ',
            CASE WHEN m % 2 = 1 THEN ${pick(ids.agentIds, "t")} END, 'large.' || m, at, at
     FROM (SELECT m, 1 + (m - 1) / 10 AS t,
                  now() - interval '1 minute' - (100000 - (1 + (m - 1) / 10)) * interval '15 minutes' - (10 - (1 + (m - 1) % 10)) * interval '4 minutes' AS at
           FROM generate_series(1, 1000000) AS m) AS numbered`,
    `SELECT setval(pg_get_serial_sequence('"Ticket"', 'number'), (SELECT max("number") FROM "Ticket"))`,
    `ANALYZE`,
  ];
};
