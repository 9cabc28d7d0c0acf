import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { errorCode, type ClientErrorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useUnsaved } from './use-unsaved';

export interface PolicyForm<Policy> {
  readonly draft: Policy;
  readonly said: ClientErrorCode | 'saved' | null;
  readonly change: (part: Partial<Policy>) => void;
  readonly save: (event: FormEvent) => void;
}

export interface PolicyPlace<Policy> {
  /** Where it is put. */
  readonly path: string;
  /** Under which it was read. */
  readonly key: readonly string[];
  /** What of it is put; all of it unless it is said. */
  readonly toSave?: (policy: Policy) => object;
}

/** What an organisation says of something, as a form of the whole. */
export function usePolicyForm<Policy extends object>(policy: Policy, place: PolicyPlace<Policy>): PolicyForm<Policy> {
  const { path, key, toSave = (whole) => whole } = place;
  const { rest } = useServices();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(policy);
  const [said, setSaid] = useState<PolicyForm<Policy>['said']>(null);
  const forget = useUnsaved(draft);
  return {
    draft,
    said,
    change(part) {
      setDraft({ ...draft, ...part });
      if (said === 'saved') setSaid(null);
    },
    save(event) {
      event.preventDefault();
      rest
        .ask('PUT', path, { body: toSave(draft) })
        .then(async (answer) => {
          queries.setQueryData(key, (await answer.json()) as Policy);
          forget();
          setSaid('saved');
        })
        .catch((error: unknown) => setSaid(errorCode(error)));
    },
  };
}
