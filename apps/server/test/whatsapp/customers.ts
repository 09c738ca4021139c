import type { Customer } from "./driver-world.ts";

/** Customers of whom no two are alike. Their phones end with 7, and are in an area code that keeps the ninth digit. */
export function createCustomers(hiddenOf: (count: number) => string): () => Customer {
  let count = 0;
  return () => {
    count++;
    return { phone: `55119876${String(count).padStart(4, "0")}7`, hidden: hiddenOf(count), name: `Cliente ${count}` };
  };
}
