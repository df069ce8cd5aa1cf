import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { serviceAt } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/faults";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

let client: SESv2Client | undefined;

const ses = (): SESv2Client => {
  client ??= new SESv2Client({
    region: env.AWS_REGION,
    ...serviceAt(env.SES_ENDPOINT),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
  });
  return client;
};

/** Whether mail goes anywhere: by SES, or on a laptop into a folder. What needs mail is offered only then. */
export const canMail = (): boolean => Boolean(env.MAIL_FROM || env.MAIL_DIR);

/**
 * Hands one mail of plain text to SES, or on a laptop puts it into MAIL_DIR and says in the log where. Neither says
 * whether anybody reads it. Sending again sends a second one.
 * @throws AppError unavailable; internal when SES refuses it, or nothing is configured
 */
export async function sendMail(mail: Mail): Promise<void> {
  if (env.MAIL_FROM) return sendBySes(mail, env.MAIL_FROM);
  if (env.MAIL_DIR) return keep(mail, env.MAIL_DIR);
  throw new AppError("internal", "mail: neither MAIL_FROM nor MAIL_DIR is set");
}

async function sendBySes({ to, subject, text }: Mail, from: string): Promise<void> {
  const Charset = "UTF-8";
  try {
    await ses().send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: { Subject: { Data: subject, Charset }, Body: { Text: { Data: text, Charset } } },
        },
      }),
    );
  } catch (error) {
    throw sdkError(error, "mail: send");
  }
}

async function keep({ to, subject, text }: Mail, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(
    folder,
    `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID().slice(0, 8)}.txt`,
  );
  await writeFile(file, `To: ${to}\nSubject: ${subject}\n\n${text}\n`, { mode: 0o600 });
  log.info({ file }, "a mail was written instead of sent");
}
