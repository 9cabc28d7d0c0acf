import {
  abandonment,
  answerSpeedMs,
  handleTimeMs,
  occupancy,
  serviceLevel,
  type Counts,
} from '../../contract/answer-groups/figures';
import type { Period } from '../../contract/answer-groups/limits';
import type { Statistics, StatisticsRow } from '../../contract/answer-groups/statistics';
import type { Cell as CsvCell } from '../../csv/write-csv';

type Language = 'sv' | 'en';

const headers: Record<Language, { readonly time: string[]; readonly agent: string[]; readonly figures: string[] }> = {
  sv: {
    time: ['Från ({zone})', 'Till ({zone})', 'Från (UTC)'],
    agent: ['Agent'],
    figures: [
      ...['Inkomna', 'Besvarade', 'Inom 20 s', 'Servicenivå %', 'Svarstid s', 'Tappade', 'Korta', 'Tappade %'],
      ...['Vidaresända', 'Uppringda', 'Ej uppringda', 'Längsta väntan s', 'Samtal', 'Hanteringstid s', 'Parkerat s'],
      ...['Efterarbete s', 'Missade', 'Avvisade', 'Arbetstid s', 'Tillgänglig s', 'Paus s', 'Beläggning %'],
    ],
  },
  en: {
    time: ['From ({zone})', 'To ({zone})', 'From (UTC)'],
    agent: ['Agent'],
    figures: [
      ...['Entered', 'Answered', 'Within 20 s', 'Service level %', 'Speed of answer s', 'Abandoned', 'Short'],
      ...['Abandoned %', 'Overflowed', 'Called back', 'Not called back', 'Longest wait s', 'Talks', 'Handle time s'],
      ...['Hold s', 'Wrap-up s', 'Missed', 'Declined', 'Work s', 'Ready s', 'Paused s', 'Occupancy %'],
    ],
  },
};

export const headerOf = (by: Period, language: Language): readonly string[] => {
  const { time, agent, figures } = headers[language];
  return [...(by === 'agent' ? agent : time), ...figures];
};

/** With the decimals of the reader's language; empty where there was nothing to reckon with. */
const percent = (part: number | null, language: Language): string | null =>
  part === null ? null : (part * 100).toFixed(1).replace('.', language === 'sv' ? ',' : '.');
const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1000));

function figuresOf(counts: Counts, language: Language): readonly CsvCell[] {
  const { entered, answered, answeredSoon, abandoned, short, overflowed, calledBack, callbacksLost } = counts;
  return [
    ...[entered, answered, answeredSoon, percent(serviceLevel(counts), language), seconds(answerSpeedMs(counts))],
    ...[abandoned, short, percent(abandonment(counts), language), overflowed, calledBack, callbacksLost],
    ...[seconds(counts.longestMs), counts.talks, seconds(handleTimeMs(counts)), seconds(counts.heldMs)],
    ...[seconds(counts.wrapUpMs), counts.missed, counts.declined, seconds(counts.workMs), seconds(counts.readyMs)],
    ...[seconds(counts.pausedMs), percent(occupancy(counts), language)],
  ];
}

const keyOf = ({ startMs, endMs, name }: StatisticsRow): readonly CsvCell[] =>
  startMs === null || endMs === null ? [name] : [new Date(startMs), new Date(endMs), new Date(startMs).toISOString()];

/** What is shown, as lines of a file. */
export const linesOf = ({ rows }: Statistics, language: Language): readonly (readonly CsvCell[])[] =>
  rows.map((row) => [...keyOf(row), ...figuresOf(row.counts, language)]);
