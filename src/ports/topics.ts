import type { OrganisationId } from '../contract/ids';
import type { Principal } from './principal';
import type { Values, Watched } from '../contract/realtime';

/** What windows watch by their ids. */
export type TopicName = keyof Watched;
export type TopicId<Name extends TopicName> = NonNullable<Watched[Name]>[number];

/**
 * The newest value of a topic; null: the organisation has no such thing. Of what was there before (`wasThere`), whoever
 * watches is told that it is gone.
 */
export type TopicReaders = {
  readonly [Name in TopicName]: (
    organisationId: OrganisationId,
    id: TopicId<Name>,
    wasThere: boolean,
  ) => NonNullable<Values[Name]>[number] | null;
};

/** Topics that not everybody of the organisation may watch; who may not is told nothing. */
export type TopicGuards = {
  readonly [Name in TopicName]?: (principal: Principal, id: TopicId<Name>) => boolean;
};
