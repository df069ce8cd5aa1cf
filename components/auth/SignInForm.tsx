"use client";

import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { signInSchema } from "@/lib/auth/schema";
import classes from "./Auth.module.css";
import { signIn } from "./authApi";
import { useAuthForm } from "./useAuthForm";

const EMPTY = { email: "", password: "" };

/** E-mail and password of somebody who has an account. */
export function SignInForm() {
  const { form, failure, busy, submit } = useAuthForm(EMPTY, signInSchema, signIn);
  return (
    <form onSubmit={submit} noValidate method="post">
      <Stack gap="md">
        {failure && (
          <div className={classes.failure} role="alert">
            {failure}
          </div>
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          required
          withAsterisk={false}
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
