export const TEAM_ROLES = ["owner", "coach", "athlete", "guardian"] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

export interface TeamMembership {
  teamId: string;
  role: TeamRole;
}

/** The signed-in person, from the session and never from a request's body. */
export interface Actor {
  userId: string;
  /** Oldest first. */
  memberships: readonly TeamMembership[];
}
