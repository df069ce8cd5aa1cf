"use client";

import { Anchor, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import { Brand } from "../ui/Brand";
import { Providers } from "../ui/Providers";
import classes from "./Auth.module.css";

interface AuthFrameProps {
  title: string;
  /** A question and a link to another form, under this one. */
  other: { question: string; label: string; href: string };
  children: ReactNode;
}

/** The page around a form for signing in. */
export function AuthFrame({ title, other, children }: AuthFrameProps) {
  return (
    <Providers>
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
    </Providers>
  );
}
