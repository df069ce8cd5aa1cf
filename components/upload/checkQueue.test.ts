import { describe, expect, it } from "vitest";
import { type CheckQueueEvent, checkQueueReducer, emptyCheckQueue } from "./checkQueue";

const stateAfter = (...events: CheckQueueEvent[]) => events.reduce(checkQueueReducer, emptyCheckQueue);

describe("checkQueueReducer", () => {
  it("keeps every chosen file until it is accepted or refused", () => {
    const state = stateAfter(
      { type: "chosen", name: "a.mp4" },
      { type: "chosen", name: "b.txt" },
      { type: "chosen", name: "a.mp4" },
      { type: "accepted", name: "a.mp4" },
      { type: "refused", name: "b.txt", reason: "no" },
    );
    expect(state.checking).toEqual(["a.mp4"]);
    expect(state.refused).toEqual([{ id: "b.txt: no", name: "b.txt", reason: "no" }]);
  });

  it("waits for a network until a file is accepted", () => {
    const waiting = stateAfter({ type: "chosen", name: "a.mp4" }, { type: "waiting" });
    expect(waiting).toMatchObject({ checking: ["a.mp4"], waiting: true });
    expect(checkQueueReducer(waiting, { type: "accepted", name: "a.mp4" })).toEqual(emptyCheckQueue);
  });

  it("lists a file that is refused twice once, until it is dismissed", () => {
    const twice = stateAfter(
      { type: "refused", name: "b.txt", reason: "no" },
      { type: "refused", name: "b.txt", reason: "no" },
    );
    expect(twice.refused).toHaveLength(1);
    expect(checkQueueReducer(twice, { type: "dismissed", id: twice.refused[0]!.id })).toEqual(
      emptyCheckQueue,
    );
  });
});
