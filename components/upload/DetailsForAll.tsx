"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Discipline } from "@/lib/runs/schema";
import { RacerField } from "../racers/RacerField";
import { DisciplineField } from "../runs/DetailsForm";
import type { RunDetails } from "./RunUploader";
import classes from "./Upload.module.css";

interface DetailsForAllProps {
  value: RunDetails;
  /** Every change; a text field reports when it is left. */
  onChange(change: RunDetails): void;
}

/** What is said once for all clips of the list and the next ones. */
export function DetailsForAll({ value, onChange }: DetailsForAllProps) {
  const [place, setPlace] = useState(value.place ?? "");
  return (
    <div className={classes.details}>
      <RacerField value={value.racerId ?? null} onChange={(racerId) => onChange({ racerId })} />
      <DisciplineField
        value={value.discipline ?? null}
        onChange={(discipline: Discipline | null) => onChange({ discipline })}
      />
      <TextInput
        label="Place"
        placeholder="Hill or resort"
        maxLength={120}
        value={place}
        onChange={(event) => setPlace(event.currentTarget.value)}
        onBlur={() => place !== (value.place ?? "") && onChange({ place: place.trim() || null })}
      />
    </div>
  );
}
