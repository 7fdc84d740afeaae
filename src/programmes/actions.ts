// Choosing another option of a decision that the programme folder leaves to the office.

import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../actions/action.ts';
import { ChooseOption } from '../contracts/programmes.ts';
import { fail } from '../core/errors.ts';
import { may } from '../people/model.ts';
import { currentDecide } from './queries.ts';

/**
 * Takes an option with its ground. The route has looked up the decision in the loaded programme
 * and gives its options and the folder's own choice.
 */
export const chooseDecision = defineAction({
  name: 'decision.choose',
  title: { zh: '选择待定事项的选项', en: 'Choose an option of a decision' },
  input: ChooseOption.extend({
    programmeId: z.string(),
    decisionId: z.string(),
    options: z.array(z.string()),
    folderChoice: z.string(),
  }),
  roles: may['decision.choose'],
  creates: 'decision-choice',
  place: () => null,
  run: async (input, { tx, actor, entryId, recordedAt }) => {
    const { programmeId, decisionId, option } = input;
    const { districtCode, personId } = actor;
    if (!input.options.includes(option)) {
      fail('decision.unknown-option', { decision: decisionId, option });
    }
    const decide = await currentDecide(tx, districtCode, programmeId);
    const before = decide[decisionId] ?? input.folderChoice;
    if (before === option) fail('decision.already-chosen', { decision: decisionId });
    await sql`insert into decision_choices (district_code, programme_id, decision_id, entry_id,
        person_id, option_id, document, reason, chosen_at)
      values (${districtCode}, ${programmeId}, ${decisionId}, ${entryId}, ${personId}, ${option},
        ${input.document}, ${input.reason}, ${recordedAt})`.execute(tx);
    return { before, after: option };
  },
});

/** All actions of this capability, for the registry. */
export const programmeActions = [chooseDecision] as const;
