"use client";

import { Button, NativeSelect } from "@mantine/core";
import { DISCIPLINES, LIBRARY_STATES } from "@/lib/runs/schema/choices";
import { useRacers } from "../racers/useRacers";
import classes from "./Library.module.css";
import type { RunFilter } from "./runFilter";

interface RunFiltersProps {
  filter: RunFilter;
  onChange(filter: RunFilter): void;
}

/** Native selects for racer, discipline and state. */
export function RunFilters({ filter, onChange }: RunFiltersProps) {
  const { racers } = useRacers();
  const set = (change: Record<keyof RunFilter, unknown> | Partial<Record<keyof RunFilter, unknown>>) =>
    onChange({ ...filter, ...change } as RunFilter);
  const filtered = Object.values(filter).some(Boolean);
  return (
    <search className={classes.filters} aria-label="Filter the runs">
      <NativeSelect
        aria-label="Racer"
        value={filter.racerId ?? ""}
        onChange={(event) => set({ racerId: event.currentTarget.value || undefined })}
      >
        <option value="">Racer</option>
        {racers.map((racer) => (
          <option key={racer.id} value={racer.id}>
            {racer.name}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Discipline"
        value={filter.discipline ?? ""}
        onChange={(event) => set({ discipline: event.currentTarget.value || undefined })}
      >
        <option value="">Discipline</option>
        {Object.entries(DISCIPLINES).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="State"
        value={filter.state ?? ""}
        onChange={(event) => set({ state: event.currentTarget.value || undefined })}
      >
        <option value="">State</option>
        {Object.entries(LIBRARY_STATES).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </NativeSelect>
      {filtered && (
        <Button variant="subtle" onClick={() => onChange({})}>
          Show all
        </Button>
      )}
    </search>
  );
}
