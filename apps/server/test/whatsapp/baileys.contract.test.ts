import { driverCapabilities } from "@whatskovi/contract";
import { driverContract } from "./contract.ts";
import { openBaileysWorld } from "./worlds/baileys.world.ts";

driverContract("baileys", openBaileysWorld, driverCapabilities.baileys);
