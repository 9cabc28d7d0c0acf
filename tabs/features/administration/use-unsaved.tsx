import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { createContext, useContext, useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { giveBackFocus } from '../../ui/give-back-focus';
import { useServices } from '../../ui/services';

interface Unsaved {
  /** Told by a form, of which there may be several, whether it has changes that are not saved. */
  readonly tell: (form: string, isChanged: boolean) => void;
  /** Goes, unless something is not saved: then it asks before. */
  readonly leave: (go: () => void) => void;
}

export const UnsavedContext = createContext<Unsaved>({ tell: () => undefined, leave: (go) => go() });

/**
 * For a form: what is written in it is not thrown away without a question.
 * @param written plain data, as it is in the form
 * @returns to be called when it is saved, or need not be; with what stands in the form from then on
 */
export function useUnsaved(written: object): (saved?: object) => void {
  const { tell } = useContext(UnsavedContext);
  const form = useId();
  const now = JSON.stringify(written);
  const [kept, setKept] = useState(now);
  const isChanged = now !== kept;
  // Also when it is as it was before: what was written while it was being saved is not saved.
  useEffect(() => tell(form, isChanged));
  useEffect(() => () => tell(form, false), [tell, form]);
  return (saved = written) => {
    // At once: whoever calls this may leave in the same turn.
    tell(form, false);
    setKept(JSON.stringify(saved));
  };
}

/** For a form that closes without going anywhere. */
export function useLeave(go: () => void): () => void {
  const { leave } = useContext(UnsavedContext);
  return () => leave(go);
}

interface Asked {
  readonly go: () => void;
  readonly focused: Element | null;
}

/** For whoever has forms in it: it asks before the person goes elsewhere, and before the window is closed. */
export function useLeaving(): { readonly unsaved: Unsaved; readonly question: ReactNode } {
  const { navigation } = useServices();
  /** The forms that are. */
  const changed = useRef(new Set<string>());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [unsaved] = useState<Unsaved>(() => ({
    tell: (form, isChanged) => void (isChanged ? changed.current.add(form) : changed.current.delete(form)),
    leave: (go) => (changed.current.size > 0 ? setAsked({ go, focused: document.activeElement }) : go()),
  }));
  useEffect(() => {
    navigation.guard(unsaved.leave);
    const ask = (event: BeforeUnloadEvent): void => void (changed.current.size > 0 && event.preventDefault());
    window.addEventListener('beforeunload', ask);
    return () => {
      navigation.guard(null);
      window.removeEventListener('beforeunload', ask);
    };
  }, [navigation, unsaved]);
  const discard = ({ go }: Asked): void => {
    changed.current.clear();
    setAsked(null);
    go();
  };
  const question = asked !== null && (
    <Question focused={asked.focused} onStay={() => setAsked(null)} onDiscard={() => discard(asked)} />
  );
  return { unsaved, question };
}

interface QuestionProps {
  /** What had the focus before. */
  readonly focused: Element | null;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}

function Question({ focused, onStay, onDiscard }: QuestionProps): ReactNode {
  const { t } = useTranslation();
  useEffect(() => () => giveBackFocus(focused, null), [focused]);
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && onStay()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('administration.discard.title')}</DialogTitle>
          <DialogContent>{t('administration.discard.text')}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onDiscard}>
              {t('administration.discard.discard')}
            </Button>
            <Button onClick={onStay}>{t('administration.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
