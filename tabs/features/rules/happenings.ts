import type { TFunction } from 'i18next';
import type {
  Explanation,
  HappenedStep,
  PersonThen,
  RouteStep,
  RouteTest,
} from '../../../src/contract/rules/explanation';
import type { Happening, Words } from './happening';
import { inGroupLines } from './in-groups';

/** The steps in their order: who called, what was known, what decided, and what is, or was, done. */
export function happeningsOf(explained: Explanation, words: Words): readonly Happening[] {
  const isPast = explained.callId !== null;
  const owners = [...new Set(explained.trace.map(({ userId }) => userId))];
  const first = explained.called.userId;
  const about = (userId: string): Happening[] => [
    ...personLine(explained, userId, words),
    ...explained.trace.flatMap((step, index) =>
      step.userId === userId ? ruleLine(explained, step, index, words, isPast) : [],
    ),
  ];
  const done = new Set<string>();
  const introduce = (userId: string | null): Happening[] => {
    if (userId === null || done.has(userId) || !owners.some((each) => each === userId)) return [];
    done.add(userId);
    return about(userId);
  };
  return [
    cameLine(explained, words),
    ...introduce(first),
    ...explained.happened.flatMap((step, index) => [
      ...(step.kind === 'goOn' ? introduce(step.userId) : []),
      ...introduce(step.also?.userId ?? null),
      ...stepLines(explained, step, index, words),
    ]),
    // Whoever was asked and led nowhere.
    ...owners.flatMap((userId) => introduce(userId)),
  ];
}

const plain = { atMs: null, details: [], isMinor: false } as const;

function cameLine(explained: Explanation, { t, number, readerId }: Words): Happening {
  const { caller, called, calledNumber, trace, people } = explained;
  const name = caller.name ?? (caller.number === null ? t('rules.why.anonymous') : number(caller.number));
  const isMe = called.userId !== null && called.userId === readerId;
  const vip = trace.some(({ layer, decides }) => layer === 'vip' && decides) || people[0]?.circle === 'vip';
  return {
    ...plain,
    key: 'came',
    icon: 'came',
    atMs: explained.callId === null ? null : explained.atMs,
    title: t(explained.callId === null ? 'rules.happens.came' : 'rules.happens.cameThen', {
      name,
      called: isMe ? t('rules.happens.you') : (called.name ?? called.number ?? ''),
    }),
    details: [
      [
        t(`rules.happens.kind.${caller.kind}`),
        ...(vip ? [t('rules.happens.vip')] : []),
        ...(calledNumber === null ? [] : [t('rules.happens.number', { number: number(calledNumber) })]),
      ].join(' · '),
    ],
  };
}

/** "Meeting until 11:00, line free". */
export function personText(person: PersonThen, { t, language, time }: Words): string {
  const { activity, line } = person;
  const name = activity?.name[language];
  const what =
    name === undefined
      ? []
      : activity?.untilMs == null
        ? [name]
        : [t('rules.happens.until', { activity: name, time: time(activity.untilMs) })];
  return [...what, t(`rules.happens.line.${line}`)].join(', ');
}

function personLine({ people }: Explanation, userId: string, words: Words): Happening[] {
  const person = people.find((each) => each.userId === userId);
  if (!person) return [];
  const what = personText(person, words);
  const { t } = words;
  return [
    {
      ...plain,
      key: `person ${userId}`,
      icon: 'person',
      title:
        userId === words.readerId
          ? t('rules.happens.youAre', { what })
          : t('rules.happens.somebodyIs', { name: person.name, what }),
      details: person.late.map((each) => t(`rules.happens.late.${each}`)),
    },
  ];
}

