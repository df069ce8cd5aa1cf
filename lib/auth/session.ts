import { isAPIError } from "better-auth/api";
import type { Actor } from "@/lib/teams/schema";
import { loadActor } from "@/lib/teams/service";
import { auth } from "./auth";
import { rememberSession } from "./session-cache";

export interface Session {
  actor: Actor;
  user: { id: string; name: string; email: string };
}

/**
 * The session of a request's cookies, and the cookies to send back when it was prolonged. `prolong: false` where no
 * cookie can be set (a page being rendered).
 */
export async function sessionOf(
  headers: Headers,
  { prolong }: { prolong: boolean },
): Promise<{ session: Session | null; setCookies: string[] }> {
  try {
    const { response, headers: answer } = await (await auth()).api.getSession({
      headers,
      query: { disableRefresh: !prolong },
      returnHeaders: true,
    });
    if (!response) return { session: null, setCookies: [] };
    void rememberSession(response);
    const { id, name, email } = response.user;
    return {
      session: { actor: await loadActor(id), user: { id, name, email } },
      setCookies: answer.getSetCookie(),
    };
  } catch (error) {
    // It ended while it was being prolonged.
    if (isAPIError(error) && error.statusCode === 401) return { session: null, setCookies: [] };
    throw error;
  }
}
