/**
 * Preloaded into a child process (`node --require`): HTTPS to the hosts of OTHER_HOSTS (`host=port,…`) goes to ports
 * of this machine, asked by `https` or by `fetch`. Names and certificates stay those of the hosts.
 */
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');

const ports = new Map((process.env.OTHER_HOSTS ?? '').split(',').map((pair) => pair.split('=')));
const { request } = https;

https.request = (url, options, callback) => {
  const port = typeof url === 'string' || url instanceof URL ? ports.get(new URL(url).hostname) : undefined;
  if (port === undefined) return request(url, options, callback);
  const lookup = (_host, { all }, done) =>
    all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  return request(url, { ...options, port, lookup }, callback);
};
syncBuiltinESMExports();

/** What is read, and nothing else: keys. */
const { fetch } = globalThis;
globalThis.fetch = (url, init) =>
  ports.has(new URL(url).hostname)
    ? new Promise((resolve, reject) => {
        const asked = https.request(url, { method: 'GET' }, (answer) => {
          const parts = [];
          answer.on('data', (part) => parts.push(part));
          answer.on('end', () => resolve(new Response(Buffer.concat(parts), { status: answer.statusCode })));
        });
        asked.on('error', reject).end();
      })
    : fetch(url, init);
