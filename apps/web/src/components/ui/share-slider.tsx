"use client";

import { useEffect, useId, useState } from "react";

type Props = { label: string; value: number; onChange: (share: number) => void };

const steps = 20;

/** A share, 0 to 100 % in steps of five. Tells only where it comes to rest. */
export function ShareSlider({ label, value, onChange }: Props) {
  const id = useId();
  const [shown, setShown] = useState(value);
  useEffect(() => {
    setShown(value);
  }, [value]);
  const settle = () => shown !== value && onChange(shown);
  return (
    <div>
      <div className="flex items-baseline justify-between gap-2 text-small">
        <label htmlFor={id}>{label}</label>
        <output htmlFor={id} className="text-ink-faint tabular-nums">{`${Math.round(shown * 100)}%`}</output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={steps}
        value={Math.round(shown * steps)}
        onChange={(event) => setShown(Number(event.target.value) / steps)}
        onPointerUp={settle}
        onKeyUp={settle}
        onBlur={settle}
        className="h-6 w-full cursor-pointer accent-accent pointer-coarse:h-11"
      />
    </div>
  );
}
