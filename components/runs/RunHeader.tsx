"use client";

import { ActionIcon, Menu, Title } from "@mantine/core";
import {
  IconChevronLeft,
  IconDots,
  IconDownload,
  IconFocus2,
  IconHandFinger,
  IconPencil,
  IconRefresh,
  IconTrash,
} from "@tabler/icons-react";
import Link from "next/link";
import type { Run } from "@/lib/runs/schema";
import { DISCIPLINES } from "@/lib/runs/schema/choices";
import classes from "./Run.module.css";
import { RunDate } from "./RunDate";
import { downloadHref } from "./runFiles";

interface RunHeaderProps {
  run: Run;
  onEdit(): void;
  onAnalyseAgain(): void;
  onTap(): void;
  /** Where a tapped skier is followed: leave the choice to the tracker again. */
  onForgetTap?(): void;
  onDelete(): void;
}

/** The run's name and facts, and everything that can be done with it. */
export function RunHeader(props: RunHeaderProps) {
  const { run, onEdit, onAnalyseAgain, onTap, onForgetTap, onDelete } = props;
  const facts = [run.racer?.name, run.discipline && DISCIPLINES[run.discipline], run.place].filter(Boolean);
  return (
    <header className={classes.header}>
      <div className={classes.headerText}>
        <Link href="/runs" className={classes.back}>
          <IconChevronLeft size={20} aria-hidden /> All runs
        </Link>
        <Title order={1} className={classes.title}>
          {run.title}
        </Title>
        <p className={classes.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <span>
            <RunDate run={run} withTime />
          </span>
        </p>
      </div>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label="What to do with this run" className={classes.menu}>
            <IconDots size={24} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={20} />} onClick={onEdit}>
            Edit details
          </Menu.Item>
          <Menu.Item leftSection={<IconRefresh size={20} />} onClick={onAnalyseAgain}>
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
    </header>
  );
}
