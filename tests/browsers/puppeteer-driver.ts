import puppeteer, { type ElementHandle } from "puppeteer-core";
import { BROWSER_FLAGS } from "@/tests/e2e/setup/browser";
import { type BrowserDriver, type ElementQuery, findInPage, serializeQuery } from "./browser-driver";

/** Errors of Chromium and Firefox when the page or the element is replaced in the middle of a command. */
const RETRYABLE = /context was destroyed|Cannot find context|detached|not clickable|no such (frame|node)/i;

/** Starts Chromium over the DevTools protocol or Firefox over WebDriver BiDi, with a profile of its own. */
export async function startPuppeteer(
  browserName: "chrome" | "firefox",
  executablePath: string,
): Promise<BrowserDriver> {
  const browser = await puppeteer.launch({
    browser: browserName,
    executablePath,
    headless: true,
    args: browserName === "chrome" ? BROWSER_FLAGS : [],
    defaultViewport: { width: 1280, height: 900 },
  });
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  const withElement = async (
    query: ElementQuery,
    act: (element: ElementHandle<Element>) => Promise<unknown>,
  ) => {
    try {
      const element = (await page.evaluateHandle(findInPage, serializeQuery(query))).asElement();
      if (element) await act(element as ElementHandle<Element>);
      return element !== null;
    } catch (error) {
      if (RETRYABLE.test(String(error))) return false;
      throw error;
    }
  };
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    url: async () => page.url(),
    click: (query) => withElement(query, (element) => element.click()),
    type: (query, text) => withElement(query, (element) => element.type(text)),
    setFile: (query, path) =>
      withElement(query, (element) => (element as ElementHandle<HTMLInputElement>).uploadFile(path)),
    evaluate: (script, ...args) =>
      page.evaluate(script as (...params: unknown[]) => unknown, ...args) as never,
    pageErrors: () => errors,
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
