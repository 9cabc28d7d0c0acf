import { Component } from 'react';
import type { ReactNode } from 'react';
import { Gate } from './Gate';

/** A fault in drawing shows a way out instead of an empty page. */
export class CrashBoundary extends Component<
  { children: ReactNode; log: (line: string) => void },
  { crashed: boolean }
> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(error: Error): void {
    this.props.log(`page: ${error.name}: ${error.message}`);
  }

  override render(): ReactNode {
    return this.state.crashed ? (
      <Gate state={{ kind: 'crashed' }} onRetry={() => window.location.reload()} />
    ) : (
      this.props.children
    );
  }
}
