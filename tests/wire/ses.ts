import { randomUUID } from "node:crypto";
import { startWire, type Wire } from "./server";

export interface SentMail {
  from: string;
  to: string[];
  subject: string;
  text: string;
}

/** Starts a fake SES v2 that collects sent mail in `mails`, and throttles while `broken.now` is true. */
export async function startSes(
  broken: { now: boolean } = { now: false },
): Promise<Wire & { mails: SentMail[] }> {
  const mails: SentMail[] = [];
  const wire = await startWire(({ method, url, headers, body }) => {
    if (method !== "POST" || url.pathname !== "/v2/email/outbound-emails") return { status: 404 };
    if (!String(headers.authorization).includes("/ses/aws4_request")) return { status: 403 };
    if (broken.now)
      return {
        status: 429,
        headers: { "x-amzn-errortype": "TooManyRequestsException" },
        body: { message: "" },
      };
    const { FromEmailAddress, Destination, Content } = JSON.parse(body);
    mails.push({
      from: FromEmailAddress,
      to: Destination.ToAddresses,
      subject: Content.Simple.Subject.Data,
      text: Content.Simple.Body.Text.Data,
    });
    return { body: { MessageId: randomUUID() } };
  });
  return Object.assign(wire, { mails });
}
