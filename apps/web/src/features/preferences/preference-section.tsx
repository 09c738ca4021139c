import { type ReactNode, useId } from "react";

type Props = { readonly title: string; readonly text?: string; readonly children: ReactNode };

/** What belongs together, under its name. */
export function PreferenceSection({ title, text, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b border-line pb-8 last:border-b-0">
      <h2 id={id} className="text-title">
        {title}
      </h2>
      {text !== undefined && <p className="text-small text-pretty text-ink-soft">{text}</p>}
      <div className="mt-4 flex max-w-140 flex-col gap-4">{children}</div>
    </section>
  );
}
