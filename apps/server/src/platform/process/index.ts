export { lockDataFolder } from "./data-folder-lock.ts";
export { checkPortIsFree, explainListenError } from "./listening.ts";
export { nextStopRequest } from "./stop-request.ts";
