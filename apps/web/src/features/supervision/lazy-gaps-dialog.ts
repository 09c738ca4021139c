import { lazyPart } from "../../components/ui/index.ts";

/** Comes when somebody asks for it. */
export const GapsDialog = lazyPart(() => import("./gaps-dialog.tsx").then((module) => module.GapsDialog), "above");
