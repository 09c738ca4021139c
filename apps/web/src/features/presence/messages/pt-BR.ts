export const viewing = {
  sentence: "{count, plural, one {{names} está vendo} other {{names} estão vendo}}",
  others: "{count, plural, one {mais # pessoa} other {mais # pessoas}}",
} as const;
