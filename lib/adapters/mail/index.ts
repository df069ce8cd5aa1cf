import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SESv2Client, SendEmailCommand } from "@aws-sdk/client-sesv2";
import { endpointOptions } from "@/lib/adapters/aws/endpoint";
import { sdkError } from "@/lib/adapters/aws/errors";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

export interface MailMessage {
  to: string;
  subject: string;
  text: string;
}

let client: SESv2Client | undefined;

const ses = (): SESv2Client => {
  client ??= new SESv2Client({
    region: env.AWS_REGION,
    ...endpointOptions(env.SES_ENDPOINT),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
  });
  return client;
};

/** Returns whether SES or a mail folder is configured. */
export const canMail = (): boolean => Boolean(env.MAIL_FROM || env.MAIL_DIR);

/**
 * Sends one plain text mail by SES, or writes it to MAIL_DIR.
 * @throws AppError unavailable; internal when SES refuses it or no mail is configured
 */
export async function sendMail(mail: MailMessage): Promise<void> {
  if (env.MAIL_FROM) return sendBySes(mail, env.MAIL_FROM);
  if (env.MAIL_DIR) return writeMail(mail, env.MAIL_DIR);
  throw new AppError("internal", "mail: neither MAIL_FROM nor MAIL_DIR is set");
}

async function sendBySes({ to, subject, text }: MailMessage, from: string): Promise<void> {
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

async function writeMail({ to, subject, text }: MailMessage, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(
    folder,
    `${new Date().toISOString().replaceAll(":", "-")}-${randomUUID().slice(0, 8)}.txt`,
  );
  await writeFile(file, `To: ${to}\nSubject: ${subject}\n\n${text}\n`, { mode: 0o600 });
  log.info({ file }, "mail written to a file");
}
