// What is done to a house that is insulated, before it counts as installed: its windows looked at,
// and each layer proven before the next covers it.

import { z } from 'zod';
import { defineAction, refusalOf } from '../actions/action.ts';
import type { Reason } from '../actions/action.ts';
import * as inputs from '../contracts/works.ts';
import { gateContract, gateWindows, isInsulation } from './gates.ts';
import {
  allowed,
  caseId,
  change,
  gateOwn,
  idsOf,
  ofItem,
  onCase,
  photosOf,
  refuse,
  requirePhotos,
  resultsOf,
} from './items.ts';
import { layerOrder, layers, nextLayer, worksMay } from './model.ts';
import { countLayers } from './queries.ts';
import * as store from './store.ts';

export const checkWindows = defineAction({
  name: 'case.check-windows',
  title: { zh: '登记门窗情况', en: 'Record the windows and doors' },
  input: z.strictObject({ caseId, finding: inputs.WindowFinding, photos: inputs.Photos }),
  roles: worksMay['case.check-windows'],
  ...onCase,
  from: ['contracted'],
  gates: [gateOwn, isInsulation, gateContract],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const begun = await countLayers(tx, actor.districtCode, idsOf(items));
    const refusals = items.map(({ subject }) =>
      // The wall itself is prepared while windows are still being changed.
      (begun.get(subject.id) ?? 0) > 1
        ? refusalOf({ code: 'works.walls-begun', details: {}, clause: '八(三)5' })
        : undefined,
    );
    const kept = allowed(items, refusals);
    await requirePhotos(kept, context);
    const found = kept.map((item) => ({ ...ofItem(item), finding: item.input.finding }));
    await store.saveWindows(context, found);
    await store.insertPhotos(context, kept.map(photosOf));
    await change('case.check-windows', kept, context);
    return resultsOf(items, refusals);
  },
});

export const proveLayer = defineAction({
  name: 'case.prove-layer',
  title: { zh: '登记隐蔽工序验收', en: 'Record a layer as proven' },
  input: z.strictObject({ caseId, layer: inputs.Layer, photos: inputs.Photos }),
  roles: worksMay['case.prove-layer'],
  ...onCase,
  from: ['contracted'],
  gates: [gateOwn, isInsulation, gateContract, gateWindows],
  runMany: async (items, context) => {
    const { tx, actor } = context;
    const proven = await countLayers(tx, actor.districtCode, idsOf(items));
    const refusals = items.map(({ input, subject }) =>
      refuse(judgeLayer(input, proven.get(subject.id) ?? 0)),
    );
    const kept = allowed(items, refusals);
    await requirePhotos(kept, context);
    const rows = kept.map((item) => ({ ...ofItem(item), layer: item.input.layer }));
    await store.insertLayers(context, rows);
    await store.insertPhotos(context, kept.map(photosOf));
    await change('case.prove-layer', kept, context);
    return resultsOf(items, refusals);
  },
});

type LayerInput = { readonly layer: keyof typeof layers; readonly photos: readonly string[] };

/** The next layer only on the last one's proof, and with a proof of its own (八(三)3). */
function judgeLayer({ layer, photos }: LayerInput, proven: number): Reason | undefined {
  const position = layerOrder.indexOf(layer);
  const { zh: layerZh, en: layerEn } = layers[layer];
  const clause = '八(三)3';
  if (position < proven) return { code: 'works.layer-proven', details: { layerZh, layerEn } };
  const below = nextLayer(proven);
  if (position > proven && below !== undefined) {
    const { zh, en } = layers[below];
    return { code: 'works.layer-missing', details: { layerZh: zh, layerEn: en }, clause };
  }
  if (photos.length > 0) return undefined;
  return { code: 'works.layer-unproven', details: { layerZh, layerEn }, clause };
}
