// All scenes of the demo district, one capability after the other.

import type { Scene, Stage } from './play.ts';
import { surveyScenes } from './survey.ts';

export function demoScenes(stage: Stage): Scene[] {
  return [...surveyScenes(stage)];
}
