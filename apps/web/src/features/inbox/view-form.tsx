import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button, Dialog, FormError, Switch, TextField } from "../../components/ui/index.ts";
import { useT } from "../../lib/i18n/index.ts";
import { isSameLook, type InboxLook } from "./inbox-look.ts";
import { createView, updateView, viewsQuery } from "./view-queries.ts";

type ViewFormProps = {
  readonly look: InboxLook;
  readonly onSaved: (viewId: string) => void;
  readonly onClose: () => void;
};

/** Keeps how one looks at the inbox under a name, or in the view that it began with. */
export function ViewForm({ look, onSaved, onClose }: ViewFormProps) {
  const t = useT("inbox.views");
  const common = useT("common");
  const formId = useId();
  const queryClient = useQueryClient();
  const { data: views = [] } = useQuery(viewsQuery());
  const current = views.find((view) => view.id === look.viewId && !isSameLook(view, look));
  const [name, setName] = useState("");
  const [isDefault, setDefault] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { tab, filters, sort } = look;

  const attempt = async (save: () => Promise<{ id: string }>) => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      const { id } = await save();
      onSaved(id);
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = name.trim();
    if (text !== "") void attempt(() => createView(queryClient, { name: text, tab, filters, sort, isDefault }));
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("save")}
      description={t("saveText")}
      size="small"
      footer={
        <>
          {current === undefined ? (
            <Button onClick={onClose}>{common("cancel")}</Button>
          ) : (
            <Button
              isBusy={isBusy}
              onClick={() => void attempt(() => updateView(queryClient, current.id, { tab, filters, sort }))}
            >
              {t("update", { name: current.name })}
            </Button>
          )}
          <Button tone="primary" type="submit" form={formId} isBusy={isBusy} disabled={name.trim() === ""}>
            {current === undefined ? common("save") : t("saveNew")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t("name")}
          placeholder={t("namePlaceholder")}
          value={name}
          onChange={setName}
          maxLength={40}
        />
        <Switch label={t("isDefault")} hint={t("isDefaultHint")} isOn={isDefault} onChange={setDefault} />
        <FormError error={error} />
      </form>
    </Dialog>
  );
}
