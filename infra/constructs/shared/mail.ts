import { CfnOutput, Stack } from "aws-cdk-lib";
import { EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import { permit } from "./permission";
import type { Workload } from "./workload";

/** The SES identity of the sender's domain. Its DKIM records are outputs and must be added to the DNS. */
export class MailIdentity extends Construct {
  constructor(scope: Construct, id: string, { mailFrom }: { mailFrom: string }) {
    super(scope, id);
    const identity = new EmailIdentity(this, "Domain", { identity: Identity.domain(domainOf(mailFrom)) });
    identity.dkimRecords.forEach(({ name, value }, index) => {
      new CfnOutput(this, `Record${index + 1}`, { value: `${name} CNAME ${value}` });
    });
  }
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1);

/** Allows the workload to send mail from this one address. */
export function bindMail(workload: Workload, { mailFrom }: { mailFrom: string }): void {
  workload.set({ MAIL_FROM: mailFrom });
  permit(workload.role, "Mail", {
    actions: ["ses:SendEmail"],
    resources: [
      Stack.of(workload.role).formatArn({
        service: "ses",
        resource: "identity",
        resourceName: domainOf(mailFrom),
      }),
    ],
    conditions: { StringEquals: { "ses:FromAddress": mailFrom } },
  });
}
