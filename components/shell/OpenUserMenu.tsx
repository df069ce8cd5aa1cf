"use client";

import {
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  type UnstyledButtonProps,
  useMantineColorScheme,
} from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { messageOf } from "../api/client";
import { signOut } from "../auth/authApi";
import { toastFailed } from "../ui/toast";
import { useOpenOnMount } from "../ui/useOpenOnMount";
import classes from "./Shell.module.css";
import type { ShellUser } from "./shellUser";

interface OpenUserMenuProps {
  user: ShellUser;
  button: UnstyledButtonProps & { "aria-label": string; children: string };
}

/** The account menu: the person, the colour scheme and signing out. It opens when it is mounted. */
export function OpenUserMenu({ user, button }: OpenUserMenuProps) {
  const { targetRef, ...menu } = useOpenOnMount();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOutAndLeave = async () => {
    try {
      await signOut();
      window.location.assign("/");
    } catch (error) {
      toastFailed(messageOf(error), "You are still signed in");
    }
  };
  return (
    <Menu position="bottom-end" width={280} {...menu}>
      <Menu.Target>
        <UnstyledButton ref={targetRef} {...button} />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.identity}>
          <Text fw={750}>{user.name}</Text>
          <Text size="sm" c="dimmed">
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <div className={classes.scheme}>
          <SegmentedControl
            fullWidth
            aria-label="Brightness"
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={[
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
              { value: "auto", label: "Auto" },
            ]}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={20} />} onClick={signOutAndLeave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
