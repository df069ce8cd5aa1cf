import { setTimeout as pause } from "node:timers/promises";
import { canMail, sendMail } from "@/lib/adapters/mail";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

const LINK_VALID_MIN = 60;
/** What the answer waits for the mail at most; a mail that takes longer goes out behind it. */
const MAIL_WAIT_MS = 800;

/**
 * How Better Auth lets people set a new password who forgot theirs: by a link in a mail, valid for an hour and once, which
 * ends all their sessions. Nothing where no mail can be sent.
 */
export const forgottenPassword = () =>
  canMail()
    ? {
        sendResetPassword: mailLink,
        onPasswordReset: ({ user }: { user: { id: string } }) => settle(user.id),
        resetPasswordTokenExpiresIn: LINK_VALID_MIN * 60,
        revokeSessionsOnPasswordReset: true,
      }
    : {};

/** Never throws, and takes no longer for a mail that is slow: both would show in the answer that there is an account. */
async function mailLink({ user, token }: { user: { id: string; email: string }; token: string }) {
  // Behind the #, so that neither servers nor other sites see it.
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
    log.error({ userId: user.id, err: error }, "the link for a new password was not mailed"),
  );
  await Promise.race([mailed, pause(MAIL_WAIT_MS)]);
}

/** Who opened the link reads the mail of that address; other links that are still on their way end with it. */
async function settle(userId: string): Promise<void> {
  await db.user.update({ where: { id: userId }, data: { emailVerified: true } });
  await db.verification.deleteMany({ where: { value: userId } });
}
