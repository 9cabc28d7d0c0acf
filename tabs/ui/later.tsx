import { createElement, useEffect, useState } from 'react';
import type { ComponentProps, ComponentType, ReactNode } from 'react';
import { SectionSkeleton } from '../app/ShellSkeleton';
import { useStore } from '../state/store';
import { useServices } from '../session/services';
import type { LaterParts } from '../session/services';

/**
 * What nobody sees in the first view: popups, cards, details. One chunk, fetched as soon as the first view is drawn, so that
 * it is there when it is needed, also when the server has gone away since. Not React.lazy: that would hold the first card of
 * a ringing call back for 300 ms, the pause it keeps between a fallback and its content.
 */
function part<Name extends keyof LaterParts>(name: Name, fallback: ReactNode = null): ComponentType<ComponentProps<LaterParts[Name]>> {
  const Later = (props: object): ReactNode => {
    const parts = useStore(useServices().later, (value) => value);
    if (parts === null) return fallback;
    return createElement(parts[name] as ComponentType<object>, props);
  };
  return Later as ComponentType<ComponentProps<LaterParts[Name]>>;
}

export const Announcer = part('Announcer');
export const Banners = part('Banners');
export const CallCards = part('CallCards');
export const CallFromMenu = part('CallFromMenu');
export const CallDetail = part('CallDetail', <SectionSkeleton rows={4} />);
export const CallListMenu = part('CallListMenu');
export const CallRowMenu = part('CallRowMenu');
export const ClearDialog = part('ClearDialog');
export const ContactsSection = part('ContactsSection', <SectionSkeleton />);
export const CounterBadge = part('CounterBadge');
export const DeepLinkDialog = part('DeepLinkDialog');
export const KeypadPopover = part('KeypadPopover');
export const MiniCall = part('MiniCall');
export const Notices = part('Notices');
export const SearchGrid = part('SearchGrid');
export const ShortcutsDialog = part('ShortcutsDialog');
export const ShowOnce = part('ShowOnce');
export const NowPane = part('NowPane', <SectionSkeleton rows={4} />);
export const NumberToShowMenu = part('NumberToShowMenu');
export const ProfilePopover = part('ProfilePopover');

/** A section of its own chunk, fetched when it is opened, and again until it is there. Its texts come with the later parts. */
function section(name: string, fetchSection: () => Promise<ComponentType>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Section(): ReactNode {
    const { parts, later } = useServices();
    const ready = useStore(later, (value) => value !== null);
    const [found, setFound] = useState(() => loaded);
    useEffect(() => {
      void parts.load(name, fetchSection).then((component) => setFound(() => (loaded = component)));
    }, [parts]);
    return found === null || !ready ? <SectionSkeleton /> : createElement(found);
  };
}

export const AudioSettings = section('audio', async () => (await import('../features/settings/AudioSettings')).AudioSettings);
export const SettingsSection = section('settings', async () => (await import('../features/settings/SettingsSection')).SettingsSection);
export const HelpSection = section('help', async () => (await import('../features/help/HelpSection')).HelpSection);
