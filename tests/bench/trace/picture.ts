import type { Part, Span } from './span';

/** All parts below each other as SVG, each span a bar in its own row, and each part with its own scale. */
const width = 1_100;
const labels = 430;
const row = 18;
const heading = 34;
const colours: Record<string, string> = {
  all: '#424242',
  way: '#9e9e9e',
  WebRTC: '#8764b8',
  server: '#0f6cbd',
  switch: '#0f6cbd',
  database: '#107c41',
  process: '#8a8886',
};
const other = ['#c239b3', '#ca5010', '#038387', '#986f0b'];

export function picture(parts: readonly Part[]): string {
  const height = parts.reduce((sum, part) => sum + heightOf(part), 10);
  let top = 0;
  const drawn = parts.map((part) => {
    const text = drawPart(part, top);
    top += heightOf(part);
    return text;
  });
  const style =
    'text{font:12px system-ui,sans-serif;fill:#242424}.title{font-weight:600;font-size:14px}.ms{fill:#616161}';
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<style>${style}</style>`,
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

const heightOf = ({ spans }: Part): number => heading + spans.length * row + 8;

function drawPart({ title, rounds, spans }: Part, top: number): string {
  const [from, until] = [
    Math.min(0, ...spans.map(({ startMs }) => startMs)),
    Math.max(...spans.map(({ endMs }) => endMs)),
  ];
  // Room on the right for the figure of a bar that ends there.
  const scale = (width - labels - 80) / (until - from);
  const lanes = [...new Set(spans.map(({ lane }) => lane))].filter((lane) => !(lane in colours));
  const colour = (lane: string) => colours[lane] ?? other[lanes.indexOf(lane) % other.length] ?? '#424242';
  const bar = ({ lane, name, startMs, endMs }: Span, index: number) => {
    const y = top + heading + index * row;
    const [x, length] = [labels + (startMs - from) * scale, Math.max(1, (endMs - startMs) * scale)];
    return [
      `<text x="10" y="${y + 12}">${escaped(`${lane}: ${name}`)}</text>`,
      `<rect x="${x.toFixed(1)}" y="${y + 2}" width="${length.toFixed(1)}" height="${row - 5}" rx="2" ` +
        `fill="${colour(lane)}"/>`,
      `<text class="ms" x="${(x + length + 5).toFixed(1)}" y="${y + 12}">${milliseconds(endMs - startMs)}</text>`,
    ].join('');
  };
  const head = `<text class="title" x="10" y="${top + 24}">${escaped(title)} (medians of ${rounds})</text>`;
  return [head, ...spans.map(bar)].join('\n');
}

/** Two places below ten: packets take less than one. */
export const milliseconds = (ms: number): string => `${Math.abs(ms) < 10 ? ms.toFixed(2) : Math.round(ms)} ms`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
