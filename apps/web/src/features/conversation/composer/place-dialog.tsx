import { LocateFixed } from "lucide-react";
import { useState } from "react";
import { Button, FormDialog, TextField } from "../../../components/ui/index.ts";
import { useForm } from "../../../lib/form/index.ts";
import { useT } from "../../../lib/i18n/index.ts";
import type { SendExtra } from "../send-message.ts";

type Place = NonNullable<SendExtra["location"]>;

/** What maps copy: their links, and plain coordinates. */
const forms = [
  /#map=[\d.]+\/(?<latitude>-?\d{1,2}(?:\.\d+)?)\/(?<longitude>-?\d{1,3}(?:\.\d+)?)/,
  /(?<latitude>-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(?<longitude>-?\d{1,3}(?:\.\d+)?)/,
];

/** `-23.55052, -46.63331`, also inside the link of a map. Null when it is no place on earth. */
export function placeIn(text: string): { latitude: number; longitude: number } | null {
  const match = forms.map((form) => form.exec(text)).find((found) => found !== null);
  const latitude = Number(match?.groups?.["latitude"]);
  const longitude = Number(match?.groups?.["longitude"]);
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth ? { latitude, longitude } : null;
}

/** A place to send: coordinates from a map or from this device, with a name and an address if one likes. */
export function PlaceDialog({ onSend, onClose }: { onSend: (place: Place) => void; onClose: () => void }) {
  const t = useT("composer.place");
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({
    initial: { where: "", name: "", address: "" },
    rules: { where: (value) => (placeIn(value) === null ? t("invalid") : null) },
    onSubmit: ({ where, name, address }) => {
      const place = placeIn(where);
      if (place !== null) onSend({ ...place, name: name.trim() || null, address: address.trim() || null });
    },
  });
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setProblem(null);
        form.set("where", `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`);
      },
      () => setProblem(t("noPosition")),
    );
  return (
    <FormDialog title={t("title")} saveLabel={t("send")} isBusy={false} error={null} {...{ form, onClose }}>
      <TextField {...form.field("where")} label={t("where")} hint={problem ?? t("hint")} required maxLength={500} />
      <Button icon={<LocateFixed aria-hidden className="size-4" />} onClick={locate}>
        {t("here")}
      </Button>
      <TextField {...form.field("name")} label={t("name")} maxLength={200} />
      <TextField {...form.field("address")} label={t("address")} maxLength={500} />
    </FormDialog>
  );
}
