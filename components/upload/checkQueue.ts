/** A chosen file that cannot be used, with the reason. */
export interface RefusedFile {
  id: string;
  name: string;
  reason: string;
}

/** Chosen files that are not uploads yet. */
export interface CheckQueue {
  /** Names of the files that are being checked. */
  checking: readonly string[];
  /** Whether the files wait for a network, because the code that checks them is not loaded. */
  waiting: boolean;
  refused: readonly RefusedFile[];
}

export const emptyCheckQueue: CheckQueue = { checking: [], waiting: false, refused: [] };

export type CheckQueueEvent =
  | { type: "chosen"; name: string }
  | { type: "waiting" }
  | { type: "accepted"; name: string }
  | { type: "refused"; name: string; reason: string }
  | { type: "dismissed"; id: string };

const without = (names: readonly string[], name: string) => {
  const at = names.indexOf(name);
  return at < 0 ? names : names.toSpliced(at, 1);
};

/** Returns the next state. A file refused twice is listed once. */
export function checkQueueReducer(state: CheckQueue, event: CheckQueueEvent): CheckQueue {
  switch (event.type) {
    case "chosen":
      return { ...state, checking: [...state.checking, event.name] };
    case "waiting":
      return { ...state, waiting: true };
    case "accepted":
      return { ...state, waiting: false, checking: without(state.checking, event.name) };
    case "refused": {
      const id = `${event.name}: ${event.reason}`;
      const others = state.refused.filter((refused) => refused.id !== id);
      return {
        waiting: false,
        checking: without(state.checking, event.name),
        refused: [...others, { id, name: event.name, reason: event.reason }],
      };
    }
    case "dismissed":
      return { ...state, refused: state.refused.filter((refused) => refused.id !== event.id) };
  }
}