function ruleLine(explained: Explanation, step: RouteStep, index: number, words: Words, isPast: boolean): Happening[] {
  const { t, texts } = words;
  const { layer, rule, matched, decides, leftOut } = step;
  const left = leftOut === null ? [] : [t(`rules.happens.leftOutWhy.${leftOut}`)];
  const key = `rule ${index}`;
  if (rule === null) {
    // Of somebody to whom the call has come, or beside whom the phones ring: nobody else's rules are meant.
    const ofOther = layer === 'builtIn' && step.userId !== explained.called.userId && step.userId !== words.readerId;
    const said = ofOther ? 'rules.happens.builtInOf' : `rules.happens.layer.${layer}`;
    const owner = nameOf(explained, step.userId);
    if (decides) return [{ ...plain, key, icon: 'rule', title: t(said, { owner }), details: left }];
    const isKnown = layer === 'safety' || layer === 'blocked' || layer === 'vip' || layer === 'activity';
    // Of the two that are safety, one says it for both.
    const isSaid = explained.trace.slice(0, index).some((each) => each.userId === step.userId && each.layer === layer);
    if (matched || !isKnown || isSaid) return [];
    return [{ ...plain, key, icon: 'not', title: t(`rules.happens.layerNot.${layer}`), isMinor: true }];
  }
  const values = { number: rule.number, name: rule.name, owner: nameOf(explained, step.userId) };
  if (!decides) {
    const tests = testTexts(explained, step, words);
    const title = leftOut !== null ? 'leftOut' : matched ? 'matchesToo' : 'appliesNot';
    return [
      {
        ...plain,
        key,
        icon: 'not',
        // Its number alone would be that of one of the person's own, too.
        title: t(`rules.happens.${title}${layer === 'organisation' ? 'All' : ''}`, values),
        details: [...left, ...tests],
        isMinor: leftOut === null,
      },
    ];
  }
  const whose = layer === 'organisation' ? 'All' : step.userId === words.readerId ? '' : 'Of';
  const decided = { ...plain, key, icon: 'rule' } as const;
  // Of who is rung beside, a rule was only asked whether it may ring there: what else it says was not done.
  if (isBeside(explained, step.userId))
    return [{ ...decided, title: t(`rules.happens.${isPast ? 'letRing' : 'letsRing'}${whose}`, values) }];
  const sentence = `“${texts.sentence(rule, explained.names, whose === '' ? undefined : { context: 'anybody' })}”`;
  return [
    {
      ...decided,
      title: t(`rules.happens.${isPast ? 'applied' : 'applies'}${whose}`, values),
      details: [sentence, ...left],
    },
  ];
}

const isBeside = ({ happened }: Explanation, userId: string): boolean =>
  happened.some(({ also }) => also?.userId === userId);

const nameOf = ({ people, called }: Explanation, userId: string): string =>
  people.find((each) => each.userId === userId)?.name ?? called.name ?? '';

/** Of a rule that did not apply, what it asked for and what was. */
function testTexts({ names }: Explanation, { tests, matched }: RouteStep, words: Words): string[] {
  const { t, texts } = words;
  if (matched) return [];
  const textOf = (test: RouteTest): string => {
    const unknown = t('rules.happens.test.unknownWas');
    switch (test.key) {
      case 'on':
        return t('rules.happens.test.on');
      case 'activity':
        return t('rules.happens.test.activity', {
          wanted: texts.list(test.wanted.map((id) => texts.activity(id, names))),
          was: test.was === null ? unknown : texts.activity(test.was, names),
        });
      case 'line':
        return t('rules.happens.test.line', {
          wanted: texts.list(test.wanted.map((line) => t(`rules.happens.line.${line}`))),
          was: t(`rules.happens.line.${test.was}`),
        });
      case 'caller':
        return t('rules.happens.test.caller', {
          wanted: texts.list(test.wanted.map((who) => t(`rules.dialog.callers.${who}`))),
          was: t(`rules.dialog.callers.${test.was}`),
        });
      case 'time':
        return t('rules.happens.test.time', {
          wanted: texts.list(test.wanted.map(texts.time)),
          was: `${t(`rules.days.short.${test.was.day}`)} ${test.was.time}`,
        });
      case 'calledNumber':
        return t('rules.happens.test.calledNumber', {
          wanted: texts.list(test.wanted.map(words.number)),
          was: test.was === null ? t('rules.happens.test.extension') : words.number(test.was),
        });
    }
  };
  return tests.filter(({ ok }) => !ok).map(textOf);
}

