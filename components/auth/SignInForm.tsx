"use client";

import { Anchor, Button, Divider, Stack } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { signInSchema } from "@/lib/auth/schema";
import { messageOf } from "../api/client";
import classes from "./Auth.module.css";
import { signIn, signInWithCognito } from "./authApi";
import { EmailField, Failure, PasswordField } from "./Fields";
import { useAuthForm } from "./useAuthForm";

const EMPTY = { email: "", password: "" };

interface SignInFormProps {
  /** The ways to sign in that this deployment offers besides a password. */
  offers: { cognito: boolean; newPassword: boolean };
  /** Why a sign-in through the user pool failed. */
  refusal: string | null;
  /** Whether a new password was just set. */
  hasNewPassword: boolean;
}

/** Signs in by e-mail and password, or through the user pool of the club. */
export function SignInForm({ offers, refusal, hasNewPassword }: SignInFormProps) {
  const { form, failure, busy, submit } = useAuthForm(EMPTY, signInSchema, signIn);
  const shown = failure ?? refusal;
  return (
    <Stack gap="md">
      {hasNewPassword && !shown && (
        <div className={classes.status} role="status">
          Your new password is set. Sign in with it.
        </div>
      )}
      <Failure text={shown} />
      <form onSubmit={submit} noValidate method="post">
        <Stack gap="md">
          <EmailField form={form} name="email" autoComplete="username" />
          <PasswordField form={form} name="password" label="Password" autoComplete="current-password" />
          {offers.newPassword && (
            <Anchor component={Link} href="/forgot-password" c="inherit" underline="always">
              Forgot your password?
            </Anchor>
          )}
          <Button type="submit" size="lg" loading={busy} fullWidth mt="xs">
            Sign in
          </Button>
        </Stack>
      </form>
      {offers.cognito && <CognitoButton />}
    </Stack>
  );
}

/** Redirects to the user pool of the club. */
function CognitoButton() {
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const redirect = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await signInWithCognito();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  };
  return (
    <>
      <Divider label="or" />
      <Failure text={failure} />
      <Button size="lg" variant="default" loading={busy} fullWidth onClick={redirect}>
        Sign in with the club's account
      </Button>
    </>
  );
}
