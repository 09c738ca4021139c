import { watchSteps } from "./lib/back/steps.ts";

// Next runs this file before its router listens.
watchSteps();
