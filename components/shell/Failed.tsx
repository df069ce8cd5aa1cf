"use client";

import { useNetwork } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import button from "../ui/PlainButton.module.css";
import classes from "../ui/PlainPage.module.css";

interface FailedProps {
  /** The digest of the error, which is in the log, too. */
  digest?: string;
  onRetry(): void;
}

/** Shown instead of a page that could not be rendered, because of an error or a lost network. */
export function Failed({ digest, onRetry }: FailedProps) {
  const { online } = useNetwork();
  const router = useRouter();
  const [retrying, startRetrying] = useTransition();
  // The error may have happened on the server, so its data is requested again first.
  const retry = () =>
    startRetrying(() => {
      router.refresh();
      onRetry();
    });
  return (
    <div role="alert" className={classes.page} style={{ paddingBlock: "2rem" }}>
      <h1>{online ? "Something went wrong on our side" : "No connection"}</h1>
      <p>
        {online
          ? "Your runs are safe. Try again in a moment."
          : "This page needs the network. Uploads wait and continue by themselves."}
      </p>
      {digest && online && (
        <p className={classes.small}>If it stays like this, tell us this number: {digest}</p>
      )}
      <button type="button" className={button.button} onClick={retry} disabled={retrying}>
        Try again
      </button>
    </div>
  );
}
