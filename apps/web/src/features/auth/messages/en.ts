import type { Translated } from "../../../lib/i18n/translated.ts";
import type { auth as source } from "./pt-BR.ts";

export const auth: Translated<typeof source> = {
  welcome: "Sign in to WhatsKovi",
  email: "E-mail",
  password: "Password",
  newPassword: "New password",
  showPassword: "Show password",
  hidePassword: "Hide password",
  passwordHint: "At least 8 characters.",
  signIn: "Sign in",
  forgotten: "Forgot your password? Ask the administrator for a link.",
  ended: {
    signed_out: "You have signed out. See you soon.",
    deactivated: "Your account has been deactivated. Talk to the administrator.",
    revoked: "This session has been ended. Sign in again.",
    expired: "Your session has ended. Sign in again.",
  },
  reset: {
    title: "Set a new password",
    text: "When you save, all your sessions end and you sign in with the new password.",
    save: "Save new password",
    done: "Password changed",
    doneText: "Sign in with the new password.",
    toLogin: "Go to sign-in",
    expired: "This link has been used or is out of date. Ask the administrator for a new one.",
    missing: "This address is incomplete. Open the whole link that you received.",
  },
};
