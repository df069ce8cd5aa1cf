import { setTimeout as pause } from "node:timers/promises";
import { canMail, sendMail } from "@/lib/adapters/mail";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const LINK_VALID_MIN = 60;
/** The response waits no longer; the mail is then sent in the background. */
const MAIL_WAIT_MS = 800;

/** Returns Better Auth's options for password resets by mail; empty when mail is not configured. */
export const passwordReset = () =>
  canMail()
    ? {
        sendResetPassword: sendResetLink,
        onPasswordReset: ({ user }: { user: { id: string } }) => finishReset(user.id),
        resetPasswordTokenExpiresIn: LINK_VALID_MIN * 60,
        revokeSessionsOnPasswordReset: true,
      }
    : {};

/** Neither throws nor waits long, because both would reveal that the account exists. */
async function sendResetLink({ user, token }: { user: { id: string; email: string }; token: string }) {
  // Browsers send a fragment neither to servers nor in a Referer header.
  const link = `${new URL("/new-password", env.APP_URL)}#${token}`;
  const mailed = sendMail({
    to: user.email,
    subject: "Set a new password for Ski Racer",
    text: [
      "Somebody, hopefully you, asked for a new password for your account at Ski Racer.",
      `Set it here within an hour:\n${link}`,
      "If it was not you, there is nothing to do: your password stays as it is.",
    ].join("\n\n"),
  }).catch((error: unknown) =>
    log.error({ userId: user.id, err: error }, "password reset mail could not be sent"),
  );
  await Promise.race([mailed, pause(MAIL_WAIT_MS)]);
}

/** Marks the address as verified and invalidates other reset links. */
async function finishReset(userId: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { emailVerified: true } });
  await db.verification.deleteMany({ where: { value: userId } });
}
