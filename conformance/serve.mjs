// Goes through the live preview and the source desk in Chromium as a person does, and prints one JSON list of what was
// tried: {"step", "took" (ms)} each, or {"step", "failed"} for the first that was not as it should be.
// Usage: node serve.mjs CHROMIUM, with {"address", "root", "pid", "edit": {"file", "from", "to"}} on standard input.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { address, root, pid, edit } = JSON.parse(readFileSync(0, "utf8"));
const PATIENCE = 90_000;
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.argv[2], headless: true, args: ARGS });
const visitor = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await visitor.newPage();
page.setDefaultTimeout(PATIENCE);
const complaints = [];
page.on("pageerror", (error) => complaints.push(`a script fails: ${error.message}`));
page.on("console", (message) => { if (message.type() === "error" && /Policy|Refused/.test(message.text())) complaints.push(message.text()); });

const told = [];
const step = async (name, act) => {
  const begin = performance.now();
  try {
    await act();
  } catch (error) {
    told.push({ step: name, failed: `${error.message}`.slice(0, 600), at: page.url() });
    await done();
  }
  told.push({ step: name, took: Math.round(performance.now() - begin) });
};
const done = async () => {
  console.log(JSON.stringify(told));
  await browser.close();
  process.exit(0);
};
const must = (holds, what) => { if (!holds) throw new Error(what); };
// What the page shows comes when its machine has time: looked at until it holds, or patience ends.
const until = async (holds, what) => {
  for (const end = performance.now() + PATIENCE; !(await holds()); await page.waitForTimeout(50))
    must(performance.now() < end, what);
};
const file = join(root, edit.file);
const before = readFileSync(file, "utf8");
const brief = () => page.frameLocator(".frames iframe:not(.coming)");
const state = (name) => page.locator(`.bar-state[data-state=${name}]`).waitFor();
const choose = async (name, label) => {
  await page.locator(`select[name=${name}]`).selectOption({ label });
  await page.waitForLoadState("load");
};
const claimed = (hasText) => page.locator(".claim .text", { hasText }).first().waitFor();
const counts = (filter) => page.locator(`[data-filter=${filter}] b`).textContent();

