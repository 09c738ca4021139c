import type { MessageType } from "@whatskovi/contract";
import type { CustomerMessage } from "../../whatsapp/simulated-phones.ts";

type Line = { readonly body: string; readonly type?: MessageType; readonly secondsAgo: number };
type Customer = { readonly phone: string; readonly name: string; readonly lines: readonly Line[] };

const customers: readonly Customer[] = [
  {
    phone: "+5511987650101",
    name: "Mariana Alves",
    lines: [
      { body: "Oi! Bom dia 😊", secondsAgo: 310 },
      {
        body: "Fiz um pedido na semana passada e ainda não chegou. Consegue ver pra mim? É o *48213*",
        secondsAgo: 290,
      },
    ],
  },
  {
    phone: "+5521987650202",
    name: "Rafael Costa",
    lines: [
      { body: "Boa tarde, vocês entregam em Niterói?", secondsAgo: 170 },
      { body: "Queria igual a esse da foto", type: "IMAGE", secondsAgo: 150 },
    ],
  },
  {
    phone: "+5531987650303",
    name: "Dona Lúcia",
    lines: [
      { body: "Olá, tudo bem? Recebi o boleto mas o valor veio errado 😕", secondsAgo: 45 },
      { body: "Podem me ligar? Ou me respondam por aqui mesmo, obrigada! 🙏", secondsAgo: 20 },
    ],
  },
];

/** What the first three customers write. The same each time, by the same ids: writing it again changes nothing. */
export function firstMessages(connectionId: string, now: Date): CustomerMessage[] {
  return customers.flatMap(({ phone, name, lines }) =>
    lines.map(({ body, type = "TEXT", secondsAgo }, index) => ({
      phone,
      name,
      type,
      body,
      providerId: `sim.first.${connectionId}.${phone.slice(1)}.${index}`,
      timestamp: now.getTime() - secondsAgo * 1000,
    })),
  );
}
