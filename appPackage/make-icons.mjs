/**
 * Draws the icons from icon.svg. Of the Teams app: color.png (192 × 192, the mark on the accent colour) and outline.png
 * (32 × 32, white on nothing). Of the installable web app, in tabs/public: the mark on a rounded square in two sizes,
 * and one that fills its square for systems that cut their own shape out of it. Needs a Chromium: `node
 * appPackage/make-icons.mjs [path of the browser]`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const svg = readFileSync(here('icon.svg'), 'utf8');
const small = svg
  .replace('stroke-width="15"', 'stroke-width="12"')
  .replace('viewBox="0 0 192 192"', 'viewBox="22 14 150 150"');

const browser = await chromium.launch({
  ...(process.argv[2] ? { executablePath: process.argv[2] } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const { file, size, background, drawing, rounded = false, mark = 1 } of [
  { file: 'color.png', size: 192, background: '#4f52b2', drawing: svg },
  { file: 'outline.png', size: 32, background: 'transparent', drawing: small },
  { file: '../tabs/public/icon-192.png', size: 192, background: '#4f52b2', drawing: svg, rounded: true },
  { file: '../tabs/public/icon-512.png', size: 512, background: '#4f52b2', drawing: svg, rounded: true },
  // What is outside a circle of 40 % may be cut off.
  { file: '../tabs/public/icon-maskable-512.png', size: 512, background: '#4f52b2', drawing: svg, mark: 0.9 },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const style =
    `html, body { margin: 0 } div { display: grid; place-items: center; width: ${size}px; height: ${size}px; ` +
    `background: ${background}; border-radius: ${rounded ? size / 5 : 0}px } svg { width: ${mark * 100}% }`;
  await page.setContent(`<style>${style}</style><div>${drawing}</div>`);
  await page.screenshot({ path: here(file), omitBackground: true });
}
await browser.close();
