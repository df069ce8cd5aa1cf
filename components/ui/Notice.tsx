import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Notice.module.css";

interface NoticeProps {
  tone?: "plain" | "bad" | "busy" | "good";
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** `alert` interrupts a screen reader; omit it for a notice that is there from the start. */
  role?: "alert" | "status";
}

/** A message in the page: what happened, what to do next, and buttons for it. */
export function Notice({ tone = "plain", icon, title, children, actions, role }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      {icon && (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      )}
      <Stack gap={6} className={classes.text}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {children && (
          <Text component="div" className={classes.words}>
            {children}
          </Text>
        )}
        {actions && (
          <Group gap="sm" mt="sm">
            {actions}
          </Group>
        )}
      </Stack>
    </div>
  );
}
