import { driverCapabilities } from "@whatskovi/contract";
import { driverContract } from "./contract.ts";
import { openWhatsAppWebWorld } from "./worlds/whatsapp-web.world.ts";

driverContract("whatsapp-web", openWhatsAppWebWorld, driverCapabilities["whatsapp-web"]);
