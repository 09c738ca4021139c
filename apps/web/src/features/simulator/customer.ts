/** Whom one plays. */
export type Customer = { readonly phone: string; readonly name: string };

/** A Brazilian mobile number that belongs to nobody we know: what the form for a new customer begins with. */
export const suggestedPhone = (): string =>
  `+55 11 9${String(Math.floor(1000 + Math.random() * 9000))}-${String(Math.floor(1000 + Math.random() * 9000))}`;

export const toE164 = (phone: string): string => `+${phone.replace(/\D/g, "")}`;
