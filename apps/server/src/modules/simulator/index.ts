/** Simulated numbers: what customers do on their phones, played by an administrator. */
export { simulatorHandlers } from "./simulator.controller.ts";
export type { SimulatorDeps } from "./simulated-connection.ts";
