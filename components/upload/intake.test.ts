import { describe, expect, it } from "vitest";
import { emptyIntake, type IntakeEvent, intakeReducer } from "./intake";

const stateAfter = (...events: IntakeEvent[]) => events.reduce(intakeReducer, emptyIntake);

describe("files between being chosen and being sent", () => {
  it("are all accounted for until each is accepted or refused", () => {
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

  it("wait for a network until one of them goes on", () => {
    const held = stateAfter({ type: "chosen", name: "a.mp4" }, { type: "waiting" });
    expect(held).toMatchObject({ checking: ["a.mp4"], waiting: true });
    expect(intakeReducer(held, { type: "accepted", name: "a.mp4" })).toEqual(emptyIntake);
  });

  it("say once why a file chosen twice cannot be used, until that is put away", () => {
    const twice = stateAfter(
      { type: "refused", name: "b.txt", reason: "no" },
      { type: "refused", name: "b.txt", reason: "no" },
    );
    expect(twice.refused).toHaveLength(1);
    expect(intakeReducer(twice, { type: "dismissed", id: twice.refused[0]!.id })).toEqual(emptyIntake);
  });
});
