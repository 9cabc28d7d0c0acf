import { Web, type UserAgentOptions } from 'sip.js';
import { withCandidate } from '../../../contract/devices/candidates';
import type { SipCredentials } from '../../../contract/devices/devices';

type Factory = NonNullable<UserAgentOptions['sessionDescriptionHandlerFactory']>;

/**
 * What makes the sound of each session. What the stream carries is chosen in the page, also in the middle of a call;
 * the library stops the tracks of a call that ends, so each call has its own copy.
 */
export function phoneMedia(
  { withoutCandidates }: Pick<SipCredentials, 'withoutCandidates'>,
  microphone: () => MediaStream,
): Factory {
  const make = Web.defaultSessionDescriptionHandlerFactory(() => Promise.resolve(microphone().clone()));
  return (session, options) => {
    const handler = make(session, options as Parameters<typeof make>[1]);
    const describe = handler.getDescription.bind(handler);
    if (!withoutCandidates)
      handler.getDescription = async (...how) => {
        const description = await describe(...how);
        return { ...description, body: withCandidate(description.body) };
      };
    return handler;
  };
}
