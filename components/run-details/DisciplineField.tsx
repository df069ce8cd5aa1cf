"use client";

import { NativeSelect } from "@mantine/core";
import type { Discipline } from "@/lib/runs/schema";
import { DISCIPLINES } from "@/lib/runs/schema/choices";

interface DisciplineFieldProps {
  value: Discipline | null;
  onChange(discipline: Discipline | null): void;
}

/** A native select for the discipline. */
export function DisciplineField({ value, onChange }: DisciplineFieldProps) {
  return (
    <NativeSelect
      label="Discipline"
      value={value ?? ""}
      onChange={(event) => onChange((event.currentTarget.value || null) as Discipline | null)}
    >
      <option value="">Not set</option>
      {Object.entries(DISCIPLINES).map(([key, label]) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </NativeSelect>
  );
}
