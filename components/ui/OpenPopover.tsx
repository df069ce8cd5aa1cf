"use client";

import { Popover, UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useOpenOnMount } from "./useOpenOnMount";

interface OpenPopoverProps {
  button: UnstyledButtonProps & { "aria-label"?: string };
  label: ReactNode;
  width: number;
  children: ReactNode;
}

/** A popover with its button. It opens when it is mounted. */
export function OpenPopover({ button, label, width, children }: OpenPopoverProps) {
  const { targetRef, opened, onChange } = useOpenOnMount();
  return (
    <Popover withArrow shadow="md" width={width} opened={opened} onChange={onChange}>
      <Popover.Target>
        <UnstyledButton ref={targetRef} {...button} onClick={() => onChange(!opened)}>
          {label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  );
}
