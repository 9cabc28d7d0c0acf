// Makes the sounds of the embedded switch: node scripts/make-sounds.mjs [NAME…] Tones, music and the goodbye are
// synthesised here. Announcements are spoken by eSpeak NG (Debian package espeak-ng), whose output needs no licence;
// see src/switch/embedded/sounds/README.md. Output: Opus frames of 20 ms (see opus-frames.ts).
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import OpusScript from 'opusscript';
import { asks, mailbox } from './lib/mailbox-texts.mjs';

const rate = 48_000;
const frame = rate / 50;
const folder = new URL('../src/switch/embedded/sounds/', import.meta.url);

const seconds = (length) => new Float64Array(Math.round(length * rate));
const noteHz = (midi) => 440 * 2 ** ((midi - 69) / 12);

/** Swedish tones: 425 Hz, on and off in seconds. */
function tone(cycle, hz = 425, level = 0.18) {
  const total = cycle.reduce((sum, part) => sum + part, 0);
  const samples = seconds(total);
  let start = 0;
  cycle.forEach((length, index) => {
    if (index % 2 === 0) {
      for (let i = 0; i < length * rate; i += 1) {
        const t = i / rate;
        const edge = Math.min(1, t / 0.005, (length - t) / 0.005);
        samples[Math.round(start * rate) + i] = level * edge * Math.sin(2 * Math.PI * hz * t);
      }
    }
    start += length;
  });
  return samples;
}

/**
 * One soft note: a few steady partials, slow attack, long release; wraps around the end so that the loop has no seam.
 */
function addNote(samples, startS, lengthS, midi, level, partials) {
  const hz = noteHz(midi);
  for (let i = 0; i < (lengthS + 1.2) * rate; i += 1) {
    const t = i / rate;
    const envelope = Math.min(1, t / 0.06) * (t < lengthS ? 1 : Math.exp((lengthS - t) * 4));
    let value = 0;
    partials.forEach((share, n) => (value += share * Math.sin(2 * Math.PI * hz * (n + 1) * t)));
    samples[(Math.round(startS * rate) + i) % samples.length] += level * envelope * value;
  }
}

/** Music on hold, 24 s: eight chords of four voices under a slow melody, in F major. */
function music() {
  const samples = seconds(24);
  const chords = [
    [53, 60, 65, 69],
    [50, 57, 65, 69],
    [46, 58, 62, 65],
    [48, 55, 64, 67],
    [53, 60, 65, 69],
    [45, 57, 64, 67],
    [46, 58, 62, 70],
    [48, 58, 64, 67],
  ];
  const melody = [
    77, 76, 74, 72, 74, 77, 81, 79, 77, 74, 70, 72, 74, 76, 72, 67, 72, 77, 76, 72, 69, 72, 76, 79, 77, 74, 70, 74, 72,
    70, 67, 64,
  ];
  chords.forEach((chord, bar) =>
    chord.forEach((midi, voice) => addNote(samples, bar * 3, 2.9, midi, voice === 0 ? 0.07 : 0.055, [1, 0.25, 0.08])),
  );
  melody.forEach((midi, beat) => addNote(samples, beat * 0.75, 0.6, midi, 0.06, [1, 0.12, 0.05, 0.02]));
  return samples;
}

// ---- A small formant voice: a buzz (or noise) through three resonators, gliding between the sounds of a phrase. ----

/** Formants in Hz, voicing 0–1, noise 0–1, seconds, loudness. Rough values of an adult voice. */
const phones = {
  _: [500, 1500, 2500, 0, 0, 0.12, 0],
  t: [400, 1800, 3200, 0, 0.9, 0.05, 0.35],
  a: [750, 1200, 2500, 1, 0, 0.16, 1],
  k: [400, 1700, 2600, 0, 0.8, 0.07, 0.3],
  f: [500, 1400, 4200, 0, 0.7, 0.11, 0.18],
  ö: [420, 1450, 2300, 1, 0, 0.12, 0.9],
  r: [450, 1350, 1900, 1, 0, 0.06, 0.6],
  s: [500, 2200, 5200, 0, 1, 0.13, 0.25],
  m: [280, 1000, 2200, 1, 0, 0.09, 0.5],
  l: [360, 1250, 2700, 1, 0, 0.08, 0.6],
  e: [430, 2100, 2700, 1, 0, 0.13, 0.9],
  i: [300, 2250, 3000, 1, 0, 0.13, 0.8],
  d: [300, 1700, 2600, 0.7, 0.3, 0.05, 0.4],
  å: [480, 850, 2400, 1, 0, 0.17, 1],
  h: [600, 1300, 2500, 0, 0.5, 0.07, 0.15],
  j: [280, 2200, 3000, 1, 0, 0.08, 0.6],
  n: [280, 1500, 2500, 1, 0, 0.09, 0.5],
  g: [300, 1500, 2300, 0.7, 0.3, 0.05, 0.4],
};

