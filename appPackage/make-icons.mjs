/**
 * Draws the two icons of the Teams app from icon.svg: color.png (192 × 192, the mark on the accent colour) and outline.png
 * (32 × 32, white on nothing). Needs a Chromium: `node appPackage/make-icons.mjs [path of the browser]`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const svg = readFileSync(here('icon.svg'), 'utf8');
const small = svg.replace('stroke-width="15"', 'stroke-width="12"').replace('viewBox="0 0 192 192"', 'viewBox="22 14 150 150"');

const browser = await chromium.launch({ ...(process.argv[2] ? { executablePath: process.argv[2] } : {}), args: ['--no-sandbox', '--disable-gpu'] });
for (const { file, size, background, drawing } of [
  { file: 'color.png', size: 192, background: '#4f52b2', drawing: svg },
  { file: 'outline.png', size: 32, background: 'transparent', drawing: small },
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>html, body { margin: 0; background: ${background} } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawing}`);
  await page.screenshot({ path: here(file), omitBackground: true });
}
await browser.close();
