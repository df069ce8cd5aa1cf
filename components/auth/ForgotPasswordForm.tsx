"use client";

import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { forgotPasswordSchema } from "@/lib/auth/schema";
import classes from "./Auth.module.css";
import { requestPasswordReset } from "./authApi";
import { EmailField, Failure } from "./Fields";
import { useAuthForm } from "./useAuthForm";

const EMPTY = { email: "" };

/** Requests a reset link. The response is the same for every address, so that it reveals no account. */
export function ForgotPasswordForm() {
  const [sent, setSent] = useState(false);
  const { form, failure, busy, submit } = useAuthForm(EMPTY, forgotPasswordSchema, requestPasswordReset, () =>
    setSent(true),
  );
  if (sent) {
    return (
      <div className={classes.status} role="status">
        If there is an account with this address, a mail with a link is on its way. The link works for an
        hour. Nothing there after a few minutes? Look in the spam folder.
      </div>
    );
  }
  return (
    <form onSubmit={submit} noValidate method="post">
      <Stack gap="md">
        <Failure text={failure} />
        <EmailField
          form={form}
          name="email"
          description="We mail you a link to set a new password."
          autoComplete="username"
        />
        <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
          Mail me a link
        </Button>
      </Stack>
    </form>
  );
}
