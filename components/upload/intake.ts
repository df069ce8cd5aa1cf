/** A file that was chosen and cannot be used, with the reason in words. */
export interface Refused {
  id: string;
  name: string;
  reason: string;
}

/** Files between being chosen and being handed to the uploader. */
export interface Intake {
  /** Names of the files that are being looked into. */
  checking: readonly string[];
  /** They are kept until there is a network for the code that looks into them. */
  waiting: boolean;
  refused: readonly Refused[];
}

/** Nothing chosen yet. */
export const emptyIntake: Intake = { checking: [], waiting: false, refused: [] };

export type IntakeEvent =
  | { type: "chosen"; name: string }
  | { type: "waiting" }
  | { type: "accepted"; name: string }
  | { type: "refused"; name: string; reason: string }
  | { type: "dismissed"; id: string };

const without = (names: readonly string[], name: string) => {
  const at = names.indexOf(name);
  return at < 0 ? names : names.toSpliced(at, 1);
};

/** The next state of the intake. A file refused twice is shown once. */
export function intakeReducer(state: Intake, event: IntakeEvent): Intake {
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
