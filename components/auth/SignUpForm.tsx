"use client";

import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { PASSWORD_MIN, signUpSchema } from "@/lib/auth/schema";
import classes from "./Auth.module.css";
import { signUp } from "./authApi";
import { useAuthForm } from "./useAuthForm";

const EMPTY = { name: "", email: "", password: "" };

/** What it takes to have an account; signed in at once. */
export function SignUpForm() {
  const { form, failure, busy, submit } = useAuthForm(EMPTY, signUpSchema, signUp);
  return (
    <form onSubmit={submit} noValidate method="post">
      <Stack gap="md">
        {failure && (
          <div className={classes.failure} role="alert">
            {failure}
          </div>
        )}
        <TextInput
          label="Name"
          name="name"
          autoComplete="name"
          required
          withAsterisk={false}
          key={form.key("name")}
          {...form.getInputProps("name")}
        />
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="email"
          inputMode="email"
          required
          withAsterisk={false}
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          description={`At least ${PASSWORD_MIN} characters. A short sentence is easy to remember.`}
          name="password"
          autoComplete="new-password"
          required
          withAsterisk={false}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
          Create account
        </Button>
      </Stack>
    </form>
  );
}
