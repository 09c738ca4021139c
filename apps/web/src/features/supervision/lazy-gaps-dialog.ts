import dynamic from "next/dynamic";

/** Comes when somebody asks for it. */
export const GapsDialog = dynamic(() => import("./gaps-dialog.tsx").then((module) => module.GapsDialog), {
  ssr: false,
});
