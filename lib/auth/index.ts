import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { canMail } from "@/lib/adapters/mail";
import type { Actor } from "@/lib/teams/schema";
import { offersCognito } from "./cognito";
import { sessionOf, type UserSession } from "./session";

/** Returns the session of the current request, or null. */
export const getSession = cache(async (): Promise<UserSession | null> => {
  const { session } = await sessionOf(await headers(), { extend: false });
  return session;
});

/** Returns the signed-in person; redirects to the sign-in page without one. */
export async function requireUser(): Promise<Actor> {
  const session = await getSession();
  if (!session) redirect("/sign-in");
  return session.actor;
}

export const signInOptions = (): { cognito: boolean; newPassword: boolean } => ({
  cognito: offersCognito(),
  newPassword: canMail(),
});
