import { Dialog, Shortcut } from "../../../components/ui/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import { usePreference } from "../../../stores/preferences.ts";

/** What the keys do. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useT("inbox.shortcuts");
  const sendsOnEnter = usePreference("sendsOnEnter");
  const rows = [
    [["J", "K", "↓", "↑"], t("move")],
    [["Enter"], t("open")],
    [["A"], t("accept")],
    [["T"], t("transfer")],
    [["E"], t("close")],
    [["R"], t("reply")],
    [["N"], t("note")],
    [["/"], t("search")],
    [["D"], t("details")],
    [[sendsOnEnter ? "Enter" : "Ctrl + Enter"], t("send")],
    [[sendsOnEnter ? "Shift + Enter" : "Enter"], t("newline")],
    [["Esc"], t("back")],
    [["?"], t("help")],
  ] as const;
  return (
    <Dialog isOpen onClose={onClose} title={t("title")}>
      <dl className="grid gap-2">
        {rows.map(([keys, meaning]) => (
          <div key={meaning} className="flex items-center gap-3">
            <dt className="flex-1">{meaning}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Shortcut key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
