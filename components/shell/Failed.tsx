"use client";

import { Button, Group, Text, Title } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useOnline } from "../ui/useOnline";

interface FailedProps {
  /** Names the failure in our log. */
  digest?: string;
  onRetry(): void;
}

/** For a page that could not be drawn: by us, or for want of a network. */
export function Failed({ digest, onRetry }: FailedProps) {
  const online = useOnline();
  const router = useRouter();
  const [retrying, startRetrying] = useTransition();
  // What failed may have been drawn by the server, so it is asked again before the page is.
  const retry = () =>
    startRetrying(() => {
      router.refresh();
      onRetry();
    });
  return (
    <div role="alert" style={{ padding: "2rem 0", maxWidth: "44rem" }}>
      <Title order={1}>{online ? "Something went wrong on our side" : "No connection"}</Title>
      <Text size="lg" mt="sm" maw="52ch">
        {online
          ? "Your runs are safe. Try again in a moment."
          : "This page needs the network. Uploads that are on their way wait and go on by themselves."}
      </Text>
      {digest && online && (
        <Text c="dimmed" mt="xs">
          If it stays like this, tell us this number: {digest}
        </Text>
      )}
      <Group mt="lg">
        <Button onClick={retry} loading={retrying}>
          Try again
        </Button>
      </Group>
    </div>
  );
}
