import type { Translated } from "../../../lib/i18n/translated.ts";
import type { auth as source } from "./pt-BR.ts";

export const auth: Translated<typeof source> = {
  welcome: "Entrar en WhatsKovi",
  email: "Correo electrónico",
  password: "Contraseña",
  newPassword: "Nueva contraseña",
  showPassword: "Mostrar contraseña",
  hidePassword: "Ocultar contraseña",
  passwordHint: "Al menos 8 caracteres.",
  signIn: "Entrar",
  forgotten: "¿Olvidaste la contraseña? Pide un enlace al administrador.",
  ended: {
    signed_out: "Saliste. Hasta pronto.",
    deactivated: "Tu cuenta fue desactivada. Habla con el administrador.",
    revoked: "Esta sesión fue cerrada. Entra de nuevo.",
    expired: "Tu sesión terminó. Entra de nuevo.",
  },
  reset: {
    title: "Crear una nueva contraseña",
    text: "Al guardar, todas tus sesiones terminan y entras con la nueva contraseña.",
    save: "Guardar nueva contraseña",
    done: "Contraseña cambiada",
    doneText: "Entra con la nueva contraseña.",
    toLogin: "Ir a la entrada",
    expired: "Este enlace ya fue usado o venció. Pide uno nuevo al administrador.",
    missing: "Esta dirección está incompleta. Abre el enlace entero que recibiste.",
  },
};
