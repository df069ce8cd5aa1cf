import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { canMail } from "@/lib/adapters/mail";
import type { Actor } from "@/lib/teams/schema";
import { offersCognito } from "./cognito";
import { type Session, sessionOf } from "./session";

export type { Session } from "./session";

/** The session of the page being rendered, or null; asked for once a request. */
export const getSession = cache(async (): Promise<Session | null> => {
  const { session } = await sessionOf(await headers(), { prolong: false });
  return session;
});

/** Who looks at the page being rendered; sends everyone else to sign in. */
export async function requireUser(): Promise<Actor> {
  const session = await getSession();
  if (!session) redirect("/sign-in");
  return session.actor;
}

/** The ways in that this deployment has besides a password. */
export const signInOffers = (): { cognito: boolean; newPassword: boolean } => ({
  cognito: offersCognito(),
  newPassword: canMail(),
});
