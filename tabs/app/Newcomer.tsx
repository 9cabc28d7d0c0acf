import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { ClientErrorCode } from '../api/client-error';
import { addTexts } from '../i18n/i18n';
import { useServices } from '../ui/services';
import { Gate } from './Gate';

type NewcomerCode = 'auth.notLinked' | 'auth.noOrganisation';

/** A right token, of an account that belongs to nobody here yet. */
export const isNewcomer = (code: ClientErrorCode): code is NewcomerCode =>
  code === 'auth.notLinked' || code === 'auth.noOrganisation';

interface PageProps {
  readonly onLinked: () => void;
  readonly before: ReactNode;
}

/** Whoever signs in and is nobody here yet; until the page with the ways in is there, it says so all the same. */
export function Newcomer({ code, onRetry }: { code: NewcomerCode; onRetry: () => void }): ReactNode {
  const { parts, i18n } = useServices();
  const [Page, setPage] = useState<ComponentType<PageProps> | null>(null);
  useEffect(() => {
    const fetchPage = async () =>
      (await Promise.all([import('../features/joining/JoiningPage'), addTexts(i18n, 'joining')]))[0].JoiningPage;
    void parts.load('joining', fetchPage).then((loaded) => setPage(() => loaded));
  }, [parts, i18n]);
  const before = <Gate state={{ kind: 'failed', code }} onRetry={onRetry} />;
  return Page === null ? before : <Page onLinked={onRetry} before={before} />;
}
