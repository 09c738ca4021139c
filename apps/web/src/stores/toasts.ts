import { create } from "zustand";

export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: "neutral" | "danger";
  readonly action?: { readonly label: string; readonly run: () => void };
};

type Toasts = { readonly items: readonly Toast[] };

export const useToasts = create<Toasts>(() => ({ items: [] }));

let lastId = 0;
const lifetime = 6000;

export const dismissToast = (id: number): void =>
  useToasts.setState(({ items }) => ({ items: items.filter((toast) => toast.id !== id) }));

/** Takes back what was said last that can be taken back; false when there is none. */
export function undoLast(): boolean {
  const toast = useToasts.getState().items.findLast(({ action }) => action !== undefined);
  toast?.action?.run();
  if (toast !== undefined) dismissToast(toast.id);
  return toast !== undefined;
}

/** Says in passing that something was done, at most three at once. Never for what one must not miss: that belongs in its place. */
export function showToast(text: string, options: { tone?: Toast["tone"]; action?: Toast["action"] } = {}): void {
  const { tone = "neutral", action } = options;
  lastId += 1;
  const toast: Toast = action === undefined ? { id: lastId, text, tone } : { id: lastId, text, tone, action };
  useToasts.setState(({ items }) => ({ items: [...items.slice(-2), toast] }));
  setTimeout(() => dismissToast(toast.id), lifetime);
}
