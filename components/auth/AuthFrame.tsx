"use client";

import { Anchor, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "../ui/Brand";
import classes from "./Auth.module.css";

interface AuthFrameProps {
  title: string;
  /** The other way in: a question and a link. */
  other: { question: string; label: string; href: string };
  children: ReactNode;
}

/** What stands around a form that lets a person in. */
export function AuthFrame({ title, other, children }: AuthFrameProps) {
  return (
    <main className={classes.frame}>
      <Link href="/" className={classes.home}>
        <Brand />
      </Link>
      <div className={classes.card}>
        <Title order={1} size="h1" mb="lg">
          {title}
        </Title>
        {children}
        <Text mt="lg">
          {other.question}{" "}
          <Anchor component={Link} href={other.href} fw={700} c="inherit" underline="always">
            {other.label}
          </Anchor>
        </Text>
      </div>
    </main>
  );
}
