// All scenes of the demo district, one capability after the other.

import { contractScenes } from './contracts.ts';
import type { Scene, Stage } from './play.ts';
import { surveyScenes } from './survey.ts';
import { worksScenes } from './works.ts';

export function demoScenes(stage: Stage): Scene[] {
  return [...surveyScenes(stage), ...contractScenes(stage), ...worksScenes(stage)];
}
