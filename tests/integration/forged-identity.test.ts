import { randomUUID } from 'node:crypto';
import type { CallId } from '../../src/contract/ids';
import type { RightsView } from '../../src/contract/rules/rights';
import { RawSip, rawOffer, sipRequest } from '../fakes/raw-sip';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import type { Colleague } from './colleague';
import { Product } from './product';
import { dial, talk } from './talk';

/**
 * A device that has registered with good credentials says that it is Anna, in every way that SIP has for it. It is
 * whose it is: for whom it rings, in the call lists and for who may call outside. Or it is refused.
 */
const domain = 'fjallbo.vaxel';
const mobile = '+46701239811';
let product: Product;
let anna: Colleague;
let jose: Colleague;
let eva: Colleague;
let olga: Colleague;
let forger: Colleague;
let raw: RawSip;
let outside: SipPhone;
let cseq = 100;

beforeAll(async () => {
  product = await Product.start();
  [anna, jose, eva, olga] = await product.people('anna', 'jose', 'eva', 'olga');
  await Promise.all([anna.phone(), jose.phone(), jose.withoutVoicemail()]);
  outside = await product.outside(mobile);
});
/** People may make so many calls at once and no more; each test has a device and a person of its own. */
async function forge(as: string): Promise<void> {
  forger = await product.person(as);
  raw = await product.raw();
  expect((await raw.register(await forger.enrol())).status).toBe(200);
}
afterAll(() => product.close());

const numberOf = ({ me }: Colleague): string => me.user.numbers[0] ?? '';
const own = () => `sip:${forger.extension}@${domain}`;
const annas = () => `sip:${anna.extension}@${domain}`;

interface Asked {
  readonly id: CallId;
  readonly cseq: number;
  /** The final answer. */
  answer(): Promise<number>;
}

function invite(target: string, extra: readonly string[], from = `<${own()}>`): Asked {
  const id = randomUUID() as CallId;
  const nr = (cseq += 1);
  const fields = [`Contact: <sip:raw@raw.invalid;transport=ws>`, `X-Vaxel-Call: ${id}`, ...extra];
  const to = `sip:${target}@${domain}`;
  const parts = { method: 'INVITE', uri: to, from: own(), to, cseq: nr, callId: randomUUID(), body: rawOffer };
  raw.send(sipRequest({ ...parts, extra: fields }).replace(`From: <${own()}>`, `From: ${from}`));
  return {
    id,
    cseq: nr,
    answer: async () =>
      (await raw.take(({ status, header }) => status >= 200 && header('CSeq') === `${nr} INVITE`, `INVITE ${nr}`))
        .status,
  };
}

/** Whatever tells who calls, or on whose behalf. */
const identities = (): [string, readonly string[], string?][] => [
  ['nothing', []],
  ['a name', [], `"${anna.me.user.displayName}" <${own()}>`],
  ['P-Asserted-Identity', [`P-Asserted-Identity: "Anna Lind" <${annas()}>`]],
  ['P-Asserted-Identity, twice', [`P-Asserted-Identity: <${annas()}>, <tel:${numberOf(anna)}>`]],
  ['P-Preferred-Identity', [`P-Preferred-Identity: <${annas()}>`]],
  ['Remote-Party-ID', [`Remote-Party-ID: "Anna Lind" <${annas()}>;party=calling;screen=yes;privacy=off`]],
  ['Diversion', [`Diversion: <${annas()}>;reason=unconditional;counter=1`]],
  ['History-Info', [`History-Info: <${annas()}>;index=1, <sip:${jose.extension}@${domain}>;index=1.1`]],
  ['Referred-By', [`Referred-By: <${annas()}>`]],
  ['P-Charge-Info', [`P-Charge-Info: <${annas()}>`, `P-Charging-Vector: icid-value=x;orig-ioi=${domain}`]],
  ['Identity', [`Identity: e30.e30.e30;info=<https://x.invalid/c.pem>;alg=ES256;ppt=shaken`]],
  ['P-Served-User', [`P-Served-User: <${annas()}>;sescase=orig;regstate=reg`]],
  ['Reply-To and Contact', [`Reply-To: <${annas()}>`, `Call-Info: <${annas()}>;purpose=card`]],
  ['Subject and Organization', ['Subject: Anna Lind', 'Organization: Anna Lind']],
];

