"use client";

import { Button, Stack } from "@mantine/core";
import { newPasswordSchema } from "@/lib/auth/schema";
import { PASSWORD_MIN } from "@/lib/auth/schema/refusals";
import { setNewPassword } from "./authApi";
import { Failure, PasswordField } from "./Fields";
import { useAuthForm } from "./useAuthForm";

const EMPTY = { newPassword: "" };

/** The token of the mailed link is in the fragment, which browsers do not send to servers. */
const setByToken = ({ newPassword }: typeof EMPTY) =>
  setNewPassword({ newPassword, token: window.location.hash.slice(1) });

const toSignIn = () => window.location.assign("/sign-in?set=1");

/** Sets a new password by the token of a mailed link. */
export function NewPasswordForm() {
  const { form, failure, busy, submit } = useAuthForm(EMPTY, newPasswordSchema, setByToken, toSignIn);
  return (
    <form onSubmit={submit} noValidate method="post">
      <Stack gap="md">
        <Failure text={failure} />
        <PasswordField
          form={form}
          name="newPassword"
          label="New password"
          description={`At least ${PASSWORD_MIN} characters. You will be signed out everywhere else.`}
          autoComplete="new-password"
        />
        <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
          Set the new password
        </Button>
      </Stack>
    </form>
  );
}
