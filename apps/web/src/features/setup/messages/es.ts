import type { Translated } from "../../../lib/i18n/translated.ts";
import type { setup as source } from "./pt-BR.ts";

export const setup: Translated<typeof source> = {
  title: "Te damos la bienvenida a WhatsKovi",
  text: "Crea la cuenta del administrador. Se ocupa de los números, las colas y el equipo.",
  name: "Tu nombre",
  create: "Crear cuenta y entrar",
  next: "Todo listo, {name}",
  nextText: "¿Cómo quieres empezar?",
  connect: "Conectar un número",
  connectText: "Vincula el WhatsApp de la empresa y recibe mensajes reales.",
  simulate: "Probar con el simulador",
  simulateText: "Una cola y tres clientes ficticios que ya están escribiendo. Nada sale a WhatsApp.",
  later: "Ir a las atenciones",
};
