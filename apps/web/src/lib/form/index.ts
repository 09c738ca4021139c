export { useRules } from "./rules.ts";
export { useForm } from "./use-form.ts";
