import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { page as evidencePage } from "../../src/evidence/html/page.ts";
import { crosswalk } from "../cli/crosswalk.ts";
import { root } from "../support/paths.ts";
import { body, exception, row } from "./sample.ts";

/** Debian's Chromium, or the one that CROSSWALK_CHROMIUM names. */
const program = findChromium();
if (program === undefined) {
  const missing =
    "tests of the evidence page need chromium (apt-get install chromium, or CROSSWALK_CHROMIUM)";
  if (process.env["CROSSWALK_REQUIRE_ALL"] === "1") throw new Error(missing);
  console.log(`skipped: ${missing}`);
}

function findChromium(): string | undefined {
  for (const name of [process.env["CROSSWALK_CHROMIUM"], "chromium", "chromium-browser"]) {
    if (!name) continue;
    try {
      execFileSync(name, ["--version"], { stdio: "ignore" });
      return name.includes("/") ? name : execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {}
  }
  return undefined;
}

let home: string;
let browser: Browser;

describe.skipIf(program === undefined)("the page in a real browser", () => {
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "crosswalk-page-"));
    browser = await chromium.launch({
      executablePath: program ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** Opens a page; whatever it asks of anywhere else, and whatever the console says, is noted. */
  async function open(url: string, options: Parameters<Browser["newPage"]>[0] = {}) {
    const view = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    const wrong: string[] = [];
    view.on("request", (request) => {
      if (!request.url().startsWith("file:")) wrong.push(`request ${request.url()}`);
    });
    view.on("console", (message) => wrong.push(`console: ${message.text()}`));
    view.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
    await view.goto(url);
    return { view, wrong };
  }

  describe("telehealth", () => {
    let url: string;

    beforeAll(() => {
      const out = join(home, "telehealth");
      const ran = crosswalk(["evidence", "--out", out], join(root, "fixtures/projects/telehealth"));
      expect(ran.status, ran.stderr).toBe(0);
      url = pathToFileURL(join(out, "index.html")).href;
    }, 60_000);

    test("shows three views and the matrix, asks nothing of anywhere, and has no error", async () => {
      const { view, wrong } = await open(url);
      for (const id of ["about", "hipaa", "soc2", "overlap", "matrix", "population", "limits"])
        expect(await view.locator(`section#${id} h2`).isVisible(), id).toBe(true);
      const groups = await view.locator("#hipaa h3").allTextContents();
      expect(groups.slice(1, 4).map((text) => text.split(" ")[0])).toEqual([
        "Administrative",
        "Physical",
        "Technical",
      ]);
      expect(await view.locator("#soc2 h3").first().textContent()).toContain("common criteria");
      expect(await view.locator("#overlap h4").allTextContents()).toEqual(
        expect.arrayContaining(["Breach notification", "Business associate agreements"]),
      );
      const entry = view.locator("#r-164-312-a-2-iv");
      expect(await entry.locator("summary").textContent()).toMatch(/addressable[\s\S]*Contradicted/);
      await entry.locator("summary").click();
      expect(await entry.textContent()).toContain("aws-rds-storage-encrypted");
      expect(await view.locator("#coverage").textContent()).not.toContain("%");
      await view.close();
      expect(wrong).toEqual([]);
    });

    test("the matrix tells state and strength without colour, has no empty column, and its heads stay in sight", async () => {
      const { view } = await open(url);
      const matrix = view.locator("#matrix table").first();
      const facts = await matrix.evaluate((table) => {
        const rows = [...table.querySelectorAll("tbody tr")];
        const columns = table.querySelectorAll("thead th").length - 1;
        const empty = Array.from({ length: columns }, (_, i) => i).filter((i) =>
          rows.every((one) => one.querySelectorAll("td")[i]?.textContent === ""),
        );
        const cells = [...table.querySelectorAll("td")].filter((cell) => cell.textContent !== "");
        return { columns, empty, words: cells.map((cell) => cell.querySelector(".sr")?.textContent ?? "") };
      });
      expect(facts.columns).toBeGreaterThan(20);
      expect(facts.empty).toEqual([]);
      expect(facts.words).toContain("direct: Contradicted");
      expect(facts.words).toContain("supporting: Contradicted");
      expect(facts.words.every((words) => /^(direct|supporting): /.test(words))).toBe(true);
      const scroller = view.locator("#matrix .scroll").first();
      await scroller.evaluate((box) => box.scrollTo(60, 300));
      const [box, head, side] = await Promise.all([
        scroller.boundingBox(),
        matrix.locator("thead th").nth(1).boundingBox(),
        matrix.locator("tbody th").last().boundingBox(),
      ]);
      expect(Math.abs((head?.y ?? 0) - (box?.y ?? 9e9))).toBeLessThan(3);
      expect(Math.abs((side?.x ?? 0) - (box?.x ?? 9e9))).toBeLessThan(3);
      await view.close();
    });

    test("search narrows every list, and a link leads to a folded row", async () => {
      const { view, wrong } = await open(url);
      const all = await view.locator("#hipaa .entry:visible").count();
      await view.fill("#q", "164.312(e)(2)(ii)");
      await expect.poll(() => view.locator("#hipaa .entry:visible").count()).toBe(1);
      expect(await view.locator(".find output").textContent()).toMatch(/^\d+ found$/);
      await view.fill("#q", "");
      await view.selectOption("#s", "contradicted");
      await expect.poll(() => view.locator("#hipaa .entry:visible").count()).toBe(17);
      await view.selectOption("#s", "");
      await expect.poll(() => view.locator("#hipaa .entry:visible").count()).toBe(all);
      await view.locator("#r-164-312-a-2-iv summary").click();
      const link = view.locator("#r-164-312-a-2-iv ul.rows a").first();
      const target = (await link.getAttribute("href")) ?? "";
      await link.click();
      await expect.poll(() => view.locator(target).isVisible()).toBe(true);
      await view.close();
      expect(wrong).toEqual([]);
    });

    test("everything is there without JavaScript, and by keyboard", async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const view = await context.newPage();
      await view.goto(url);
      expect(await view.locator(".find").isVisible()).toBe(false);
      const summary = view.locator("#r-164-312-b summary");
      await summary.focus();
      await view.keyboard.press("Enter");
      expect(await view.locator("#r-164-312-b .body").isVisible()).toBe(true);
      await context.close();
    });

    test.each([1280, 390])("nothing but the matrix scrolls sideways at %i pixels", async (width) => {
      const { view } = await open(url, { viewport: { width, height: 844 } });
      for (const fold of await view.locator("#population details").all())
        await fold.evaluate((details) => details.setAttribute("open", ""));
      expect(await view.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      await view.close();
    });

    test("in print the entries are open, and search and navigation are gone", async () => {
      const { view } = await open(url);
      await view.emulateMedia({ media: "print" });
      expect(await view.locator("nav.side").isVisible()).toBe(false);
      expect(await view.locator(".find").isVisible()).toBe(false);
      expect(await view.locator("#r-164-312-a-2-iv .body").isVisible()).toBe(true);
      const pdf = await view.pdf({ format: "A4" });
      expect(pdf.length).toBeGreaterThan(50_000);
      await view.close();
    });

    test("light and dark differ, and both have readable contrast", async () => {
      for (const colorScheme of ["light", "dark"] as const) {
        const { view } = await open(url, { colorScheme });
        const low = await view.evaluate(lowContrast);
        expect(low, colorScheme).toEqual([]);
        await view.close();
      }
    });
  });

  test("hostile text of scanned files stays text", async () => {
    const evil = `</script><img src=x onerror=alert(1)>"'><svg onload=alert(1)>\u202e&amp;`;
    const hostile = body(
      [row("a", { resource: evil, message: evil, path: evil, site: evil, reason: evil, type: evil })],
      {
        exceptions: [exception(evil, { reason: evil, resources: [evil], place: evil })],
        bypasses: [{ kind: "inline-comment", what: evil, reason: evil, place: evil, rows: ["a"] }],
        notScanned: [{ path: evil, cause: evil, detail: evil }],
      },
    );
    const url = write("hostile", evidencePage(hostile));
    const { view, wrong } = await open(url);
    view.on("dialog", () => wrong.push("dialog"));
    expect(await view.locator("img, svg").count()).toBe(0);
    expect(await view.content()).not.toContain("\u202e");
    expect(await view.locator("#not-scanned").textContent()).toContain("<img src=x onerror=alert(1)>");
    await view.close();
    expect(wrong).toEqual([]);
  });

  test("5,000 rows stay fluid: opened and searched in under two seconds", async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => row(`r${i}`, { policy: `policy-${i % 25}` }));
    const { view, wrong } = await open(write("large", evidencePage(body(rows))));
    // Measured in the page, layout included: what asks from outside takes longer than the search.
    const search = (text: string) => `(() => {
      const start = performance.now();
      document.querySelector("#q").value = ${JSON.stringify(text)};
      document.querySelector(".find").requestSubmit();
      document.documentElement.offsetHeight;
      return performance.now() - start;
    })()`;
    const first = await view.evaluate<number>(search("aws_ebs_volume.r4321"));
    expect(await view.locator("#population tr[data-find]:not([hidden])").count()).toBe(1);
    const second = await view.evaluate<number>(search("not encrypted"));
    expect(await view.locator("#population tr[data-find]:not([hidden])").count()).toBe(5_000);
    console.log(
      `search in 5,000 rows: ${Math.round(first)} ms, with all of them shown: ${Math.round(second)} ms`,
    );
    expect(Math.max(first, second)).toBeLessThan(2_000);
    await view.close();
    expect(wrong).toEqual([]);
  });

  function write(name: string, text: string): string {
    mkdirSync(join(home, name), { recursive: true });
    const path = join(home, name, "index.html");
    writeFileSync(path, text);
    return pathToFileURL(path).href;
  }
});

/** Texts below the 4.5 to 1 of WCAG 2.2, success criterion 1.4.3. Text, for it runs in the page. */
const lowContrast = `(() => {
  const channel = (value) => {
    const c = value / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  const read = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const paper = light(read(getComputedStyle(document.body).backgroundColor));
  const found = new Set();
  let texts = 0;
  for (const element of document.querySelectorAll(".chip,.tally,.muted,.tag,a,dt,dd,.v,.brief,h4")) {
    texts++;
    const own = light(read(getComputedStyle(element).color));
    const ratio = (Math.max(own, paper) + 0.05) / (Math.min(own, paper) + 0.05);
    if (!(ratio >= 4.5)) found.add((element.className || element.tagName) + " " + ratio.toFixed(2));
  }
  return texts > 100 ? [...found] : ["too few texts: " + texts];
})()`;
