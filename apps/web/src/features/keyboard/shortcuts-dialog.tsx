import { useId } from "react";
import { Dialog, Shortcut as Key, Switch } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { useChangePreferences } from "../../lib/preferences/index.ts";
import {
  isSingleKey,
  type Shortcut,
  type ShortcutChoices,
  shortcuts,
  useShortcutChoices,
  writtenKey,
} from "../../lib/shortcuts/index.ts";
import { usePreference } from "../../stores/preferences.ts";
import { useCurrentUser } from "../../stores/session.ts";
import { destinationsOf } from "./destinations.ts";

const ofMessage = shortcuts.filter(({ scope }) => scope === "message");
const ofViewer = shortcuts.filter(({ scope }) => scope === "viewer");
const ofEverywhere = shortcuts.filter(({ scope }) => scope === "everywhere");
const ofInbox = shortcuts.filter(({ scope }) => ["inbox", "selection", "conversation"].includes(scope));

const Keys = ({ keys }: { keys: readonly string[] }) => (
  <span className="flex gap-1">
    {keys.map((key) => (
      <Key key={key} keys={key} />
    ))}
  </span>
);

type RowProps = {
  readonly shortcut: Shortcut;
  readonly choices: ShortcutChoices;
  readonly onSwitch: (id: string, isOn: boolean) => void;
};

/** One shortcut. Without single keys those that are nothing else cannot be switched on, and the others show what is left of them. */
function ShortcutRow({ shortcut: { id, keys }, choices, onSwitch }: RowProps) {
  const t = useT("shortcuts");
  const others = keys.filter((key) => !isSingleKey(key));
  const isBarred = !choices.hasSingleKeys && others.length === 0;
  const shown: readonly string[] = choices.hasSingleKeys || isBarred ? keys : others;
  return (
    <Switch
      label={t(`ids.${id}`)}
      aside={<Keys keys={shown.map(writtenKey)} />}
      isOn={!isBarred && !choices.disabled.includes(id)}
      isDisabled={isBarred}
      onChange={(isOn) => onSwitch(id, isOn)}
    />
  );
}

type GroupProps = Omit<RowProps, "shortcut"> & { readonly title: string; readonly rows: readonly Shortcut[] };

function ShortcutGroup({ title, rows, ...rest }: GroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <h3 id={id} className="text-small font-semibold text-ink-soft">
        {title}
      </h3>
      {rows.map((shortcut) => (
        <ShortcutRow key={shortcut.id} shortcut={shortcut} {...rest} />
      ))}
    </section>
  );
}

/** What the keys do, and which of them one wants. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useT("shortcuts");
  const choices = useShortcutChoices();
  const change = useChangePreferences();
  const go = destinationsOf(useCurrentUser().role);
  const everywhere = ofEverywhere.filter(({ id }) => !id.startsWith("go") || go.has(id));
  const sendsOnEnter = usePreference("sendsOnEnter");
  const onSwitch = (id: string, isOn: boolean) => {
    const others = choices.disabled.filter((other) => other !== id);
    change({ disabledShortcuts: isOn ? others : [...others, id] });
  };
  const whileWriting = [
    [t("send"), sendsOnEnter ? "Enter" : "Ctrl+Enter"],
    [t("newline"), sendsOnEnter ? "Shift+Enter" : "Enter"],
  ] as const;
  return (
    <Dialog isOpen onClose={onClose} title={t("title")}>
      <div className="flex flex-col gap-4">
        <Switch
          label={t("single")}
          hint={t("singleHint")}
          isOn={choices.hasSingleKeys}
          onChange={(hasSingleKeyShortcuts) => change({ hasSingleKeyShortcuts })}
        />
        <ShortcutGroup title={t("everywhere")} rows={everywhere} choices={choices} onSwitch={onSwitch} />
        <ShortcutGroup title={t("inbox")} rows={ofInbox} choices={choices} onSwitch={onSwitch} />
        <ShortcutGroup title={t("message")} rows={ofMessage} choices={choices} onSwitch={onSwitch} />
        <ShortcutGroup title={t("viewer")} rows={ofViewer} choices={choices} onSwitch={onSwitch} />
        <section className="flex flex-col gap-1">
          <h3 className="text-small font-semibold text-ink-soft">{t("composer")}</h3>
          <dl>
            {whileWriting.map(([meaning, key]) => (
              <div key={meaning} className="flex min-h-8 items-center gap-3">
                <dt className="flex-1">{meaning}</dt>
                <dd>
                  <Key keys={key} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
