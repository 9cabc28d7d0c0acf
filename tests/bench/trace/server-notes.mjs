/**
 * Loaded before the server by `--import`: notes what goes through its sockets, to the database and when sound begins on
 * its legs, in memory, and writes it to the file VAXEL_NOTES when the process ends. The server itself knows nothing of
 * it.
 */
import { channel } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { Server } from 'node:net';
import pg from 'pg';
import { WebSocket } from 'ws';

const notes = [{ atMs: performance.timeOrigin, text: 'process begins' }];
const note = (text) => void notes.push({ atMs: performance.timeOrigin + performance.now(), text });
note('ready to note');

const { emit, send } = WebSocket.prototype;
WebSocket.prototype.emit = function noted(event, data, ...rest) {
  if (event === 'message') note(`in ${data.toString('utf8', 0, 1_500)}`);
  return emit.call(this, event, data, ...rest);
};
WebSocket.prototype.send = function noted(data, ...rest) {
  note(`out ${data.toString().slice(0, 1_500)}`);
  return send.call(this, data, ...rest);
};

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function noted(...given) {
  const text = String(given[0]?.text ?? given[0])
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  note(`query begins ${text}`);
  const result = query.apply(this, given);
  result?.then?.(
    () => note(`query ends ${text}`),
    () => undefined,
  );
  return result;
};

/** A leg's audio: when it opens, its first packets, and where what it hears begins anew (the marker, RFC 3551 §4.1). */
function noteTrack(track) {
  const [onOpen, onMessage, send] = [track.onOpen, track.onMessage, track.sendMessageBinary].map((f) => f.bind(track));
  const seen = new Set();
  const once = (what) => void (seen.has(what) || (seen.add(what), note(what)));
  const noting = {
    onOpen: (listener) => onOpen(() => (note('leg open'), listener())),
    onMessage: (listener) => onMessage((packet) => (once('leg first packet in'), listener(packet))),
    sendMessageBinary(packet) {
      once('leg first packet out');
      if (packet[1] >= 0x80) note('leg hears another');
      return send(packet);
    },
  };
  // What the library defines cannot be assigned to.
  for (const [name, value] of Object.entries(noting)) Object.defineProperty(track, name, { value });
  return track;
}
const { dlopen } = process;
process.dlopen = function noted(module, ...rest) {
  dlopen.call(this, module, ...rest);
  const { PeerConnection } = module.exports;
  if (PeerConnection === undefined) return;
  module.exports.PeerConnection = class extends PeerConnection {
    addTrack(media) {
      return noteTrack(super.addTrack(media));
    }
  };
};

channel('child_process').subscribe(({ process }) => {
  process.once('spawn', () => note(`spawned ${process.spawnargs.join(' ')}`));
});
const { listen } = Server.prototype;
Server.prototype.listen = function noted(...given) {
  this.once('listening', () => note('listening'));
  return listen.apply(this, given);
};
const { write } = process.stdout;
process.stdout.write = function noted(text, ...rest) {
  note(`printed ${String(text).trim()}`);
  return write.call(this, text, ...rest);
};

process.on('exit', () => {
  const own = performance
    .getEntriesByType('mark')
    .map(({ name, startTime }) => ({ atMs: performance.timeOrigin + startTime, text: name }));
  writeFileSync(process.env.VAXEL_NOTES, JSON.stringify([...notes, ...own]));
});