function resonator(samples, centre, width) {
  const r = Math.exp((-Math.PI * width) / rate);
  let [y1, y2] = [0, 0];
  return samples.map((x, i) => {
    const c = 2 * r * Math.cos((2 * Math.PI * centre[i]) / rate);
    const y =
      (1 - r) * Math.sqrt(1 - 2 * r * Math.cos((4 * Math.PI * centre[i]) / rate) + r * r) * x + c * y1 - r * r * y2;
    [y2, y1] = [y1, y];
    return y;
  });
}

function speak(text) {
  const parts = [...text].map((letter) => phones[letter] ?? phones._);
  const total = Math.round(parts.reduce((sum, part) => sum + part[5], 0) * rate);
  const track = Array.from({ length: 6 }, () => new Float64Array(total));
  let at = 0;
  parts.forEach((part, index) => {
    const length = Math.round(part[5] * rate);
    const next = parts[index + 1] ?? phones._;
    for (let i = 0; i < length && at + i < total; i += 1) {
      // The second half of a sound already glides towards the next.
      const glide = 0.5 - 0.5 * Math.cos(Math.PI * Math.max(0, (2 * i) / length - 1));
      [0, 1, 2, 3, 4, 6].forEach(
        (field, row) => (track[row][at + i] = part[field] + (next[field] - part[field]) * glide),
      );
    }
    at += length;
  });
  const [f1, f2, f3, voice, noise, loud] = track;
  const source = new Float64Array(total);
  let phase = 0;
  let seed = 12_345;
  for (let i = 0; i < total; i += 1) {
    const progress = i / total;
    // The melody of a sentence that ends: falling, with a little life in it.
    const hz = 128 - 34 * progress + 7 * Math.sin(progress * 19) + 1.5 * Math.sin(i / 1100);
    phase = (phase + hz / rate) % 1;
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    const buzz = phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) ** 2 - 0.3 : -0.3;
    source[i] = loud[i] * (voice[i] * buzz + noise[i] * 0.5 * (seed / 2 ** 30 - 1));
  }
  const voices = [resonator(source, f1, 90), resonator(source, f2, 110), resonator(source, f3, 170)];
  const samples = source.map((_, i) => voices[0][i] + 0.7 * voices[1][i] + 0.45 * voices[2][i]);
  const peak = samples.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9);
  return samples.map((value) => (0.5 * value) / peak);
}

function encode(samples, bitrate) {
  const encoder = new OpusScript(rate, 1, OpusScript.Application.AUDIO);
  encoder.setBitrate(bitrate);
  const frames = [];
  const read = (i) => samples[i] ?? 0;
  for (let start = 0; start < samples.length; start += frame) {
    const pcm = Buffer.alloc(frame * 2);
    for (let i = 0; i < frame; i += 1)
      pcm.writeInt16LE(Math.round(Math.max(-1, Math.min(1, read(start + i))) * 32_000), i * 2);
    frames.push(Buffer.from(encoder.encode(pcm, frame)));
  }
  encoder.delete();
  return frames;
}

function write(name, samples, bitrate) {
  const frames = encode(samples, bitrate);
  const parts = [Buffer.from('VXOPUS1\n')];
  for (const bytes of frames) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    parts.push(length, bytes);
  }
  const file = Buffer.concat(parts);
  writeFileSync(new URL(`${name}.opusframes`, folder), file);
  console.log(`${name}: ${(frames.length / 50).toFixed(1)} s, ${file.length} bytes`);
}

/** Spoken by eSpeak NG, with `leadS` of silence before and after, at the level of the other sounds. */
function spoken(text, voice, leadS = 0.2) {
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-p', '45', '--stdout', text], {
    maxBuffer: 2 ** 24,
  });
  const from = wav.readUInt32LE(24);
  const start = wav.indexOf('data') + 8;
  const count = Math.floor((wav.length - start) / 2);
  const at = (i) => (i >= 0 && i < count ? wav.readInt16LE(start + i * 2) / 32_768 : 0);
  const lead = Math.round(leadS * rate);
  const samples = new Float64Array(lead + Math.ceil((count * rate) / from) + lead);
  for (let i = 0; i < samples.length; i += 1) {
    const place = ((i - lead) * from) / rate;
    const whole = Math.floor(place);
    samples[i] = at(whole) + (place - whole) * (at(whole + 1) - at(whole));
  }
  const peak = samples.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9);
  return samples.map((value) => (0.5 * value) / peak);
}

