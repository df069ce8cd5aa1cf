import { expect, test } from "vitest";
import { readJson } from "./body";

const read = (body: string) =>
  readJson(
    new Request("http://test", { method: "POST", headers: { "content-type": "application/json" }, body }),
    1000,
  );

test("a NUL, which the database cannot keep, is refused wherever it hides; the same letters written out are not", async () => {
  for (const body of ['{"name":"a\\u0000b"}', '{"a":[{"b":"\\u0000"}]}']) {
    await expect(read(body)).rejects.toMatchObject({ code: "invalid" });
  }
  expect(await read('{"name":"a\\\\u0000b"}')).toEqual({ name: "a\\u0000b" });
});
