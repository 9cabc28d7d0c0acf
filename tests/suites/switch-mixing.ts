import type { LegId } from '../../src/contract/ids';
import type { PhoneCall } from '../fakes/sip-phone';
import type { Office } from './switch-office';
import type { SuiteContext } from './switch.suite';

/** What each of three says, in Hz. */
export const [customerHz, agentHz, supervisorHz] = [440, 880, 1320] as const;
/** One packet of a voice in 50 ms of others is louder than this; what a change of source crackles is not. */
export const leakLevel = -38;

interface Party {
  readonly leg: LegId;
  readonly call: PhoneCall;
}

/** One more phone that has answered. */
async function party(office: Office, user: string, hz: number): Promise<Party> {
  const device = office.enrol(user);
  const phone = await office.phone(device);
  const leg = office.dial(device);
  const call = await phone.nextCall();
  call.answer(hz);
  await office.next('legAnswered', (event) => event.leg === leg);
  await call.openMedia();
  return { leg, call };
}

interface Three {
  readonly customer: Party;
  readonly agent: Party;
  readonly supervisor: Party;
}

/** The supervisor hears both, and is heard by the agent alone. */
export function whisper({ switch: telephony }: Pick<Office, 'switch'>, { customer, agent, supervisor }: Three): void {
  telephony.hear(supervisor.leg, [customer.leg, agent.leg]);
  telephony.hear(agent.leg, [customer.leg, supervisor.leg]);
  telephony.hear(customer.leg, [agent.leg]);
}

/** A customer and an agent who talk, and a third who hears nobody yet. */
export async function three(office: Office): Promise<Three> {
  const [customer, agent, supervisor] = await Promise.all([
    party(office, '1001', customerHz),
    party(office, '1002', agentHz),
    party(office, '1003', supervisorHz),
  ]);
  office.join(customer.leg, agent.leg);
  await Promise.all([customer.call.hearsTone(agentHz), agent.call.hearsTone(customerHz)]);
  return { customer, agent, supervisor };
}

/** Each hears the others. */
export function mix(office: Pick<Office, 'switch'>, ...all: readonly Party[]): void {
  for (const { leg } of all)
    office.switch.hear(
      leg,
      all.map((each) => each.leg).filter((other) => other !== leg),
    );
}

const lost = (...all: readonly Party[]): number[] => all.map(({ call }) => call.media?.stats().lost ?? -1);

/** Three who hear each other. */
export async function conferenceOf(office: Office) {
  const all = await three(office);
  mix(office, all.customer, all.agent, all.supervisor);
  await everybodyHearsTheOthers(all);
  return all;
}

export const everybodyHearsTheOthers = ({ customer, agent, supervisor }: Three) =>
  Promise.all([
    customer.call.hearsTones(agentHz, supervisorHz),
    agent.call.hearsTones(customerHz, supervisorHz),
    supervisor.call.hearsTones(customerHz, agentHz),
  ]);

