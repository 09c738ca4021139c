export { childEnvironment } from "./child-environment.ts";
export { completeConfig, type Config, dataFolder, productFolder } from "./config.ts";
export { readEnvironment, readSettings } from "./read-settings.ts";
export { type roles, type Settings } from "./settings.ts";
