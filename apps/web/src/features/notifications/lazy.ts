import dynamic from "next/dynamic";

/** What concerns the person is told once the page is there: none of it is needed to show the page. */
export const Notifier = dynamic(() => import("./notifier.tsx").then((module) => module.Notifier), { ssr: false });
export const BellCount = dynamic(() => import("./bell-count.tsx").then((module) => module.BellCount), { ssr: false });
