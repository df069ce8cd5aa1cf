"use client";

import { schemaResolver, type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import type { z } from "zod";
import { messageOf } from "../api/client";

interface AuthForm<T extends Record<string, string>> {
  form: UseFormReturnType<T>;
  failure: string | null;
  busy: boolean;
  submit: (event?: React.FormEvent<HTMLFormElement>) => void;
}

const openLibrary = () => window.location.assign("/runs");

/**
 * Returns the state of a sign-in form. By default, a successful submit opens the library with a full page
 * load, so that no page of another person stays in memory.
 */
export function useAuthForm<T extends Record<string, string>>(
  empty: T,
  schema: z.ZodType,
  send: (values: T) => Promise<void>,
  onSuccess: () => void = openLibrary,
): AuthForm<T> {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm<T>({
    mode: "uncontrolled",
    initialValues: empty,
    validate: schemaResolver(schema, { sync: true }),
  });
  const sendValid = form.onSubmit(async (values) => {
    setBusy(true);
    setFailure(null);
    try {
      await send(values as T);
      onSuccess();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  });
  const submit = (event?: React.FormEvent<HTMLFormElement>) => {
    // Values typed or autofilled before hydration raised no change event.
    for (const [name, value] of event ? new FormData(event.currentTarget) : []) {
      form.setFieldValue(name, value as never, { forceUpdate: false });
    }
    sendValid(event);
  };
  return { form, failure, busy, submit };
}
