import { lazyPart } from "../../components/ui/index.ts";

/** Comes after the first page is there. */
export const Keyboard = lazyPart(() => import("./keyboard.tsx").then((module) => module.Keyboard), "above");
