import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { Builder, error as errors, type WebDriver, type WebElement } from "selenium-webdriver";
import { anyFreePorts, LOOPBACK } from "@/local/ports";
import { type BrowserDriver, type ElementQuery, findInPage, serializeQuery } from "./browser-driver";
import { waitFor } from "./wait-for";

/** The screen of an iPhone; MiniBrowser makes it as narrow as its own minimum width of 447 px. */
const IPHONE_RECT = { x: 0, y: 0, width: 393, height: 852 };

/** Errors about an element that the page has replaced or covers for a moment. */
const RETRYABLE = [errors.StaleElementReferenceError, errors.ElementClickInterceptedError];

export interface WebKitCommands {
  webKitWebDriver: string;
  xvfb: string;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

/** Starts a virtual X server on the first free display; `display` is the value of DISPLAY for its clients. */
async function startXvfb(command: string): Promise<{ child: ChildProcess; display: string }> {
  const args = ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"];
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const [number] = await once(child.stdio[3] as Readable, "data");
  return { child, display: `:${String(number).trim()}` };
}

async function isListening(url: string): Promise<true | null> {
  const response = await fetch(`${url}/status`).catch(() => null);
  return response?.ok ? true : null;
}

/**
 * Starts WebKitGTK over WebDriver, with a display of its own. This protocol reports no errors of the page.
 */
export async function startWebKit({ webKitWebDriver, xvfb }: WebKitCommands): Promise<BrowserDriver> {
  const screen = await startXvfb(xvfb);
  const { web: port } = await anyFreePorts();
  const server = spawn(webKitWebDriver, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: screen.display },
    stdio: "ignore",
  });
  const stopProcesses = async () => {
    await stopProcess(server);
    await stopProcess(screen.child);
  };
  let driver: WebDriver;
  try {
    const url = `http://${LOOPBACK}:${port}`;
    await waitFor("WebKitWebDriver to listen", () => isListening(url), 10_000);
    driver = await new Builder().usingServer(url).withCapabilities({ browserName: "MiniBrowser" }).build();
    await driver.manage().window().setRect(IPHONE_RECT);
  } catch (error) {
    await stopProcesses();
    throw error;
  }
  const withElement = async (query: ElementQuery, act: (element: WebElement) => Promise<unknown>) => {
    const element = await driver.executeScript<WebElement | null>(findInPage, serializeQuery(query));
    if (!element) return false;
    try {
      await act(element);
      return true;
    } catch (error) {
      if (RETRYABLE.some((type) => error instanceof type)) return false;
      throw error;
    }
  };
  return {
    goto: (url) => driver.get(url),
    url: () => driver.getCurrentUrl(),
    click: (query) =>
      withElement(query, async (element) => {
        // WebKitWebDriver 2.50 refuses to click an element outside of the viewport instead of scrolling to
        // it.
        await driver.executeScript((target: Element) => target.scrollIntoView({ block: "center" }), element);
        await element.click();
      }),
    type: (query, text) => withElement(query, (element) => element.sendKeys(text)),
    setFile: (query, path) => withElement(query, (element) => element.sendKeys(path)),
    evaluate: (script, ...args) => driver.executeScript(script, ...args),
    pageErrors: () => [],
    screenshot: async () => Buffer.from(await driver.takeScreenshot(), "base64"),
    close: async () => {
      await driver.quit().finally(stopProcesses);
    },
  };
}
