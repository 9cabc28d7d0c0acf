import { SipPhone, type PhoneCall, type SipPhoneOptions } from './sip-phone';

/** What the phones of a process of their own are asked; phones and calls are numbered as they come. */
export interface PhoneOrders {
  register(options: SipPhoneOptions): Promise<number>;
  dial(phone: number, target: string, toneHz: number): Promise<number>;
  nextCall(phone: number): Promise<number>;
  freeze(phone: number): Promise<void>;
  answer(call: number, toneHz: number): Promise<void>;
  hearsTone(call: number, hz: number): Promise<void>;
}

const phones: SipPhone[] = [];
const calls: PhoneCall[] = [];
const phoneAt = (at: number): SipPhone => phones[at] ?? fail('phone');
const callAt = (at: number): PhoneCall => calls[at] ?? fail('call');

function fail(what: string): never {
  throw new Error(`there is no such ${what}`);
}

const orders: PhoneOrders = {
  async register(options) {
    const phone = new SipPhone(options);
    const at = phones.push(phone) - 1;
    await phone.register();
    return at;
  },
  dial: (phone, target, toneHz) => Promise.resolve(calls.push(phoneAt(phone).dial(target, { toneHz })) - 1),
  nextCall: async (phone) => calls.push(await phoneAt(phone).nextCall()) - 1,
  freeze: (phone) => Promise.resolve(phoneAt(phone).freeze()),
  answer: (call, toneHz) => Promise.resolve(callAt(call).answer(toneHz)),
  hearsTone: (call, hz) => callAt(call).hearsTone(hz),
};

export interface Order {
  readonly serial: number;
  readonly name: keyof PhoneOrders;
  readonly words: readonly unknown[];
}

export interface Done {
  readonly serial: number;
  readonly result: unknown;
  readonly failure: string | null;
}

process.on('message', ({ serial, name, words }: Order) => {
  const work = orders[name] as (...given: readonly unknown[]) => Promise<unknown>;
  // What is asked of a phone or call that there is not fails as well.
  Promise.resolve()
    .then(() => work(...words))
    .then(
      (result) => ({ serial, result, failure: null }),
      (error: unknown) => ({ serial, result: null, failure: String(error) }),
    )
    .then((done: Done) => process.send?.(done))
    .catch(() => undefined);
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
