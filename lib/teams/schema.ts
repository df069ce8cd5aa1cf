/** Who asks. Every service verb takes it first; it comes from the session, never from a request's body. */
export type Actor = { userId: string };