export function mixingTests({ office }: SuiteContext): void {
  const conference = () => conferenceOf(office());

  it('says that it can', () => {
    expect(office().switch.capabilities).toMatchObject({ mixing: true, whisper: true });
  });

  it('lets three hear the two others and not themselves, without a gap for those who have talked', async () => {
    const { customer, agent, supervisor } = await conference();
    expect(lost(customer, agent, supervisor)).toEqual([0, 0, 0]);
    office().part(supervisor.leg);
    office().join(customer.leg, agent.leg);
    await Promise.all([
      customer.call.hearsTone(agentHz),
      agent.call.hearsTone(customerHz),
      supervisor.call.hearsSilence(),
    ]);
    expect(lost(customer, agent, supervisor)).toEqual([0, 0, 0]);
  });

  it('lets one listen whom nobody hears, whatever the others do', async () => {
    const { switch: telephony } = office();
    const { customer, agent, supervisor } = await three(office());
    const leaks = [customer, agent].map(({ call }) => call.media?.measure(supervisorHz));
    telephony.hear(supervisor.leg, [customer.leg, agent.leg]);
    await supervisor.call.hearsTones(customerHz, agentHz);
    telephony.music(customer.leg, true);
    await Promise.all([customer.call.hearsMusic(), supervisor.call.hearsTone(agentHz)]);
    telephony.music(customer.leg, false);
    await Promise.all([customer.call.hearsTone(agentHz), supervisor.call.hearsTones(customerHz, agentHz)]);
    telephony.music(supervisor.leg, true);
    await supervisor.call.hearsMusic();
    telephony.music(supervisor.leg, false);
    await supervisor.call.hearsTones(customerHz, agentHz);
    office().part(customer.leg, agent.leg);
    office().join(customer.leg, agent.leg);
    await Promise.all([customer.call.hearsTone(agentHz), agent.call.hearsTone(customerHz)]);
    for (const leak of leaks) expect(leak?.level).toBeLessThan(leakLevel);
  });

  it('lets one whisper to the agent: the customer hears nothing of it', async () => {
    const { switch: telephony } = office();
    const all = await three(office());
    const { customer, agent, supervisor } = all;
    const leak = customer.call.media?.measure(supervisorHz);
    whisper(office(), all);
    await Promise.all([
      agent.call.hearsTones(customerHz, supervisorHz),
      customer.call.hearsTone(agentHz),
      supervisor.call.hearsTones(customerHz, agentHz),
    ]);
    telephony.music(agent.leg, true);
    await Promise.all([agent.call.hearsMusic(), customer.call.hearsSilence()]);
    telephony.music(agent.leg, false);
    await Promise.all([agent.call.hearsTones(customerHz, supervisorHz), customer.call.hearsTone(agentHz)]);
    telephony.music(supervisor.leg, true);
    await Promise.all([
      supervisor.call.hearsMusic(),
      agent.call.hearsTone(customerHz),
      customer.call.hearsTone(agentHz),
    ]);
    telephony.music(supervisor.leg, false);
    await Promise.all([agent.call.hearsTones(customerHz, supervisorHz), customer.call.hearsTone(agentHz)]);
    telephony.hear(agent.leg, [customer.leg]);
    await agent.call.hearsTone(customerHz);
    expect(leak?.level).toBeLessThan(leakLevel);
    mix(office(), customer, agent, supervisor);
    await customer.call.hearsTones(agentHz, supervisorHz);
    expect(leak?.level).toBeGreaterThan(leakLevel);
  });

  it('a device that takes the place of another is heard where that one was, and by nobody else', async () => {
    const { switch: telephony } = office();
    const all = await three(office());
    const { customer, agent, supervisor } = all;
    const leak = customer.call.media?.measure(supervisorHz);
    whisper(office(), all);
    await agent.call.hearsTones(customerHz, supervisorHz);
    const moved = await party(office(), '1004', 600);
    telephony.hear(moved.leg, [customer.leg, supervisor.leg]);
    telephony.hear(customer.leg, [moved.leg]);
    telephony.hear(supervisor.leg, [customer.leg, moved.leg]);
    telephony.hangUp(agent.leg, 'hungUp');
    await Promise.all([
      moved.call.hearsTones(customerHz, supervisorHz),
      customer.call.hearsTone(600),
      supervisor.call.hearsTones(customerHz, 600),
    ]);
    expect(leak?.level).toBeLessThan(leakLevel);
  });

  it('goes on between those who stay when one of three ends', async () => {
    const { customer, agent, supervisor } = await conference();
    supervisor.call.hangUp();
    await office().next('legEnded', ({ leg }) => leg === supervisor.leg);
    await Promise.all([customer.call.hearsTone(agentHz), agent.call.hearsTone(customerHz)]);
    expect(lost(customer, agent)).toEqual([0, 0]);
  });

  it('plays music to one of three, whom the others do not hear meanwhile', async () => {
    const { switch: telephony } = office();
    const all = await conference();
    telephony.music(all.agent.leg, true);
    await Promise.all([
      all.agent.call.hearsMusic(),
      all.customer.call.hearsTone(supervisorHz),
      all.supervisor.call.hearsTone(customerHz),
    ]);
    telephony.music(all.agent.leg, false);
    await everybodyHearsTheOthers(all);
  });

  it('mutes one of three, who goes on hearing', async () => {
    const { switch: telephony } = office();
    const all = await conference();
    telephony.mute(all.agent.leg, true);
    await Promise.all([
      all.agent.call.hearsTones(customerHz, supervisorHz),
      all.customer.call.hearsTone(supervisorHz),
      all.supervisor.call.hearsTone(customerHz),
    ]);
    telephony.mute(all.agent.leg, false);
    await everybodyHearsTheOthers(all);
  });

  it('lets two listen to the same two', async () => {
    const { switch: telephony } = office();
    const { customer, agent, supervisor } = await three(office());
    const other = await party(office(), '1004', 1760);
    for (const { leg } of [supervisor, other]) telephony.hear(leg, [customer.leg, agent.leg]);
    await Promise.all([
      supervisor.call.hearsTones(customerHz, agentHz),
      other.call.hearsTones(customerHz, agentHz),
      customer.call.hearsTone(agentHz),
      agent.call.hearsTone(customerHz),
    ]);
  });

  it('takes a fourth in, and lets others go, while it runs', async () => {
    const all = await conference();
    const fourth = await party(office(), '1004', 1760);
    mix(office(), all.customer, all.agent, all.supervisor, fourth);
    await Promise.all([
      all.customer.call.hearsTones(agentHz, supervisorHz, 1760),
      fourth.call.hearsTones(customerHz, agentHz, supervisorHz),
    ]);
    office().part(all.agent.leg);
    mix(office(), all.customer, all.supervisor, fourth);
    await Promise.all([
      all.agent.call.hearsSilence(),
      all.customer.call.hearsTones(supervisorHz, 1760),
      fourth.call.hearsTones(customerHz, supervisorHz),
    ]);
  });

  it('carries the digits of one to the others', async () => {
    const { customer, agent, supervisor } = await conference();
    await customer.call.sendDigits('15#');
    await Promise.all([agent.call.hearsDigits('15#'), supervisor.call.hearsDigits('15#')]);
    for (const digit of '15#')
      expect(await office().next('digit')).toEqual({ type: 'digit', leg: customer.leg, digit });
    await agent.call.hearsTones(customerHz, supervisorHz);
    expect(customer.call.media?.digits).toEqual([]);
  });

  it('mixes ten conferences at once', async () => {
    const all: Three[] = [];
    for (let at = 0; at < 10; at += 1) all.push(await three(office()));
    for (const { customer, agent, supervisor } of all) mix(office(), customer, agent, supervisor);
    for (const each of all) await everybodyHearsTheOthers(each);
  });
}
