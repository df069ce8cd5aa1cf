import { expect, test } from "vitest";
import { readJson } from "./body";

const read = (body: string) =>
  readJson(
    new Request("http://test", { method: "POST", headers: { "content-type": "application/json" }, body }),
    1000,
  );

test("rejects a NUL character at any depth of the body, and accepts the text backslash u0000", async () => {
  for (const body of ['{"name":"a\\u0000b"}', '{"a":[{"b":"\\u0000"}]}']) {
    await expect(read(body)).rejects.toMatchObject({ code: "invalid" });
  }
  expect(await read('{"name":"a\\\\u0000b"}')).toEqual({ name: "a\\u0000b" });
});