await step("open the preview", async () => {
  await page.goto(address);
  await brief().locator("h1").waitFor();
  await state("fresh");
});
await step("switch audience", async () => {
  await choose("audience", "Styret");
  await page.waitForURL("**/nb/oversikt/styre");
  await brief().locator("h1").waitFor();
});
await step("switch language", async () => {
  await choose("lang", "Nynorsk");
  await page.waitForURL("**/nn/oversikt/styre*");
  await brief().locator("html[lang=nn]").waitFor();
  await choose("lang", "Bokmål");
  await choose("audience", "Alle");
  await page.waitForURL("**/nb/oversikt/alle*");
  await state("fresh");
});
let place;
const topOf = () => page.frames().at(-1).evaluate(() => document.getElementById("kilder").getBoundingClientRect().top);
await step("read further down", async () => {
  await brief().locator("#kilder").evaluate((element) => { element.scrollIntoView(); scrollBy(0, -40); });
  place = await topOf();
});
await step("edit in place, and see the change", async () => {
  writeFileSync(file, before.replace(edit.from, edit.to));
  await brief().getByText(edit.to).first().waitFor({ state: "attached" });
});
await step("the place is kept", async () => {
  await state("fresh");
  const now = await topOf();
  must(Math.abs(now - place) < 3, `the page moved from ${place} to ${now}`);
});
await step("save by a rename, and see the change", async () => {
  writeFileSync(`${file}.new`, before);
  renameSync(`${file}.new`, file);
  await brief().getByText(edit.from).first().waitFor({ state: "attached" });
});
await step("break the YAML, and see the message", async () => {
  writeFileSync(file, `${before}\n  - {`);
  await page.locator(".problems li.error").first().waitFor();
  await state("old");
  const link = page.locator(".problems li.error a").first();
  await until(async () => (await link.getAttribute("href")).startsWith(`vscode://file${file}:`), "no link opens the editor");
  await until(async () => (await link.textContent()).startsWith(edit.file), "the message has no place");
  await until(async () => await brief().getByText("Gammel side").first().isVisible(), "the page does not say that it is old");
});
await step("mend it, and see it gone", async () => {
  writeFileSync(file, before);
  await page.locator(".problems li.error").first().waitFor({ state: "detached" });
  await state("fresh");
  await until(async () => (await brief().getByText("Gammel side").count()) === 0, "the page still says that it is old");
});
await step("the pages of the PDF are there", async () => {
  await page.locator(".sheet img[src$='/1.png']").first().waitFor();
  await page.waitForFunction(() => document.querySelector(".sheet img").naturalWidth > 900);
});
await step("open the desk", async () => {
  await page.goto(`${address}/desk`);
  await until(async () => {  // a list that is drawn anew under the pointer swallows the click
    await page.locator(".documents a").first().click();
    return page.waitForURL("**/desk/*", { timeout: 5_000 }).then(() => true, () => false);
  }, "the document does not open");
  await page.locator(".claim.is-chosen").waitFor();
});
await step("hover lights what is shared", async () => {
  await until(async () => {
    await page.mouse.move(5, 5);  // findings may have come and drawn the claims anew below the pointer
    await page.locator("#pastand-5").hover();
    return (await page.locator(".is-lit").allTextContents()).join().includes("500 000");
  }, "the amount is not lit");
  await page.mouse.move(5, 5);
});
await step("review five claims by keyboard", async () => {
  const left = Number(await counts("unread"));
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  for (const _ of Array(4)) await page.keyboard.press("r"); // one key each
  await page.keyboard.press("/");
  await page.keyboard.press("Control+Enter"); // two keys, in the field
  await page.waitForFunction((wanted) => document.querySelector("[data-filter=unread] b").textContent === wanted, String(left - 5));
  await until(async () => (await page.locator(".claim.is-read").count()) === 5, "five claims are not marked");
  await page.keyboard.press("Escape");
});
await step("take one mark away", async () => {
  const left = Number(await counts("unread"));
  await page.locator("#pastand-2").click();
  await page.keyboard.press("u");
  await page.waitForFunction((wanted) => document.querySelector("[data-filter=unread] b").textContent === wanted, String(left + 1));
});
await step("the keys are listed", async () => {
  await page.keyboard.press("?");
  await until(async () => await page.locator("dialog.help").isVisible(), "no list of keys");
  await page.keyboard.press("Escape");
  await until(async () => (await page.locator(".keys button kbd").count()) >= 7, "not every key is a button");
});
await step("findings come", async () => {
  await page.waitForFunction(() => document.querySelector("[data-filter=findings] b").textContent !== "…");
});
await step("the address holds document, claim and filter", async () => {
  await page.keyboard.press("2");
  await page.locator("#pastand-6").click();
  const here = page.url();
  must(here.includes("filter=unread") && here.includes("claim=6") && here.includes("#avsnitt-4"), here);
  await page.goto("about:blank");
  await page.goto(here);
  await page.locator("#pastand-6.is-chosen").waitFor();
  await until(async () => (await page.locator("[data-filter=unread]").getAttribute("aria-pressed")) === "true", "the filter is lost");
  await until(async () => (await page.locator("#pastand-1").isVisible()) === false, "a claim that was read is shown");
});
await step("head and claims stay in sight", async () => {
  await page.keyboard.press("1");
  await page.mouse.wheel(0, 4000);
  await until(async () => (await page.locator(".head").boundingBox()).y === 0, "the head has gone");
});
await step("what is new since the last visit", async () => {
  const source = join(root, "content/sources/brev-2021.yaml");
  const words = readFileSync(source, "utf8");
  await until(async () => (await counts("new")) === "0", "something is new at the first visit");
  writeFileSync(source, words.replace("Brukerrådet vil at lånetiden", "Brukerrådet ønsker at lånetiden"));
  await claimed("Brukerrådet ønsker at lånetiden");
  await until(async () => (await counts("new")) === "1", "the change is not told");
  await page.keyboard.press("6");
  await until(async () => (await page.locator(".claim:visible").count()) === 1, "more than what is new is shown");
  const later = await visitor.newPage(); // another visit: what was shown in this one is known
  await later.goto(page.url().replace(/[?].*/, ""));
  await later.locator(".claim.is-chosen").waitFor();
  await until(async () => (await later.locator("[data-filter=new] b").textContent()) === "0", "what was seen is new again");
  await later.close();
  writeFileSync(source, words);
  await page.keyboard.press("1");
  await claimed("Brukerrådet vil at lånetiden");
});
await step("follow a claim to its page", async () => {
  await page.locator("#pastand-5").click();
  await page.keyboard.press("t");
  await page.locator("#pastand-5 .printed a").first().click();
  await page.waitForURL("**/nb/oversikt/**claim=brev-2021/5*");
  await brief().locator("[style*=outline]").first().waitFor();
  await page.locator(".sheet img[src*='.png']").first().waitFor();
});
await step("narrow screens and dark ones", async () => {
  for (const [path, dark] of [["/desk", false], ["/desk/brev-2021", true], ["/nb/oversikt/alle", true], ["/desk/brev-2021", false]]) {
    const narrow = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: dark ? "dark" : "light", bypassCSP: true });
    await narrow.goto(address + path);
    await narrow.waitForTimeout(700);
    const wide = await narrow.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
    must(wide <= 0, `${path} is ${wide} px too wide`);
    await narrow.evaluate(axe);
    const found = await narrow.evaluate(() => axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
    must(!found.violations.length, `${path}: ${found.violations.map(({ id, nodes }) => `${id} ${nodes[0].html} ${nodes[0].failureSummary}`).join("; ")}`);
    await narrow.close();
  }
});
await step("without the server nothing looks fresh", async () => {
  await page.goto(`${address}/nb/oversikt/alle`);
  await state("fresh");
  process.kill(pid, "SIGTERM");
  await state("lost");
});
await step("no script fails, and no policy is broken", async () => must(!complaints.length, complaints.join("; ")));
await done();
