// All scenes of the demo district, one capability after the other.

import { acceptanceScenes } from './acceptance.ts';
import { contractScenes } from './contracts.ts';
import { moneyScenes } from './money.ts';
import { noticeScenes } from './notices.ts';
import { paymentScenes } from './payments.ts';
import type { Scene, Stage } from './stage.ts';
import { surveyScenes } from './survey.ts';
import { worksScenes } from './works.ts';

export function demoScenes(stage: Stage): Scene[] {
  return [
    ...surveyScenes(stage),
    ...contractScenes(stage),
    ...worksScenes(stage),
    ...acceptanceScenes(stage),
    ...noticeScenes(stage),
    ...moneyScenes(stage),
    ...paymentScenes(stage),
  ];
}