/** All that the INVITE said to whom it rings, without what is the forger's by right. */
const hasNothingOf = (rings: PhoneCall): void => {
  for (const name of ['P-Asserted-Identity', 'From', 'Contact'])
    expect(`${name}: ${rings.header(name) ?? ''}`).not.toMatch(new RegExp(`Anna|${anna.extension}@`));
  for (const name of ['Diversion', 'History-Info', 'Referred-By', 'Remote-Party-ID', 'P-Charge-Info', 'Identity'])
    expect([name, rings.header(name)]).toEqual([name, null]);
  for (const name of ['P-Served-User', 'P-Preferred-Identity', 'Reply-To', 'Call-Info', 'Subject', 'Organization'])
    expect([name, rings.header(name)]).toEqual([name, null]);
};

const isOf = async (callId: CallId, ...people: readonly Colleague[]): Promise<void> => {
  for (const each of people) await each.untilHistory(callId);
  const rows = await product.sql<{ user_id: string }>('select user_id from history where call_id = $1', [callId]);
  expect(rows.map((row) => row.user_id).toSorted()).toEqual(people.map(({ userId }) => userId as string).toSorted());
};

test('whatever a device says of who calls, a colleague sees whose it is, and so does the call list', async () => {
  await forge('bjorn');
  for (const [what, extra, from] of identities()) {
    const { id, answer } = invite(jose.extension, extra, from);
    const rings = await jose.firstPhone.nextCall();
    expect([what, rings.header('X-Vaxel-Call'), rings.caller.user]).toEqual([what, id, forger.extension]);
    hasNothingOf(rings);
    expect((await jose.untilState(id, 'ringing')).other).toMatchObject({
      userId: forger.userId,
      name: forger.me.user.displayName,
    });
    rings.decline();
    expect(await answer()).toBeGreaterThanOrEqual(400);
    await isOf(id, forger, jose);
  }
});

test('and outside his number is shown, and his the call is', async () => {
  await forge('cecilia');
  for (const [what, extra, from] of identities()) {
    const { id, answer } = invite(mobile, extra, from);
    const rings = await outside.nextCall();
    expect([what, rings.caller.user]).toEqual([what, numberOf(forger)]);
    hasNothingOf(rings);
    rings.decline();
    expect(await answer()).toBeGreaterThanOrEqual(400);
    expect(await forger.untilHistory(id)).toMatchObject({ direction: 'out', shownNumber: numberOf(forger) });
    await isOf(id, forger);
  }
});

test('a number to show that is another’s, here or elsewhere, and a From of theirs are refused', async () => {
  await forge('li');
  for (const shown of [numberOf(anna), numberOf(olga), '+4684000099', '112', anna.extension]) {
    const { id, answer } = invite(mobile, [`X-Vaxel-Show: ${shown}`]);
    expect([shown, await answer()]).toEqual([shown, 403]);
    expect(await forger.untilState(id, 'ended')).toMatchObject({ endReason: 'notAllowed' });
  }
  const { extension } = anna;
  for (const from of [
    `<${annas()}>`,
    `<${annas()};user=phone>`,
    `<sip:${extension}@FJALLBO.VAXEL>`,
    `<sip:${extension}%40x@${domain}>`,
    `<sip:%31${extension.slice(1)}@${domain}>`,
    `<sips:${extension}@${domain}>`,
    `"<${own()}>" <${annas()}>`,
    `<sip:${numberOf(anna)}@${domain}>`,
    `<sip:${extension}@sjobris.vaxel>`,
  ]) {
    const { id, answer } = invite(jose.extension, [`P-Asserted-Identity: <${own()}>`], from);
    const status = await answer();
    expect([from, status === 403 || status === 400]).toEqual([from, true]);
    expect(await product.sql('select id from call where id = $1', [id])).toEqual([]);
  }
});

