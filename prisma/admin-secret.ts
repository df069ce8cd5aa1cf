import { z } from "zod";
import { readSecret } from "@/lib/adapters/secrets";

const secretSchema = z.object({ username: z.string(), password: z.string() });

/**
 * Returns the owner's user name and password from the secret that RDS manages. @throws when it cannot be read
 * or parsed
 */
export async function adminSecret(arn: string): Promise<{ user: string; password: string }> {
  const { username, password } = secretSchema.parse(JSON.parse(await readSecret(arn)));
  return { user: username, password };
}
