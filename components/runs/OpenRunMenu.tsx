"use client";

import { ActionIcon, type ActionIconProps, Menu } from "@mantine/core";
import {
  IconDownload,
  IconFocus2,
  IconHandFinger,
  IconPencil,
  IconRefresh,
  IconTrash,
} from "@tabler/icons-react";
import type { Run } from "@/lib/runs/schema";
import { useOpenOnMount } from "../ui/useOpenOnMount";
import { downloadHref } from "./runFiles";

export interface RunMenuProps {
  run: Run;
  onEdit(): void;
  onAnalyzeAgain(): void;
  onTap(): void;
  /** Absent unless the analysis follows a tapped skier. */
  onForgetTap?(): void;
  onDelete(): void;
}

/** The menu of a run. It opens when it is mounted. */
export function OpenRunMenu(props: RunMenuProps & { button: ActionIconProps }) {
  const { run, button, onEdit, onAnalyzeAgain, onTap, onForgetTap, onDelete } = props;
  const { targetRef, ...menu } = useOpenOnMount();
  return (
    <Menu position="bottom-end" width={280} {...menu}>
      <Menu.Target>
        <ActionIcon ref={targetRef} {...button} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={20} />} onClick={onEdit}>
          Edit details
        </Menu.Item>
        <Menu.Item leftSection={<IconRefresh size={20} />} onClick={onAnalyzeAgain}>
          Analyse again
        </Menu.Item>
        <Menu.Item leftSection={<IconHandFinger size={20} />} onClick={onTap}>
          Tap the right skier
        </Menu.Item>
        {onForgetTap && (
          <Menu.Item leftSection={<IconFocus2 size={20} />} onClick={onForgetTap}>
            Find the skier without my tap
          </Menu.Item>
        )}
        <Menu.Item
          component="a"
          href={downloadHref(run.id, "original")}
          leftSection={<IconDownload size={20} />}
        >
          Download the original
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={20} />} onClick={onDelete}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