test('who hides behind nobody is nobody outside, and himself in the call list, whoever else he names', async () => {
  await forge('li');
  const { id, answer } = invite(
    mobile,
    [`P-Preferred-Identity: <${annas()}>`, 'Privacy: id'],
    '<sip:anonymous@anonymous.invalid>',
  );
  const rings = await outside.nextCall();
  expect(rings.caller).toMatchObject({ user: 'anonymous', host: 'anonymous.invalid' });
  hasNothingOf(rings);
  rings.decline();
  expect(await answer()).toBeGreaterThanOrEqual(400);
  await isOf(id, forger);
});

test('who may not call outside may not in the name of one who may', async () => {
  await forge('nils');
  const { chosen, chosenCallers, ...rights } = (await eva.api('GET', '/administration/rights')).json<RightsView>();
  const may = async (callers: RightsView['callers'], people: readonly Colleague[], revision: number) => {
    const ids = { userIds: chosen.map(({ userId }) => userId), callerIds: people.map(({ userId }) => userId) };
    const others = { pickerIds: [], helpToldIds: [] };
    const classes = Object.fromEntries(
      Object.entries(rights.classes).map(([name, right]) => [name, { ...right, userIds: [], offHoursIds: [] }]),
    );
    const answer = await eva.api('PUT', '/administration/rights', {
      ...{ ...rights, ...ids, ...others },
      ...{ classes, revision, callers },
    });
    expect([answer.status, chosenCallers.length]).toEqual([200, 0]);
    return answer.json<RightsView>().revision;
  };
  const revision = await may('chosen', [anna], rights.revision);
  for (const [what, extra, from] of identities()) {
    const { id, answer } = invite(mobile, extra, from);
    expect([what, await answer()]).toEqual([what, 403]);
    expect(await forger.untilState(id, 'ended')).toMatchObject({ direction: 'out' });
  }
  // The next that the outside phone hears of is Anna's own.
  const { call, id } = dial(anna.firstPhone, mobile);
  expect((await outside.nextCall()).caller.user).toBe(numberOf(anna));
  call.hangUp();
  await isOf(id, anna);
  await may('everybody', [], revision);
});

test('a call of others is not taken over or named, whoever the device says that it is', async () => {
  await forge('mehmet');
  const between = await talk(anna.firstPhone, jose.firstPhone, jose.extension);
  const { dialog } = between.a;
  const replaces = `Replaces: ${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`;
  for (const [what, extra] of identities()) {
    const { answer } = invite(anna.extension, [replaces, ...extra]);
    expect([what, await answer()]).toEqual([what, 403]);
  }
  // The name of a call is its caller's to choose, but not one that is there.
  const named = invite(mobile, [`X-Vaxel-Call: ${between.id}`]);
  const rings = await outside.nextCall();
  expect(rings.caller.user).toBe(numberOf(forger));
  rings.decline();
  expect(await named.answer()).toBeGreaterThanOrEqual(400);
  await between.isHeard();
  expect(anna.card(between.id)).toMatchObject({ state: 'active', other: { userId: jose.userId } });
  between.b.hangUp();
  await isOf(between.id, anna, jose);
});

test('a transfer is of whose device asks for it, whoever it says has referred it', async () => {
  await forge('zofia');
  const phone = await forger.phone();
  const { id, call } = dial(phone, jose.extension);
  const rings = await jose.firstPhone.nextCall();
  rings.answer(900);
  await call.until('established');
  await jose.untilState(id, 'active');
  const transfer = await call.refer(mobile, { headers: [`Referred-By: "Anna Lind" <${annas()}>`] });
  expect(transfer.status).toBe(202);
  const rung = await outside.nextCall();
  hasNothingOf(rung);
  rung.decline();
  await transfer.outcome();
  rings.hangUp();
  await isOf(id, forger, jose);
  expect(JSON.stringify(await product.sql('select data from call where id = $1', [id]))).not.toContain(anna.userId);
});
