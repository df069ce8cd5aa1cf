"use client";

import { Button, Stack } from "@mantine/core";
import { signUpSchema } from "@/lib/auth/schema";
import { PASSWORD_MIN } from "@/lib/auth/schema/refusals";
import { signUp } from "./authApi";
import { EmailField, Failure, PasswordField, TextField } from "./Fields";
import { useAuthForm } from "./useAuthForm";

const EMPTY = { name: "", email: "", password: "" };

/** Creates an account and signs in to it. */
export function SignUpForm() {
  const { form, failure, busy, submit } = useAuthForm(EMPTY, signUpSchema, signUp);
  return (
    <form onSubmit={submit} noValidate method="post">
      <Stack gap="md">
        <Failure text={failure} />
        <TextField form={form} name="name" label="Name" autoComplete="name" />
        <EmailField form={form} name="email" autoComplete="email" />
        <PasswordField
          form={form}
          name="password"
          label="Password"
          description={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
          autoComplete="new-password"
        />
        <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
          Create account
        </Button>
      </Stack>
    </form>
  );
}
