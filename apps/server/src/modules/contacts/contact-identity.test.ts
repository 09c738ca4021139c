import { expect, test } from "vitest";
import { displayPhoneNumber, phoneDigits, phoneMatchKey } from "./contact-identity.ts";

test.each([
  // Brazil: mobiles with and without the ninth digit are one.
  ["5511987654321", "551187654321"],
  ["551187654321", "551187654321"],
  ["+55 (11) 98765-4321", "551187654321"],
  ["5521971234567", "552171234567"],
  ["5531996543210", "553196543210"],
  ["553196543210", "553196543210"],
  // The area code 55 (Santa Maria) is not the country code twice.
  ["5555991234567", "555591234567"],
  ["555591234567", "555591234567"],
  ["555532201234", "555532201234"],
  // Landlines have eight digits, and keep them, also where they begin with what looks like a ninth digit.
  ["551134567890", "551134567890"],
  ["552133334444", "552133334444"],
  ["551192345678", "551192345678"],
  // After the ninth digit a mobile goes on with 6 to 9; anything else is left as it is.
  ["5511945678901", "5511945678901"],
  // Toll-free and short ones.
  ["558001234567", "558001234567"],
  ["55800123456", "55800123456"],
  ["5540041234", "5540041234"],
  // Mexico and Argentina.
  ["5215512345678", "525512345678"],
  ["525512345678", "525512345678"],
  ["5491123456789", "541123456789"],
  ["541123456789", "541123456789"],
  ["54934112345678", "54934112345678"],
  // Everywhere else.
  ["351912345678", "351912345678"],
  ["14155552671", "14155552671"],
  ["595981123456", "595981123456"],
  // WhatsApp's own writing.
  ["5511987654321@s.whatsapp.net", "551187654321"],
  ["5511987654321:12@s.whatsapp.net", "551187654321"],
  ["551187654321@c.us", "551187654321"],
  // Never refused.
  ["", ""],
  ["5", "5"],
  ["abc", ""],
  ["120363025246125486@g.us", "120363025246125486"],
])("%j is compared as %j", (written, key) => {
  expect(phoneMatchKey(written)).toBe(key);
  expect(phoneMatchKey(key)).toBe(key);
});

test("a phone is shown as WhatsApp knows it", () => {
  expect(displayPhoneNumber("551187654321")).toBe("+551187654321");
  expect(displayPhoneNumber("+55 (11) 98765-4321")).toBe("+5511987654321");
  expect(phoneDigits("5511987654321:3@s.whatsapp.net")).toBe("5511987654321");
});
