export interface Place {
  x: number;
  y: number;
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** Returns the position of a pointer on the picture, 0..1 from its top left. */
export function placeAt(pointer: { clientX: number; clientY: number }, rect: DOMRect): Place {
  if (rect.width === 0 || rect.height === 0) return { x: 0.5, y: 0.5 };
  return {
    x: clamp((pointer.clientX - rect.left) / rect.width),
    y: clamp((pointer.clientY - rect.top) / rect.height),
  };
}

const STEPS: Record<string, Place> = {
  ArrowLeft: { x: -0.02, y: 0 },
  ArrowRight: { x: 0.02, y: 0 },
  ArrowUp: { x: 0, y: -0.02 },
  ArrowDown: { x: 0, y: 0.02 },
};

/** Returns where an arrow key moves the mark, from the middle without one; null for other keys. */
export function placeAfterKey(key: string, place: Place | null): Place | null {
  const step = STEPS[key];
  if (!step) return null;
  const from = place ?? { x: 0.5, y: 0.5 };
  return { x: clamp(from.x + step.x), y: clamp(from.y + step.y) };
}
