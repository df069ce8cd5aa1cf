"use client";

import { Failed } from "@/components/shell/Failed";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <Failed digest={error.digest} onRetry={reset} />;
}
