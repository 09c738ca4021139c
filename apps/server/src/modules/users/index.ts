export { loadActor } from "./actor.read-model.ts";
