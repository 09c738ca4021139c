import { driverCapabilities } from "@whatskovi/contract";
import { driverContract } from "./contract.ts";
import { openSimulatorWorld } from "./worlds/simulator.world.ts";

driverContract("simulator", openSimulatorWorld, { ...driverCapabilities.simulator, pairing: "qr+code" });
