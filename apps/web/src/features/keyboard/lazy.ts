import dynamic from "next/dynamic";

/** Comes after the first page is there. */
export const Keyboard = dynamic(() => import("./keyboard.tsx").then((module) => module.Keyboard), { ssr: false });
