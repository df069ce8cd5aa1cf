import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { sdkError } from "./faults";

const fault = (fields: object) => Object.assign(new Error("x"), fields);

test.each([
  ["a refused connection", fault({ code: "ECONNREFUSED" })],
  ["a name that does not resolve", fault({ code: "EAI_AGAIN" })],
  ["a timeout", fault({ name: "TimeoutError" })],
  ["throttling", fault({ name: "SlowDown", $metadata: { httpStatusCode: 503 } })],
  ["trouble inside the service", fault({ name: "InternalError", $metadata: { httpStatusCode: 500 } })],
  ["expired credentials", fault({ name: "ExpiredToken", $metadata: { httpStatusCode: 400 } })],
])("%s passes, so it is worth another try", (_, error) => {
  expect(sdkError(error, "test")).toMatchObject({ code: "unavailable", transient: true });
});

test.each([
  ["a missing permission", fault({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } })],
  ["a missing bucket", fault({ name: "NoSuchBucket", $metadata: { httpStatusCode: 404 } })],
  ["a mistake in our code", new TypeError("x is not a function")],
])("%s does not pass by waiting", (_, error) => {
  expect(sdkError(error, "test")).toMatchObject({ code: "internal", transient: false });
});

test("an error that is already in the application's words is not reworded", () => {
  const error = new AppError("notFound", "gone");
  expect(sdkError(error, "test")).toBe(error);
});
