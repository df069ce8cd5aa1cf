/** Called by Next.js once when a server starts. */
export async function register(): Promise<void> {
  // The bundler removes this import from an edge bundle only inside such a condition.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    if (process.env.NEXT_PHASE === "phase-production-build") return;
    const { requireSettings } = await import("@/lib/start");
    requireSettings("web");
  }
}
