import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { sdkError } from "./errors";

const errorWith = (fields: object) => Object.assign(new Error("x"), fields);

test.each([
  ["a refused connection", errorWith({ code: "ECONNREFUSED" })],
  ["a name that does not resolve", errorWith({ code: "EAI_AGAIN" })],
  ["a timeout", errorWith({ name: "TimeoutError" })],
  ["throttling", errorWith({ name: "SlowDown", $metadata: { httpStatusCode: 503 } })],
  ["an error inside the service", errorWith({ name: "InternalError", $metadata: { httpStatusCode: 500 } })],
  ["expired credentials", errorWith({ name: "ExpiredToken", $metadata: { httpStatusCode: 400 } })],
])("%s is transient", (_, error) => {
  expect(sdkError(error, "test")).toMatchObject({ code: "unavailable", transient: true });
});

test.each([
  ["a missing permission", errorWith({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } })],
  ["a missing bucket", errorWith({ name: "NoSuchBucket", $metadata: { httpStatusCode: 404 } })],
  ["a programming error", new TypeError("x is not a function")],
])("%s is not transient", (_, error) => {
  expect(sdkError(error, "test")).toMatchObject({ code: "internal", transient: false });
});

test("an AppError is returned as it is", () => {
  const error = new AppError("notFound", "gone");
  expect(sdkError(error, "test")).toBe(error);
});
