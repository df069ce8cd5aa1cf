import { Text, Title } from "@mantine/core";
import { LinkButton } from "../ui/LinkButton";

/** For an address with nothing behind it, or nothing for this person. */
export function Missing() {
  return (
    <div>
      <Title order={1}>There is nothing here</Title>
      <Text size="lg" mt="sm" mb="lg" maw="52ch">
        The run was deleted, or it is not yours to see, or the address has a slip in it.
      </Text>
      <LinkButton href="/runs">All runs</LinkButton>
    </div>
  );
}
