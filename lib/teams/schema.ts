export const TEAM_ROLES = ["owner", "coach", "athlete", "guardian"] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

export interface TeamMembership {
  teamId: string;
  role: TeamRole;
}

/**
 * The signed-in person. Comes from the session, never from a request's body; every service verb takes it
 * first.
 */
export interface Actor {
  userId: string;
  /** Oldest first. */
  memberships: readonly TeamMembership[];
}