/** Whoever has heard which keys there are has some seconds to press one. */
const withPause = (samples) => Float64Array.from([...samples, ...seconds(4)]);

const sounds = {
  music: () => [music(), 40_000],
  ringing: () => [tone([1, 5]), 24_000],
  busy: () => [tone([0.25, 0.25]), 24_000],
  congestion: () => [tone([0.25, 0.75]), 24_000],
  // "Tack för samtalet, hej då", as far as three formants can say it.
  goodbye: () => [speak('_tak_för_samtalet__hejdå__'), 24_000],
  'not-in-use-sv': () => [spoken('Numret du har ringt används inte.', 'sv'), 24_000],
  'not-in-use-en': () => [spoken('The number you have called is not in use.', 'en-gb'), 24_000],
  'code-done-sv': () => [spoken('Klart.', 'sv'), 24_000],
  'code-done-en': () => [spoken('Done.', 'en-gb'), 24_000],
  'code-refused-sv': () => [spoken('Koden gäller inte.', 'sv'), 24_000],
  'code-refused-en': () => [spoken('That code is not valid.', 'en-gb'), 24_000],
  'press-one-sv': () => [spoken('Samtal från växeln. Tryck ett för att svara.', 'sv'), 24_000],
  'press-one-en': () => [spoken('A call from your company. Press one to answer.', 'en-gb'), 24_000],
  'supervised-sv': () => [spoken('En arbetsledare kan lyssna på samtalet.', 'sv'), 24_000],
  'supervised-en': () => [spoken('A supervisor may listen to this call.', 'en-gb'), 24_000],
  'voicemail-sv': () => [spoken('Personen du söker kan inte svara. Lämna ett meddelande efter tonen.', 'sv'), 24_000],
  'voicemail-en': () => [
    spoken('The person you are calling cannot answer. Please leave a message after the tone.', 'en-gb'),
    24_000,
  ],
  'callback-offer-sv': () => [spoken('Tryck ett så behåller du din plats och blir uppringd.', 'sv'), 24_000],
  'callback-offer-en': () => [spoken('Press one to keep your place and be called back.', 'en-gb'), 24_000],
  'callback-kept-sv': () => [
    spoken('Vi ringer upp dig på numret du ringer från. Du behåller din plats och kan lägga på.', 'sv'),
    24_000,
  ],
  'callback-kept-en': () => [
    spoken('We will call you back at the number you are calling from. You keep your place, and may hang up.', 'en-gb'),
    24_000,
  ],
  'callback-refused-sv': () => [spoken('Vi kan inte ringa upp numret du ringer från. Vänta kvar.', 'sv'), 24_000],
  'callback-refused-en': () => [
    spoken('We cannot call back the number you are calling from. Please hold.', 'en-gb'),
    24_000,
  ],
  'record-told-sv': () => [spoken('Samtalet spelas in.', 'sv'), 24_000],
  'record-told-en': () => [spoken('This call is being recorded.', 'en-gb'), 24_000],
  'record-ask-sv': () => [
    withPause(
      spoken('Får samtalet spelas in? Tryck ett om det får det. Annars fortsätter samtalet som vanligt.', 'sv'),
    ),
    24_000,
  ],
  'record-ask-en': () => [
    withPause(spoken('May this call be recorded? Press one if it may. If not, the call just goes on.', 'en-gb')),
    24_000,
  ],
  // Told from the words before it by the silence, and from the tones of networks by its pitch.
  beep: () => [tone([0, 0.4, 0.6], 1_000), 24_000],
};

for (const [words, texts] of Object.entries(mailbox))
  ['sv', 'en'].forEach((language, at) => {
    const voice = language === 'sv' ? 'sv' : 'en-gb';
    sounds[`mailbox-${words}-${language}`] = () => {
      const said = spoken(texts[at], voice);
      return [asks.has(words) ? withPause(said) : said, 24_000];
    };
  });

