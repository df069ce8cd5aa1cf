import { z } from "zod";
import { readSecret } from "@/lib/adapters/secrets";

const secretSchema = z.object({ username: z.string(), password: z.string() });

/** The name and password that RDS keeps for the owner of a database. @throws when the secret is not RDS's, or not readable */
export async function adminSecret(arn: string): Promise<{ user: string; password: string }> {
  const { username, password } = secretSchema.parse(JSON.parse(await readSecret(arn)));
  return { user: username, password };
}
