import { isAPIError } from "better-auth/api";
import type { Actor } from "@/lib/teams/schema";
import { loadActor } from "@/lib/teams/service";
import { auth } from "./auth";
import { cacheSession } from "./session-cache";

export interface UserSession {
  actor: Actor;
  user: { id: string; name: string; email: string };
}

/**
 * Returns the session of a request's cookies, with memberships read from the database, and the cookies to set
 * when it was extended. Use `extend: false` where no cookie can be set, as in a page being rendered.
 */
export async function sessionOf(
  headers: Headers,
  { extend }: { extend: boolean },
): Promise<{ session: UserSession | null; setCookies: string[] }> {
  try {
    const { response, headers: responseHeaders } = await (await auth()).api.getSession({
      headers,
      query: { disableRefresh: !extend },
      returnHeaders: true,
    });
    if (!response) return { session: null, setCookies: [] };
    void cacheSession(response);
    const { id, name, email } = response.user;
    return {
      session: { actor: await loadActor(id), user: { id, name, email } },
      setCookies: responseHeaders.getSetCookie(),
    };
  } catch (error) {
    // The session ended while it was being extended.
    if (isAPIError(error) && error.statusCode === 401) return { session: null, setCookies: [] };
    throw error;
  }
}