function stepLines(explained: Explanation, step: HappenedStep, index: number, words: Words): Happening[] {
  const { t, number, readerId } = words;
  const isPast = step.atMs !== null;
  const base = { ...plain, key: `step ${index}`, atMs: step.atMs };
  const seconds = Math.round((step.forMs ?? 0) / 1000);
  const also = step.kind === 'dial' ? [] : alsoTexts(step, words);
  const confirm = step.confirm ? [t('rules.happens.confirm')] : [];
  const mine = step.userId !== null && step.userId === readerId;
  switch (step.kind) {
    case 'ring':
    case 'goOn': {
      const whose = mine
        ? t('rules.happens.my')
        : step.name === null
          ? t('rules.happens.someones')
          : t('rules.happens.their', { name: step.name });
      const devices = step.devices.length > 0 ? [step.devices.join(', ')] : [];
      const title = t(isPast ? 'rules.happens.rang' : 'rules.happens.ring', { whose, seconds });
      const icon = step.kind === 'ring' ? 'ring' : 'forward';
      return [{ ...base, icon, title, details: [...devices, ...also, ...confirm] }];
    }
    case 'also':
      return [{ ...base, icon: 'ring', ...alsoLater(explained, step, index, words) }];
    case 'dial': {
      const title = t(isPast ? 'rules.happens.dialled' : 'rules.happens.dial', {
        number: step.number === null ? '' : number(step.number),
        seconds,
      });
      return [{ ...base, icon: 'forward', title, details: confirm }];
    }
    case 'say':
      return [{ ...base, icon: 'say', title: t('rules.happens.say') }];
    case 'voicemail': {
      const title = mine ? t('rules.happens.yourVoicemail') : t('rules.happens.voicemail', { name: step.name ?? '' });
      return [{ ...base, icon: 'say', title }];
    }
    case 'answered': {
      const title = mine ? t('rules.happens.youAnswered') : t('rules.happens.answered', { name: step.name ?? '' });
      return [{ ...base, icon: 'answered', title }];
    }
    case 'end':
      // That the voicemail has answered is said.
      return step.reason === 'voicemail' ? [] : [{ ...base, icon: 'end', title: endText(explained, step, words) }];
    default:
      return inGroupLines(explained, index, words).map((line) => ({ ...base, ...line }));
  }
}

/** Who rings too, and on what; of a call that was, why not. */
function alsoTexts({ atMs, number, also, devices, kind }: HappenedStep, { t, ...words }: Words): string[] {
  if (number !== null) {
    const isSkipped = atMs !== null && kind === 'also' && devices.length === 0;
    const rings = t('rules.happens.also', { number: words.number(number) });
    return [rings, ...(isSkipped ? [t('rules.happens.tooMany')] : [])];
  }
  if (!also) return [];
  const name = also.name ?? '–';
  const isMe = also.userId === words.readerId;
  if (atMs !== null && also.devices.length === 0)
    return [isMe ? t('rules.happens.alsoYouNot') : t('rules.happens.alsoNot', { name })];
  const rings = isMe ? t('rules.happens.alsoYou') : t('rules.happens.alsoThere', { name });
  return [rings, ...(also.devices.length > 0 ? [also.devices.join(', ')] : [])];
}

/** Of a call that was, the time says itself when. */
function alsoLater(
  { happened }: Explanation,
  step: HappenedStep,
  index: number,
  words: Words,
): Pick<Happening, 'title' | 'details'> {
  const { t } = words;
  const [what = '', ...more] = alsoTexts(step, words);
  const before = happened.slice(0, index).findLast(({ kind }) => kind === 'ring' || kind === 'goOn');
  const seconds = Math.round(((before?.forMs ?? 0) - (step.forMs ?? 0)) / 1000);
  const after = step.atMs === null && seconds > 0 ? [t('rules.happens.afterSeconds', { seconds })] : [];
  return { title: what, details: [...after, ...more, ...(step.confirm ? [t('rules.happens.confirm')] : [])] };
}

function endText({ happened }: Explanation, { atMs, reason }: HappenedStep, { t }: Words): string {
  const rang = happened.some(({ kind }) => kind === 'ring' || kind === 'goOn' || kind === 'dial');
  if (atMs !== null) return outcomeText(reason, t);
  if (reason === 'noAnswer' && rang) return t('rules.happens.endIf');
  const known = reason === 'noAnswer' || reason === 'busy' || reason === 'declined' || reason === 'unreachable';
  return t(`rules.happens.end.${known ? reason : 'other'}`);
}

export function outcomeText(reason: Explanation['outcome']['reason'], t: TFunction): string {
  const known =
    reason === 'noAnswer' ||
    reason === 'busy' ||
    reason === 'declined' ||
    reason === 'unreachable' ||
    reason === 'voicemail' ||
    reason === 'cancelled';
  return t(`rules.happens.ended.${known ? reason : 'other'}`);
}
