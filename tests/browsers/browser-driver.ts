/** Selects the first element that matches `css` and, with `name`, is visible and has this accessible name. */
export interface ElementQuery {
  css: string;
  name?: string | RegExp;
}

/** A function that runs in the page; it can use its arguments and the page's globals, nothing else. */
export type PageFunction<Args extends unknown[], Result> = (...args: Args) => Result;

/** One page of a browser, over the protocol of that browser. */
export interface BrowserDriver {
  goto(url: string): Promise<void>;
  /** Returns the current URL of the page. */
  url(): Promise<string>;
  /** Returns false when there is no such element yet or it is about to be replaced. */
  click(query: ElementQuery): Promise<boolean>;
  /** Types into an empty field. Returns false when there is no such element yet. */
  type(query: ElementQuery, text: string): Promise<boolean>;
  /** Chooses a file in an `<input type="file">`. Returns false when there is no such element yet. */
  setFile(query: ElementQuery, path: string): Promise<boolean>;
  evaluate<Args extends unknown[], Result>(
    script: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Awaited<Result>>;
  /** Errors of the page so far: console.error() and uncaught exceptions, where the protocol reports them. */
  pageErrors(): readonly string[];
  /** PNG of what the page shows. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface SerializedQuery {
  css: string;
  /** Source of a regular expression for the accessible name, or null. */
  namePattern: string | null;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export const serializeQuery = ({ css, name }: ElementQuery): SerializedQuery => ({
  css,
  namePattern: name === undefined ? null : typeof name === "string" ? `^${escaped(name)}$` : name.source,
});

/**
 * Returns the element of a query, or null; runs in the page. Its name is its aria-label, else its label, else
 * its text.
 */
export function findInPage({ css, namePattern }: SerializedQuery): Element | null {
  const nameOf = (element: Element): string => {
    const labels = (element as Partial<HTMLInputElement>).labels;
    const text = element.getAttribute("aria-label") ?? labels?.[0]?.textContent ?? element.textContent ?? "";
    return text.replace(/\s+/g, " ").trim();
  };
  const candidates = [...document.querySelectorAll(css)];
  if (namePattern === null) return candidates[0] ?? null;
  const name = new RegExp(namePattern);
  return candidates.find((element) => element.checkVisibility() && name.test(nameOf(element))) ?? null;
}
