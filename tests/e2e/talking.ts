import { hears, tones } from './ears';
import type { Voice } from './ears';
import { expect } from './people';
import type { OpenOptions, Person, PhonePage } from './people';

/** Colleagues who are told by their voice; the others are in the directory as contacts outside. */
export const names = {
  anna: 'Anna Lind',
  bjorn: 'Björn Åkesson',
  cecilia: 'Cecilia Ek',
  david: 'David Holm',
  sofia: 'Sofia Lund',
  karin: 'Karin Norrbäck',
  tomas: 'Tomas Lindström',
} as const satisfies Partial<Record<Voice, string>>;
export const outsideNumbers = { sofia: '+46701234567', karin: '+46701740640', tomas: '+46701740641' } as const;
/** Direct numbers of the colleagues, as the outside dials them. */
export const directNumbers = {
  anna: '+46851920011',
  bjorn: '+46851920012',
  cecilia: '+46851920013',
  david: '+46851920014',
} as const;

type Colleague = keyof typeof directNumbers;
type Outsider = keyof typeof outsideNumbers;

interface Openers {
  open(who: string, options?: OpenOptions): Promise<Person>;
  outside(number: string, query?: string): Promise<PhonePage>;
}

/** Colleagues in their tabs, each with a voice, ringable. */
export async function colleagues<Keys extends readonly Colleague[]>(
  { open }: Pick<Openers, 'open'>,
  ...who: Keys
): Promise<{ [Index in keyof Keys]: Person }> {
  const people = await Promise.all(who.map((key) => open(key, { toneHz: tones[key] })));
  for (const person of people) await expect(person.tab.getByText(/^Rings on: .*this tab/)).toBeVisible();
  return people as unknown as { [Index in keyof Keys]: Person };
}

/** An outside phone with a voice. */
export const outsider = ({ outside }: Pick<Openers, 'outside'>, who: Outsider): Promise<PhonePage> =>
  outside(outsideNumbers[who], `&says=tone&tone=${tones[who]}`);

/** The outside phone calls a colleague; both hear each other. */
export async function callIn(phone: PhonePage, who: Outsider, person: Person, key: Colleague): Promise<void> {
  await phone.page.getByRole('textbox', { name: 'Number' }).fill(directNumbers[key]);
  await phone.press('Call');
  await person.card(names[who]).getByRole('button', { name: 'Answer', exact: true }).click();
  await hears(phone.page, key);
  await hears(person, who);
}

export const state = async (person: Person, other: string, value: string | RegExp): Promise<void> => {
  const card = person.card(other);
  // The card of a call that is over leaves by itself after some seconds, on a busy machine before anybody has looked.
  if (value === 'ended')
    await expect
      .poll(() => card.evaluateAll(([element]) => element?.getAttribute('data-call-state') ?? 'ended'))
      .toBe('ended');
  else await expect(card).toHaveAttribute('data-call-state', value);
};

type Act = () => Promise<unknown>;

// A card leaves some seconds after its call, on a busy machine before an act has returned: it is looked at meanwhile.

/** What is done makes the card say this. */
export const said = async (person: Person, other: string, text: string | RegExp, act: Act): Promise<void> => {
  await Promise.all([expect(person.card(other)).toContainText(text), act()]);
};

/** What is done ends the call, and the card shows that. */
export const ends = async (person: Person, other: string, act: Act): Promise<void> => {
  await Promise.all([expect(person.card(other)).toHaveAttribute('data-call-state', 'ended'), act()]);
};

export const press = (person: Person, other: string, button: string): Promise<void> =>
  person.card(other).getByRole('button', { name: button, exact: true }).click();
