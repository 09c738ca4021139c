/** Phones to link, for tests of the whole product. */
export { type Customer, type Phone, type PhoneDriver, phoneDrivers } from "./phone.ts";
export { startPhone } from "./start-phone.ts";
