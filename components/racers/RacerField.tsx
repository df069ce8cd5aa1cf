"use client";

import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { messageOf } from "../api/client";
import { useRacers } from "./useRacers";

interface RacerFieldProps {
  value: string | null;
  onChange(racerId: string | null): void;
}

const NEW = "new";

/** A native select for the racer, with a field to add one. */
export function RacerField({ value, onChange }: RacerFieldProps) {
  const { racers, addRacer } = useRacers();
  const [name, setName] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const add = async () => {
    setBusy(true);
    try {
      const racer = await addRacer(name ?? "");
      onChange(racer.id);
      setName(null);
      setError(null);
    } catch (failure) {
      setError(messageOf(failure));
    } finally {
      setBusy(false);
    }
  };

  if (name !== null)
    return (
      <div>
        <TextInput
          label="New racer"
          placeholder="Name"
          autoComplete="off"
          data-autofocus
          value={name}
          error={error}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void add();
          }}
        />
        <Group gap="xs" mt="xs">
          <Button onClick={add} loading={busy} disabled={name.trim() === ""}>
            Add racer
          </Button>
          <Button variant="subtle" onClick={() => setName(null)}>
            Cancel
          </Button>
        </Group>
      </div>
    );
  return (
    <NativeSelect
      label="Racer"
      value={value ?? ""}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (chosen === NEW) setName("");
        else onChange(chosen || null);
      }}
    >
      <option value="">Not set</option>
      {racers.map((racer) => (
        <option key={racer.id} value={racer.id}>
          {racer.name}
          {racer.isSelf ? " (you)" : ""}
        </option>
      ))}
      <option value={NEW}>Add a racer…</option>
    </NativeSelect>
  );
}
