// Where clause and decision chips lead. The frame says it; the chips themselves know no address.

import { createContext, useContext, type MouseEvent, type ReactNode } from 'react';

export type NoticeLinks = {
  readonly clauseHref: (clause: string) => string;
  /** Shows the clause without leaving the page, in a drawer or by scrolling to it. */
  readonly openClause: (clause: string) => void;
  readonly decisionHref: (decision: string) => string;
  readonly openDecision: (decision: string) => void;
};

const LinksContext = createContext<NoticeLinks | undefined>(undefined);

export function NoticeLinksProvider(props: { links: NoticeLinks; children: ReactNode }) {
  return <LinksContext value={props.links}>{props.children}</LinksContext>;
}

/** The links in force; undefined outside a programme, where chips are plain text. */
export function useNoticeLinks(): NoticeLinks | undefined {
  return useContext(LinksContext);
}

/** Runs `act` on a plain click and leaves ⌘-click, middle click and the like to the browser. */
export function onPlainClick(act: () => void) {
  return (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    act();
  };
}
