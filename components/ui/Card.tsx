import { Box, type BoxProps, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Card.module.css";

interface CardProps extends BoxProps {
  title?: string;
  /** One line under the title. */
  hint?: ReactNode;
  action?: ReactNode;
  id?: string;
  flush?: boolean;
  children: ReactNode;
}

/** A section in a box; `flush` removes the padding of the content. */
export function Card({ title, hint, action, flush = false, children, id, ...box }: CardProps) {
  const headingId = id ? `${id}-title` : undefined;
  return (
    <Box
      component="section"
      id={id}
      aria-labelledby={title ? headingId : undefined}
      className={classes.card}
      {...box}
    >
      {title && (
        <Group justify="space-between" align="flex-start" wrap="nowrap" className={classes.head}>
          <div>
            <Title order={2} size="h3" id={headingId}>
              {title}
            </Title>
            {hint && (
              <Text c="dimmed" size="sm" mt={2}>
                {hint}
              </Text>
            )}
          </div>
          {action}
        </Group>
      )}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </Box>
  );
}
