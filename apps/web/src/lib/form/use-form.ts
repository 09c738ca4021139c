import { type FormEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl/react";
import { refusedFields } from "../api/index.ts";

/** Says what is wrong with a value, in words; null when nothing is. */
type Rule<Values, Value> = (value: Value, values: Values) => string | null;

type Options<Values> = {
  initial: Values;
  rules?: { readonly [Name in keyof Values]?: Rule<Values, Values[Name]> };
  /** What the server answered last: the fields it refused are marked. */
  error?: unknown;
  onSubmit: (values: Values) => void;
};

/** The state of a form: values, what is wrong with them once it was sent, and focus on the first field that needs attention. */
export function useForm<Values extends Record<string, unknown>>({
  initial,
  rules = {},
  error,
  onSubmit,
}: Options<Values>) {
  const t = useTranslations("common");
  const [values, setValues] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const [changedSince, setChangedSince] = useState<{ error: unknown; names: ReadonlySet<string> }>({
    error: null,
    names: new Set(),
  });
  const form = useRef<HTMLFormElement>(null);

  const refused = refusedFields(error);
  const changed = changedSince.error === error ? changedSince.names : new Set<string>();

  const problemOf = <Name extends keyof Values & string>(name: Name): string | null => {
    const own = wasTried ? (rules[name]?.(values[name], values) ?? null) : null;
    return own ?? (refused.has(name) && !changed.has(name) ? t("checkField") : null);
  };

  const set = <Name extends keyof Values & string>(name: Name, value: Values[Name]) => {
    setValues((current) => ({ ...current, [name]: value }));
    setChangedSince({ error, names: new Set([...changed, name]) });
  };

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    const isRight = Object.keys(rules).every((name) => (rules[name]?.(values[name] as never, values) ?? null) === null);
    if (isRight) onSubmit(values);
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
  };

  return {
    values,
    set,
    /** For the `form` element. */
    formProps: { ref: form, onSubmit: submit, noValidate: true },
    /** For a control: value, change, and what is wrong. */
    field: <Name extends keyof Values & string>(name: Name) => ({
      value: values[name],
      onChange: (value: Values[Name]) => set(name, value),
      error: problemOf(name),
    }),
    submit,
  };
}
