/** Playing the customers. */
export { SimulatorPage } from "./simulator-page.tsx";
