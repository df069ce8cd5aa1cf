/** Called by Next.js once when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { requireSettings } = await import("@/lib/start");
  requireSettings("web");
}