/** Numbers as they stand in sentences: places, hours, minutes, digits. */
const numbers = {
  sv: [
    ...['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv', 'tretton'],
    ...['fjorton', 'femton', 'sexton', 'sjutton', 'arton', 'nitton'],
  ],
  en: [
    ...['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
    ...['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'],
  ],
};
const tens = { sv: ['tjugo', 'trettio', 'fyrtio', 'femtio'], en: ['twenty', 'thirty', 'forty', 'fifty'] };
const numberIn = (language, value) =>
  numbers[language][value] ??
  tens[language][Math.floor(value / 10) - 2] +
    (value % 10 === 0 ? '' : `${language === 'en' ? ' ' : ''}${numbers[language][value % 10]}`);

const weekdays = [
  ['måndag', 'Monday'],
  ['tisdag', 'Tuesday'],
  ['onsdag', 'Wednesday'],
  ['torsdag', 'Thursday'],
  ['fredag', 'Friday'],
  ['lördag', 'Saturday'],
  ['söndag', 'Sunday'],
];

/** What sentences are made of, in Swedish and in English; see src/contract/sounds/spoken-words.ts. */
const words = {
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, value) => [`number-${value}`, [numberIn('sv', value), numberIn('en', value)]]),
  ),
  'queue-welcome': ['Välkommen. Vi svarar så snart vi kan.', 'Welcome. We will answer as soon as we can.'],
  'queue-place': ['Din plats i kön är nummer', 'Your place in line is number'],
  'queue-place-more': ['Fler än femtio väntar före dig.', 'More than fifty callers are before you.'],
  'queue-time-0': ['Väntetiden är mindre än en minut.', 'The waiting time is less than one minute.'],
  'queue-time-1': ['Väntetiden är en till två minuter.', 'The waiting time is one to two minutes.'],
  'queue-time-2': ['Väntetiden är två till fyra minuter.', 'The waiting time is two to four minutes.'],
  'queue-time-4': ['Väntetiden är fyra till sju minuter.', 'The waiting time is four to seven minutes.'],
  'queue-time-7': ['Väntetiden är sju till tolv minuter.', 'The waiting time is seven to twelve minutes.'],
  'queue-time-12': ['Väntetiden är tolv till tjugo minuter.', 'The waiting time is twelve to twenty minutes.'],
  'queue-time-20': ['Väntetiden är mer än tjugo minuter.', 'The waiting time is more than twenty minutes.'],
  'away-none': ['Personen du söker kan inte svara', 'The person you are calling cannot answer'],
  'away-meeting': ['Personen du söker sitter i möte', 'The person you are calling is in a meeting'],
  'away-lunch': ['Personen du söker är på lunch', 'The person you are calling is at lunch'],
  'away-busy': ['Personen du söker är upptagen', 'The person you are calling is busy'],
  'away-travelling': ['Personen du söker är på resa', 'The person you are calling is travelling'],
  'away-holiday': ['Personen du söker har semester', 'The person you are calling is on holiday'],
  'away-sick': ['Personen du söker är sjuk', 'The person you are calling is ill'],
  'away-child': ['Personen du söker är hemma med barn', 'The person you are calling is at home with a child'],
  'away-gone': ['Personen du söker har gått för dagen', 'The person you are calling has left for the day'],
  'back-at': ['och är tillbaka klockan', 'and is back at'],
  'back-tomorrow': ['och är tillbaka i morgon klockan', 'and is back tomorrow at'],
  ...Object.fromEntries(
    weekdays.map(([sv, en], at) => [
      `back-day-${at + 1}`,
      [`och är tillbaka på ${sv} klockan`, `and is back on ${en} at`],
    ]),
  ),
  from: ['Från', 'From'],
  'from-colleague': ['Från en kollega, anknytning', 'From a colleague, extension'],
  'from-withheld': ['Från ett dolt nummer', 'From a withheld number'],
  'for-group': ['Till en svarsgrupp.', 'For an answer group.'],
  plus: ['plus', 'plus'],
  'left-today': ['i dag klockan', 'today at'],
  'left-yesterday': ['i går klockan', 'yesterday at'],
  ...Object.fromEntries(weekdays.map(([sv, en], at) => [`left-day-${at + 1}`, [`i ${sv}s klockan`, `on ${en} at`]])),
  'days-ago': ['dagar sedan, klockan', 'days ago, at'],
  'long-ago': ['för mer än två månader sedan', 'more than two months ago'],
  'leave-message': ['Lämna ett meddelande efter tonen.', 'Please leave a message after the tone.'],
};
for (const [name, texts] of Object.entries(words))
  ['sv', 'en'].forEach((language, at) => {
    sounds[`${name}-${language}`] = () => [spoken(texts[at], language === 'sv' ? 'sv' : 'en-gb', 0.05), 24_000];
  });
// Swedish counts the hours of the day to 24.
for (const [name, text] of Object.entries({ am: 'A M', pm: 'P M' }))
  sounds[`${name}-en`] = () => [spoken(text, 'en-gb', 0.05), 24_000];

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(sounds);
for (const name of wanted) write(name, ...sounds[name]());
