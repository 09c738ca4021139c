import type { Translated } from "../../../lib/i18n/translated.ts";
import type { setup as source } from "./pt-BR.ts";

export const setup: Translated<typeof source> = {
  title: "Welcome to WhatsKovi",
  text: "Create the administrator's account. It looks after numbers, queues and the team.",
  name: "Your name",
  create: "Create account and sign in",
  next: "All set, {name}",
  nextText: "How would you like to begin?",
  connect: "Connect a number",
  connectText: "Link the company's WhatsApp and receive real messages.",
  simulate: "Try with the simulator",
  simulateText: "A queue and three pretend customers who are already writing. Nothing leaves for WhatsApp.",
  later: "Go to the tickets",
};
