"use client";

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { schemaResolver, useForm } from "@mantine/form";
import { useState } from "react";
import { ApiError, messageOf } from "@/components/api/client";
import { RacerField } from "@/components/racers/RacerField";
import { fromLocalField, toLocalField } from "@/components/ui/localDateTime";
import { type UpdateRun, updateRunSchema } from "@/lib/runs/schema";
import { DisciplineField } from "./DisciplineField";

interface DetailsFormProps {
  initial: UpdateRun;
  /** May reject with an ApiError; its field messages are shown. */
  onSave(details: UpdateRun): Promise<void>;
  onCancel(): void;
}

/** A form for the details of one run. */
export function DetailsForm({ initial, onSave, onCancel }: DetailsFormProps) {
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: {
      title: initial.title ?? "",
      racerId: initial.racerId ?? null,
      discipline: initial.discipline ?? null,
      place: initial.place ?? "",
      takenAt: toLocalField(initial.takenAt),
    },
    transformValues: (values): UpdateRun => ({
      title: values.title,
      racerId: values.racerId,
      discipline: values.discipline,
      place: values.place.trim() === "" ? null : values.place,
      takenAt: fromLocalField(values.takenAt),
    }),
    validate: schemaResolver(updateRunSchema.pick({ title: true, place: true }), { sync: true }),
  });
  const submit = form.onSubmit(async (details) => {
    setBusy(true);
    try {
      await onSave(details);
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : {};
      form.setErrors(Object.keys(fields).length > 0 ? fields : { title: messageOf(error) });
    } finally {
      setBusy(false);
    }
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label="Name" maxLength={120} {...form.getInputProps("title")} />
        <RacerField
          value={form.values.racerId}
          onChange={(racerId) => form.setFieldValue("racerId", racerId)}
        />
        <DisciplineField
          value={form.values.discipline}
          onChange={(discipline) => form.setFieldValue("discipline", discipline)}
        />
        <TextInput
          label="Place"
          placeholder="Hill or resort"
          maxLength={120}
          {...form.getInputProps("place")}
        />
        <TextInput label="Filmed on" type="datetime-local" {...form.getInputProps("takenAt")} />
        <Group justify="flex-end" gap="sm" mt="xs">
          <Button variant="subtle" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
