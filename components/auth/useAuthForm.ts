"use client";

import { type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import type { z } from "zod";
import { messageOf } from "../api/client";
import { zodValidate } from "../ui/zodValidate";

interface AuthForm<T extends Record<string, string>> {
  form: UseFormReturnType<T>;
  failure: string | null;
  busy: boolean;
  submit: (event?: React.FormEvent<HTMLFormElement>) => void;
}

const enter = () => window.location.assign("/runs");

/**
 * A form about getting in. What comes after it is `then`; unless told, the person's runs, with the whole page loaded anew, so
 * that nothing drawn for somebody else stays.
 */
export function useAuthForm<T extends Record<string, string>>(
  empty: T,
  schema: z.ZodType,
  send: (values: T) => Promise<void>,
  then: () => void = enter,
): AuthForm<T> {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm<T>({ mode: "uncontrolled", initialValues: empty, validate: zodValidate<T>(schema) });
  const sendValid = form.onSubmit(async (values) => {
    setBusy(true);
    setFailure(null);
    try {
      await send(values as T);
      then();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  });
  const submit = (event?: React.FormEvent<HTMLFormElement>) => {
    // What was typed or filled in by a keychain before the page's code was there raised no event that it heard.
    for (const [name, value] of event ? new FormData(event.currentTarget) : []) {
      form.setFieldValue(name, value as never, { forceUpdate: false });
    }
    sendValid(event);
  };
  return { form, failure, busy, submit };
}
