import { z } from "zod";
import { COGNITO_SIGN_IN, PASSWORD_MAX, PASSWORD_MIN } from "./refusals";

export * from "./refusals";

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "This address is too long")
  .pipe(z.email("Enter an e-mail address"));

export const signInSchema = z.object({
  email,
  password: z.string().min(1, "Enter your password").max(PASSWORD_MAX, "This password is too long"),
});

const newPassword = z
  .string()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters`);

export const forgotPasswordSchema = z.strictObject({ email });
export const newPasswordSchema = z.object({ newPassword });

export const cognitoSignInSchema = z.strictObject({
  provider: z.literal(COGNITO_SIGN_IN.provider),
  callbackURL: z.literal(COGNITO_SIGN_IN.callbackURL),
  errorCallbackURL: z.literal(COGNITO_SIGN_IN.errorCallbackURL),
});

export const signUpSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Enter your name")
    .max(80, "Keep the name under 80 characters")
    .refine((name) => !name.includes("\0"), "This name has a character that cannot be kept"),
  email,
  password: newPassword,
});
