import { FormDialog, TextField } from "../../../components/ui/index.ts";
import { useForm, useRules } from "../../../lib/form/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import type { SendExtra } from "../send-message.ts";

type Cards = NonNullable<SendExtra["contacts"]>;

/** Somebody's number, to send as a contact card. */
export function CardDialog({ onSend, onClose }: { onSend: (cards: Cards) => void; onClose: () => void }) {
  const t = useT("composer.card");
  const rules = useRules();
  const form = useForm({
    initial: { name: "", phoneNumber: "" },
    rules: { name: rules.required, phoneNumber: rules.phone },
    onSubmit: ({ name, phoneNumber }) =>
      onSend([{ name: name.trim(), phoneNumbers: [`+${phoneNumber.replace(/\D/g, "")}`] }]),
  });
  return (
    <FormDialog title={t("title")} saveLabel={t("send")} isBusy={false} error={null} {...{ form, onClose }}>
      <TextField {...form.field("name")} label={t("name")} required maxLength={120} />
      <TextField
        {...form.field("phoneNumber")}
        label={t("phone")}
        type="tel"
        required
        placeholder="+55 11 98765-4321"
      />
    </FormDialog>
  );
}
