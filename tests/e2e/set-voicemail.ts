import { expect } from 'playwright/test';
import type { MyVoicemail } from '../../src/contract/voicemail/voicemail';
import { demoOrganisations } from '../../src/local/demo/organisations';

/** Whether callers may leave a message when this person does not answer, as the settings set it. */
export async function setVoicemail(url: string, who: string, enabled: boolean): Promise<void> {
  const token = await (await fetch(`${url}/local/token?as=${who}`)).text();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ enabled } satisfies MyVoicemail);
  const { status } = await fetch(`${url}/api/me/voicemail`, { method: 'PUT', headers, body });
  expect(status).toBeLessThan(300);
}

/** Callers of the demo companies' people hear why nobody answers. */
export async function turnVoicemailOff(url: string): Promise<void> {
  const people = demoOrganisations.flatMap(({ users }) => users).filter(({ account }) => account === 'linked');
  await Promise.all(people.map(({ key }) => setVoicemail(url, key, false)));
}
