/**
 * What a refusal of Meta's means and what to do about it, for those whose own words help nobody.
 * https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const words = new Map<number, string>([
  [131008, "WhatsApp misses something that this kind of message must have."],
  [131009, "WhatsApp does not take this any more: the message meant may be older than 30 days, or gone."],
  [131021, "The number cannot write to itself."],
  [131026, "WhatsApp cannot deliver to this person: not on WhatsApp, an old app, or its terms not accepted."],
  [131030, "A test number writes to the recipients listed in Meta's app dashboard alone. Add this one there."],
  [131042, "Meta could not charge this account. Look at its payment settings in WhatsApp Manager."],
  [131047, "More than 24 hours have passed since the customer last wrote. Send a template instead."],
  [131048, "WhatsApp limits this number because messages of it were reported as spam. Wait, and write less."],
  [131049, "WhatsApp held this message back: the customer has received many offers of late. Try another day."],
  [131050, "The customer does not want offers from this number."],
  [131051, "WhatsApp does not know this kind of message."],
  [131056, "Too many messages to the same person in a short time. They go out one by one."],
  [132000, "The template takes another number of values than were given."],
  [132001, "There is no approved template of this name and language. See WhatsApp Manager."],
  [132005, "With these values the template is too long. Shorten them."],
  [
    132007,
    "A value of the template breaks WhatsApp's rules: no line breaks, no tabs, no more than four spaces in a row.",
  ],
  [132008, "A value of the template does not have the form that it must have."],
  [132012, "A value of the template does not have the form that the template was approved with."],
  [132015, "WhatsApp has paused this template for its low quality. Edit it in WhatsApp Manager, or use another."],
  [132016, "WhatsApp has switched this template off for good, for its low quality. Make another one."],
  [132018, "A value of the template is not valid. See how it is written in WhatsApp Manager."],
  [132068, "The form behind this template is blocked. See WhatsApp Manager."],
  [132069, "The form behind this template is limited for now. Try again later."],
]);

/** For a person; Meta's own words follow, for who looks it up. */
export function wordsOf(code: number, metas: string): string {
  const known = words.get(code);
  if (known === undefined) return metas;
  return metas === "" ? known : `${known} (${metas})`;
}
