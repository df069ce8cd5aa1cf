"use client";

import { Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useId, useState } from "react";
import { DisciplineField } from "@/components/run-details/DisciplineField";
import type { Discipline } from "@/lib/runs/schema";
import { DISCIPLINES } from "@/lib/runs/schema/choices";
import { RacerField } from "../racers/RacerField";
import { useRacers } from "../racers/useRacers";
import classes from "./Upload.module.css";
import type { RunDetails } from "./uploadState";

interface DetailsForAllProps {
  value: RunDetails;
  /** Called on every change, for a text field on blur. */
  onChange(change: RunDetails): void;
}

/** A collapsible form for the details of all uploads in the list and of the next ones. */
export function DetailsForAll({ value, onChange }: DetailsForAllProps) {
  const [place, setPlace] = useState(value.place ?? "");
  const [opened, setOpened] = useState(false);
  const { racers } = useRacers();
  const id = useId();
  const summary = [
    racers.find((racer) => racer.id === value.racerId)?.name,
    value.discipline && DISCIPLINES[value.discipline],
    value.place,
  ].filter(Boolean);

  return (
    <section className={classes.fold}>
      <UnstyledButton
        className={classes.foldHead}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        <span>
          <Text component="span" display="block" fw={700}>
            Racer, discipline, place
          </Text>
          <Text component="span" display="block" size="sm" c="dimmed" lineClamp={1}>
            {summary.length > 0 ? summary.join(" · ") : "For all these clips; not set yet"}
          </Text>
        </span>
        <IconChevronDown size={22} aria-hidden className={classes.chevron} />
      </UnstyledButton>
      <div id={id} hidden={!opened} className={opened ? classes.details : undefined}>
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
    </section>
  );
}
