// What every kind of relation gives back, before the report adds id, title and decision.

import type { Text } from '../../core/text.ts';
import type { Relation } from '../schema/reconcile.ts';
import type { Decide, LoadedProgramme, Verdict } from '../types.ts';

/** A relation worked out. */
export type Outcome = {
  readonly verdict: Verdict;
  readonly stated: Text;
  readonly computed: Text;
  readonly figures: readonly string[];
  readonly spans?: ReadonlyArray<{ readonly start: number; readonly end: number }>;
  /** INFO lines that need a decision all the same. */
  readonly needsDecision?: boolean;
};

/** What the kinds work on. */
export type Context = { readonly programme: LoadedProgramme; readonly decide: Decide };

export type RelationOf<K extends Relation['kind']> = Extract<Relation, { kind: K }>;

/** Written where there is nothing to say. */
export const NOTHING: Text = { zh: '-', en: '-' };

/** Texts one after the other. */
export function joinTexts(texts: readonly Text[], zh: string, en = zh): Text {
  return {
    zh: texts.map((text) => text.zh).join(zh),
    en: texts.map((text) => text.en).join(en),
  };
}
