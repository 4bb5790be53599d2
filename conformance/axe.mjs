// Holds each page against axe-core in Chromium, at each width and colour scheme, and watches what it asks the network
// for and what its own policy refuses; prints one JSON list of findings.
// Usage: node axe.mjs CHROMIUM PROFILE_FOLDER, with {"pages": [{"path", "schemes"}], "widths"} on standard input.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.cwd()}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, profile] = process.argv.slice(2);
const { pages, widths } = JSON.parse(readFileSync(0, "utf8"));

const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  headless: true,
  offline: true, // a brief is one file: what it would fetch is not there
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
  ],
});
const findings = [];
for (const { path, schemes } of pages) {
  for (const colorScheme of schemes) {
    for (const width of widths) {
      const page = await browser.newPage();
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const own = pathToFileURL(path).href;
      const outside = (message) => findings.push({ path, width, colorScheme, rule: "self-contained", message, nodes: [] });
      page.on("request", (request) => {
        if (request.url() !== own && !request.url().startsWith("data:")) outside(`It asks for ${request.url().slice(0, 200)}`);
      });
      page.on("console", (message) => {
        if (message.type() === "error") outside(message.text().slice(0, 300));
      });
      page.on("pageerror", (error) => outside(`Its script fails: ${error.message}`));
      await page.goto(own, { waitUntil: "load" });
      const unset = await page.evaluate(() => document.fonts.ready.then((faces) => [...faces].filter((face) => face.status === "error").length));
      if (unset) outside(`${unset} of its faces cannot be read`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      for (const { id, help, nodes } of violations) {
        findings.push({ path, width, colorScheme, rule: id, message: help, nodes: nodes.map((node) => node.target.join(" ")) });
      }
      if (scrolls) {
        findings.push({ path, width, colorScheme, rule: "reflow", message: "The page scrolls sideways (WCAG 1.4.10)", nodes: [] });
      }
      await page.close();
    }
  }
}
const version = browser.browser()?.version() ?? "";
await browser.close();
console.log(JSON.stringify({ version, findings }));
