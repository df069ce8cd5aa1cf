"use client";

/** Replaces the root layout when that fails, so it has its own styles. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          padding: "3rem 1.25rem",
          maxWidth: "40rem",
          margin: "0 auto",
          color: "#0a1420",
          background: "#f4f7fa",
        }}
      >
        <title>Something went wrong · Ski Racer</title>
        <h1>Something went wrong on our side</h1>
        <p>Your runs are safe. Try again; if it stays like this, tell us the number below.</p>
        {error.digest && <p>Number: {error.digest}</p>}
        <button
          type="button"
          onClick={reset}
          style={{
            minHeight: 48,
            padding: "0 1.25rem",
            font: "inherit",
            fontWeight: 700,
            color: "#fff",
            background: "#0a1420",
            border: 0,
            borderRadius: 12,
          }}
        >
          Try again
        </button>
      </body>
    </html>
  );
}
